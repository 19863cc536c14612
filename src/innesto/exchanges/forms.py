import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.exchanges.models import Exchange
from innesto.exchanges.queries.readings import Choice, open_choices


class PlanForm(forms.Form):
    """What to plan, how long to look, and which reading stands where the sources disagree."""

    scope = forms.ChoiceField(label=_("What to plan"), required=False)
    seconds = forms.TypedChoiceField(
        label=_("How long may it take?"),
        choices=[
            (10, _("ten seconds")),
            (30, _("half a minute")),
            (120, _("two minutes")),
            (600, _("ten minutes")),
        ],
        initial=30,
        coerce=int,
        help_text=_("You can stop it at any time and keep the best plan found so far."),
    )

    def __init__(
        self,
        *args: Any,
        blueprint: Blueprint,
        scopes: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        scope = self.fields["scope"]
        assert isinstance(scope, forms.ChoiceField)
        scope.choices = [("", _("The whole programme")), *scopes]
        if not scopes:
            del self.fields["scope"]
        self.choices: Sequence[Choice] = open_choices(blueprint)
        for choice in self.choices:
            self.fields[choice.name] = forms.ChoiceField(
                label=choice.label,
                choices=choice.options,
                help_text=_("The sources leave this open: you choose, and the plan says so."),
            )

    @property
    def reading(self) -> dict[str, dict[str, Any]]:
        """The choices made, as the planner reads them."""
        found: dict[str, dict[str, Any]] = {"shapes": {}, "hosts": {}}
        for choice in self.choices:
            value = self.cleaned_data[choice.name]
            found[choice.kind][choice.format] = int(value) if choice.kind == "hosts" else value
        return found


class WishForm(forms.Form):
    """Fix or forbid one thing of a planned exchange: each button of the page is a choice."""

    KINDS = ("pin_host", "forbid_host", "pin_date", "forbid_date", "forbid_guest")

    exchange_key = forms.CharField(max_length=120)
    choice = forms.RegexField(rf"^({'|'.join(KINDS)}) .{{1,120}}$")
    reason = forms.CharField(label=_("Why?"), max_length=300, required=False)

    def clean_choice(self) -> str:
        choice: str = self.cleaned_data["choice"]
        kind, _space, value = choice.partition(" ")
        if kind in {"pin_date", "forbid_date"}:
            try:
                datetime.date.fromisoformat(value)
            except ValueError:
                raise forms.ValidationError(_("This date does not exist.")) from None
        return choice

    @property
    def wish(self) -> dict[str, str]:
        """What is wished, in the words of the action."""
        kind, _space, value = self.cleaned_data["choice"].partition(" ")
        return {
            "kind": kind,
            "value": value,
            "exchange_key": self.cleaned_data["exchange_key"],
            "reason": self.cleaned_data["reason"],
        }


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why can you not?"),
        max_length=300,
        help_text=_("One line is enough. The coordination reads it before it plans again."),
    )


class CallOffForm(forms.Form):
    reason = forms.CharField(label=_("Why is it called off?"), max_length=300)


class ArrangeForm(forms.ModelForm[Exchange]):
    class Meta:
        model = Exchange
        fields = ["venue", "link"]

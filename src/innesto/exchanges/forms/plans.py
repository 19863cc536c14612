"""What people say to the planner: what to plan, what to fix, what to try out."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.exchanges.queries.readings import Choice, open_choices
from innesto.exchanges.queries.trial import Numbered
from innesto.rounds.letters.wishes import Change, Kind, Wish
from innesto.toolkit.forms import DateField


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
    """Fix or forbid one thing of a plan: each button of the page is a choice."""

    KINDS = ("pin_host", "forbid_host", "pin_date", "forbid_date", "pin_guest", "forbid_guest")
    PAIRS = ("pin_pair", "forbid_pair")
    ALONE = ("hold_online",)

    exchange_key = forms.CharField(max_length=250, required=False)
    choice = forms.RegexField(rf"^(({'|'.join((*KINDS, *PAIRS))}) .{{1,120}}|{'|'.join(ALONE)})$")
    other = forms.CharField(max_length=120, required=False)
    reason = forms.CharField(label=_("Why?"), max_length=300, required=False)

    def clean_choice(self) -> str:
        """Take only what the planner can be told."""
        choice: str = self.cleaned_data["choice"]
        kind, _space, value = choice.partition(" ")
        if kind in {"pin_date", "forbid_date"}:
            try:
                datetime.date.fromisoformat(value)
            except ValueError:
                raise forms.ValidationError(_("This date does not exist.")) from None
        return choice

    def clean(self) -> dict[str, Any]:
        """Ask for what a wish of this kind needs."""
        cleaned = super().clean() or self.cleaned_data
        kind, _space, value = cleaned.get("choice", "").partition(" ")
        other = cleaned.get("other", "")
        if kind in self.PAIRS and other in {"", value}:
            raise forms.ValidationError(_("A pair needs two."))
        if kind and kind not in self.PAIRS and not cleaned.get("exchange_key"):
            raise forms.ValidationError(_("Choose an exchange."))
        return cleaned

    @property
    def wish(self) -> dict[str, str]:
        """What is wished, in the words of the action; a pair is the same from both sides."""
        kind, _space, value = self.cleaned_data["choice"].partition(" ")
        reason = self.cleaned_data["reason"]
        if kind in self.PAIRS:
            first, second = sorted((value, self.cleaned_data["other"]))
            return {"kind": kind, "value": first, "pair_with": second, "reason": reason}
        exchange = self.cleaned_data["exchange_key"]
        return {"kind": kind, "value": value, "exchange_key": exchange, "reason": reason}


class OnlineForm(forms.Form):
    """Hold online what is still to come in a country or strand."""

    where = forms.ChoiceField(label=_("What moves online?"))
    why = forms.CharField(label=_("Why?"), max_length=300)

    def __init__(self, *args: Any, scopes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        where = self.fields["where"]
        assert isinstance(where, forms.ChoiceField)
        where.choices = [*scopes]


class TrialForm(forms.Form):
    """And if …? One change to a plan, to see what it would cost.

    Which fields are needed follows from the first answer; none is marked as optional.
    """

    all_optional = True

    what = forms.ChoiceField(
        label=_("What would be different?"),
        choices=[
            ("host", _("another host")),
            ("date", _("another date")),
            ("guest", _("somebody does not come")),
            ("online", _("held online")),
            ("number", _("another number in a rule")),
        ],
        widget=forms.RadioSelect,
        initial="host",
    )
    exchange = forms.ChoiceField(label=_("Which exchange?"), required=False)
    organisation = forms.ChoiceField(
        label=_("Which partner?"),
        required=False,
        help_text=_("Who would host, or would not come."),
    )
    day = DateField(label=_("From which day?"), required=False)
    rule = forms.ChoiceField(label=_("Which rule?"), required=False)
    number = forms.IntegerField(
        label=_("Which number?"), required=False, min_value=0, max_value=10_000
    )

    NEEDS: Mapping[str, Sequence[str]] = {
        "host": ("exchange", "organisation"),
        "date": ("exchange", "day"),
        "guest": ("exchange", "organisation"),
        "online": ("exchange",),
        "number": ("rule", "number"),
    }

    def __init__(
        self,
        *args: Any,
        exchanges: Sequence[tuple[str, str]],
        organisations: Sequence[tuple[str, str]],
        rules: Sequence[Numbered],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "exchange": exchanges,
            "organisation": organisations,
            "rule": [(rule.key, f"{rule.label} ({rule.number})") for rule in rules],
        }
        for name, options in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Choose")), *options]

    def clean(self) -> dict[str, Any]:
        """Ask for what this kind of trial needs."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.NEEDS.get(cleaned.get("what", ""), ()):
            if cleaned.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, _("This is needed for what you want to try."))
        return cleaned

    @property
    def change(self) -> Change:
        """What is tried out, as the planner reads it."""
        given = self.cleaned_data
        exchange, body = given["exchange"], given["organisation"]
        match given["what"]:
            case "host":
                kinds: tuple[Kind, ...] = ("one_more_host", "pin_host")
                wishes = [Wish(kind=kind, exchange=exchange, value=body) for kind in kinds]
            case "date":
                day = given["day"].isoformat()
                wishes = [Wish(kind="pin_date", exchange=exchange, value=day)]
            case "guest":
                kinds = ("excuse_guest", "forbid_guest")
                wishes = [Wish(kind=kind, exchange=exchange, value=body) for kind in kinds]
            case "online":
                wishes = [Wish(kind="hold_online", exchange=exchange)]
            case _:
                return Change(numbers={given["rule"]: given["number"]})
        return Change(wishes=tuple(wishes))


class MendForm(forms.Form):
    """Try out one of the changes that would mend an impossible plan: each button is a choice."""

    mend = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args: Any, places: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mend = self.fields["mend"]
        assert isinstance(mend, forms.ChoiceField)
        mend.choices = [(place, str(place)) for place in places]


class AdoptForm(forms.Form):
    """Say why a trial becomes the plan."""

    reason = forms.CharField(
        label=_("Why do you adopt it?"),
        max_length=300,
        required=False,
        help_text=_("Whoever reads the plan sees the reason beside the rule that gave way."),
    )

"""What people say about one exchange: answers, cases, ideas, its place, why it is off."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from innesto.exchanges.models import Exchange
from innesto.lineage.models import Link
from innesto.organisations.models import Organisation
from innesto.practices.models import Practice


class CaseForm(forms.Form):
    """Name a practice that is shown at an exchange, or that came of it."""

    practice = forms.TypedChoiceField(label=_("Which practice?"), coerce=int)
    relation = forms.ChoiceField(
        label=_("What has it to do with the exchange?"),
        choices=[
            (Link.Relation.SHOWN, _("it is shown there")),
            (Link.Relation.INSPIRED, _("it came of what was seen there")),
        ],
        initial=Link.Relation.SHOWN,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("What is to be seen?"), max_length=300, required=False)

    def __init__(self, *args: Any, practices: Iterable[Practice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.practices = {one.pk: one for one in practices}
        field = self.fields["practice"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Choose")),
            *(
                (pk, f"{one.title} ({one.organisation})" if one.organisation else one.title)
                for pk, one in self.practices.items()
            ),
        ]

    @property
    def has_choice(self) -> bool:
        """There is a practice to name."""
        return bool(self.practices)

    @property
    def chosen(self) -> Practice:
        """The practice that was chosen."""
        return self.practices[self.cleaned_data["practice"]]


class IdeaForm(forms.Form):
    """What somebody would bring home from an exchange."""

    text = forms.CharField(
        label=_("Your idea"),
        help_text=_("Whoever sees this exchange reads it."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    practice = forms.ModelChoiceField(
        label=_("Which practice is it about?"),
        queryset=Practice.objects.none(),
        required=False,
        empty_label=_("None of those shown"),
    )
    organisation = forms.ModelChoiceField(
        label=_("Who would bring it home?"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        practices: QuerySet[Practice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("organisation", organisations), ("practice", practices)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


class DeclineForm(forms.Form):
    """Say why a partner cannot take part."""

    reason = forms.CharField(
        label=_("Why can you not?"),
        max_length=300,
        help_text=_("One line is enough. The coordination reads it before it plans again."),
    )


class CallOffForm(forms.Form):
    """Say why an exchange does not take place."""

    reason = forms.CharField(label=_("Why is it called off?"), max_length=300)


class ArrangeForm(forms.ModelForm[Exchange]):
    """Say where people meet and which link opens the room."""

    class Meta:
        model = Exchange
        fields = ["venue", "link"]

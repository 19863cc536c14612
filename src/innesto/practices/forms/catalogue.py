"""What one may ask the catalogue."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.places.models import Place, SizeClass
from innesto.practices.models import Practice
from innesto.practices.queries.catalogue import (
    Asked,
    Part,
    countries_in_use,
    parts_of,
    programmes_in_use,
    themes_in_use,
)
from innesto.programmes.models import Programme
from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.languages import SPOKEN

ALL = ("", pgettext_lazy("practice", "All"))


class CatalogueForm(forms.Form):
    """The filters; what is wrong in an address narrows nothing."""

    all_optional = True

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    tema = forms.TypedChoiceField(label=_("Theme"), required=False, coerce=int, empty_value=None)
    paese = forms.ChoiceField(label=_("Country"), required=False)
    luogo = forms.CharField(label=_("Place"), required=False, max_length=120)
    grandezza = forms.ChoiceField(
        label=_("Size of the municipality"), required=False, choices=[ALL, *SizeClass.choices]
    )
    zero = forms.BooleanField(label=_("At no cost to the administration"), required=False)
    simili = forms.BooleanField(label=_("Cities like mine first"), required=False)
    avanzamento = forms.ChoiceField(
        label=_("How far it is"),
        required=False,
        choices=[
            ALL,
            ("implemented", _("carried out")),
            ("planned", pgettext_lazy("practice", "planned")),
            ("failed", _("did not work")),
        ],
    )
    stato = forms.ChoiceField(
        label=_("State of the sheet"), required=False, choices=[ALL, *Practice.State.choices[4:]]
    )
    contenuto = forms.ChoiceField(
        label=_("What it is"), required=False, choices=[ALL, *Practice.Content.choices]
    )
    lingua = forms.ChoiceField(label=_("Language"), required=False)
    programma = forms.ChoiceField(label=_("Programme"), required=False)

    def __init__(self, *args: Any, viewer: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, list[Any]] = {
            "tema": themes_in_use(),
            "paese": countries_in_use(),
            "programma": programmes_in_use(viewer),
            "lingua": SPOKEN,
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [ALL, *choices]
        if not isinstance(viewer, User):
            del self.fields["simili"]
        self._parts_of_programme(viewer)

    def _parts_of_programme(self, viewer: User | AnonymousUser) -> None:
        """Offer communities and phases once a programme is chosen, in its words."""
        slug = str(self.data.get("programma") or "")
        shown = Programme.objects.visible_to(viewer).filter(slug=slug).select_related("call")
        parts = parts_of(shown.first() if slug else None)
        offered: dict[str, tuple[StrOrPromise, Sequence[Part]]] = {
            "linea": (parts.strands_are, parts.strands),
            "fase": (_("Phase"), parts.phases),
        }
        for name, (label, choices) in offered.items():
            if choices:
                self.fields[name] = forms.ChoiceField(
                    label=label,
                    required=False,
                    choices=[ALL, *((one.key, one.question or one.word) for one in choices)],
                )

    def asked(self, *, mine: Place | None = None) -> Asked:
        """Return the wishes; ``mine`` is the place of whoever wants cities like theirs."""
        self.is_valid()
        said = self.cleaned_data
        return Asked(
            text=said.get("q", ""),
            theme=said.get("tema"),
            country=said.get("paese", ""),
            place=said.get("luogo", ""),
            size=said.get("grandezza", ""),
            zero_cost=said.get("zero", False),
            state=said.get("stato", ""),
            progress=said.get("avanzamento", ""),
            content=said.get("contenuto", ""),
            language=said.get("lingua", ""),
            programme=said.get("programma", ""),
            strand=said.get("linea", ""),
            phase=said.get("fase", ""),
            like=mine if said.get("simili") else None,
        )

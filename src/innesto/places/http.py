"""How other pages ask for a place: by its name, with suggestions while one types."""

from collections.abc import Sequence

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from innesto.places.models import Place
from innesto.places.queries import find_place, search_places
from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.forms import SearchChoiceField

OFFERED = 8
HOMONYMS = 50


def place_field(
    *, help_text: StrOrPromise = "", required: bool = False
) -> SearchChoiceField[Place]:
    """Ask for a municipality or another place; where several have the name, the person is asked."""
    return SearchChoiceField(
        label=_("Municipality or place"),
        required=required,
        find=places_named,
        key=lambda place: place.ref,
        shown=shown_place,
        names=lambda place: [place.name, place.full_name],
        url=reverse_lazy("places:suggestions"),
        help_text=help_text,
    )


def shown_place(place: Place) -> str:
    """Write a place so that it cannot be confused: «Samone (Trento)»."""
    return f"{place.full_name} ({place.province or place.country})"


def places_named(text: str) -> Sequence[Place]:
    """Return the few places that the words may mean: a name, its beginning, a code, a choice.

    Where nothing begins like this, those with a similar name.
    """
    name, _bracket, area = text.rpartition(" (")
    if area:
        chosen = [p for p in search_places(name, limit=HOMONYMS) if shown_place(p) == text]
        if chosen:
            return chosen
    return search_places(text, limit=OFFERED) or find_place(text).candidates[:OFFERED]

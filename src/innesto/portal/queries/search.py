"""One box: programmes, organisations and cities whose name contains what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.organisations.queries import register
from innesto.places.queries import search_places
from innesto.programmes.queries.register import programme_list

SHOWN = 8
"""Results of each kind on the page; the kind's own list has them all."""

SHORTEST = 2
"""Letters below which nothing is sought."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """The hits of one kind, and the address of its own list."""

    label: str
    hits: Sequence[Hit]
    url_name: str


def search_everything(text: str, *, viewer: User | AnonymousUser) -> Sequence[Kind]:
    """Return what the viewer may find, kind by kind; kinds without a hit are left out."""
    if len(text.strip()) < SHORTEST:
        return []
    kinds = [
        Kind(
            _("Programmes"),
            [
                Hit(programme.name, programme.get_absolute_url(), programme.summary)
                for programme in programme_list(viewer=viewer, text=text)[:SHOWN]
            ],
            "programmes:index",
        ),
        Kind(
            _("Organisations"),
            [
                Hit(body.name, body.get_absolute_url(), body.get_kind_display())
                for body in register(viewer=viewer, text=text)[:SHOWN]
            ],
            "organisations:index",
        ),
        Kind(
            _("Cities"),
            [
                Hit(str(place), place.get_absolute_url(), str(place.country))
                for place in search_places(text, limit=SHOWN)
            ],
            "places:index",
        ),
    ]
    return [kind for kind in kinds if kind.hits]

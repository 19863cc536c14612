"""Questions about organisations that need more than one table."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q, QuerySet
from rapidfuzz import fuzz, process

from innesto.accounts.models import User
from innesto.organisations.models import Membership, Need, Offer, Office, Organisation
from innesto.places.models import Country, Place
from innesto.places.queries import named_countries
from innesto.toolkit.letters import in_address, plain_letters
from innesto.toolkit.prepared import Prepared

LIKENESS = 88
"""Percentage from which two names read like the same body. A hint, so false alarms are cheap."""

FILLERS = re.compile(
    r"\b(comune|citta|municipio|city|of|di|del|della|the|gmbh|mbh|srl|spa|ab|cic|ev|s a)\b"
)


ROW = ("name", "slug", "kind", "is_example", "country_id", "place__name", "place__name_other")
"""What a row of the register shows."""


def register(
    *,
    viewer: User | AnonymousUser,
    text: str = "",
    kind: str = "",
    country: str = "",
) -> QuerySet[Organisation]:
    """Organisations the viewer may find, by name; ``country`` is an ISO 3166 code.

    Sealed: a row that reads something not loaded here raises instead of querying.
    """
    found = Organisation.objects.visible_to(viewer).select_related("place").only(*ROW)
    if text:
        found = found.filter(Q(sought__icontains=text) | Q(place__name__icontains=text))
    if kind:
        found = found.filter(kind=kind)
    if country:
        found = found.filter(country_id=country)
    return found.order_by("sought", "pk").fetch_mode(models.FETCH_RAISE)


OFFERED = 8


def organisations_named(text: str) -> Sequence[Organisation]:
    """Return the few standing organisations that the words may mean, one of them as it is shown."""
    name, _dash, _where = text.rpartition(" – ")
    named = Q(sought__icontains=text) | Q(place__name__icontains=text)
    found = Organisation.objects.standing().filter(named | Q(name=name) if name else named)
    return list(found.select_related("place", "country").order_by("sought", "pk")[:OFFERED])


def shown_organisation(organisation: Organisation) -> str:
    """Write an organisation so that it cannot be confused: «ANCI – Roma»."""
    where = organisation.place or organisation.country
    return f"{organisation.name} – {where}" if where else organisation.name


def countries_in_register() -> list[tuple[str, str]]:
    """Return code and name of the countries that organisations are of, to choose from."""
    return named_countries({code for (code,) in _codes_in_register()})


@Prepared
def _codes_in_register() -> QuerySet[Country, tuple[str]]:
    of_country = Organisation.objects.filter(country=models.OuterRef("pk"))
    return Country.objects.filter(models.Exists(of_country)).values_list("code")


def organisations_of(place: Place, *, viewer: User | AnonymousUser) -> QuerySet[Organisation]:
    """Organisations of a municipality that the viewer may find."""
    return (
        Organisation.objects.visible_to(viewer)
        .filter(place=place)
        .select_related("country", "place")
        .order_by("sought", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


@Prepared
def organisation_at(slug: str) -> QuerySet[Organisation]:
    """Return the organisation with this address, with its country and its place."""
    return Organisation.objects.filter(slug=slug).select_related("country", "place__country")


@Prepared
def offices_of(organisation: int) -> QuerySet[Office]:
    """Return the offices of an organisation, by name."""
    return Office.objects.filter(organisation=organisation)


@Prepared
def needs_of(organisation: int) -> QuerySet[Need]:
    """Return what an organisation wants to learn, what matters most first."""
    return Need.objects.filter(organisation=organisation).select_related("theme")


@Prepared
def offers_of(organisation: int) -> QuerySet[Offer]:
    """Return what an organisation can show, what it knows best first."""
    return Offer.objects.filter(organisation=organisation).select_related("theme")


@Prepared
def stood_for_by(organisation: int) -> QuerySet[Organisation]:
    """Return the municipalities that an organisation stands for, by name."""
    return Organisation.objects.filter(stood_for_by=organisation).only("name", "slug")


@Prepared
def standing_for(organisation: int) -> QuerySet[Organisation]:
    """Return the bodies through which an organisation takes part, by name."""
    return Organisation.objects.filter(stands_for=organisation).only("name", "slug")


@Prepared
def memberships_between(person: int, organisation: int) -> QuerySet[Membership]:
    """Return the memberships of a person in an organisation, without those that ended."""
    found = Membership.objects.filter(person=person, organisation=organisation)
    return found.exclude(status=Membership.Status.ENDED).order_by("pk")


COLLEAGUE = (
    *("job", "is_elected", "is_referent", "status", "office__name"),
    *("person__name", "person__email", "person__erased_at"),
)
"""What is said of who acts for an organisation."""


def colleagues(organisation: Organisation, *, viewer: User | AnonymousUser) -> list[Membership]:
    """Who acts for the organisation, referents first, as far as the viewer may know."""
    if not isinstance(viewer, User):
        return []
    return _colleagues_seen_by(viewer.pk, organisation.pk, is_operator=viewer.is_operator)


@Prepared
def _colleagues_seen_by(
    viewer: int, organisation: int, *, is_operator: bool
) -> QuerySet[Membership]:
    return (
        Membership.objects.visible_to(User(pk=viewer, is_staff=is_operator))
        .filter(organisation=organisation)
        .exclude(status=Membership.Status.ENDED)
        .select_related("person", "office")
        .only(*COLLEAGUE)
        .order_by("-is_referent", "person__name", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def memberships_of(user: User) -> QuerySet[Membership]:
    """Whom the person acts for today, in a fixed order."""
    return (
        Membership.objects.current()
        .filter(person=user)
        .select_related("organisation", "office")
        .order_by("organisation__sought", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


@Prepared
def acting_rows(person: int) -> QuerySet[Membership, tuple[int, str, bool, str, str | None]]:
    """Return number, name, whether referent, job and office of each membership, for the frame."""
    return memberships_of(User(pk=person)).values_list(
        "pk", "organisation__name", "is_referent", "job", "office__name"
    )


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two records that may be one body; ``score`` is a percentage."""

    organisation: Organisation
    score: int


def bare_name(name: str) -> str:
    """Return the name without accents, legal forms and «Comune di», for comparison only."""
    letters = "".join(c if c.isalnum() else " " for c in plain_letters(name))
    short = " ".join(FILLERS.sub(" ", letters).split())
    return short or " ".join(letters.split())


def likenesses(
    organisation: Organisation, *, among: Iterable[Organisation] | None = None
) -> Sequence[Likeness]:
    """Records that may be this very body: same place and kind, or nearly the same name.

    Only hints: a person decides. ``among`` defaults to the standing records of the country.
    """
    if among is None:
        among = Organisation.objects.standing().filter(
            Q(country=organisation.country_id) | Q(country=None)
        )
    others = {o.pk: o for o in among if o.pk != organisation.pk}
    names = {pk: bare_name(other.name) for pk, other in others.items()}
    close = process.extract(
        bare_name(organisation.name),
        names,
        scorer=fuzz.token_sort_ratio,
        score_cutoff=LIKENESS,
        limit=5,
    )
    scores = {pk: round(score) for _name, score, pk in close}
    for pk, other in others.items():
        if organisation.place_id and (other.place_id, other.kind) == (
            organisation.place_id,
            organisation.kind,
        ):
            scores[pk] = 100
    return sorted(
        (Likeness(others[pk], score) for pk, score in scores.items()),
        key=lambda found: (-found.score, found.organisation.name, found.organisation.pk),
    )


TAKEN_BY_PAGES = frozenset({"nuova", "suggerimenti"})
"""Words that stand in the place of an address: /organizzazioni/nuova/."""


def free_slug(name: str, *, taken: Collection[str] | None = None) -> str:
    """Return an address made of the name that no organisation has yet.

    ``taken`` saves one query a name when many are registered at once.
    """
    stem = in_address(name)[:200] or "organisation"
    if taken is None:
        taken = set(
            Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
        )
    slug, number = stem, 1
    while slug in taken or slug in TAKEN_BY_PAGES:
        number += 1
        slug = f"{stem}-{number}"
    return slug

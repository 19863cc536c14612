"""Lists of programmes, of their partners and of their people: filtered, ordered, sealed."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from innesto.accounts.models import User
from innesto.places.queries import country_names, named_countries
from innesto.programmes.models import (
    Edition,
    Participant,
    Partner,
    PartnerRole,
    PartnerStrand,
    Programme,
)
from innesto.toolkit.letters import in_address, plain_letters
from innesto.toolkit.prepared import Prepared

TAKEN_BY_PAGES = frozenset({"nuovo"})
"""Words that stand in the place of an address: /programmi/nuovo/."""


def free_slug(name: str) -> str:
    """Return an address made of the name that no programme has yet."""
    stem = in_address(name)[:70] or "programma"
    taken = set(Programme.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken | TAKEN_BY_PAGES:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def programme_at(slug: str, *, viewer: User | AnonymousUser) -> list[Programme]:
    """Return the programme with this address and its call, if the viewer may read it."""
    if not isinstance(viewer, User):
        return _open_programme(slug)
    return _programme_for(slug, viewer.pk, is_operator=viewer.is_operator)


@Prepared
def _open_programme(slug: str) -> QuerySet[Programme]:
    found = Programme.objects.visible_to(AnonymousUser()).filter(slug=slug)
    return found.select_related("call")


@Prepared
def _programme_for(slug: str, viewer: int, *, is_operator: bool) -> QuerySet[Programme]:
    reader = User(pk=viewer, is_staff=is_operator)
    return Programme.objects.visible_to(reader).filter(slug=slug).select_related("call")


@Prepared
def coordinated_programme(person: int, programme: int) -> QuerySet[Programme, tuple[int]]:
    """Return the number of the programme if the person coordinates it, or its call."""
    led = Programme.objects.coordinated_by(User(pk=person))
    return led.filter(pk=programme).values_list("pk")


def programme_list(
    *, viewer: User | AnonymousUser, text: str = "", state: str = "", mine: bool = False
) -> QuerySet[Programme]:
    """Programmes and calls the viewer may read, newest first, without their blueprints.

    Sealed: a row that reads something not loaded here raises instead of querying.
    """
    found = Programme.objects.top().visible_to(viewer).defer("blueprint")
    for word in plain_letters(text).split():
        found = found.filter(sought__contains=word)
    if state:
        found = found.filter(state=state)
    if mine:
        found = found.filter(pk__in=Programme.objects.joined_by(viewer).values("pk"))
    return found.order_by(F("starts_on").desc(nulls_last=True), "slug").fetch_mode(
        models.FETCH_RAISE
    )


def count_partners_in(programmes: Iterable[Programme]) -> Mapping[int, int]:
    """Return how many organisations take part today, by number of the programme.

    A call counts those of its projects too, each organisation once; who comes through an
    intermediary is no partner.
    """
    numbers = [programme.pk for programme in programmes]
    own_or_project = Q(programme__in=numbers) | Q(programme__call__in=numbers)
    present = Partner.objects.present().filter(own_or_project, brought_by=None)
    whole = present.order_by().annotate(whole=Coalesce("programme__call", "programme"))
    counted = whole.values_list("whole").annotate(count=Count("organisation", distinct=True))
    return dict.fromkeys(numbers, 0) | dict(counted)


def project_list(
    call: Programme, *, viewer: User | AnonymousUser, text: str = "", territory: str = ""
) -> QuerySet[Programme]:
    """Projects of a call that the viewer may read, by territory, then as they were added."""
    found = call.projects.visible_to(viewer).defer("blueprint")
    for word in plain_letters(text).split():
        found = found.filter(sought__contains=word)
    if territory:
        found = found.filter(territory=territory)
    return found.order_by("territory", "pk").fetch_mode(models.FETCH_RAISE)


ROW = (
    *("programme", "declared_country_id", "printed_name", "printed_country"),
    *("organisation__name", "organisation__country_id", "brought_by__organisation__name"),
    *("organisation__place__country_id", "organisation__place__population"),
)
"""What a row of the list of partners shows; countries are named by ``country_names``."""


def partners_of(
    programme: Programme,
    *,
    role: str = "",
    strand: str = "",
    country: str = "",
    text: str = "",
    left: bool = False,
) -> QuerySet[Partner]:
    """Partners of the programme with what a row shows, filtered by keys of the blueprint.

    ``country`` is the ISO code that the source means, or that the register has when the source
    says nothing; ``left`` shows those that withdrew. Three queries for any number of rows.
    """
    found = programme.partners.filter(left_on__isnull=not left).annotate(
        shown_country=Coalesce(
            "declared_country", "organisation__country", "organisation__place__country"
        )
    )
    if role:
        found = found.in_role(role)
    if strand:
        found = found.in_strand(strand)
    if country:
        found = found.from_country(country)
    if text:
        found = found.filter(
            Q(organisation__sought__icontains=text)
            | Q(organisation__place__name__icontains=text)
            | Q(printed_name__icontains=text)
        )
    return (
        found.select_related("organisation__place", "brought_by__organisation")
        .only(*ROW)
        .prefetch_related(Prefetch("roles", PartnerRole.objects.current()))
        .prefetch_related(Prefetch("strands", PartnerStrand.objects.current()))
        .order_by("organisation__sought", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


OFFERED = 8


def partners_named(programme: Programme, text: str) -> list[Partner]:
    """Return the few partners that the words may mean, by name."""
    found = programme.partners.present().select_related("organisation")
    named = found.filter(organisation__sought__icontains=text)
    return list(named.order_by("organisation__sought", "pk")[:OFFERED])


def people_of(
    programme: Programme, *, viewer: User | AnonymousUser, role: str = ""
) -> QuerySet[Participant]:
    """Persons with a role today, as far as the viewer may know, by name."""
    found = Participant.objects.visible_to(viewer).current().filter(programme=programme)
    if role:
        found = found.filter(role=role)
    return (
        found.select_related("partner__organisation", "user", "invitation")
        .order_by("name", "role", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def partner_in_full(programme: Programme) -> QuerySet[Partner]:
    """Partners of a programme, also those that left, with all that the page of one shows."""
    return (
        Partner.objects.filter(programme=programme)
        .select_related(
            "programme__call",
            "organisation__place__country",
            "organisation__country",
            "declared_country",
            "brought_by__organisation",
            "contact",
        )
        .prefetch_related(Prefetch("roles", PartnerRole.objects.current()))
        .prefetch_related(Prefetch("strands", PartnerStrand.objects.current()))
    )


def count_partners(programme: Programme) -> int:
    """Return how many partners there are today, without those an intermediary brings in."""
    return programme.partners.present().filter(brought_by=None).count()


def count_organisations(call: Programme) -> int:
    """Return how many organisations the projects of a call have, each counted once."""
    present = Partner.objects.present().filter(programme__call=call)
    return present.values("organisation").distinct().count()


def contributions(programme: Programme) -> QuerySet[Partner]:
    """Partners whose contribution is known, the largest first."""
    return (
        programme.partners.present()
        .filter(contribution__isnull=False)
        .select_related("organisation")
        .order_by("-contribution", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def countries_of(programme: Programme) -> list[tuple[str, str]]:
    """Return code and name of the countries of the partners, by name."""
    return named_countries({code for (code,) in _codes_of_partners(programme.pk)})


@Prepared
def _codes_of_partners(programme: int) -> QuerySet[Partner, tuple[str]]:
    shown = Coalesce("declared_country", "organisation__country", "organisation__place__country")
    present = Partner.objects.present().filter(programme=programme)
    return present.order_by().values_list(shown).distinct()


def editions_of(programme: Programme) -> QuerySet[Edition]:
    """Return the editions of the blueprint, newest first, without their texts."""
    return programme.editions.select_related("by").defer("text").order_by("-number")


def territories_of(call: Programme) -> list[str]:
    """Return the territories of a call's projects, in the order of the alphabet."""
    found = call.projects.exclude(territory="").values_list("territory", flat=True)
    return sorted(set(found))


def printed_otherwise(partner: Partner) -> list[str]:
    """Return the name and the country that the source prints where the registers say another.

    The organisation and its place should be loaded.
    """
    body, words = partner.organisation, partner.printed_country
    registered = body.place.country_id if body.place else body.country_id
    names = country_names()
    known = {registered, names.get(registered or "")}
    return [
        *([partner.printed_name] if partner.printed_name not in ("", body.name) else []),
        *([names.get(words, words)] if words and words not in known else []),
    ]

"""The catalogue: which practices fit, by every filter there is, and what to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, When
from django.utils.translation import get_language, ngettext

from innesto.accounts.models import User
from innesto.blueprints.schema.text import Text
from innesto.places.models import Country, Place
from innesto.places.queries import named_countries
from innesto.practices.models import Adoption, Practice
from innesto.practices.queries.sheets import blueprint_for
from innesto.programmes.models import Programme
from innesto.search.queries import find_things
from innesto.themes.models import Theme
from innesto.toolkit import maps

ROW = (
    *("title", "slug", "strapline", "language", "state", "progress", "zero_cost", "is_example"),
    *("organisation__name", "place__name", "place__name_other", "place_name", "country__code"),
    *("country__names", "published_at", "checked_on", "next_check_on", "content"),
)
ON_THE_MAP = 400
PLANNED = (Practice.Progress.IDEA, Practice.Progress.PLANNED)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants to see; an empty wish narrows nothing."""

    text: str = ""
    theme: int | None = None
    country: str = ""
    place: str = ""
    size: str = ""
    zero_cost: bool = False
    state: str = ""
    progress: str = ""
    content: str = ""
    language: str = ""
    programme: str = ""
    strand: str = ""
    phase: str = ""
    like: Place | None = None


def catalogue(asked: Asked, *, viewer: User | AnonymousUser) -> QuerySet[Practice]:
    """Practices that are out, that the viewer may read and that fit, newest first.

    With ``like`` those of places of the same size come first, of the same country before others.
    Sealed: a row that reads something not loaded here raises instead of querying.
    """
    found = narrowed(asked, viewer=viewer)
    order: list[str] = ["-published_at", "-pk"]
    if asked.like:
        found = found.annotate(nearness=_nearness(asked.like))
        order = ["-nearness", *order]
    return (
        found.select_related("organisation", "place", "country")
        .only(*ROW)
        .annotate(adoption_count=_adoptions())
        .order_by(*order)
        .fetch_mode(models.FETCH_RAISE)
    )


def narrowed(asked: Asked, *, viewer: User | AnonymousUser) -> QuerySet[Practice]:
    """Return the practices that fit, without an order."""
    found = Practice.objects.visible_to(viewer).published()
    if asked.text:
        found = found.filter(pk__in=find_things("practice", asked.text, viewer=viewer))
    plain = {
        "themes": asked.theme,
        "country": asked.country,
        "content": asked.content,
        "language": asked.language,
        "programme__slug": asked.programme,
        "strand": asked.strand,
        "phase": asked.phase,
    }
    found = found.filter(**{name: value for name, value in plain.items() if value})
    if asked.progress == "planned":
        found = found.filter(progress__in=PLANNED)
    elif asked.progress == "implemented":
        found = found.exclude(progress__in=PLANNED)
    elif asked.progress:
        found = found.filter(progress=asked.progress)
    if asked.state:
        found = found.standing_at(asked.state)
    if asked.zero_cost:
        found = found.filter(zero_cost=True)
    if asked.place:
        found = found.filter(
            Q(place__name__icontains=asked.place) | Q(place_name__icontains=asked.place)
        )
    if asked.size:
        found = found.filter(place__in=Place.objects.of_size(asked.size).values("pk"))
    return found


def _nearness(like: Place) -> Case:
    same_size = Q(pk__in=())
    if like.size_class:
        same_size = Q(place__in=Place.objects.of_size(like.size_class).values("pk"))
    same_country = Q(country=like.country_id)
    return Case(
        When(same_size & same_country, then=3),
        When(same_size, then=2),
        When(same_country, then=1),
        default=0,
        output_field=IntegerField(),
    )


def _adoptions() -> models.Subquery:
    """Return how many municipalities took a practice home, for each row."""
    of_row = Adoption.objects.standing().filter(practice=OuterRef("pk")).order_by()
    counted = of_row.values("practice").annotate(n=Count("organisation", distinct=True))
    return models.Subquery(counted.values("n"), output_field=IntegerField())


def themes_in_use() -> list[tuple[int, str]]:
    """Return the themes that practices speak of, by name in the reader's language."""
    of_theme = Practice.themes.through.objects.filter(theme=OuterRef("pk"))
    themes = Theme.objects.filter(Exists(of_theme))
    return sorted(((theme.pk, str(theme)) for theme in themes), key=lambda pair: pair[1].casefold())


def countries_in_use() -> list[tuple[str, str]]:
    """Return the countries that practices are of, by name in the reader's language."""
    of_country = Practice.objects.filter(country=OuterRef("pk"))
    codes = Country.objects.filter(Exists(of_country)).values_list("code", flat=True)
    return named_countries(set(codes))


def programmes_in_use(viewer: User | AnonymousUser) -> list[tuple[str, str]]:
    """Return the programmes with practices that the viewer may read."""
    of_programme = Practice.objects.published().filter(programme=OuterRef("pk"))
    shown = Programme.objects.visible_to(viewer).filter(Exists(of_programme))
    return [(one.slug, one.name) for one in shown.only("slug", "names").order_by("slug")]


class Part(NamedTuple):
    """A community, a line of work or a phase, with what it asks or is for."""

    key: str
    word: str
    question: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What a programme consists of, in the reader's language."""

    strands_are: str = ""
    strands: Sequence[Part] = ()
    phases: Sequence[Part] = ()


def parts_of(programme: Programme | None) -> Parts:
    """Return the communities or lines of work of a programme, and its phases."""
    blueprint = blueprint_for(programme)
    if blueprint is None:
        return Parts()
    reader = (get_language() or "it").partition("-")[0]

    def said(text: Text | None) -> str:
        return text.read(reader) if text else ""

    strands = blueprint.strands
    return Parts(
        said(strands.label) if strands else "",
        [Part(s.key, said(s.label), said(s.question)) for s in strands.items] if strands else [],
        [Part(p.key, said(p.label), said(p.purpose)) for p in blueprint.phases],
    )


def map_of(practices: QuerySet[Practice], *, title: str) -> maps.Map:
    """Draw where practices are: one mark a place, filled where one is carried out."""
    rows = (
        practices.exclude(place__lat=None)
        .order_by("place__name", "place")
        .values_list("place__name", "place__ref", "place__lat", "place__lon")
        .annotate(count=Count("pk"), done=Count("pk", filter=~Q(progress__in=PLANNED)))
    )[:ON_THE_MAP]
    places = [
        maps.Place(
            name,
            lat,
            lon,
            shape="filled" if done else "ring",
            word=ngettext("%(counter)s practice", "%(counter)s practices", count)
            % {"counter": count},
            url=f"?luogo={name}",
        )
        for name, _ref, lat, lon, count, done in rows
    ]
    return maps.Map(title=title, places=places, width=880, height=620)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Some practices side by side: a row a field, a cell a practice."""

    practices: Sequence[Practice]
    rows: Sequence[tuple[str, Sequence[str]]]


def chosen(slugs: Sequence[str], *, viewer: User | AnonymousUser) -> Sequence[Practice]:
    """Return up to four practices by address, in the order given, as far as they may be read."""
    wanted = list(dict.fromkeys(slugs))[:4]
    shown = Practice.objects.visible_to(viewer).published().filter(slug__in=wanted)
    found: Mapping[str, Practice] = {
        one.slug: one
        for one in shown.select_related("organisation", "place", "country").order_by("pk")
    }
    return [found[slug] for slug in wanted if slug in found]

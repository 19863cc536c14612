"""What a reader finds, why, and by what it can be narrowed."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.places.models import Country, SizeClass
from innesto.search.analyzer import ROOT_MARK
from innesto.search.asking import MOST_LETTERS, Asked, language_of
from innesto.search.contributions import contributions, kinds
from innesto.search.marking import Piece, excerpt, marked
from innesto.search.models import (
    OPERATORS,
    PUBLIC,
    SIGNED_IN,
    Audience,
    Document,
    SavedSearch,
    Words,
    person_audience,
)
from innesto.toolkit.languages import language_name

# By name: numpy is loaded by the first search and not by the first page.
FINDING = "innesto.search.finding"

FILTERS = ("kind", "theme", "country", "size", "language", "year")
"""By what can be narrowed, in the order in which pages show it."""

FIRST_PAGE = 20
MOST_THINGS = 500
"""Things of one kind that words narrow a list to."""

MOST_NEWS = 100
"""New documents of one search that are looked at in one day."""

MOST_VALUES = 12
"""Values of a filter that are offered, the frequent ones."""


def audiences_of(viewer: User | AnonymousUser) -> set[str]:
    """Return the names of all audiences the viewer belongs to."""
    if not isinstance(viewer, User):
        return {PUBLIC}
    names = {PUBLIC, SIGNED_IN, person_audience(viewer.pk)}
    if viewer.is_operator:
        names.add(OPERATORS)
    for searched in contributions():
        if searched.audiences:
            names |= set(searched.audiences(viewer))
    return names


def readerships_of(viewer: User | AnonymousUser) -> list[int]:
    """Return the numbers of the sets of audiences that the viewer is among."""
    theirs = Audience.objects.filter(name__in=audiences_of(viewer))
    return sorted(set(theirs.values_list("readership", flat=True)))


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, as a page shows it: marked, cut out, and with the reason."""

    document: Document
    title: Sequence[Piece]
    excerpt: Sequence[Piece]
    why: Sequence[str]
    score: float = 0.0

    @property
    def kind(self) -> str:
        """The kind in words, as filters say it."""
        return str(kinds()[self.document.kind].label)

    @property
    def detail(self) -> str:
        """What it is, in the reader's language."""
        return in_words(self.document.details)

    @property
    def language(self) -> str:
        """The language in the reader's words."""
        return language_name(self.document.language)

    @property
    def themes(self) -> list[str]:
        """What it is about, in the reader's language."""
        return [in_words(labels) or key for key, labels in self.document.themes.items()]


@dataclass(frozen=True, slots=True)
class Value:
    """A value by which results can be narrowed, with how many there are."""

    key: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values, the frequent ones first."""

    key: str
    label: str
    values: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found, how many there are in all, and the filters.

    ``corrections`` are words of the question nobody wrote, with those that were meant instead.
    """

    hits: Sequence[Hit] = ()
    total: int = 0
    facets: Sequence[Facet] = ()
    corrections: Mapping[str, Sequence[str]] = field(default_factory=dict)


def _of_reader() -> str:
    return (get_language() or "it").partition("-")[0]


def in_words(labels: Mapping[str, str]) -> str:
    """Return the label in the reader's language, else in English, Italian or any."""
    language = _of_reader()
    wanted = (labels.get(code) for code in (language, "en", "it", *labels))
    return next((label for label in wanted if label), "")


def find_documents(
    text: str,
    *,
    viewer: User | AnonymousUser,
    language: str = "",
    narrowed: Mapping[str, Sequence[str]] | None = None,
    like: str = "",
    start: int = 0,
    stop: int = 20,
) -> Found:
    """Return what the viewer may read about this, best first; nothing asked finds everything.

    ``language`` is that of the question; without it, its small words tell, else it is the
    reader's. ``narrowed`` are filters, facet → values; ``like`` is a size class whose cities come
    first. The index says who may find what, and each kind has the last word, for the index may be
    a moment behind.
    """
    text = text[:MOST_LETTERS].strip()
    code = language.partition("-")[0] or language_of(text, otherwise=_of_reader())
    finding = import_string(f"{FINDING}.find")(
        text, language=code, readerships=readerships_of(viewer), narrowed=narrowed, like=like
    )
    page = finding.part(start, stop)
    documents = _readable([one.pk for one in page], viewer)
    words = Words.objects.filter(pk__in=documents).in_bulk() if finding.asked else {}
    hits = [
        _hit(documents[one.pk], words.get(one.pk), one, finding.asked)
        for one in page
        if one.pk in documents
    ]
    return Found(
        hits,
        len(finding),
        _facets(finding, narrowed or {}),
        {word.word: word.corrections for word in finding.asked if word.corrections},
    )


def find_things(kind: str, text: str, *, viewer: User | AnonymousUser) -> list[int]:
    """Return the numbers of things of one kind, best first, for a list that words narrow.

    Those that have all words, and the best of the others as far as one page goes. Ask
    ``visible_to`` for them, as for any other number.
    """
    text = text[:MOST_LETTERS].strip()
    finding = import_string(f"{FINDING}.find")(
        text,
        language=language_of(text, otherwise=_of_reader()),
        readerships=readerships_of(viewer),
        narrowed={"kind": [kind]},
    )
    numbers = finding.newer(-1, best=FIRST_PAGE)[:MOST_THINGS]
    things = dict(Document.objects.filter(pk__in=numbers).values_list("pk", "object_id"))
    return [things[number] for number in numbers if number in things]


def more_like(
    kind: str, object_id: int, *, viewer: User | AnonymousUser, most: int = 5
) -> list[Document]:
    """Return the documents most like that of a thing, as far as the viewer may read them."""
    own = Document.objects.filter(kind=kind, object_id=object_id).first()
    if own is None:
        return []
    near = import_string(f"{FINDING}.find_like")(
        own.pk, readerships=readerships_of(viewer), most=most
    )
    documents = _readable(near, viewer)
    return [documents[pk] for pk in near if pk in documents]


@dataclass(frozen=True, slots=True)
class News:
    """What came in since somebody was told, and up to where they are told now."""

    documents: Sequence[Document]
    revision: int
    epoch: UUID


def news_of(saved: SavedSearch) -> News | None:
    """Return what is new for a saved search and its person may read now; None if nothing is.

    New is what came into the index since, and either has all words or would stand on the first
    page of the results. An index that was made anew has no news: it says from when on.
    """
    finding = import_string(f"{FINDING}.find")(
        saved.text,
        language=saved.language,
        readerships=readerships_of(saved.person),
        narrowed=saved.filters,
    )
    if finding.revision < 0 or (finding.epoch, finding.revision) == (saved.epoch, saved.revision):
        return None
    after = saved.revision if finding.epoch == saved.epoch else finding.revision
    newer = finding.newer(after, best=FIRST_PAGE)[:MOST_NEWS]
    documents = _readable(newer, saved.person)
    found = [documents[pk] for pk in newer if pk in documents]
    return News(found, finding.revision, finding.epoch)


def saved_searches_of(person: User) -> QuerySet[SavedSearch]:
    """Return the searches a person keeps, by name."""
    return SavedSearch.objects.visible_to(person).order_by("name", "pk")


def _readable(numbers: Collection[int], viewer: User | AnonymousUser) -> dict[int, Document]:
    """Return those documents that the viewer may read now: a query for each kind on the page."""
    found = Document.objects.filter(pk__in=numbers).read_by(audiences_of(viewer)).in_bulk()
    wanted: dict[str, dict[int, int]] = {}
    for pk, document in found.items():
        wanted.setdefault(document.kind, {})[document.object_id] = pk
    readable: dict[int, Document] = {}
    for key, objects in wanted.items():
        kind = kinds().get(key)
        if kind is None:
            continue
        visible = kind.readable(viewer).filter(pk__in=objects)
        for object_id in visible.values_list("pk", flat=True):
            readable[objects[object_id]] = found[objects[object_id]]
    return readable


def _hit(document: Document, words: Words | None, ranked: Any, asked: Sequence[Asked]) -> Hit:
    """Mark one hit and say why it was found."""
    own = set(f"{words.title} {words.names} {words.body}".split()) if words else set()
    matched = {word.word: own & word.known.keys() for word in asked}
    tokens = {token for some in matched.values() for token in some}
    text = f"{document.abstract} {document.text}"
    exact = [word for word, some in matched.items() if any(ROOT_MARK not in t for t in some)]
    akin = [word for word, some in matched.items() if some and word not in exact]
    return Hit(
        document,
        marked(document.title, document.language, tokens),
        excerpt(text, document.language, tokens),
        list(_reasons(exact, akin, ranked)),
        ranked.score,
    )


def _reasons(exact: Sequence[str], akin: Sequence[str], ranked: Any) -> Iterable[str]:
    """Say why something was found, in the reader's language."""
    if exact:
        yield _("has %(words)s") % {"words": ", ".join(exact)}
    if akin:
        yield _("has words akin to %(words)s") % {"words": ", ".join(akin)}
    if "names" in ranked.found_by:
        yield _("in its title, place or theme")
    if "meaning" in ranked.found_by:
        yield _("speaks of something similar")
    if ranked.is_like:
        yield _("a city of your size")


def _filters(
    countries: Iterable[str], themes: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[str, Callable[[str], str]]]:
    """Return what each filter is called, and how it says its values: one query."""
    names = {one.code: one.name for one in Country.objects.filter(code__in=countries)}
    sizes = {key: str(label) for key, label in SizeClass.choices}
    return {
        "kind": (_("What"), lambda key: str(kinds()[key].label) if key in kinds() else key),
        "theme": (_("Theme"), lambda key: in_words(themes.get(key, {})) or key),
        "country": (_("Country"), lambda key: names.get(key, key)),
        "size": (_("Size of the city"), lambda key: sizes.get(key, key)),
        "language": (_("Language"), language_name),
        "year": (_("Year"), str),
    }


def filters_in_words(all_filters: Sequence[Mapping[str, Sequence[str]]]) -> list[list[str]]:
    """Return for each set of filters what it lets through: «Country: France, Spain»."""
    themes = import_string(f"{FINDING}.theme_labels")()
    codes = {code for filters in all_filters for code in filters.get("country", ())}
    called = _filters(codes, themes)
    return [
        [
            f"{called[name][0]}: {', '.join(called[name][1](value) for value in filters[name])}"
            for name in FILTERS
            if filters.get(name)
        ]
        for filters in all_filters
    ]


def _facets(finding: Any, narrowed: Mapping[str, Sequence[str]]) -> list[Facet]:
    """Return the filters that leave a choice, each with its frequent values."""
    filters = _filters(finding.facets.get("country", {}), finding.labels)
    facets = []
    for key, (label, said) in filters.items():
        chosen = narrowed.get(key, ())
        counts = dict.fromkeys(chosen, 0) | finding.facets.get(key, {})
        ordered = sorted(counts, key=lambda one: (one not in chosen, -counts[one], one))
        values = [
            Value(one, said(one), counts[one], one in chosen) for one in ordered[:MOST_VALUES]
        ]
        if len(values) > 1 or chosen:
            facets.append(Facet(key, label, values))
    return facets

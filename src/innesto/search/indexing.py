"""Writes the cards of the domains into the index.

No room fits: the task after a change and the command that rebuilds everything write alike.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import translation

from innesto.places.models import Country, Place, PlaceName
from innesto.search.analyzer import stems_and_roots, terms_of
from innesto.search.contributions import kinds
from innesto.search.models import (
    Audience,
    Card,
    Document,
    Index,
    Pending,
    Readership,
    Term,
    Words,
)
from innesto.search.postings import Changes, Standing, differences, standings, write_postings
from innesto.search.tables import ask_among, table_of, write_rows
from innesto.toolkit.annotations import StrOrPromise

AT_ONCE = 400
"""Things to a transaction: the more, the seldomer the postings of a frequent term are written."""

LONGEST_TEXT = 40_000
"""Letters of a text that are indexed; a sheet is seldom longer than 10,000."""

MOST_TITLE = 300

MOST_NAMES = 60
"""Other names of a place that are indexed; Vienna has about as many."""

# All but «since», which stays what it was.
COLUMNS = [
    *("revision", "readership", "language", "title", "abstract", "text", "details", "url"),
    *("reference", "within", "place", "place_name", "size", "country", "year", "themes"),
    *("title_terms", "body_terms"),
]


@dataclass(frozen=True, slots=True)
class Written:
    """The terms of one card, by where they stand, and a word for each of them."""

    title: list[str]
    names: list[str]
    body: list[str]
    forms: dict[str, str]

    def standings(self) -> dict[str, Standing]:
        """Return what the postings hold of it."""
        return standings(self.title, self.names, self.body)


@transaction.atomic
def index_pending() -> int:
    """Index one portion of what changed; return how many changes it took up.

    What changes meanwhile stays pending: only changes seen before the cards were made are done.
    """
    index = next_revision()
    things: dict[str, set[int]] = {}
    for kind, object_id in Pending.objects.order_by("pk").values_list("kind", "object_id")[
        :AT_ONCE
    ]:
        things.setdefault(kind, set()).add(object_id)
    done = 0
    for kind, object_ids in things.items():
        changes = Pending.objects.filter(kind=kind, object_id__in=object_ids)
        seen = list(changes.values_list("pk", flat=True))
        _write(kind, object_ids, index)
        done += Pending.objects.filter(pk__in=seen).delete()[0]
    return done


def count_pending() -> int:
    """Return how many changes wait."""
    return Pending.objects.count()


def next_revision() -> Index:
    """Let one writer in at a time, inside its transaction, and give it the next revision."""
    Index.objects.get_or_create(pk=1)
    index = Index.objects.select_for_update().get(pk=1)
    index.revision += 1
    index.save(update_fields=["revision"])
    return index


def _write(kind: str, object_ids: Collection[int], index: Index) -> None:
    """Make the documents of these things anew, and take out those that make no card."""
    searched = kinds().get(kind)
    cards = list(searched.cards(sorted(object_ids))) if searched else []
    around = _Surroundings(cards)
    written = {card.object_id: _written(card, around) for card in cards}
    readerships = _readerships({card.audiences for card in cards})
    there = Document.objects.filter(kind=kind, object_id__in=object_ids)
    known = dict(there.values_list("object_id", "pk"))
    # By their own number, for PostgreSQL would use up a new one for each that is there.
    documents = Document.objects.bulk_create(
        [
            _document(
                kind,
                card,
                known.get(card.object_id),
                written[card.object_id],
                readerships[card.audiences],
                around,
                index,
            )
            for card in cards
        ],
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=COLUMNS,
    )
    gone = [pk for object_id, pk in known.items() if object_id not in written]
    _write_words(
        {document.pk: written[document.object_id] for document in documents} | dict.fromkeys(gone)
    )
    if gone:
        Document.objects.filter(pk__in=gone).delete()
        index.removal = index.revision
        index.save(update_fields=["removal"])


def _write_words(written: Mapping[int, Written | None]) -> None:
    """Put the words of documents in the place of their old ones; None takes them out."""
    rows = Words.objects.filter(pk__in=written).values_list("pk", "title", "names", "body")
    old = {
        pk: standings(title.split(), names.split(), body.split()) for pk, title, names, body in rows
    }
    changes = {
        pk: differences(old.get(pk, {}), one.standings() if one else {})
        for pk, one in written.items()
    }
    write_postings(changes, _numbers(changes, [one for one in written.values() if one]))
    Words.objects.bulk_create(
        [
            Words(
                document_id=pk,
                title=" ".join(one.title),
                names=" ".join(one.names),
                body=" ".join(one.body),
            )
            for pk, one in written.items()
            if one
        ],
        update_conflicts=True,
        unique_fields=["document"],
        update_fields=["title", "names", "body"],
    )


def _numbers(changes: Changes, written: Iterable[Written]) -> dict[str, int]:
    """Return the numbers of all terms that change, and make those that are new."""
    table = table_of(Term)
    tokens = sorted({token for some in changes.values() for token in some})
    numbers = dict(ask_among(f"SELECT token, id FROM {table} WHERE token AMONG", tokens))  # noqa: S608
    forms = {token: form for one in written for token, form in one.forms.items()}
    new = [(token, forms[token]) for token in tokens if token not in numbers]
    columns = ("text", "text")
    return numbers | dict(
        write_rows(f"INSERT INTO {table} (token, form)", columns, new, "RETURNING token, id")
    )


def _document(
    kind: str,
    card: Card,
    pk: int | None,
    words: Written,
    readership: int,
    around: "_Surroundings",
    index: Index,
) -> Document:
    place = around.places.get(card.place or 0)
    size = place.size_class if place else None
    return Document(
        pk=pk,
        kind=kind,
        object_id=card.object_id,
        revision=index.revision,
        since=index.revision,
        readership_id=readership,
        language=card.language,
        title=card.title[:MOST_TITLE],
        abstract=card.abstract,
        text=card.text[:LONGEST_TEXT],
        details=_in_each_language(card.detail),
        url=card.url,
        reference=card.reference[:120],
        within=card.within,
        place_id=place.pk if place else None,
        place_name=(card.place_name or str(place or ""))[:200],
        size=size or "",
        country=card.country or (place.country_id if place else ""),
        year=card.year,
        themes={key: dict(labels) for key, labels in card.themes.items()},
        title_terms=len(words.title),
        body_terms=len(words.body),
    )


def _in_each_language(words: StrOrPromise) -> dict[str, str]:
    said = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said[language] = str(words)
    return said


class _Surroundings:
    """What the registers know of the places and countries of some cards: four queries."""

    def __init__(self, cards: Sequence[Card]) -> None:
        wanted = {card.place for card in cards if card.place}
        self.places = {
            place.pk: place
            for place in Place.objects.filter(pk__in=wanted).select_related("region", "province")
        }
        self.names: dict[int, list[str]] = {}
        others = PlaceName.objects.filter(place__in=wanted).order_by("place", "pk")
        for pk, name in others.values_list("place", "name"):
            self.names.setdefault(pk, []).append(name)
        codes = {card.country for card in cards if card.country}
        codes |= {place.country_id for place in self.places.values()}
        self.countries: dict[str, dict[str, str]] = dict(
            Country.objects.filter(code__in=codes).values_list("code", "names")
        )

    def of(self, card: Card) -> list[tuple[str, str]]:
        """Return the names by which people may ask, each with its language if it has one."""
        names = [(name, "") for name in (card.place_name, card.reference, *card.names)]
        if place := self.places.get(card.place or 0):
            here = [place.full_name, place.code, place.cadastral_code]
            areas = [area.name for area in (place.region, place.province) if area]
            others = self.names.get(place.pk, [])[:MOST_NAMES]
            names += [(name, "") for name in (*here, *areas, *others)]
        country = card.country or (place.country_id if place else "")
        names += [(name, "") for name in self.countries.get(country, {}).values()]
        for labels in card.themes.values():
            names += [(label, language) for language, label in labels.items()]
        return [(name, language) for name, language in names if name]


def _written(card: Card, around: _Surroundings) -> Written:
    """Analyse a card: its title and texts in their languages, its names as they are."""
    forms: dict[str, str] = {}
    title = _analysed(card.title[:MOST_TITLE], card.language, forms)
    texts = [(card.language, f"{card.abstract}\n{card.text}"), *card.also.items()]
    body = [
        token
        for language, text in texts
        for token in _analysed(text[:LONGEST_TEXT], language, forms)
    ]
    names: dict[str, None] = {}
    for name, language in around.of(card):
        names |= dict.fromkeys(_analysed(name, language, forms))
    return Written(title, list(names), body, forms)


def _analysed(text: str, language: str, forms: dict[str, str]) -> list[str]:
    """Return the tokens of a text, and keep a word for each of them."""
    terms = terms_of(text, language)
    for term in terms:
        forms.setdefault(term.stem, term.word)
        if term.root:
            forms.setdefault(term.root, term.word)
    return stems_and_roots(terms)


def _readerships(wanted: Collection[frozenset[str]]) -> dict[frozenset[str], int]:
    """Return the number of each set of audiences, and make those that are new."""
    keys: dict[str, frozenset[str]] = {" ".join(sorted(names)): names for names in wanted}
    known = dict(Readership.objects.filter(key__in=keys).values_list("key", "pk"))
    for key in sorted(keys.keys() - known.keys()):
        readership, _created = Readership.objects.get_or_create(key=key)
        Audience.objects.bulk_create(
            [Audience(readership=readership, name=name) for name in sorted(keys[key])],
            ignore_conflicts=True,
        )
        known[key] = readership.pk
    return {keys[key]: pk for key, pk in known.items()}

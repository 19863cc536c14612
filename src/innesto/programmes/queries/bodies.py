"""Which organisation of the register a name in a list means, and which it may mean."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

from rapidfuzz import fuzz, process

from innesto.organisations.models import Organisation
from innesto.organisations.queries import LIKENESS, bare_name
from innesto.places.models import Country, Place
from innesto.sheets.reading import bare

MOST = 20  # names looked at when the closest differ in a number
AT_ONCE = 200  # names compared with all others in one block of memory


class Body(NamedTuple):
    """An organisation as the register has it, in one query for all."""

    pk: int
    name: str
    kind: str
    country: str | None
    place: int | None


class Match(NamedTuple):
    """The one organisation that is meant; ``is_unclear`` when it may be several."""

    body: Body | None = None
    is_unclear: bool = False


class Likeness(NamedTuple):
    """A name (by its position in what was asked) and one that reads nearly the same.

    ``other`` is the position of an earlier name, or None for one of the register.
    """

    position: int
    name: str
    other: int | None


class Register:
    """All organisations, found by name or municipality; one merged into another leads there."""

    def __init__(self, bodies: Sequence[tuple[Body, int | None]]) -> None:
        known = {body.pk: body for body, _merged in bodies}
        self.standing = [body for body, merged in bodies if merged is None]
        self.by_name: dict[str, dict[int, Body]] = defaultdict(dict)
        self.by_place: dict[int, list[Body]] = defaultdict(list)
        for body, merged in bodies:
            kept = known.get(merged, body) if merged else body
            self.by_name[bare(body.name)][kept.pk] = kept
        for body in self.standing:
            if body.place and body.kind == Organisation.Kind.MUNICIPALITY:
                self.by_place[body.place].append(body)

    @classmethod
    def read(cls) -> Self:
        """Read the register."""
        rows = Organisation.objects.order_by("pk").values_list(
            "pk", "name", "kind", "country_id", "place_id", "merged_into_id"
        )
        return cls([(Body(*row[:5]), row[5]) for row in rows])

    def find(self, name: str, *, kind: str, place: Place | None, country: Country | None) -> Match:
        """Return the organisation of this municipality, else of this name, if it may be the same.

        It is not when both lie in different places or countries, or when only one of them is a
        municipality.
        """
        is_municipality = kind == Organisation.Kind.MUNICIPALITY
        found = self.by_place.get(place.pk, []) if is_municipality and place else []
        if not found:
            found = [
                body
                for body in self.by_name.get(bare(name), {}).values()
                if (body.kind == Organisation.Kind.MUNICIPALITY) == is_municipality
                and not (is_municipality and place and body.place)
                and not (country and body.country and body.country != country.code)
            ]
        if len(found) > 1:
            return Match(is_unclear=True)
        return Match(found[0] if found else None)

    def alike(self, names: Sequence[str]) -> Iterator[Likeness]:
        """Yield names that nearly are one of the register or an earlier one, the closest of each.

        Compared as ``bare_name`` with the words in alphabetical order; only a hint.
        """
        sought = [_in_order(name) for name in names]
        others = sought + [_in_order(body.name) for body in self.standing]
        for start in range(0, len(sought), AT_ONCE):
            block = sought[start : start + AT_ONCE]
            scores = process.cdist(block, others, scorer=fuzz.ratio, score_cutoff=LIKENESS)
            for offset, row in enumerate(scores):
                position = start + offset
                row[position : len(sought)] = 0
                figures = _figures(names[position])
                for best in (int(place) for place in row.argsort()[: -MOST - 1 : -1]):
                    if not row[best]:
                        break
                    is_row = best < len(sought)
                    name = names[best] if is_row else self.standing[best - len(sought)].name
                    if _figures(name) == figures:
                        yield Likeness(position, name, best if is_row else None)
                        break


def _figures(name: str) -> list[str]:
    """Return the numbers in a name: the first and the second school are two schools."""
    return re.findall(r"\d+", name)


def _in_order(name: str) -> str:
    return " ".join(sorted(bare_name(name).split()))

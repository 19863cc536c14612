"""What a new edition of a blueprint would change: its parts, and what breaks or mends."""

import datetime
import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from innesto.blueprints.check import check
from innesto.blueprints.facts import Facts
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.words import Sentence, describe
from innesto.programmes.models import PartnerRole, PartnerStrand, Programme
from innesto.programmes.queries.facts import blueprint_of, facts_of


@dataclass(frozen=True, slots=True)
class Change:
    """One part that comes, goes or is another; ``in_use`` counts who holds what goes."""

    part: str
    label: str
    in_use: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a new edition would change."""

    added: Sequence[Change]
    removed: Sequence[Change]
    changed: Sequence[Change]
    appearing: Sequence[Sentence]
    disappearing: Sequence[Sentence]

    @property
    def is_nothing(self) -> bool:
        """Only blanks, comments or the order of lines differ."""
        return not (self.added or self.removed or self.changed)


def changes_of(
    programme: Programme, new: Blueprint, *, on: datetime.date, language: str
) -> Changes:
    """Compare a new text with the present one, also by the findings of a day."""
    old = blueprint_of(programme)
    before, after = _parts(old, language), _parts(new, language)
    use = _use(programme)
    facts = facts_of(programme)
    was, will_be = _findings(old, facts, on, language), _findings(new, facts, on, language)
    return Changes(
        added=[_change(key, after) for key in after if key not in before],
        removed=[_change(key, before, use) for key in before if key not in after],
        changed=[
            _change(key, after)
            for key in after
            if key in before and before[key][1] != after[key][1]
        ],
        appearing=[told for key, told in will_be.items() if key not in was],
        disappearing=[told for key, told in was.items() if key not in will_be],
    )


def differing_lines(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield the lines that differ with two of context: kind (gone, new, same, gap) and line."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2)
    kinds = {"-": "gone", "+": "new", " ": "same", "@": "gap"}
    for line in list(lines)[2:]:
        yield kinds.get(line[:1], "same"), "" if line[:1] == "@" else line[1:]


def _parts(blueprint: Blueprint, language: str) -> dict[tuple[str, str], tuple[str, Any]]:
    """Return each named part by kind and key: what it is called, and all it says."""
    strands = blueprint.strands.items if blueprint.strands else ()
    named: Iterable[tuple[str, Iterable[Any]]] = (
        (_("Role"), blueprint.roles),
        (_("Strand"), strands),
        (_("Phase"), blueprint.phases),
        (_("Theme"), blueprint.themes),
        (_("Audience"), blueprint.audiences),
        (_("Meeting"), blueprint.formats),
        (_("Rule"), blueprint.rules),
        (_("Figure"), blueprint.figures),
        (_("Form"), blueprint.templates),
        (_("Indicator"), blueprint.indicators),
        (_("Selection"), blueprint.selections),
    )
    found: dict[tuple[str, str], tuple[str, Any]] = {
        (kind, thing.key): (thing.label.read(language), thing)
        for kind, things in named
        for thing in things
    }
    identity = blueprint.identity
    found[_("Identity and funding"), ""] = (identity.name.read(language), identity)
    return found


def _change(
    key: tuple[str, str],
    parts: dict[tuple[str, str], tuple[str, Any]],
    use: dict[str, int] | None = None,
) -> Change:
    return Change(key[0], parts[key][0], (use or {}).get(key[1], 0))


def _use(programme: Programme) -> dict[str, int]:
    """Return how many hold each role or strand today, by key."""
    held: dict[str, int] = {}
    rows = [
        *PartnerRole.objects.current().filter(partner__programme=programme).values_list("role"),
        *PartnerStrand.objects.current().filter(partner__programme=programme).values_list("strand"),
        *programme.participants.current().values_list("role"),
    ]
    for (key,) in rows:
        held[key] = held.get(key, 0) + 1
    return held


def _findings(
    blueprint: Blueprint, facts: Facts, on: datetime.date, language: str
) -> dict[str, Sentence]:
    return {
        finding.key: describe(finding, blueprint, language)
        for finding in check(blueprint, facts, on=on)
    }

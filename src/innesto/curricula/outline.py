"""A curriculum as plain data: what a version keeps, what differs between two, what goes in circles.

No room fits: models keep it, queries read it, actions ask it; it knows no table.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Taught:
    """A competence that a module teaches, up to which level; ``names`` by language."""

    competence: int
    framework: str
    code: str
    names: Mapping[str, str]
    level: int
    highest: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A module as it was when the version was made; ``needs`` are the modules before it."""

    id: int
    title: str
    summary: str = ""
    outcomes: Sequence[str] = ()
    hours: Decimal = Decimal(0)
    needs: Sequence[int] = ()
    teaches: Sequence[Taught] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A curriculum from beginning to end, in one language."""

    title: str
    summary: str
    language: str
    audiences: Sequence[str] = ()
    parts: Sequence[Part] = ()

    @property
    def hours(self) -> Decimal:
        """How long all of it takes."""
        return sum((part.hours for part in self.parts), Decimal(0))

    @property
    def needs(self) -> Mapping[int, Sequence[int]]:
        """What comes before each module."""
        return {part.id: part.needs for part in self.parts}

    @property
    def taught(self) -> Mapping[int, Taught]:
        """Each competence once, at the highest level that any module teaches."""
        found: dict[int, Taught] = {}
        for part in self.parts:
            for one in part.teaches:
                if one.competence not in found or found[one.competence].level < one.level:
                    found[one.competence] = one
        return found

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON can keep it."""
        data = asdict(self)
        for part in data["parts"]:
            part["hours"] = str(part["hours"])
        return data

    def texts(self) -> dict[str, str]:
        """Return all that is translated, by key; outcomes are lines of one text."""
        found = {"title": self.title, "summary": self.summary}
        for part in self.parts:
            found[f"{part.id}.title"] = part.title
            found[f"{part.id}.summary"] = part.summary
            found[f"{part.id}.outcomes"] = "\n".join(part.outcomes)
        return {key: text for key, text in found.items() if text}

    def said(self, texts: Mapping[str, str]) -> "Outline":
        """Return it with other words; what has none stays as it was written."""
        parts = [
            replace(
                part,
                title=texts.get(f"{part.id}.title") or part.title,
                summary=texts.get(f"{part.id}.summary") or part.summary,
                outcomes=lines(texts.get(f"{part.id}.outcomes", "")) or part.outcomes,
            )
            for part in self.parts
        ]
        return replace(
            self,
            title=texts.get("title") or self.title,
            summary=texts.get("summary") or self.summary,
            parts=parts,
        )


def outline_from(data: Mapping[str, Any]) -> Outline:
    """Return what ``as_data`` made."""
    parts = [
        Part(
            **{
                **part,
                "hours": Decimal(part["hours"]),
                "teaches": [Taught(**one) for one in part["teaches"]],
            }
        )
        for part in data["parts"]
    ]
    return Outline(**{**data, "parts": parts})


def lines(text: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def circle_in(needs: Mapping[int, Collection[int]]) -> list[int]:
    """Return modules that wait for each other, in their order, or nothing."""
    done: set[int] = set()
    for start in needs:
        path: list[int] = []
        ways: list[Iterator[int]] = [iter([start])]
        while ways:
            following = next(ways[-1], None)
            if following is None:
                ways.pop()
                if path:
                    done.add(path.pop())
            elif following in path:
                return path[path.index(following) :]
            elif following not in done and following in needs:
                path.append(following)
                ways.append(iter(needs[following]))
    return []


def steps_of(needs: Mapping[int, Collection[int]]) -> dict[int, int]:
    """Return how many modules stand before each at least; 0 can be begun at once."""
    found: dict[int, int] = {}
    while len(found) < len(needs):
        ready = [
            one
            for one, before in needs.items()
            if one not in found and all(it in found for it in before if it in needs)
        ]
        if not ready:  # a circle, which no action lets through
            return dict.fromkeys(needs, 0) | found
        for one in ready:
            found[one] = max((found[it] + 1 for it in needs[one] if it in found), default=0)
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: of which module, or of the whole; what was and what is."""

    what: str
    module: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """How values are written in a difference; ``audiences`` maps keys to words."""

    audiences: Mapping[str, str] = field(default_factory=dict)


def differences(before: Outline, after: Outline, names: Names) -> list[Change]:
    """Return what changed from one version to another, the whole first, then by module.

    ``what`` is one of: title, summary, audiences, added, dropped, order, outcomes, hours, needs,
    teaches.
    """
    found = [
        Change("title", before=before.title, after=after.title),
        Change("summary", before=before.summary, after=after.summary),
        Change(
            "audiences",
            before=", ".join(names.audiences.get(it, it) for it in before.audiences),
            after=", ".join(names.audiences.get(it, it) for it in after.audiences),
        ),
    ]
    old = {part.id: part for part in before.parts}
    new = {part.id: part for part in after.parts}
    kept_before = [part.id for part in before.parts if part.id in new]
    kept_after = [part.id for part in after.parts if part.id in old]
    if kept_before != kept_after:
        found.append(
            Change(
                "order",
                before=" · ".join(old[one].title for one in kept_before),
                after=" · ".join(new[one].title for one in kept_after),
            )
        )
    found += [
        Change("dropped", it.title, before=it.title) for it in before.parts if it.id not in new
    ]
    for part in after.parts:
        if part.id not in old:
            found.append(Change("added", part.title, after=part.title))
        else:
            found += _between(old[part.id], part, old, new)
    return [it for it in found if it.before != it.after]


def _between(
    before: Part, after: Part, old: Mapping[int, Part], new: Mapping[int, Part]
) -> list[Change]:
    def change(what: str, was: str, now: str) -> Change:
        return Change(what, after.title, was, now)

    return [
        change("title", before.title, after.title),
        change("summary", before.summary, after.summary),
        change("outcomes", "\n".join(before.outcomes), "\n".join(after.outcomes)),
        change("hours", f"{before.hours.normalize():f}", f"{after.hours.normalize():f}"),
        change("needs", _named(before.needs, old), _named(after.needs, new)),
        change("teaches", _levels(before), _levels(after)),
    ]


def _named(needs: Sequence[int], parts: Mapping[int, Part]) -> str:
    return ", ".join(parts[one].title for one in needs if one in parts)


def _levels(part: Part) -> str:
    return ", ".join(
        f"{one.code} ({one.level})" for one in sorted(part.teaches, key=lambda it: it.code)
    )

"""What is due until when in a programme, and every extension that was granted."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.text import capfirst

from innesto.blueprints.finding import Thing
from innesto.blueprints.judging.due import deadlines
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.rule import Rule
from innesto.blueprints.speech.spoken_time import spoken_moment
from innesto.programmes.models import Extension, Programme
from innesto.programmes.queries.facts import blueprint_of, facts_of


@dataclass(frozen=True)
class DeadlineLine:
    """A deadline for one subject: when it was first due, and what was granted since, newest first.

    ``first_due`` is blank while what it hangs on has no date, or is known to an upper floor only.
    """

    rule: str
    subject: str
    title: str
    for_whom: str
    written: str
    first_due: datetime.date | None
    extensions: Sequence[Extension]

    @cached_property
    def due(self) -> datetime.date | None:
        """The day that counts today."""
        return self.extensions[0].until if self.extensions else self.first_due


def deadline_lines(programme: Programme, language: str) -> list[DeadlineLine]:
    """Return the deadlines of a programme in the order of its rules, each with its history.

    A rule that is about exchanges or documents has a line once one of its deadlines was extended,
    and one for all of them before that: what there is of those is known further up.
    """
    blueprint = blueprint_of(programme)
    rules = [rule for rule in blueprint.rules if rule.deadline]
    if not rules:
        return []
    known = deadlines(blueprint, facts_of(programme), on=timezone.localdate())
    granted: dict[tuple[str, str], list[Extension]] = {}
    for extension in programme.extensions.select_related("by").order_by("-at", "-pk"):
        granted.setdefault((extension.rule, extension.subject), []).append(extension)
    found = {(due.rule.key, due.subject.key): (due.subject, due.first_due) for due in known}
    lines = []
    for rule in rules:
        subjects = {key: value for (of, key), value in found.items() if of == rule.key}
        for of, key in granted:
            if of == rule.key:
                name = granted[of, key][0].subject_name
                subjects.setdefault(key, (Thing("document", key, name), None))
        for key, (subject, first_due) in (subjects or {"": (Thing("programme", ""), None)}).items():
            history = granted.get((rule.key, key), ())
            lines.append(_line(rule, key, subject, first_due, history, blueprint, language))
    return lines


def deadline_of(
    programme: Programme, rule: str, subject: str, language: str
) -> DeadlineLine | None:
    """Return one deadline; nothing if the blueprint has no such rule."""
    lines = [line for line in deadline_lines(programme, language) if line.rule == rule]
    exact = [line for line in lines if line.subject == subject]
    if exact or not lines:
        return exact[0] if exact else None
    like = lines[0]
    return DeadlineLine(rule, subject, like.title, "", like.written, None, ())


def _line(
    rule: Rule,
    key: str,
    subject: Thing,
    first_due: datetime.date | None,
    history: Sequence[Extension],
    blueprint: Blueprint,
    language: str,
) -> DeadlineLine:
    assert rule.deadline is not None
    return DeadlineLine(
        rule=rule.key,
        subject=key,
        title=capfirst(rule.label.read(language)),
        for_whom=subject.name,
        written=spoken_moment(rule.deadline.by, blueprint, language),
        first_due=first_due,
        extensions=history,
    )

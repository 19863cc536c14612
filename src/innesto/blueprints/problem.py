"""What is wrong with the text of a blueprint, with its place, and how to say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from innesto.blueprints.speech.catalogue import catalogue, gettext_noop


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what was expected, what was found.

    ``expected`` is an English phrase and the msgid of its translation; its placeholders are
    in ``values``. ``words.describe_problem`` makes the sentence.
    """

    line: int
    column: int
    path: str
    expected: str
    found: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


KINDS_OF_KEYS: Mapping[str, str] = {
    "roles": gettext_noop("a role"),
    "organisation_roles": gettext_noop("a role of organisations"),
    "person_roles": gettext_noop("a role of persons"),
    "strands": gettext_noop("a strand"),
    "phases": gettext_noop("a phase"),
    "themes": gettext_noop("a theme"),
    "audiences": gettext_noop("an audience"),
    "formats": gettext_noop("a format"),
    "legs": gettext_noop("a leg"),
    "templates": gettext_noop("a template"),
    "figures": gettext_noop("a figure"),
    "sources": gettext_noop("a source"),
    "indicators": gettext_noop("an indicator"),
    "levels": gettext_noop("a level of the logic tree"),
    "happenings": gettext_noop("a format, a leg or a template"),
}


def describe_problem(problem: Problem, language: str) -> str:
    """Say in a language what is wrong at a place of a blueprint's text."""
    gettext = catalogue(language).gettext
    values = {
        name: gettext(KINDS_OF_KEYS.get(value, value)) if name == "kind" else value
        for name, value in problem.values.items()
    }
    expected = gettext(problem.expected).format(**values)
    if problem.found:
        told = gettext("Line {line}, {path}: expected {expected}; found «{found}».")
    else:
        told = gettext("Line {line}, {path}: expected {expected}.")
    path = problem.path or gettext("the whole text")
    return told.format(line=problem.line, path=path, expected=expected, found=problem.found)

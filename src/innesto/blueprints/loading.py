"""From text to a blueprint, or to every reason why not, with line and field."""

import difflib
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from innesto.blueprints.positions import START, Path, Position, Read, read
from innesto.blueprints.problem import Problem, describe_problem
from innesto.blueprints.references import Unknown, field_names, repeated, unknown, unknown_in
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.speech.catalogue import gettext_noop

MAX_FOUND = 80
NEAR_FIELD = gettext_noop("a field that exists; did you mean «{near}»?")
NAMED_FIELDS = gettext_noop("fields with names, as in «key: …»")
CUT = gettext_noop('words with a comma between quotes: {{it: "first, then"}}')
MISTAKEN_NAMES = {"extra_forbidden", "string_pattern_mismatch", "string_type"}
UNKNOWN = gettext_noop("the key of {kind}")
NEAR = gettext_noop("the key of {kind}; did you mean «{near}»?")


class BrokenBlueprint(Exception):
    """The text is no blueprint; ``problems`` says all of why, in the order of the lines."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(describe_problem(problem, "en") for problem in problems))
        self.problems = problems


def load(text: str | bytes) -> Blueprint:
    """Return the blueprint that a YAML text declares.

    Raises ``BrokenBlueprint`` with all problems at once, for any input whatsoever.
    """
    if isinstance(text, bytes):
        text = _decoded(text)
    content = read(text)
    problems = [
        Problem(*odd.position, _written(odd.path), odd.expected, odd.found)
        for odd in content.oddities
    ]
    if content.value is None and problems:
        raise BrokenBlueprint(tuple(problems))
    if not isinstance(content.value, dict):
        found = _shown(content.value)
        raise BrokenBlueprint((Problem(*START, "", NAMED_FIELDS, found),))
    try:
        blueprint = Blueprint.model_validate(content.value)
    except ValidationError as error:
        problems += _invalid(error.errors(include_url=False, include_context=True), content)
        problems += _misnamed_elsewhere(content, {p.path for p in problems})
    else:
        problems += _misnamed(blueprint, content)
        if not problems:
            return blueprint
    raise BrokenBlueprint(tuple(sorted(problems, key=lambda p: (p.line, p.column, p.path))))


def _decoded(text: bytes) -> str:
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise BrokenBlueprint((Problem(line, 1, "", gettext_noop("text in UTF-8")),)) from error


def _misnamed(blueprint: Blueprint, content: Read) -> Iterator[Problem]:
    for found in repeated(blueprint):
        yield Problem(
            *_second(content, found.kind, found.name),
            found.kind,
            gettext_noop("each key once"),
            found.name,
        )
    for found in unknown(blueprint):
        yield _unknown(found, content)


def _misnamed_elsewhere(content: Read, told: set[str]) -> Iterator[Problem]:
    """Name wrong references too when other things are wrong, so that one round is enough."""
    for found in unknown_in(content.value):
        problem = _unknown(found, content)
        if not any(problem.path.startswith(path) for path in told):
            yield problem


def _unknown(found: Unknown, content: Read) -> Problem:
    where, _ = _nearest(found.path, content)
    values = {"kind": found.kind, "near": found.near}
    expected = NEAR if found.near else UNKNOWN
    return Problem(*where, _written(found.path), expected, found.name, values)


def _second(content: Read, kind: str, key: str) -> Position:
    """Return where a key stands for the second time."""
    seen = [
        content.positions.get((*path, "key"), START)
        for path, value in _keyed(content.value.get(kind, ()), (kind,))
        if value == key
    ]
    return seen[1] if len(seen) > 1 else START


def _keyed(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        if isinstance(value.get("key"), str):
            yield path, value["key"]
        for name, inner in value.items():
            yield from _keyed(inner, (*path, name))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _keyed(inner, (*path, at))


def _invalid(errors: Iterable[ErrorDetails], content: Read) -> Iterator[Problem]:
    """Turn errors of the schema into problems; of a union only the deepest branch is told."""
    located = [(error, *_nearest(error["loc"], content)) for error in errors]
    paths = [path for _, _, path in located]
    told = set()
    for error, where, path in located:
        missing = error["type"] == "missing"
        inner = (path != error["loc"]) and not missing
        if inner and any(len(p) > len(path) and p[: len(path)] == path for p in paths):
            continue
        shown = (*path, error["loc"][-1]) if missing else path
        if (shown, where) in told:
            continue
        told.add((shown, where))
        expected, values = _expected(error)
        found = "" if missing else _shown(error["input"])
        if error["type"] == "extra_forbidden":
            found = str(error["loc"][-1])[:MAX_FOUND]
        yield Problem(*where, _written(shown), expected, found, values)


EXPECTED = {
    "missing": gettext_noop("this field"),
    "extra_forbidden": gettext_noop("a field that exists"),
    "string_type": gettext_noop("words"),
    "string_too_short": gettext_noop("words"),
    "string_too_long": gettext_noop("fewer words"),
    "string_pattern_mismatch": gettext_noop(
        "small letters, digits and hyphens, or a code of capital letters"
    ),
    "int_type": gettext_noop("a whole number"),
    "int_parsing": gettext_noop("a whole number"),
    "int_from_float": gettext_noop("a whole number"),
    "decimal_type": gettext_noop("a number or a formula"),
    "decimal_parsing": gettext_noop("a number or a formula"),
    "bool_type": gettext_noop("true or false"),
    "bool_parsing": gettext_noop("true or false"),
    "date_type": gettext_noop("a date such as 2026-03-31"),
    "date_parsing": gettext_noop("a date such as 2026-03-31"),
    "date_from_datetime_parsing": gettext_noop("a date such as 2026-03-31"),
    "date_from_datetime_inexact": gettext_noop("a date such as 2026-03-31"),
    "dict_type": gettext_noop("words in each language, as in {{it: …, en: …}}"),
    "model_type": NAMED_FIELDS,
    "model_attributes_type": NAMED_FIELDS,
    "tuple_type": gettext_noop("a list"),
    "frozen_set_type": gettext_noop("a list"),
    "greater_than_equal": gettext_noop("a number of at least {ge}"),
    "less_than_equal": gettext_noop("a number of at most {le}"),
    "literal_error": gettext_noop("one of: {expected}"),
    "enum": gettext_noop("one of: {expected}"),
    "too_long": gettext_noop("fewer entries"),
}


def _expected(error: ErrorDetails) -> tuple[str, dict[str, str]]:
    context = error.get("ctx", {})
    if error["type"] in MISTAKEN_NAMES and _is_cut(error["loc"]):
        return CUT, {}
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(error["loc"][-1]), field_names(), n=1)
        return (NEAR_FIELD, {"near": near[0]}) if near else (EXPECTED["extra_forbidden"], {})
    if error["type"] == "unmet":
        told = {name: str(value) for name, value in context.items() if name != "template"}
        return str(context["template"]), told
    if error["type"] == "value_error":
        return str(context["error"]), {}
    values = {name: str(value).replace("'", "") for name, value in context.items()}
    if error["type"] in {"literal_error", "enum"}:
        values["expected"] = values["expected"].replace(" or ", ", ")
    return EXPECTED.get(error["type"], gettext_noop("something else here")), values


def _is_cut(path: tuple[str | int, ...]) -> bool:
    """Say whether words with a comma were taken for a field: ``{it: prima, poi}``."""
    name = next((step for step in reversed(path) if step != "[key]"), "")
    return isinstance(name, str) and (" " in name or (path[-1] == "[key]" and not name.isascii()))


def _nearest(path: Iterable[str | int], content: Read) -> tuple[Position, Path]:
    """Return the position of the longest part of a path that is in the text."""
    inside: Path = ()
    for step in path:
        if (*inside, step) not in content.positions:
            continue
        inside = (*inside, step)
    return content.positions.get(inside, START), inside


def _written(path: Iterable[str | int]) -> str:
    """Return a path as people count: ``rules › 2 › count``."""
    return " › ".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case dict() | list() | tuple():
            return "…"
        case bool():
            return str(value).lower()
    text = str(value)
    return text if len(text) <= MAX_FOUND else text[: MAX_FOUND - 1] + "…"

"""``innesto courses import``: say what a package is and what is wrong with it, and bring it in."""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string

from innesto.blueprints.speech.catalogue import SPOKEN
from innesto.config.installation import missing_migrations, start
from innesto.config.terminal import Ending, say, spoken_language, warn
from innesto.courseware.package import Package, Problem, Severity, Unit, Unreadable, said
from innesto.courseware.reading import read
from innesto.courseware.words import describe, holdings, losses, name_of, place_of

MARKS = {Severity.NOTE: "·", Severity.ERROR: "!", Severity.BLOCKING: "✗"}
# By name: it needs models, which are there only once Django is set up.
MAKE = "innesto.players.actions.importing.make_package_course"
MOST_UNITS = 40
"""Units that are listed; more are only counted."""


def run(line: Sequence[str]) -> int:
    """Print what the package is, what it holds, what is lost and what is wrong."""
    parser = argparse.ArgumentParser("innesto courses", description=__doc__)
    parser.add_argument("verb", choices=["import"])
    parser.add_argument("package", type=Path, help="SCORM, cmi5, Common Cartridge or OLX")
    parser.add_argument("--check", action="store_true", help="only look, import nothing")
    parser.add_argument("--json", action="store_true", help="print for programs")
    parser.add_argument("--language", choices=SPOKEN, default=spoken_language())
    parser.add_argument("--by", default="", help="e-mail address of whoever will write the course")
    parser.add_argument("--programme", default="", help="address of the programme it belongs to")
    parser.add_argument("--organisation", default="", help="address of the body it belongs to")
    options = parser.parse_args(line)
    try:
        package = read(options.package)
    except Unreadable as given_up:
        _tell_given_up(given_up.problem, options)
        return Ending.WRONG_INPUT
    if options.json:
        say(json.dumps(_for_programs(package, options.language), ensure_ascii=False, indent=1))
    else:
        _tell(package, options.language)
    if not options.check and (package.worst or 0) < Severity.BLOCKING:
        ending = _bring_in(options)
        if ending != Ending.DONE:
            return ending
    return Ending.BROKEN_RULES if _is_wrong(package) else Ending.DONE


def _bring_in(options: argparse.Namespace) -> int:
    """Make a course in draft of the package."""
    start()
    if missing_migrations():
        warn("The database is older than this version. Run: innesto manage migrate")
        return Ending.NOT_READY
    make: Callable[..., Any] = import_string(MAKE)
    person = _one("innesto.accounts.models.User", email=options.by)
    programme = _one("innesto.programmes.models.Programme", slug=options.programme)
    organisation = _one("innesto.organisations.models.Organisation", slug=options.organisation)
    for wanted, found in (("by", person), ("programme", programme), ("organisation", organisation)):
        if getattr(options, wanted) and found is None:
            warn(f"--{wanted}: there is no {getattr(options, wanted)!r}.")
            return Ending.WRONG_INPUT
    if person is None or (programme is None and organisation is None):
        warn("To import it, say --by and --programme or --organisation; or only look: --check.")
        return Ending.WRONG_INPUT
    course = make(
        options.package,
        file_name=options.package.name,
        by=person,
        language=options.language,
        programme=programme,
        organisation=organisation,
    )
    warn(f"A course in draft: {course.get_absolute_url()}scrivi/")
    return Ending.DONE


def _one(model: str, **wanted: str) -> Any:
    return import_string(model).objects.filter(**wanted).first()


def _is_wrong(package: Package) -> bool:
    return (package.worst or Severity.NOTE) >= Severity.ERROR


def _tell_given_up(problem: Problem, options: argparse.Namespace) -> None:
    if options.json:
        answer = {"kind": None, "problems": [_problem(problem, options.language)]}
        say(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        place = place_of(problem, options.language) or options.package
        warn(f"{place}: {describe(problem, options.language)}")


def _tell(package: Package, language: str) -> None:
    say(f"{name_of(package)}: {said(package.title, language) or package.identifier}")
    say(f"{package.files} files, {package.size / 1_000_000:.1f} MB")
    for label, count in holdings(package, language):
        say(f"{label}: {count}")
    if package.languages:
        say(f"Languages: {', '.join(package.languages)}")
    shown = [line for unit in package.units for line in _outline(unit, language)]
    for line in shown[:MOST_UNITS]:
        say(line)
    if len(shown) > MOST_UNITS:
        say(f"  … and {len(shown) - MOST_UNITS} more")
    for label, count in losses(package, language):
        say(f"- Not taken over: {label} ({count})")
    for problem in package.problems:
        place = place_of(problem, language)
        text = describe(problem, language)
        say(f"{MARKS[problem.severity]} {place}: {text}" if place else f"· {text}")
    if not package.problems:
        say("Nothing is wrong with it.")


def _outline(unit: Unit, language: str, depth: int = 1) -> list[str]:
    facts = [unit.kind.value, unit.launch]
    if unit.mastery is not None:
        facts.append(f"passed from {unit.mastery:.0%}")
    if unit.quiz:
        facts.append(f"{len(unit.quiz.questions)} questions")
    told = ", ".join(filter(None, facts))
    own = f"{'  ' * depth}{said(unit.title, language) or unit.identifier} ({told})"
    return [own, *(row for child in unit.children for row in _outline(child, language, depth + 1))]


def _for_programs(package: Package, language: str) -> dict[str, Any]:
    return {
        "kind": package.kind.value,
        "version": package.version,
        "name": name_of(package),
        "identifier": package.identifier,
        "title": dict(package.title),
        "languages": list(package.languages),
        "files": package.files,
        "size": package.size,
        "units": [_unit(unit) for unit in package.units],
        "lost": dict(package.lost),
        "problems": [_problem(problem, language) for problem in package.problems],
        "is_fine": not _is_wrong(package),
    }


def _unit(unit: Unit) -> dict[str, Any]:
    facts = {
        "identifier": unit.identifier,
        "title": dict(unit.title),
        "kind": unit.kind.value,
        "launch": f"{unit.launch}{unit.parameters}",
        "mastery": unit.mastery,
        "move_on": unit.move_on,
        "prerequisites": unit.prerequisites,
        "questions": len(unit.quiz.questions) if unit.quiz else None,
        "units": [_unit(child) for child in unit.children],
    }
    return {name: value for name, value in facts.items() if value not in (None, "", [])}


def _problem(problem: Problem, language: str) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity.name.lower(),
        "file": problem.file,
        "line": problem.line,
        "words": describe(problem, language),
    }

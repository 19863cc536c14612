"""Courses of the demo with those who follow them; told in ``courses.yaml``."""

from pathlib import Path
from typing import Any

import yaml

from innesto.communities.models import Community
from innesto.config.demo.people import person
from innesto.courses.actions.content import call_practice
from innesto.courses.actions.enrolling import enrol_learner
from innesto.courses.actions.progress import finish_unit, open_unit
from innesto.courses.actions.publishing import ask_review, decide_review
from innesto.courses.actions.writing import add_part, add_unit, begin_course, write_text
from innesto.courses.models import Course, Section
from innesto.courses.models.course import MEANT_FOR
from innesto.organisations.models import Organisation
from innesto.practices.models import Practice
from innesto.programmes.models import Programme

TOLD = Path(__file__).parent / "courses.yaml"


def make_courses() -> None:
    """Write the courses, let them come out, and let people follow them."""
    for told in yaml.safe_load(TOLD.read_text("utf-8"))["courses"]:
        if not Course.objects.filter(titles__it=told["titles"]["it"]).exists():
            _course(told)


def _course(told: dict[str, Any]) -> None:
    programme = Programme.objects.get(slug=told["programme"])
    author = person(told["by"])
    meant_for: dict[str, Any] = {name: name in told["for"] for name in MEANT_FOR}
    course = begin_course(
        by=author,
        programme=programme,
        community=Community.objects.filter(
            programme=programme, strand=told["strand"], part_of=None
        ).first(),
        titles=told["titles"],
        summaries=told["summaries"],
        abilities=told["abilities"],
        language=told["language"],
        is_example=True,
        **meant_for,
    )
    for part in told["sections"]:
        section = add_part(course, titles=part["titles"], by=author)
        for one in part["units"]:
            _unit(section, one)
    review = ask_review(course, by=author)
    decide_review(review, by=person(told["reviewed_by"]), verdict="yes")
    for learner in told["learners"]:
        _learner(course, **learner)


def _unit(section: Section, told: dict[str, Any]) -> None:
    author = section.course.authors.get().person
    unit = add_unit(
        section,
        kind=told["kind"],
        titles=told["titles"],
        minutes=told["minutes"],
        is_optional=told.get("is_optional", False),
        by=author,
    )
    for language, body in told["text"].items():
        write_text(unit, language=language, body=body, by=author)
    if told["kind"] == "practice":
        shown = Practice.objects.published().filter(programme=section.course.programme)
        known = shown.filter(language="it").order_by("pk").first()
        call_practice(unit, known or shown.order_by("pk")[0], by=author)


def _learner(course: Course, *, who: str, done: int) -> None:
    learner = person(who)
    organisation = Organisation.objects.of(learner).order_by("pk").first()
    course.refresh_from_db()
    mine = enrol_learner(
        course, by=learner, organisation=organisation, is_counted=organisation is not None
    )
    for unit in course.units.order_by("section__position", "position")[:done]:
        open_unit(mine, unit)
        finish_unit(mine, unit, by=learner)

"""What the pages of packages show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import get_language

from innesto.courses.models import Enrolment, Unit
from innesto.courseware.prerequisites import is_open
from innesto.players.contents import Part, stored_parts
from innesto.players.models import Attempt, Package


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a package, and how far a learner is in it."""

    number: int
    part: Part
    title: str
    attempt: Attempt | None
    is_open: bool


def package_of(unit: Unit) -> Package | None:
    """Return what is inside a unit, if something is."""
    return Package.objects.filter(unit=unit).first()


def steps_of(package: Package, enrolment: Enrolment | None) -> list[Step]:
    """Return the parts in their order, each with what the learner did: one question."""
    found = package.attempts.filter(enrolment=enrolment) if enrolment else Attempt.objects.none()
    attempts = {attempt.part: attempt for attempt in found.order_by("pk")}
    states = {key: attempt.success or attempt.completion for key, attempt in attempts.items()}
    language = get_language() or ""
    return [
        Step(
            number,
            part,
            part.named(language),
            attempts.get(part.key),
            enrolment is None or is_open(part.prerequisites, states),
        )
        for number, part in enumerate(stored_parts(package.parts))
    ]


def is_all_done(package: Package, enrolment_id: int) -> bool:
    """Say whether a learner has finished every part."""
    done = set(
        package.attempts.filter(enrolment=enrolment_id, finished_at__isnull=False).values_list(
            "part", flat=True
        )
    )
    return all(part.key in done for part in stored_parts(package.parts))


def attempts_in(package: Package) -> QuerySet[Attempt]:
    """Return what learners did in a package, the last first, without their names, sealed."""
    return package.attempts.defer("data").order_by("-last_at", "-pk").fetch_mode(models.FETCH_RAISE)


def folders_in_use(folders: Sequence[str]) -> set[str]:
    """Return those of these folders that a package still uses."""
    return set(Package.objects.filter(folder__in=folders).values_list("folder", flat=True))

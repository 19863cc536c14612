"""Assessments of a person or a body: theirs, those before, those of a round."""

from collections.abc import Sequence

from django.db import models
from django.db.models import QuerySet

from innesto.accounts.models import User
from innesto.assessments.marking import Sheet
from innesto.assessments.models import Assessment, Inquiry
from innesto.organisations.models import Membership, Organisation


def own_assessments(person: User) -> QuerySet[Assessment]:
    """Return what a person made for themselves, newest first; sealed."""
    return _listed(Assessment.objects.of_persons().filter(person=person))


def assessments_of_body(organisation: Organisation, viewer: User) -> QuerySet[Assessment]:
    """Return what was said for a body and its offices, newest first; sealed."""
    seen = Assessment.objects.visible_to(viewer)
    return _listed(seen.filter(is_of_body=True, organisation=organisation))


def assessments_in(round_: Inquiry, viewer: User) -> QuerySet[Assessment]:
    """Return what bodies said in a round, as far as the viewer reads it; sealed."""
    seen = Assessment.objects.visible_to(viewer).finished()
    return _listed(seen.filter(round=round_, is_of_body=True)).order_by(
        "organisation__sought", "pk"
    )


def _listed(found: QuerySet[Assessment]) -> QuerySet[Assessment]:
    return (
        found.select_related("framework", "curriculum", "theme", "organisation", "office", "round")
        .order_by("-started_at", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def earlier_ones(assessment: Assessment) -> list[Assessment]:
    """Return the finished ones of the same person or body on the same thing, newest first."""
    found = Assessment.objects.finished().filter(
        framework=assessment.framework_id,
        curriculum=assessment.curriculum_id,
        theme=assessment.theme_id,
        started_at__lt=assessment.started_at,
        is_of_body=assessment.is_of_body,
    )
    if assessment.is_of_body:
        found = found.filter(organisation=assessment.organisation_id, office=assessment.office_id)
    else:
        found = found.filter(person=assessment.person_id)
    return list(found.order_by("-started_at", "-pk"))


def sheets_of(round_: Inquiry) -> list[Sheet]:
    """Return what was answered in a round, without names: three questions."""
    ones = list(
        Assessment.objects.finished().filter(round=round_).select_related("organisation__place")
    )
    homes = _homes([one.person_id for one in ones if not one.is_of_body and one.person_id])
    found = []
    for one in ones:
        body = one.organisation or homes.get(one.person_id or 0)
        place = body.place if body else None
        size = place.size_class if place else None
        found.append(
            Sheet(
                one.levels,
                country=(place.country_id if place else body.country_id if body else "") or "",
                size=size.value if size else "",
            )
        )
    return found


def _homes(persons: Sequence[int]) -> dict[int, Organisation]:
    """Return the first organisation that each person acts for."""
    rows = Membership.objects.current().filter(person__in=persons)
    found: dict[int, Organisation] = {}
    for one in rows.select_related("organisation__place").order_by("pk"):
        found.setdefault(one.person_id, one.organisation)
    return found

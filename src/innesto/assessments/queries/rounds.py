"""Rounds: of a programme or a body, those a person still has to answer."""

import datetime
from collections.abc import Iterator

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.assessments.models import Assessment, Inquiry
from innesto.organisations.models import Organisation
from innesto.programmes.models import Programme
from innesto.toolkit.waiting import Waiting


def rounds_of(owner: Programme | Organisation, viewer: User) -> QuerySet[Inquiry]:
    """Return the rounds of a programme or a body, newest first, with how many answered; sealed."""
    found = Inquiry.objects.visible_to(viewer)
    if isinstance(owner, Programme):
        found = found.filter(programme=owner)
    else:
        found = found.filter(organisation=owner)
    return (
        found.select_related("framework", "curriculum", "theme")
        .annotate(
            answered_count=Count(
                "assessments", filter=Q(assessments__finished_at__isnull=False), distinct=True
            )
        )
        .order_by("-opened_at", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def unanswered_by(person: User, on: datetime.date) -> QuerySet[Inquiry]:
    """Return the open rounds that the person has not answered, for themselves or their body."""
    spoken = Organisation.objects.filter(
        memberships__person=person,
        memberships__is_referent=True,
        memberships__status="confirmed",
    ).values("pk")
    done = Assessment.objects.finished().filter(round=OuterRef("pk"))
    own = Exists(done.filter(is_of_body=False, person=person))
    of_body = Exists(done.filter(is_of_body=True, organisation__in=spoken))
    return (
        Inquiry.objects.open(on)
        .asking(person)
        .exclude(own)
        .exclude(of_body)
        .select_related("programme", "organisation")
        .defer("programme__blueprint")
        .order_by("closes_on", "pk")
    )


def waiting_for(person: User, on: datetime.date) -> Iterator[Waiting]:
    """Say which rounds wait for a person."""
    for one in unanswered_by(person, on):
        owner = one.programme or one.organisation
        yield Waiting(
            title=_("Self-assessment: %(title)s") % {"title": one.title},
            detail=str(owner),
            url=one.get_absolute_url(),
            action=_("Answer"),
            due=one.closes_on,
        )

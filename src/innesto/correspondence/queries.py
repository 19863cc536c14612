"""Who can write to whom, who is told, and what a person finds of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext

from innesto.accounts.models import User
from innesto.correspondence.models import (
    Answer,
    Copy,
    Message,
    led_by,
    partners_of,
    projects_of,
)
from innesto.organisations.models import Membership
from innesto.programmes.models import Participant, Partner, Programme

DAY = timedelta(days=1)
A_DAY, TO_ALL_A_DAY = 20, 2
"""Messages and answers of a person in a day, and messages to all."""


@dataclass(frozen=True, slots=True)
class Side:
    """A project, a partner, or, when both are missing, the coordination."""

    label: str
    project: int | None = None
    partner: int | None = None

    @property
    def key(self) -> str:
        """Return what a form names it by."""
        if self.project:
            return f"project-{self.project}"
        return f"partner-{self.partner}" if self.partner else "coordination"


def side_of(row: Message | Copy) -> Side:
    """Return the side that wrote a message, or that got a copy of it."""
    if row.project:
        return Side(row.project.name, project=row.project.pk)
    if row.partner:
        return Side(row.partner.organisation.name, partner=row.partner.pk)
    return Side(gettext("Coordination"))


def sides_of(programme: Programme) -> list[Side]:
    """Return all sides of a programme, by name: projects where it has any, else partners."""
    projects = list(programme.projects.exclude(state=Programme.State.DRAFT).defer("blueprint"))
    found = [Side(one.name, project=one.pk) for one in projects]
    if not projects:
        partners = programme.partners.present().select_related("organisation")
        found = [Side(one.organisation.name, partner=one.pk) for one in partners]
    coordination = programme.participants.current().filter(may_coordinate=True, user__isnull=False)
    found.sort(key=lambda side: (side.label.casefold(), side.key))
    return [*([Side(gettext("Coordination"))] if coordination.exists() else ()), *found]


def own_sides(person: User, programme: Programme) -> list[Side]:
    """Return those for which the person may write."""
    projects = set(projects_of(person).filter(call=programme).values_list("pk", flat=True))
    partners = set(partners_of(person).filter(programme=programme).values_list("pk", flat=True))
    leads = led_by(person).filter(pk=programme.pk).exists()
    if not (projects or partners or leads):
        return []
    return [
        side
        for side in sides_of(programme)
        if side.project in projects
        or side.partner in partners
        or (leads and not side.project and not side.partner)
    ]


def people_of_sides(programme: Programme, sides: Sequence[Side]) -> Mapping[str, list[User]]:
    """Return who is told for each side, by its key: four queries for any number.

    For a project whoever may act in it, for a partner whom it named; else their colleagues.
    """
    found: dict[str, dict[int, User]] = {side.key: {} for side in sides}
    named = Participant.objects.current().filter(user__is_active=True).select_related("user")
    acting = Q(may_contribute=True) | Q(may_coordinate=True)
    projects = named.filter(acting, programme__in=[side.project for side in sides if side.project])
    for one in projects.order_by("pk"):
        assert one.user
        found[f"project-{one.programme_id}"][one.user.pk] = one.user
    partners = [side.partner for side in sides if side.partner]
    leading = Q(programme=programme.pk, may_coordinate=True)
    for one in named.filter(Q(partner__in=partners) | leading).order_by("pk"):
        assert one.user
        if one.partner_id in partners:
            found[f"partner-{one.partner_id}"][one.user.pk] = one.user
        if one.may_coordinate and one.programme_id == programme.pk and "coordination" in found:
            found["coordination"][one.user.pk] = one.user
    silent = [side for side in sides if not found[side.key]]
    of_body = defaultdict(list)
    unnamed = Q(pk__in=[side.partner for side in silent if side.partner]) | Q(
        programme__in=[side.project for side in silent if side.project]
    )
    for partner in Partner.objects.present().filter(unnamed):
        key = f"partner-{partner.pk}"
        of_body[partner.organisation_id].append(
            key if key in found else f"project-{partner.programme_id}"
        )
    colleagues = Membership.objects.current().filter(organisation__in=of_body)
    for membership in colleagues.filter(person__is_active=True).select_related("person"):
        for key in of_body[membership.organisation_id]:
            found[key][membership.person_id] = membership.person
    return {key: list(people.values()) for key, people in found.items()}


SIDES = ("project", "partner__organisation")


def message_list(*, viewer: User, programme: Programme | None = None) -> QuerySet[Message]:
    """Messages the viewer wrote or got for a side, the last spoken of first, sealed."""
    found = Message.objects.visible_to(viewer)
    if programme:
        found = found.filter(programme=programme)
    copies = Copy.objects.select_related(*SIDES).defer("project__blueprint").order_by("pk")
    return (
        found.select_related("programme", "author", *SIDES)
        .defer("programme__blueprint", "project__blueprint", "text")
        .prefetch_related(Prefetch("copies", copies.fetch_mode(models.FETCH_RAISE)))
        .order_by("-last_at", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def copies_of(message: Message, *, viewer: User) -> QuerySet[Copy]:
    """Return the copies the viewer may read, with what was answered, those with answers first."""
    answers = Answer.objects.select_related("author").prefetch_related("enclosures")
    return (
        Copy.objects.visible_to(viewer)
        .filter(message=message)
        .select_related(*SIDES)
        .defer("project__blueprint")
        .prefetch_related(Prefetch("answers", answers.order_by("written_at", "pk")))
        .annotate(said=Count("answers"))
        .order_by("-said", "pk")
    )


def free_to_write(person: User, *, at: datetime, to_all: bool = False) -> datetime | None:
    """Return when the person may write again, or None for now."""
    lately = Message.objects.filter(author=person, sent_at__gt=at - DAY)
    written = list(lately.values_list("sent_at", flat=True))
    answered = Answer.objects.filter(author=person, written_at__gt=at - DAY)
    written += answered.values_list("written_at", flat=True)
    waits = []
    if len(written) >= A_DAY:
        waits.append(sorted(written, reverse=True)[A_DAY - 1] + DAY)
    if to_all:
        loud = sorted(lately.filter(is_to_all=True).values_list("sent_at", flat=True), reverse=True)
        if len(loud) >= TO_ALL_A_DAY:
            waits.append(loud[TO_ALL_A_DAY - 1] + DAY)
    return max(waits, default=None)

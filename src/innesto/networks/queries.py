"""The governance and the network of a project, and of all projects of a call side by side."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.accounts.models import User
from innesto.networks.models import Body, Decision, Relation, circle_of
from innesto.programmes.models import Participant, Programme
from innesto.toolkit.addresses import address_of
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting


def is_inside(user: User | AnonymousUser, programme: Programme) -> bool:
    """Tell whether the user reads it as one of the programme's own: names of persons too."""
    return circle_of(user).filter(pk=programme.pk).exists()


def may_read(user: User | AnonymousUser, programme: Programme, what: str) -> bool:
    """Tell whether the user may read it; ``what`` is the field of ``Openness`` that opens it."""
    shown = Programme.objects.filter(**{f"openness__{what}": True})
    return is_inside(user, programme) or shown.filter(pk=programme.pk).exists()


def bodies_of(programme: Programme) -> QuerySet[Body]:
    """Return the bodies with what each decides: two queries."""
    return programme.bodies.prefetch_related("decisions").order_by("pk")


@dataclass(frozen=True, slots=True)
class Compared:
    """Projects side by side: for each matter who decides in each of them, None where unsaid."""

    programmes: Sequence[Programme]
    matters: Sequence[tuple[str, Sequence[Decision | None]]]
    bodies: Sequence[Sequence[Body]]


def comparable(programme: Programme, *, viewer: User | AnonymousUser) -> QuerySet[Programme]:
    """Return the projects of the same call that said something of how they are governed."""
    call = programme.call_id or programme.pk
    said = Body.objects.visible_to(viewer).filter(programme__call=call)
    found = Programme.objects.filter(pk__in=said.values("programme"))
    return found.defer("blueprint").order_by("slug")


def compared(programmes: Sequence[Programme]) -> Compared:
    """Put the governance of projects side by side: two queries for any number."""
    decisions = {
        (one.programme_id, one.matter): one
        for one in Decision.objects.filter(programme__in=programmes).select_related("body")
    }
    bodies: dict[int, list[Body]] = {one.pk: [] for one in programmes}
    for body in Body.objects.filter(programme__in=programmes).order_by("pk"):
        bodies[body.programme_id].append(body)
    return Compared(
        programmes,
        [
            (str(matter.label), [decisions.get((one.pk, matter.value)) for one in programmes])
            for matter in Decision.Matter
        ],
        [bodies[one.pk] for one in programmes],
    )


def relations_of(programme: Programme) -> QuerySet[Relation]:
    """Return the relations of a programme by name, those that ended last, sealed."""
    ended = models.Case(models.When(state=Relation.State.ENDED, then=1), default=0)
    return (
        programme.relations.select_related("organisation", "keeper", "programme")
        .defer("programme__blueprint")
        .order_by(ended, "name", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def networks_of_projects(
    call: Programme, *, viewer: User | AnonymousUser, on: datetime.date
) -> QuerySet[Programme]:
    """Return the projects of a call with the figures of their relations: one query."""
    seen = Relation.objects.visible_to(viewer).filter(programme__call=call)
    standing = ~Q(relations__state=Relation.State.ENDED)
    return (
        Programme.objects.filter(pk__in=seen.values("programme"))
        .defer("blueprint")
        .annotate(
            known=Count("relations", filter=standing),
            active=Count("relations", filter=Q(relations__state=Relation.State.ACTIVE)),
            dormant=Count("relations", filter=standing & Q(relations__again_on__lt=on)),
        )
        .order_by("slug")
    )


def keepers_of(programme: Programme) -> QuerySet[Participant]:
    """Return the persons who may keep a relation: those of the programme."""
    return programme.participants.current().order_by("name", "pk")


@Prepared
def _dormant_ones(person: int, on: datetime.date) -> QuerySet[Relation]:
    """Return the dormant relations that ``who_asks`` gives to this person."""
    leading = Participant.objects.current().filter(may_coordinate=True, user__isnull=False)
    led = leading.filter(user=person).values("programme")
    no_keeper = Q(keeper=None) | Q(keeper__user=None) | Q(keeper__until__isnull=False)
    left_to_call = Q(programme__call__in=led) & ~Q(programme__in=leading.values("programme"))
    mine = Q(keeper__user=person, keeper__until=None) | no_keeper & (
        Q(programme__in=led) | left_to_call
    )
    found = Relation.objects.dormant(on).exclude(programme__state=Programme.State.ARCHIVED)
    found = found.filter(mine).select_related("programme").defer("programme__blueprint")
    return found.order_by("programme__slug", "again_on", "pk")


def relations_waiting_for(person: User, on: datetime.date) -> Iterator[Waiting]:
    """Yield the relations that the person is to look at: one by name, more by their number."""
    asleep: dict[int, list[Relation]] = {}
    for relation in _dormant_ones(person.pk, on):
        asleep.setdefault(relation.programme_id, []).append(relation)
    for found in asleep.values():
        first = found[0]
        words = ngettext(
            "“%(name)s”: does this relation still hold?",
            "%(count)d relations have been silent for long",
            len(found),
        )
        yield Waiting(
            title=words % {"name": first.name, "count": len(found)},
            detail=first.programme.name,
            url=first.get_absolute_url()
            if len(found) == 1
            else address_of("networks:relations", first.programme.slug),
            action=_("Say how it stands"),
        )


def who_asks(relation: Relation) -> list[User]:
    """Return who is to look at a relation: its keeper, else whoever coordinates."""
    if relation.keeper and relation.keeper.user and relation.keeper.until is None:
        return [relation.keeper.user]
    leading = Participant.objects.current().filter(may_coordinate=True, user__isnull=False)
    own = leading.filter(programme=relation.programme_id).select_related("user")
    found = own or leading.filter(programme=relation.programme.call_id).select_related("user")
    return [one.user for one in found if one.user]

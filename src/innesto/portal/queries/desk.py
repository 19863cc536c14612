"""My desk: what waits for a person, what comes next, what they are in."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.communities.queries.waiting import own_communities
from innesto.communities.queries.waiting import waiting_for as communities_waiting
from innesto.exchanges.models import Exchange, Plan, Seat
from innesto.exchanges.queries.findings import count_hard
from innesto.organisations.models import Membership
from innesto.places.queries import country_names
from innesto.practices.models import Practice
from innesto.practices.queries.adoptions import unfinished_sheets
from innesto.practices.queries.adoptions import waiting_for as practices_waiting
from innesto.programmes.models import Programme
from innesto.questions.queries.waiting import questions_waiting_for
from innesto.talk.queries.moderation import count_waiting
from innesto.talk.queries.reading import count_to_read
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting, waiting_for


@dataclass(frozen=True, slots=True)
class Desk:
    """What a person finds on their desk."""

    waiting: Sequence[Waiting]
    next_exchange: Exchange | None
    programmes: Sequence[Programme]
    communities: Sequence[Community]
    memberships: Sequence[Membership]
    sheets: Sequence[Practice]
    """Sheets that are begun or sent, and not out yet."""
    to_read: int
    """Conversations with something new."""
    is_elected: bool

    @property
    def first(self) -> Waiting | None:
        """The one step to suggest."""
        return self.waiting[0] if self.waiting else None

    @property
    def then(self) -> Sequence[Waiting]:
        """What waits after the first."""
        return self.waiting[1:]


def desk_of(person: User) -> Desk:
    """Return the desk of a person; what waits is ordered by deadline, then as people care."""
    today = timezone.localdate()
    memberships = _memberships(person.pk)
    keeps_a_page = any(it.is_referent and not it.is_asked for it in memberships)
    waiting = [
        *(_unanswered(person, today) if keeps_a_page else ()),
        *(_colleagues_asking(person) if keeps_a_page or person.is_operator else ()),
        *_coordination(person),
        *practices_waiting(person, on=today),
        *communities_waiting(person, on=today),
        *questions_waiting_for(person),
        *_moderation(person),
        *waiting_for(person, on=today),
        *(() if memberships or person.is_operator else (_no_organisation(),)),
    ]
    communities = own_communities(person.pk)
    far = datetime.date.max
    return Desk(
        waiting=sorted(waiting, key=lambda task: (not task.is_hard, task.due or far)),
        next_exchange=next(iter(_upcoming(person.pk, today, is_operator=person.is_operator)), None),
        programmes=own_programmes(person.pk),
        communities=communities,
        memberships=memberships,
        sheets=list(unfinished_sheets(person.pk)) if memberships else (),
        to_read=count_to_read(person) if communities else 0,
        is_elected=any(it.is_elected and not it.is_asked for it in memberships),
    )


@Prepared
def _memberships(person: int) -> QuerySet[Membership, Membership]:
    return (
        Membership.objects.filter(person=person)
        .exclude(status=Membership.Status.ENDED)
        .select_related("organisation", "office")
        .order_by("organisation__sought", "pk")
    )


@Prepared
def own_programmes(person: int) -> QuerySet[Programme, Programme]:
    """Return the programmes a person takes part in, with what a link to them says."""
    joined = Programme.objects.joined_by(User(pk=person))
    return joined.only("slug", "names").order_by("slug")


@Prepared
def _upcoming(person: int, today: datetime.date, *, is_operator: bool) -> QuerySet[Exchange]:
    return upcoming(User(pk=person, is_staff=is_operator), today)[:1]


def upcoming(person: User, today: datetime.date) -> QuerySet[Exchange]:
    """Return the exchanges to come in which the person's organisations take part."""
    return (
        Exchange.objects.visible_to(person)
        .standing()
        .of(person)
        .filter(ends_on__gte=today)
        .select_related("programme")
        .defer("programme__blueprint")
        .prefetch_related("seats__partner__organisation")
        .order_by("starts_on", "pk")
    )


def _led(person: int) -> QuerySet[Membership, Any]:
    led = Membership.objects.current().filter(person=person, is_referent=True)
    return led.values("organisation")


@Prepared
def _seats_asked(person: int, today: datetime.date) -> QuerySet[Seat]:
    return (
        Seat.objects.filter(
            partner__organisation__in=_led(person),
            answer=Seat.Answer.ASKED,
            exchange__state__in=[Exchange.State.ANNOUNCED, Exchange.State.CONFIRMED],
            exchange__ends_on__gte=today,
        )
        .select_related("exchange__programme", "partner__organisation")
        .defer("exchange__programme__blueprint")
        .order_by("exchange__starts_on", "pk")
    )


def _unanswered(person: User, today: datetime.date) -> Iterator[Waiting]:
    for seat in _seats_asked(person.pk, today):
        words = {"name": seat.partner.organisation, "exchange": seat.exchange}
        hosts = seat.part == Seat.Part.HOST
        yield Waiting(
            title=(_("Does %(name)s host?") if hosts else _("Does %(name)s attend?")) % words,
            detail=f"{seat.exchange.programme} · {seat.exchange}",
            url=seat.exchange.get_absolute_url(),
            action=_("Answer"),
            due=seat.exchange.starts_on,
        )


@Prepared
def _asking(person: int, *, is_operator: bool) -> QuerySet[Membership]:
    """Return who asks the person; operators answer where nobody keeps the page."""
    answers = Q(organisation__in=_led(person))
    if is_operator:
        kept = Membership.objects.current().filter(is_referent=True)
        answers |= ~Q(organisation__in=kept.values("organisation"))
    return (
        Membership.objects.filter(answers, status=Membership.Status.ASKED)
        .select_related("person", "organisation")
        .order_by("pk")
    )


def _colleagues_asking(person: User) -> Iterator[Waiting]:
    for membership in _asking(person.pk, is_operator=person.is_operator):
        yield Waiting(
            title=_("%(name)s asks to be counted among the colleagues")
            % {"name": membership.person},
            detail=str(membership.organisation),
            url=membership.organisation.get_absolute_url(),
            action=_("Answer"),
        )


@Prepared
def _coordinated(person: int) -> QuerySet[Programme]:
    return (
        Programme.objects.coordinated_by(User(pk=person))
        .top()
        .exclude(state__in=[Programme.State.ENDED, Programme.State.ARCHIVED])
        .defer("blueprint")
        .order_by("slug")
    )


@Prepared
def _ready_plans(person: int) -> QuerySet[Plan]:
    led = Programme.objects.coordinated_by(User(pk=person)).top()
    going_on = led.exclude(state__in=[Programme.State.ENDED, Programme.State.ARCHIVED])
    return (
        Plan.objects.filter(state__in=[Plan.State.READY, Plan.State.STOPPED])
        .filter(proposal__isnull=False, programme__in=going_on.values("pk"))
        .select_related("programme")
        .defer("proposal", "programme__blueprint")
        .order_by("programme", "scope", "-number")
    )


def _coordination(person: User) -> Iterator[Waiting]:
    programmes = _coordinated(person.pk)
    for programme in programmes:
        hard = count_hard(programme)
        if hard:
            yield Waiting(
                title=ngettext(
                    "%(programme)s: %(count)d thing to solve",
                    "%(programme)s: %(count)d things to solve",
                    hard,
                )
                % {"programme": programme, "count": hard},
                detail=_("Rules that must hold are broken."),
                url=reverse("portal:findings", args=[programme.slug]),
                action=_("Look at them"),
                is_hard=True,
            )
    seen: set[tuple[int, str]] = set()
    for plan in _ready_plans(person.pk) if programmes else ():
        if (plan.programme_id, plan.scope) not in seen:
            seen.add((plan.programme_id, plan.scope))
            yield Waiting(
                title=_("A proposal for %(programme)s waits for you")
                % {"programme": _planned(plan)},
                detail=_("Look at it, pin what must stay, publish it when you agree."),
                url=plan.get_absolute_url(),
                action=_("Look at the proposal"),
            )


def _planned(plan: Plan) -> str:
    """Say for which programme a plan is, and for which part of it."""
    part = country_names().get(plan.scope, plan.scope)
    return f"{plan.programme}, {part}" if part else str(plan.programme)


def _moderation(person: User) -> Iterator[Waiting]:
    count = count_waiting(person)
    if count:
        words = ngettext(
            "%(count)d post waits for a moderator", "%(count)d posts wait for a moderator", count
        )
        yield Waiting(
            title=words % {"count": count},
            detail=_("Others do not read it, or somebody asks you to look."),
            url=reverse("talk:queue"),
            action=_("Look at them"),
        )


def _no_organisation() -> Waiting:
    return Waiting(
        title=_("Say for whom you work"),
        detail=_("Then your desk shows what concerns your organisation."),
        url=reverse("organisations:index"),
        action=_("Find your organisation"),
    )

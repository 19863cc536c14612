"""My desk: what waits for a person, what comes next, what they are in."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Plan, Seat
from innesto.exchanges.queries.findings import count_hard
from innesto.organisations.models import Membership
from innesto.practices.queries.adoptions import waiting_for
from innesto.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: why, until when, and the one thing to do."""

    title: str
    detail: str
    url: str
    action: str
    due: datetime.date | None = None
    is_hard: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """What a person finds on their desk."""

    waiting: Sequence[Waiting]
    next_exchange: Exchange | None
    programmes: Sequence[Programme]
    memberships: Sequence[Membership]

    @property
    def first(self) -> Waiting | None:
        """The one step to suggest."""
        return self.waiting[0] if self.waiting else None


def desk_of(person: User) -> Desk:
    """Return the desk of a person; what waits is ordered by deadline, then as people care."""
    today = timezone.localdate()
    waiting = [
        *_unanswered(person, today),
        *_colleagues_asking(person),
        *_coordination(person),
        *_practices(person, today),
        *_no_organisation(person),
    ]
    far = datetime.date.max
    return Desk(
        waiting=sorted(waiting, key=lambda task: (not task.is_hard, task.due or far)),
        next_exchange=upcoming(person, today).first(),
        programmes=list(Programme.objects.joined_by(person).defer("blueprint").order_by("slug")),
        memberships=list(
            Membership.objects.filter(person=person)
            .exclude(status=Membership.Status.ENDED)
            .select_related("organisation", "office")
            .order_by("organisation__sought", "pk")
        ),
    )


def upcoming(person: User, today: datetime.date) -> QuerySet[Exchange]:
    """Return the exchanges to come in which the person's organisations take part."""
    return (
        Exchange.objects.visible_to(person)
        .standing()
        .of(person)
        .filter(ends_on__gte=today)
        .select_related("programme")
        .prefetch_related("seats__partner__organisation")
        .order_by("starts_on", "pk")
    )


def _led(person: User) -> QuerySet[Membership]:
    return Membership.objects.current().filter(person=person, is_referent=True)


def _unanswered(person: User, today: datetime.date) -> Iterator[Waiting]:
    seats = (
        Seat.objects.filter(
            partner__organisation__in=_led(person).values("organisation"),
            answer=Seat.Answer.ASKED,
            exchange__state__in=[Exchange.State.ANNOUNCED, Exchange.State.CONFIRMED],
            exchange__ends_on__gte=today,
        )
        .select_related("exchange__programme", "partner__organisation")
        .order_by("exchange__starts_on", "pk")
    )
    for seat in seats:
        words = {"name": seat.partner.organisation, "exchange": seat.exchange}
        hosts = seat.part == Seat.Part.HOST
        yield Waiting(
            title=(_("Does %(name)s host?") if hosts else _("Does %(name)s attend?")) % words,
            detail=f"{seat.exchange.programme} · {seat.exchange}",
            url=seat.exchange.get_absolute_url(),
            action=_("Answer"),
            due=seat.exchange.starts_on,
        )


def _colleagues_asking(person: User) -> Iterator[Waiting]:
    asking = (
        Membership.objects.filter(
            status=Membership.Status.ASKED, organisation__in=_led(person).values("organisation")
        )
        .select_related("person", "organisation")
        .order_by("pk")
    )
    for membership in asking:
        yield Waiting(
            title=_("%(name)s asks to be counted among the colleagues")
            % {"name": membership.person},
            detail=str(membership.organisation),
            url=membership.organisation.get_absolute_url(),
            action=_("Answer"),
        )


def _coordination(person: User) -> Iterator[Waiting]:
    programmes = (
        Programme.objects.coordinated_by(person)
        .top()
        .exclude(state__in=[Programme.State.ENDED, Programme.State.ARCHIVED])
    )
    for programme in programmes.order_by("slug"):
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
    ready = (
        Plan.objects.visible_to(person)
        .filter(state__in=[Plan.State.READY, Plan.State.STOPPED], proposal__isnull=False)
        .filter(programme__in=programmes)
        .select_related("programme")
        .order_by("programme", "scope", "-number")
    )
    seen: set[tuple[int, str]] = set()
    for plan in ready:
        if (plan.programme_id, plan.scope) not in seen:
            seen.add((plan.programme_id, plan.scope))
            yield Waiting(
                title=_("A proposal for %(programme)s waits for you") % {"programme": plan},
                detail=_("Look at it, pin what must stay, publish it when you agree."),
                url=plan.get_absolute_url(),
                action=_("Look at the proposal"),
            )


def _practices(person: User, today: datetime.date) -> Iterator[Waiting]:
    for one in waiting_for(person, on=today):
        yield Waiting(one.title, one.detail, one.url, one.action, due=one.due)


def _no_organisation(person: User) -> Iterator[Waiting]:
    if not Membership.objects.filter(person=person).exclude(status="ended").exists():
        yield Waiting(
            title=_("Say for whom you work"),
            detail=_("Then your desk shows what concerns your organisation."),
            url=reverse("organisations:index"),
            action=_("Find your organisation"),
        )

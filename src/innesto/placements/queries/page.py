"""The page of a staff exchange: both legs beside each other, and what came of them."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from innesto.accounts.models import User
from innesto.documents.models import Document
from innesto.exchanges.models import Exchange, Idea
from innesto.placements.models import Adaptation, FollowUp, Placement, Side
from innesto.placements.queries.agreement import sides_of
from innesto.placements.queries.later import LATER
from innesto.placements.queries.legs import Leg, group_of, legs_of
from innesto.placements.queries.standing import (
    Standing,
    standing_of,
    traces_of,
)

type Viewer = User | AnonymousUser
MOST_IDEAS = 60


@dataclass(frozen=True, slots=True)
class LegCard:
    """A leg with what it left behind."""

    leg: Leg
    is_over: bool
    is_told: bool
    reports: Sequence[Document]
    """The documents about it that the reader may see."""
    ideas: Sequence[Idea]
    adaptations: Sequence[Adaptation]


@dataclass(frozen=True, slots=True)
class PlacementPage:
    """All that the page of a staff exchange shows of it, as one reader may know it."""

    placement: Placement | None
    standing: Standing
    cards: Sequence[LegCard]
    sides: Sequence[Side]
    follow_ups: Sequence[FollowUp]

    @property
    def legs(self) -> Sequence[Leg]:
        """Return the legs alone."""
        return [card.leg for card in self.cards]

    @property
    def learning(self) -> Exchange:
        """Return the leg at which lessons are adapted, as its report says; else the last one."""
        wanting = [leg for leg in self.legs if leg.wants_lessons]
        return [*self.legs, *wanting][-1].exchange

    @property
    def adaptations(self) -> Sequence[Adaptation]:
        """Return the lessons of all legs, each with its adaptation."""
        return [one for card in self.cards for one in card.adaptations]

    @property
    def ready(self) -> Sequence[Adaptation]:
        """Return what can go into the plan of action."""
        return [one for one in self.adaptations if one.is_ready]

    @property
    def asked_on(self) -> datetime.date:
        """Return the day on which what became of it is asked."""
        return max(card.leg.exchange.ends_on for card in self.cards) + LATER

    @property
    def is_asked(self) -> bool:
        """Every leg is over, and the time has come to ask what became of it."""
        return all(card.is_over for card in self.cards) and self.asked_on <= timezone.localdate()


def placement_of(exchange: Exchange) -> Placement | None:
    """Return the placement of which this exchange is a leg, if it is begun."""
    format_, scope = group_of(exchange)
    begun = Placement.objects.filter(
        programme=exchange.programme_id,
        opening__format=format_,
        opening__scope=scope,
    )
    return begun.select_related("opening__programme", "programme__call").first()


def placement_page(
    exchange: Exchange, placement: Placement | None, *, viewer: Viewer
) -> PlacementPage:
    """Return the page of the staff exchange that this exchange is a leg of."""
    today = timezone.localdate()
    legs = legs_of(exchange, placement)
    exchanges = [leg.exchange for leg in legs]
    traces = traces_of(exchanges)
    sides = list(sides_of(placement)) if placement else []
    follow_ups = list(
        FollowUp.objects.filter(side__in=sides)
        .select_related("side__organisation")
        .prefetch_related("adaptations")
    )
    unanswered = len(sides) - len(follow_ups)
    standing = standing_of(placement, legs, traces=traces, unanswered=unanswered, on=today)
    ideas = _ideas(exchanges, viewer)
    reports = _reports(exchanges, viewer)
    adaptations = _adaptations(placement, viewer)
    cards = [
        LegCard(
            leg=leg,
            is_over=leg.is_over(today),
            is_told=traces.are_of(leg),
            reports=reports.get(str(leg.exchange.pk), ()),
            ideas=ideas.get(leg.exchange.pk, ()),
            adaptations=[one for one in adaptations if one.exchange_id == leg.exchange.pk],
        )
        for leg in legs
    ]
    return PlacementPage(placement, standing, cards, sides, follow_ups)


def _ideas(exchanges: Collection[Exchange], viewer: Viewer) -> Mapping[int, Sequence[Idea]]:
    found: dict[int, list[Idea]] = {}
    ideas = Idea.objects.visible_to(viewer).filter(exchange__in=exchanges)
    for idea in ideas.select_related("organisation").order_by("at", "pk")[:MOST_IDEAS]:
        found.setdefault(idea.exchange_id, []).append(idea)
    return found


def _reports(exchanges: Collection[Exchange], viewer: Viewer) -> Mapping[str, Sequence[Document]]:
    found: dict[str, list[Document]] = {}
    documents = (
        Document.objects.visible_to(viewer)
        .filter(
            work_kind=Exchange._meta.label_lower,
            work_key__in=[str(exchange.pk) for exchange in exchanges],
        )
        .exclude(state=Document.State.EXCUSED)
        .select_related("partner__organisation", "person")
        .defer("answers")
        .order_by("due_on", "pk")
    )
    for document in documents:
        found.setdefault(document.work_key, []).append(document)
    return found


def _adaptations(placement: Placement | None, viewer: Viewer) -> Sequence[Adaptation]:
    if placement is None:
        return []
    found = Adaptation.objects.visible_to(viewer).filter(placement=placement)
    return list(found.select_related("lesson", "organisation").order_by("at", "pk"))

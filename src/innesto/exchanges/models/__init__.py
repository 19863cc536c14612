"""Plans, the exchanges that come of them, and the ideas noted there."""

from innesto.exchanges.models.ideas import Idea
from innesto.exchanges.models.meetings import CalendarFeed, Exchange, Pair, Seat
from innesto.exchanges.models.plans import Plan, PlanWish

__all__ = ["CalendarFeed", "Exchange", "Idea", "Pair", "Plan", "PlanWish", "Seat"]

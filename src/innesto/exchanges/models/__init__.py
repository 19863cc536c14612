"""Plans, the exchanges that come of them, and the ideas noted there."""

from innesto.exchanges.models.appointments import Appointment, Half, Mode
from innesto.exchanges.models.ideas import Idea
from innesto.exchanges.models.meetings import CalendarFeed, Exchange, Move, Pair, Seat
from innesto.exchanges.models.plans import Plan, PlanWish
from innesto.exchanges.models.series import Series
from innesto.exchanges.models.timing import When

__all__ = [
    "Appointment",
    "CalendarFeed",
    "Exchange",
    "Half",
    "Idea",
    "Mode",
    "Move",
    "Pair",
    "Plan",
    "PlanWish",
    "Seat",
    "Series",
    "When",
]

"""Staff exchanges: the agreement and its sides, the diary, the lessons and their use."""

from innesto.placements.models.agreement import (
    AgreementVersion,
    Delegate,
    Placement,
    Side,
)
from innesto.placements.models.diary import Note
from innesto.placements.models.lessons import FollowUp, Lesson

__all__ = [
    "AgreementVersion",
    "Delegate",
    "FollowUp",
    "Lesson",
    "Note",
    "Placement",
    "Side",
]

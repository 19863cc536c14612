"""Staff exchanges: the agreement and its sides, the diary, the lessons and their use."""

from innesto.placements.models.agreement import (
    AgreementVersion,
    Delegate,
    Placement,
    Side,
)
from innesto.placements.models.diary import Note
from innesto.placements.models.lessons import Adaptation, FollowUp

__all__ = [
    "Adaptation",
    "AgreementVersion",
    "Delegate",
    "FollowUp",
    "Note",
    "Placement",
    "Side",
]

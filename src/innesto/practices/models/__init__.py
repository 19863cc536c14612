"""Practices, what proves them, what became of them, who took them home and how they are told."""

from innesto.practices.models.following import (
    Adaptation,
    Adoption,
    Check,
    FollowUp,
    Outcome,
)
from innesto.practices.models.intake import PracticeImport
from innesto.practices.models.practice import Practice
from innesto.practices.models.proofs import Act, DeadLink, Evidence, Medium, Opinion, ReviewSetting
from innesto.practices.models.telling import (
    Challenge,
    Follower,
    JointAction,
    JointMember,
    Question,
    Telling,
    Translation,
)

__all__ = [
    "Act",
    "Adaptation",
    "Adoption",
    "Challenge",
    "Check",
    "DeadLink",
    "Evidence",
    "FollowUp",
    "Follower",
    "JointAction",
    "JointMember",
    "Medium",
    "Opinion",
    "Outcome",
    "Practice",
    "PracticeImport",
    "Question",
    "ReviewSetting",
    "Telling",
    "Translation",
]

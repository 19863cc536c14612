"""Blocks of an agenda, who speaks in them, the room, and the questions asked there."""

from innesto.agendas.models.blocks import Block, Material, Speaker, Team
from innesto.agendas.models.profiles import Profile
from innesto.agendas.models.questions import RoomQuestion, Vote
from innesto.agendas.models.rooms import Consent, Recording, Room

__all__ = [
    "Block",
    "Consent",
    "Material",
    "Profile",
    "Recording",
    "Room",
    "RoomQuestion",
    "Speaker",
    "Team",
    "Vote",
]

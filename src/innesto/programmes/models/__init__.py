"""What a programme is made of; Django looks for models here."""

from innesto.programmes.models.calendar import Extension, Milestone, PhaseEntry, Shift
from innesto.programmes.models.funding import SubGrant
from innesto.programmes.models.imports import PartnerImport
from innesto.programmes.models.logic import LogicNode
from innesto.programmes.models.partner import Participant, Partner, PartnerRole, PartnerStrand
from innesto.programmes.models.programme import Edition, Programme
from innesto.programmes.models.selection import Application, Score, Selection

__all__ = [
    "Application",
    "Edition",
    "Extension",
    "LogicNode",
    "Milestone",
    "Participant",
    "Partner",
    "PartnerImport",
    "PartnerRole",
    "PartnerStrand",
    "PhaseEntry",
    "Programme",
    "Score",
    "Selection",
    "Shift",
    "SubGrant",
]

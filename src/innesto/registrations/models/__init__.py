"""Who may come to an exchange, and the persons who do; Django looks for models here."""

from innesto.registrations.models.openings import FormQuestion, Opening, Quota
from innesto.registrations.models.people import (
    Dispatch,
    Needs,
    NeedsQuerySet,
    Registration,
    RegistrationQuerySet,
)

__all__ = [
    "Dispatch",
    "FormQuestion",
    "Needs",
    "NeedsQuerySet",
    "Opening",
    "Quota",
    "Registration",
    "RegistrationQuerySet",
]

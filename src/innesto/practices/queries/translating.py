"""What of a sheet is put into another language, and how it reads there."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from innesto.practices.models import Evidence, Practice, Translation
from innesto.practices.sheet import FIELDS, RICH, TEXTS, label_of


@dataclass(frozen=True, slots=True)
class Original:
    """A text as it was written: its key in a translation, what it is, how long it may be."""

    key: str
    label: str
    text: str
    limit: int | None = None

    @property
    def is_rich(self) -> bool:
        """It is HTML; all else is plain."""
        return self.key in RICH


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence as one language tells it; figures, dates and sources stay as they are."""

    evidence: Evidence
    claim: str
    unit: str
    is_translated: bool


def originals_of(practice: Practice) -> list[Original]:
    """Return the texts of a sheet, then those of its evidence; what is empty is left out."""
    found = [
        Original(name, label_of(FIELDS[name]), getattr(practice, name), FIELDS[name].limit)
        for name in TEXTS
    ]
    for one in practice.evidence.all():
        found += [
            Original(_claim(one), _("What changed"), one.claim, 200),
            Original(_unit(one), _("Unit of “%(claim)s”") % {"claim": one.claim}, one.unit, 60),
        ]
    return [original for original in found if original.text]


def proofs_of(practice: Practice, translation: Translation | None) -> Sequence[Proof]:
    """Return the evidence of a sheet in the language of a translation, where it has it."""
    texts = translation.texts if translation else {}
    return [
        Proof(
            one,
            claim=texts.get(_claim(one)) or one.claim,
            unit=texts.get(_unit(one)) or one.unit,
            is_translated=bool(texts.get(_claim(one))),
        )
        for one in practice.evidence.all()
    ]


def _claim(evidence: Evidence) -> str:
    return f"claim_{evidence.pk}"


def _unit(evidence: Evidence) -> str:
    return f"unit_{evidence.pk}"

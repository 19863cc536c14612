"""What an exchange is about and whom it is meant for, in the words of the blueprint."""

from collections.abc import Sequence
from dataclasses import dataclass

from innesto.blueprints.schema.formats import OutsideEvent
from innesto.exchanges.models import Exchange
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of, reader_language


@dataclass(frozen=True, slots=True)
class Slot:
    """A topic, or a piece of the agenda, with what belongs to it."""

    label: str
    note: str = ""
    opens_review: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """Why people meet, who they are, and what they talk about."""

    kind: str = ""
    question: str = ""
    purpose: str = ""
    audience: str = ""
    beside: str = ""
    """The event of others to which it is attached, with its place."""
    topics: Sequence[Slot] = ()
    agenda: Sequence[Slot] = ()


def _beside(event: OutsideEvent, language: str) -> str:
    return ", ".join(part for part in (event.name.read(language), event.place) if part)


def subject_of(exchange: Exchange) -> Subject:
    """Return what the format of an exchange says, and what its community asks itself.

    A leg has a purpose of its own.
    """
    blueprint, language = blueprint_of(exchange.programme), reader_language()
    format_ = blueprint.format(exchange.format)
    if format_ is None:
        return Subject(kind=exchange.kind, beside=exchange.beside)
    leg = next((leg for leg in format_.legs if leg.key == exchange.leg), None)
    purpose = (leg and leg.purpose) or format_.purpose
    strands = blueprint.strands.items if blueprint.strands else ()
    question = next((s.question for s in strands if s.key == exchange.scope), None)
    audiences = labels_of(blueprint).audiences
    return Subject(
        kind=format_.kind.read(language),
        question=question.read(language) if question else "",
        purpose=purpose.read(language) if purpose else "",
        audience=", ".join(audiences.get(key, key) for key in format_.audience),
        beside=exchange.beside
        or (_beside(format_.attached_to, language) if format_.attached_to else ""),
        topics=[
            Slot(topic.label.read(language), opens_review=topic.opens_review is not None)
            for topic in format_.topics
        ],
        agenda=[
            Slot(block.label.read(language), block.method.read(language) if block.method else "")
            for block in format_.agenda
        ],
    )

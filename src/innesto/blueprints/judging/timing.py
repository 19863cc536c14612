"""When is a moment, a phase, a step? Days that follow from a programme and its facts."""

import datetime
from collections.abc import Iterable

from innesto.blueprints.facts import Days, Document
from innesto.blueprints.finding import Thing
from innesto.blueprints.judging.choosing import exchanges_of
from innesto.blueprints.judging.ground import CANCELLED, PROGRAMME, Ground, is_accepted, shifted
from innesto.blueprints.schema.dates import Length, Moment, add_months, end_of_year
from innesto.blueprints.schema.rule import Step


def day_of(moment: Moment, ground: Ground, subject: Thing = PROGRAMME) -> datetime.date | None:
    """Return the day of a moment; ``None`` while what it waits for has no date."""
    day = _anchor(moment, subject, ground)
    if day is None or moment.length is None:
        return day
    try:
        return moment.length.shift(day, forward=moment.side == "after")
    except (OverflowError, ValueError):
        return None


def _anchor(moment: Moment, subject: Thing, ground: Ground) -> datetime.date | None:
    if moment.on is not None:
        return moment.on
    at_start = moment.edge == "start"
    start = ground.starts_on
    match moment.what:
        case "programme":
            return start if at_start else ground.ends_on
        case "year" if start:
            return (
                add_months(start, 12 * (moment.number - 1))
                if at_start
                else end_of_year(start, moment.number)
            )
        case "month" if start:
            first = add_months(start, moment.number - 1)
            return first if at_start else shifted(start, Length(moment.number, "month"), -1)
        case "phase":
            span = phase_days(moment.anchor, ground)
            return span and (span.first if at_start else span.last)
        case None:
            return _happened(moment.anchor, subject, ground)
    return None


def _happened(anchor: str, subject: Thing, ground: Ground) -> datetime.date | None:
    """Return the last day of the exchange, leg or document a moment waits for."""
    days = [
        e.ends_on or e.starts_on
        for e in exchanges_of(subject, "any", ground)
        if anchor in {e.format, e.leg} and e.state != CANCELLED
    ]
    if subject.kind == "document":
        document = ground.documents[subject.key]
        about = ground.exchanges.get(document.about)
        days += [about.ends_on or about.starts_on] if about and about.format == anchor else []
        days += [document.dated_on] if document.template == anchor else []
    days += [d.dated_on for d in ground.documents_of.get(subject.key, ()) if d.template == anchor]
    return max((day for day in days if day is not None), default=None)


def phase_days(key: str, ground: Ground) -> Days | None:
    """Return the days of a phase: as they really were, or as the blueprint plans them."""
    if key in ground.facts.phases:
        return ground.facts.phases[key]
    phase = next((p for p in ground.blueprint.phases if p.key == key), None)
    if phase is None or key in ground.phases_in_question:  # two phases may wait for each other
        return None
    ground.phases_in_question.add(key)
    first = day_of(phase.begins, ground) if phase.begins else ground.starts_on
    last = day_of(phase.ends, ground) if phase.ends else ground.ends_on
    ground.phases_in_question.discard(key)
    return Days(first, last) if first and last else None


def step_days(step: Step, subject: Thing, ground: Ground) -> list[datetime.date]:
    """Return the days on which a step was (or is planned to be) done for a subject."""
    if step.exchange:
        exchanges = exchanges_of(subject, "any", ground)
        return sorted(
            e.starts_on
            for e in exchanges
            if e.format == step.exchange
            and (step.leg is None or e.leg == step.leg)
            and e.state != CANCELLED
            and e.starts_on is not None
        )
    if step.document:
        return sorted(
            d.dated_on
            for d in _step_documents(subject, ground)
            if d.template == step.document
            and d.dated_on is not None
            and (step.state is None or d.state == step.state)
        )
    pairs = [ground.pairs[subject.key]] if subject.kind == "pair" else []
    pairs += ground.pairs_of.get(subject.key, ())
    return sorted(p.agreed_on for p in pairs if is_accepted(p) and p.agreed_on)


def _step_documents(subject: Thing, ground: Ground) -> Iterable[Document]:
    if subject.kind == "programme":
        return ground.facts.documents
    if subject.kind == "pair":
        members = ground.pairs[subject.key].members
        return [d for key in (subject.key, *members) for d in ground.documents_of.get(key, ())]
    return ground.documents_of.get(subject.key, ())


def day_of_subject(subject: Thing, ground: Ground) -> datetime.date:
    """Return the day by whose rules a subject is judged: its own, otherwise today."""
    match subject.kind:
        case "exchange":
            return ground.exchanges[subject.key].starts_on or ground.on
        case "document":
            return ground.documents[subject.key].dated_on or ground.on
        case "pair":
            return ground.pairs[subject.key].agreed_on or ground.on
    return ground.on

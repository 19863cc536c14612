"""Does a statement hold for a subject?"""

from innesto.blueprints.finding import Thing
from innesto.blueprints.judging.attendance import broken_exclusion, broken_presence
from innesto.blueprints.judging.conditions import broken_consent, broken_document, broken_place
from innesto.blueprints.judging.days import broken_deadline, broken_order
from innesto.blueprints.judging.ground import Ground
from innesto.blueprints.judging.numbers import broken_count
from innesto.blueprints.judging.verdict import Broken
from innesto.blueprints.schema.rule import (
    Consent,
    Deadline,
    DocumentOwed,
    Exclusion,
    Presence,
    Statement,
)


def broken(
    statement: Statement, subject: Thing, ground: Ground, *, rule: str = ""
) -> Broken | None:
    """Return how the statement is broken for a subject, or ``None`` when it holds."""
    match statement.kind:
        case "count" | "quantity":
            return broken_count(statement, subject, ground)
        case "order":
            return broken_order(statement.order, subject, ground)
        case "all" | "any" | "none":
            return _combination(statement, subject, ground, rule)
    for part in (statement.present, statement.never, statement.deadline, statement.document):
        match part:
            case Presence():
                return broken_presence(part, subject, ground)
            case Exclusion():
                return broken_exclusion(part, subject, ground)
            case Deadline():
                return broken_deadline(part, subject, ground, rule)
            case DocumentOwed():
                return broken_document(part, subject, ground)
    if statement.place is not None:
        return broken_place(statement.place, subject, ground)
    return broken_consent(statement.consent or Consent(), subject, ground)


def _combination(statement: Statement, subject: Thing, ground: Ground, rule: str) -> Broken | None:
    parts = statement.every or statement.either or statement.none
    verdicts = [broken(part, subject, ground, rule=rule) for part in parts]
    failed = [verdict for verdict in verdicts if verdict is not None]
    if statement.every:
        return failed[0] if failed else None
    if statement.either:
        if len(failed) < len(parts):
            return None
        mends = tuple(mend for verdict in failed for mend in verdict.mends)
        return Broken("combination", mends=mends, values={"which": "any"})
    if len(failed) == len(parts):
        return None
    return Broken("combination", values={"which": "none"})

"""Order and deadlines: what comes before what, and by when."""

from innesto.blueprints.finding import Mend, Thing
from innesto.blueprints.judging.due import extensions_of
from innesto.blueprints.judging.ground import Ground
from innesto.blueprints.judging.timing import day_of, step_days
from innesto.blueprints.judging.verdict import Broken
from innesto.blueprints.schema.rule import (
    Deadline,
    Step,
)


def broken_order(steps: tuple[Step, ...], subject: Thing, ground: Ground) -> Broken | None:
    """Say which step is missing or came too late for the next one."""
    days = [step_days(step, subject, ground) for step in steps]
    for at in range(1, len(steps)):
        if not days[at]:
            continue
        later = days[at][0]
        for before in range(at):
            earlier = [day for day in days[before] if day <= later]
            if earlier:
                continue
            late = days[before][0] if days[before] else None
            values = {
                **_step_values(steps[before], "first"),
                **_step_values(steps[at], "then"),
                "then_on": later.isoformat(),
                "first_on": late.isoformat() if late else "",
            }
            mends: list[Mend] = []
            if steps[before].document:
                mends.append(
                    Mend(
                        "write_document",
                        subject,
                        to=Thing("template", steps[before].document or ""),
                    )
                )
            if steps[at].exchange:
                mends.append(
                    Mend("move_date", subject, to=Thing("format", steps[at].exchange or ""))
                )
            return Broken("order", mends=tuple(mends), values=values)
    return None


def _step_values(step: Step, name: str) -> dict[str, str]:
    kind, key = next(
        (kind, key)
        for kind, key in (
            ("template", step.document),
            ("leg" if step.leg else "format", step.leg or step.exchange),
            ("pair", step.pair),
        )
        if key
    )
    return {f"{name}_kind": kind, name: key}


def broken_deadline(deadline: Deadline, subject: Thing, ground: Ground, rule: str) -> Broken | None:
    """Say by how many days something is late, after all extensions."""
    due = day_of(deadline.by, ground, subject)
    if due is None:
        return None
    moved = extensions_of(rule, subject, ground.facts)
    first_due = due
    if moved:
        due = moved[-1].until
    done = step_days(deadline.what, subject, ground)
    done_on = done[0] if done else None
    if (done_on is not None and done_on <= due) or (done_on is None and ground.on <= due):
        return None
    late = ((done_on or ground.on) - due).days
    values = {
        "due_on": due.isoformat(),
        "first_due_on": first_due.isoformat(),
        "done_on": done_on.isoformat() if done_on else "",
        "extensions": str(len(moved)),
        "reason": moved[-1].reason if moved else "",
        **_step_values(deadline.what, "what"),
    }
    mends = [Mend("extend_deadline", subject, value=(done_on or ground.on).isoformat())]
    if done_on is None and deadline.what.document:
        mends.insert(
            0, Mend("write_document", subject, to=Thing("template", deadline.what.document))
        )
    if deadline.what.exchange:
        mends.insert(0, Mend("move_date", subject, to=Thing("format", deadline.what.exchange)))
    return Broken("deadline", asked=0, listed=late, mends=tuple(mends), values=values)

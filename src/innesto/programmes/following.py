"""What follows from a blueprint: the rows of dates and of the logic tree.

No room fits: actions of several modules call it inside their transaction, and it leaves no entry
of its own, because following is not an act.
"""

from collections.abc import Iterable

from django.utils import timezone

from innesto.accounts.models import User
from innesto.blueprints.schema import logic
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.dates import Moment
from innesto.programmes.models import LogicNode, Milestone, Programme, Shift
from innesto.programmes.queries.dates import dated_things, days_of, words


def plan_dates(
    programme: Programme, blueprint: Blueprint, *, reason: str = "", by: User | None = None
) -> None:
    """Make the programme's dates those of the blueprint.

    A date that somebody moved by hand stays where it was put, and one that the blueprint no
    longer has stays as long as it has a history.
    """
    existing = {m.key: m for m in programme.milestones.prefetch_related("shifts")}
    moved: dict[int, str] = {}
    for dated in dated_things(blueprint):
        milestone = existing.pop(dated.key, None) or Milestone(
            programme=programme, key=dated.key, moment=dated.moment.text
        )
        milestone.labels = dict(dated.labels)
        milestone.quote = dated.quote[:500]
        milestone.declared_year = dated.year
        if milestone.pk and milestone.moment != dated.moment.text and not milestone.is_moved:
            moved[milestone.pk] = milestone.moment
            milestone.moment = dated.moment.text
        milestone.save()
    for gone in existing.values():
        if not gone.shifts.all():
            gone.delete()
    keep_days(programme, reason=reason, by=by, moved=moved)


def keep_days(
    programme: Programme,
    *,
    reason: str,
    by: User | None,
    moved: dict[int, str] | None = None,
) -> None:
    """Work out every day anew and keep each move.

    ``moved`` gives the words that dates had before, by their number. The reason is theirs; what
    only followed another date is kept without one.
    """
    moved = moved or {}
    milestones = list(programme.milestones.all())
    days = days_of(
        ((m.key, Moment.parse(m.moment)) for m in milestones),
        starts_on=programme.starts_on,
        ends_on=programme.last_day,
    )
    shifts = []
    for milestone in milestones:
        before, after = milestone.on, days[milestone.key]
        rewritten = moved.get(milestone.pk, milestone.moment)
        milestone.on = after
        if (before, rewritten) != (after, milestone.moment) and (before or milestone.pk in moved):
            shifts.append(
                Shift(
                    milestone=milestone,
                    moment_before=rewritten,
                    moment_after=milestone.moment,
                    before=before,
                    after=after,
                    reason=reason if milestone.pk in moved else "",
                    by=by,
                    at=timezone.now(),
                )
            )
    Milestone.objects.bulk_update(milestones, ["on"])
    Shift.objects.bulk_create(shifts)


def plan_logic(programme: Programme, blueprint: Blueprint) -> None:
    """Make the tree that of the blueprint.

    A branch that the blueprint no longer has stays as long as something was recorded on it.
    """
    existing = {node.key: node for node in programme.logic_nodes.all()}
    tree = blueprint.logic.tree if blueprint.logic else ()
    kept = set(_grow(programme, tree, None, existing))
    for node in existing.values():
        if node.key not in kept and node.recorded_at is None:
            node.delete()


def _grow(
    programme: Programme,
    branches: Iterable[logic.LogicNode],
    parent: LogicNode | None,
    existing: dict[str, LogicNode],
) -> Iterable[str]:
    for position, branch in enumerate(branches):
        node = existing.get(branch.key) or LogicNode(programme=programme, key=branch.key)
        node.parent = parent
        node.level = branch.level
        node.labels = words(branch.label)
        node.position = position
        node.planned = branch.planned
        node.units = words(branch.unit)
        node.save()
        yield branch.key
        yield from _grow(programme, branch.parts, node, existing)

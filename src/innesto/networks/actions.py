"""What can be done: describe bodies and who decides, keep relations and look at them again."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.blueprints.schema.dates import add_months
from innesto.journal.actions import record
from innesto.networks.models import Body, Decision, Look, Openness, Relation
from innesto.programmes.models import Programme


class AlreadyKnown(Exception):
    """The programme has a body, or a relation, of this name."""


@transaction.atomic
def describe_body(
    programme: Programme, body: Body | None = None, *, by: User, **fields: Any
) -> Body:
    """Add a body, or change the one given. Raises ``AlreadyKnown``."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    same = Body.objects.filter(programme=programme, name=fields["name"])
    if (same.exclude(pk=body.pk) if body else same).exists():
        raise AlreadyKnown
    kept = Body.objects.get(pk=body.pk) if body else Body(programme=programme)
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save()
    record("body_described", kept, by=by, within=programme)
    return kept


@transaction.atomic
def drop_body(body: Body, *, by: User) -> None:
    """Take a body away, and with it what it decided."""
    record("body_dropped", body, by=by, within=body.programme)
    body.delete()


@transaction.atomic
def say_who_decides(
    programme: Programme, matter: str, *, body: Body, manner: str, note: str = "", by: User
) -> Decision:
    """Say who decides on a matter, and how."""
    decision, _is_new = Decision.objects.update_or_create(
        programme=programme,
        matter=Decision.Matter(matter),
        defaults={"body": body, "manner": manner, "note": note},
    )
    record("decision_said", decision, by=by, within=programme)
    return decision


@transaction.atomic
def open_network(programme: Programme, *, by: User, **shown: bool) -> Openness:
    """Say what everyone may read."""
    openness, _is_new = Openness.objects.update_or_create(programme=programme, defaults=shown)
    record("network_opened", programme, by=by, shown=shown)
    return openness


@transaction.atomic
def add_relation(programme: Programme, *, by: User, **fields: Any) -> Relation:
    """Add a relation as it stands today. Raises ``AlreadyKnown``."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.relations.filter(name=fields["name"]).exists():
        raise AlreadyKnown
    today = timezone.localdate()
    relation = Relation(programme=programme, confirmed_on=today, again_on=today, **fields)
    relation.again_on = add_months(today, relation.months)
    relation.save()
    Look.objects.create(relation=relation, state=relation.state, on=today, by=by)
    record("relation_added", relation, by=by, within=programme)
    return relation


@transaction.atomic
def change_relation(relation: Relation, *, by: User, **changes: Any) -> Relation:
    """Change what is said of a relation; how it stands is said by looking at it."""
    relation = Relation.objects.select_for_update().select_related("programme").get(pk=relation.pk)
    same = relation.programme.relations.filter(name=changes.get("name", relation.name))
    if same.exclude(pk=relation.pk).exists():
        raise AlreadyKnown
    changed = [name for name, value in changes.items() if getattr(relation, name) != value]
    for name in changed:
        setattr(relation, name, changes[name])
    relation.again_on = add_months(relation.confirmed_on, relation.months)
    relation.save(update_fields=[*changed, "again_on"])
    record("relation_changed", relation, by=by, within=relation.programme, fields=changed)
    return relation


@transaction.atomic
def look_at_relation(relation: Relation, *, state: str, note: str = "", by: User) -> Look:
    """Say how a relation stands today; it is awake again for its months."""
    relation = Relation.objects.select_for_update().select_related("programme").get(pk=relation.pk)
    today = timezone.localdate()
    relation.state = Relation.State(state)
    relation.confirmed_on = today
    relation.again_on = add_months(today, relation.months)
    relation.save(update_fields=["state", "confirmed_on", "again_on"])
    look = Look.objects.create(relation=relation, state=state, note=note, on=today, by=by)
    record("relation_looked_at", relation, by=by, within=relation.programme, state=state)
    return look

"""Note what somebody would bring home from an exchange, and take it back."""

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Idea
from innesto.journal.actions import record
from innesto.lineage.actions import link_works
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import ref_of
from innesto.organisations.models import Organisation
from innesto.practices.models import Practice


@transaction.atomic
def note_idea(
    exchange: Exchange,
    organisation: Organisation,
    *,
    by: User,
    text: str,
    practice: Practice | None = None,
) -> Idea:
    """Keep an idea as a work of its own: inspired by the exchange, and by a practice seen there."""
    idea = Idea.objects.create(
        exchange=exchange,
        organisation=organisation,
        practice=practice,
        text=text,
        by=by,
        at=timezone.now(),
    )
    for origin in (exchange, practice):
        if origin is not None:
            link_works(idea, Link.Relation.INSPIRED, origin, by=by, on=exchange.starts_on)
    record("idea_noted", idea, by=by, within=exchange.programme)
    return idea


@transaction.atomic
def drop_idea(idea: Idea, *, by: User) -> None:
    """Take an idea back; what came of it stays."""
    record("idea_dropped", idea, by=by, within=idea.exchange.programme)
    Link.objects.touching(*ref_of(idea)).delete()
    idea.delete()

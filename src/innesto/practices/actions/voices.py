"""What people outside the municipality bring: they follow a practice, and propose their own."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.organisations.models import Organisation
from innesto.practices.actions.sheet import draft_practice
from innesto.practices.models import Follower, Practice
from innesto.practices.tasks import tell_proposal


class NotAProposal(Exception):
    """A colleague has answered this proposal already, or its author took it back."""


@transaction.atomic
def follow_practice(practice: Practice, *, by: User) -> Follower:
    """Be told what becomes of a practice; following twice is following once."""
    follower, _new = Follower.objects.get_or_create(
        practice=practice, person=by, defaults={"since": timezone.now()}
    )
    record("practice_followed", practice, by=by, within=practice.programme)
    return follower


@transaction.atomic
def unfollow_practice(practice: Practice, *, by: User) -> None:
    """Be told no more."""
    Follower.objects.filter(practice=practice, person=by).delete()
    record("practice_unfollowed", practice, by=by, within=practice.programme)


@transaction.atomic
def propose_practice(
    to: Organisation,
    *,
    by: User,
    title: str,
    strapline: str,
    how: str,
    proposer: str = "",
    language: str = "it",
) -> Practice:
    """Propose to a municipality a practice of citizens; it decides whether it becomes its own."""
    practice = draft_practice(
        by=by,
        title=title,
        strapline=strapline,
        how=how,
        language=language,
        country=to.country,
        place=to.place,
        proposer=proposer or by.name,
        proposed_to=to,
    )
    Follower.objects.create(practice=practice, person=by, since=timezone.now())
    record("practice_proposed", practice, by=by, to=to.pk)
    transaction.on_commit(partial(tell_proposal.enqueue, practice.pk, "practice_proposed"))
    return practice


@transaction.atomic
def endorse_proposal(practice: Practice, *, by: User) -> Practice:
    """Make it the municipality's: its colleagues write on and send it. Raises ``NotAProposal``."""
    practice = _locked(practice)
    practice.organisation = practice.proposed_to
    practice.endorsed_on = timezone.localdate()
    practice.save(update_fields=["organisation", "endorsed_on"])
    record("proposal_endorsed", practice, by=by, within=practice.programme)
    transaction.on_commit(partial(tell_proposal.enqueue, practice.pk, "proposal_endorsed"))
    return practice


@transaction.atomic
def decline_proposal(practice: Practice, *, by: User, reason: str) -> Practice:
    """Say no to a proposal, and why. Raises ``NotAProposal``."""
    practice = _locked(practice)
    practice.state, practice.reason = Practice.State.REFUSED, reason
    practice.skip_history_when_saving = True  # type: ignore[attr-defined]
    practice.save(update_fields=["state", "reason"])
    record("proposal_declined", practice, by=by, within=practice.programme, reason=reason)
    transaction.on_commit(partial(tell_proposal.enqueue, practice.pk, "proposal_declined"))
    return practice


def _locked(practice: Practice) -> Practice:
    practice = (
        Practice.objects.select_for_update(of=("self",))
        .select_related("proposed_to", "programme")
        .get(pk=practice.pk)
    )
    if not practice.is_proposal:
        raise NotAProposal
    return practice

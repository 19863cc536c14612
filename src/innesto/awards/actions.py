"""Say what is asked for, set out, ask witnesses, and award."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.awards.models import Award, Candidacy, Requirement, Statement
from innesto.awards.queries import colleagues_to_ask, held_by, standing_of
from innesto.awards.signals import candidate_moved
from innesto.awards.tasks import ask_witness_of
from innesto.credentials.actions import issue_credential
from innesto.credentials.models import Achievement, Credential
from innesto.journal.actions import record


class NotReady(Exception):
    """Something that is asked for is still missing."""


class RevokedBefore(Exception):
    """The person had it and it was revoked: only a person decides to award it again."""


class AlreadyAnswered(Exception):
    """The witness has answered."""


class NotAColleague(Exception):
    """A witness acts for the same organisation as the candidate."""


@transaction.atomic
def lay_out_award(
    achievement: Achievement, *, issues_itself: bool = False, by: User | None
) -> Award:
    """Let an achievement be earned by what the platform knows, or say who awards it."""
    award, _is_new = Award.objects.update_or_create(
        achievement=achievement, defaults={"issues_itself": issues_itself}
    )
    record("award_laid_out", achievement, by=by, itself=issues_itself)
    return award


@transaction.atomic
def add_requirement(award: Award, *, by: User | None, **fields: Any) -> Requirement:
    """Ask for one thing more; who has the credential keeps it."""
    position = award.requirements.count() + 1
    requirement = Requirement.objects.create(award=award, position=position, **fields)
    record("requirement_added", award.achievement, by=by, kind=requirement.kind)
    return requirement


@transaction.atomic
def drop_requirement(requirement: Requirement, *, by: User) -> None:
    """Ask for it no more."""
    record("requirement_dropped", requirement.award.achievement, by=by, kind=requirement.kind)
    requirement.delete()


@transaction.atomic
def set_out(award: Award, *, by: User) -> Candidacy:
    """Go for a credential; from now on its issuer sees how far one is."""
    candidacy, _is_new = Candidacy.objects.get_or_create(
        award=award, person=by, defaults={"begun_at": timezone.now()}
    )
    record("candidacy_begun", award.achievement, by=by)
    transaction.on_commit(partial(candidate_moved.send_robust, Candidacy, person=by))
    return candidacy


@transaction.atomic
def ask_statement(requirement: Requirement, witness: User, *, by: User) -> Statement:
    """Ask a colleague to say what a requirement wants. Raises ``NotAColleague``."""
    if not colleagues_to_ask(by, requirement).filter(pk=witness.pk).exists():
        raise NotAColleague
    candidacy, _is_new = Candidacy.objects.get_or_create(
        award=requirement.award, person=by, defaults={"begun_at": timezone.now()}
    )
    statement = Statement.objects.create(
        requirement=requirement, candidacy=candidacy, witness=witness, asked_at=timezone.now()
    )
    record("statement_asked", requirement.award.achievement, by=by, witness=witness.pk)
    transaction.on_commit(partial(ask_witness_of.enqueue, statement.pk))
    return statement


@transaction.atomic
def answer_statement(statement: Statement, *, confirms: bool, by: User) -> Statement:
    """Take the word of a witness, once. Raises ``AlreadyAnswered``."""
    statement = Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if statement.answer != Statement.Answer.ASKED:
        raise AlreadyAnswered
    statement.answer = Statement.Answer.YES if confirms else Statement.Answer.NO
    statement.answered_at = timezone.now()
    statement.save(update_fields=["answer", "answered_at"])
    achievement = statement.requirement.award.achievement
    record("statement_answered", achievement, by=by, confirms=confirms)
    person = statement.candidacy.person
    transaction.on_commit(partial(candidate_moved.send_robust, Candidacy, person=person))
    return statement


@transaction.atomic
def give_award(candidacy: Candidacy, *, by: User | None) -> Credential:
    """Award the credential with the evidence of every requirement.

    Without a person nothing that was revoked is awarded again. Raises ``NotReady``,
    ``RevokedBefore``, ``AlreadyHeld``, and ``NotAwarded`` when it is awarded no more.
    """
    found = Candidacy.objects.select_for_update(of=("self",))
    candidacy = found.select_related("award__achievement", "person").get(pk=candidacy.pk)
    award, person = candidacy.award, candidacy.person
    standing = standing_of(award, person)
    if not standing.is_complete:
        raise NotReady
    before = held_by(person, award)
    if before and before.is_revoked and by is None:
        raise RevokedBefore
    credential = issue_credential(award.achievement, holder=person, evidence=standing.proofs, by=by)
    candidacy.awarded_at = candidacy.awarded_at or timezone.now()
    candidacy.save(update_fields=["awarded_at"])
    record("award_given", award.achievement, by=by, person=person.pk, credential=credential.code)
    return credential

"""Say who was trained, ask them, ask a witness, and take their answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.cascade.actions.trainings import AlreadyWithdrawn
from innesto.cascade.grafting import GrowsFromItself, graft
from innesto.cascade.models import Group, Trainee, Training, Witness
from innesto.cascade.signals import training_confirmed
from innesto.cascade.tasks import ask_trainees, ask_witnesses
from innesto.journal.actions import record
from innesto.organisations.models import Membership, Organisation


class AlreadyAnswered(Exception):
    """The answer was given before this call."""


class NotAColleague(Exception):
    """A witness acts for the organisation in which the session was held, and did not hold it."""


class AlreadyAsked(Exception):
    """The person is a witness of this session."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who was there, as the trainer writes them."""

    name: str
    email: str


@transaction.atomic
def add_group(
    training: Training,
    organisation: Organisation,
    *,
    people: Sequence[Named] = (),
    headcount: int = 0,
    by: User,
) -> Group:
    """Say who of an organisation was there; each is asked to confirm, once.

    Who is on the list already stays as they are, and the trainer is not one of those trained.
    Raises ``AlreadyWithdrawn``.
    """
    training = _standing(training)
    group, _is_new = Group.objects.get_or_create(training=training, organisation=organisation)
    if headcount != group.headcount:
        group.headcount = headcount
        group.save(update_fields=["headcount"])
    wanted = {one.email.strip().lower(): one.name for one in people}
    wanted.pop(training.trainer.email, None)
    known = {one.email: one for one in User.objects.filter(email__in=wanted, is_active=True)}
    there = set(training.trainees.values_list("email", flat=True))
    there_in_person = set(training.trainees.values_list("person", flat=True))
    now = timezone.now()
    asked = [
        Trainee(
            training=training,
            group=group,
            person=known.get(email),
            name=name,
            email=email,
            language=known[email].language if email in known else by.language,
            asked_at=now,
        )
        for email, name in wanted.items()
        if email not in there and (email not in known or known[email].pk not in there_in_person)
    ]
    Trainee.objects.bulk_create(asked)
    record(
        "group_trained", training, by=by, within=training.programme, body=organisation.pk,
        asked=len(asked), headcount=headcount,
    )  # fmt: skip
    if asked:
        transaction.on_commit(partial(ask_trainees.enqueue, [one.pk for one in asked]))
    return group


@transaction.atomic
def drop_trainee(trainee: Trainee, *, by: User) -> None:
    """Take somebody off the list who has not said yes. Raises ``AlreadyAnswered``."""
    trainee = Trainee.objects.select_for_update().get(pk=trainee.pk)
    if trainee.is_confirmed:
        raise AlreadyAnswered
    training, number = trainee.training, trainee.pk
    trainee.delete()
    record("trainee_dropped", training, by=by, within=training.programme, trainee=number)


@transaction.atomic
def drop_group(group: Group, *, by: User) -> None:
    """Take a city off the list. Raises ``AlreadyAnswered`` when one of its people has said yes."""
    training = _standing(group.training)
    if group.trainees.filter(answer=Trainee.Answer.YES).exists():
        raise AlreadyAnswered
    body = group.organisation_id
    group.delete()
    record("group_dropped", training, by=by, within=training.programme, body=body)


@transaction.atomic
def answer_presence(trainee: Trainee, *, was_there: bool, by: User | None) -> Trainee:
    """Take somebody's word that they were at a training, or not.

    Who has an account can train on from there: what they gave since, in the same programme and
    without an origin, grows out of it. Raises ``AlreadyAnswered`` and ``AlreadyWithdrawn``.
    """
    trainee = Trainee.objects.select_for_update(of=("self",)).get(pk=trainee.pk)
    training = _standing(trainee.training)
    if not trainee.is_asked:
        raise AlreadyAnswered
    trainee.answer = Trainee.Answer.YES if was_there else Trainee.Answer.NO
    trainee.answered_at = timezone.now()
    _make_theirs(trainee, by)
    trainee.save(update_fields=["answer", "answered_at", "person"])
    record(
        "presence_answered", training, by=by, within=training.programme,
        trainee=trainee.pk, was_there=was_there,
    )  # fmt: skip
    if was_there:
        _grow_on(trainee, training)
        transaction.on_commit(partial(_tell, training))
    return trainee


@transaction.atomic
def claim_presence(trainee: Trainee, *, by: User) -> Trainee:
    """Let what somebody confirmed without an account be theirs. Raises ``AlreadyAnswered``."""
    trainee = Trainee.objects.select_for_update(of=("self",)).get(pk=trainee.pk)
    training = _standing(trainee.training)
    if trainee.person_id or training.trainees.filter(person=by).exists():
        raise AlreadyAnswered
    trainee.person = by
    trainee.save(update_fields=["person"])
    record("presence_claimed", training, by=by, within=training.programme, trainee=trainee.pk)
    if trainee.is_confirmed:
        _grow_on(trainee, training)
    return trainee


def _make_theirs(trainee: Trainee, by: User | None) -> None:
    """Keep the account with which the link was opened, unless it is of somebody else there."""
    free = by and not trainee.training.trainees.filter(person=by).exists()
    if by and free and trainee.person_id is None and trainee.training.trainer_id != by.pk:
        trainee.person = by


def _grow_on(trainee: Trainee, training: Training) -> None:
    if trainee.person_id is None or training.programme_id is None or training.is_session:
        return
    given = Training.objects.standing().filter(
        trainer=trainee.person_id,
        programme=training.programme_id,
        kind=Training.Kind.TRAINING,
        learned_at=None,
        starts_on__gte=training.ends_on,
    )
    for later in given.exclude(pk=training.pk).order_by("pk"):
        try:
            graft(later, training, by=trainee.person)
        except GrowsFromItself:
            continue


@transaction.atomic
def ask_witness(training: Training, person: User, *, by: User) -> Witness:
    """Ask a colleague to say that a session was held.

    Raises ``NotAColleague``, ``AlreadyAsked`` and ``AlreadyWithdrawn``.
    """
    training = _standing(training)
    acting = Membership.objects.current().filter(
        person=person, organisation=training.organisation_id
    )
    if person == training.trainer or training.organisation_id is None or not acting.exists():
        raise NotAColleague
    witness, is_new = Witness.objects.get_or_create(
        training=training, person=person, defaults={"asked_at": timezone.now()}
    )
    if not is_new:
        raise AlreadyAsked
    record("witness_asked", training, by=by, within=training.programme, person=person.pk)
    transaction.on_commit(partial(ask_witnesses.enqueue, [witness.pk]))
    return witness


@transaction.atomic
def answer_as_witness(witness: Witness, *, confirms: bool, words: str = "", by: User) -> Witness:
    """Take the word of a witness, once. Raises ``AlreadyAnswered`` and ``AlreadyWithdrawn``."""
    witness = Witness.objects.select_for_update(of=("self",)).get(pk=witness.pk)
    training = _standing(witness.training)
    if not witness.is_asked:
        raise AlreadyAnswered
    witness.answer = Witness.Answer.YES if confirms else Witness.Answer.NO
    witness.words = words
    witness.answered_at = timezone.now()
    witness.save(update_fields=["answer", "words", "answered_at"])
    record("witness_answered", training, by=by, within=training.programme, confirms=confirms)
    if confirms:
        transaction.on_commit(partial(_tell, training))
    return witness


def _tell(training: Training) -> None:
    training_confirmed.send_robust(Training, training=training, person=training.trainer)


def _standing(training: Training) -> Training:
    found = Training.objects.select_for_update(of=("self",))
    training = found.select_related("programme", "trainer").get(pk=training.pk)
    if training.is_withdrawn:
        raise AlreadyWithdrawn
    return training

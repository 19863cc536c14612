"""Who may do what with trainings. Reading is decided by ``visible_to`` on the querysets.

Whether a programme is over is asked nowhere: who was trained trains on.
"""

from innesto.accounts.models import User
from innesto.cascade.models import Trainee, Trainer, Training, Witness
from innesto.cascade.queries.ambassadors import lasting_roles_of
from innesto.organisations.models import Membership, Organisation
from innesto.programmes.models import Programme
from innesto.programmes.rules import coordinates


def can_train(user: User) -> bool:
    """Log trainings for others: who has a role that outlives its programme, and who was trained."""
    return (
        Trainee.objects.confirmed().filter(person=user).exists()
        or bool(lasting_roles_of(user))
        or user.is_operator
    )


def can_hold_session(user: User) -> bool:
    """Log sessions in one's own house: whoever acts for an organisation."""
    return Organisation.objects.of(user).exists()


def can_change_training(user: User, training: Training) -> bool:
    """Only whoever gave it, while it stands."""
    return training.trainer_id == user.pk and not training.is_withdrawn


def can_answer(user: User, trainee: Trainee) -> bool:
    """Say that one was there: the person alone."""
    return trainee.person_id == user.pk and not trainee.training.is_withdrawn


def can_witness(user: User, witness: Witness) -> bool:
    """Say what one saw: who was asked, as long as they act for the same organisation."""
    training = witness.training
    return (
        witness.person_id == user.pk
        and witness.is_asked
        and not training.is_withdrawn
        and training.organisation_id is not None
        and Membership.objects.current()
        .filter(person=user, organisation=training.organisation_id)
        .exists()
    )


def can_be_found(user: User) -> bool:
    """Put oneself into the directory of trainers: whoever may give trainings."""
    return can_train(user) or can_hold_session(user)


def can_change_page(user: User, trainer: Trainer) -> bool:
    """One's own page, and nobody else's."""
    return trainer.person_id == user.pk


def can_name_steward(user: User, programme: Programme) -> bool:
    """Who coordinates says who keeps the log; after the end too, for then it matters."""
    return user.is_operator or coordinates(user, programme)


def can_review(user: User, programme: Programme) -> bool:
    """Write what was found at a look, and when the next one is: the steward, who coordinates."""
    return can_name_steward(user, programme) or (
        programme.pk in user.stewardships.values_list("programme", flat=True)
    )

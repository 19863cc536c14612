"""Who may do what with practices. Reading is decided by ``visible_to`` on the querysets."""

from innesto.accounts.models import User
from innesto.organisations.models import Membership, Organisation
from innesto.organisations.rules import speaks_for
from innesto.practices.models import Adoption, Practice, PracticeImport, Question
from innesto.programmes.models import Programme
from innesto.programmes.rules import can_coordinate, contributes

State = Practice.State
WRITABLE = {State.DRAFT, State.CHANGES, State.REFUSED}


def acts_for(user: User, organisation: Organisation | None) -> bool:
    """Tell whether the person is a colleague there."""
    return (
        organisation is not None
        and Membership.objects.current().filter(person=user, organisation=organisation).exists()
    )


def owns(user: User, practice: Practice) -> bool:
    """Tell whether the person writes this sheet: a colleague of whoever it belongs to."""
    if practice.author_id == user.pk and practice.organisation_id is None:
        return True
    return acts_for(user, practice.organisation) or (
        Membership.objects.current()
        .filter(person=user, organisation__shared_practices=practice)
        .exists()
    )


def decides(user: User, practice: Practice) -> bool:
    """Tell whether the person answers for practices of this programme."""
    if practice.programme is None:
        return user.is_operator
    return can_coordinate(user, practice.programme)


def can_draft(user: User) -> bool:
    """Whoever acts for an organisation may tell what it does."""
    return user.is_operator or Organisation.objects.of(user).exists()


def can_edit(user: User, practice: Practice) -> bool:
    """Colleagues write, also after publication; nobody while others look at it."""
    if practice.state == State.SUBMITTED:
        return decides(user, practice)
    if practice.state in {State.ARCHIVED, State.ENDED}:
        return decides(user, practice)
    return owns(user, practice) or decides(user, practice)


def can_submit(user: User, practice: Practice) -> bool:
    """Colleagues send it, the first time and again; a proposal is first endorsed."""
    if practice.is_proposal:
        return False
    return practice.state in WRITABLE and (owns(user, practice) or decides(user, practice))


def can_review(user: User, practice: Practice) -> bool:
    """Ask for changes, refuse, publish: whoever coordinates, but an own sheet only operators."""
    return practice.state == State.SUBMITTED and decides(user, practice)


def can_give_opinion(user: User, practice: Practice) -> bool:
    """An expert of the programme, never on a practice of their own organisation."""
    if not practice.is_living or owns(user, practice):
        return False
    if decides(user, practice):
        return True
    return practice.programme is not None and contributes(user, practice.programme)


def can_check(user: User, practice: Practice) -> bool:
    """Owners and coordination say how a practice is doing."""
    return practice.is_living and (owns(user, practice) or decides(user, practice))


def can_archive(user: User, practice: Practice) -> bool:
    """Take a sheet out of the living ones, or bring it back."""
    return practice.is_out and decides(user, practice)


def can_discard(user: User, practice: Practice) -> bool:
    """Throw a sheet away that nobody outside has seen."""
    return practice.state == State.DRAFT and owns(user, practice)


def can_set_review(user: User, programme: Programme) -> bool:
    """Choose whether reviews are blind."""
    return can_coordinate(user, programme)


def can_link(user: User, practice: Practice) -> bool:
    """Say what it supports, needs, conflicts with, comes from."""
    return owns(user, practice) or decides(user, practice)


def can_adopt(user: User, practice: Practice) -> bool:
    """Bring it home: anyone who acts for an organisation that does not own it."""
    return practice.is_living and any(
        organisation.pk != practice.organisation_id
        for organisation in Organisation.objects.of(user)
    )


def can_agree_as_owner(user: User, adoption: Adoption) -> bool:
    """Say that the owner is ready: its colleagues, or the coordination in their stead."""
    waits = adoption.state == Adoption.State.ASKED and adoption.owner_agreed_at is None
    return waits and (owns(user, adoption.practice) or decides(user, adoption.practice))


def can_advise(user: User, adoption: Adoption) -> bool:
    """Say that one accompanies it: the adviser asked, or somebody who offers to be it."""
    waits = adoption.state == Adoption.State.ASKED and adoption.adviser_agreed_at is None
    if not waits:
        return False
    if adoption.adviser_id:
        return adoption.adviser_id == user.pk
    practice = adoption.practice
    is_expert = practice.programme is not None and contributes(user, practice.programme)
    return is_expert or owns(user, practice) or decides(user, practice)


def can_work_on(user: User, adoption: Adoption) -> bool:
    """Go on, keep the log, tell the result: colleagues of the adopter, and the adviser."""
    return acts_for(user, adoption.organisation) or adoption.adviser_id == user.pk


def can_give_up(user: User, adoption: Adoption) -> bool:
    """Pause, go on, withdraw, hand over: the adopter alone."""
    return not adoption.is_over and acts_for(user, adoption.organisation)


def can_describe(user: User, adoption: Adoption) -> bool:
    """Say what there is to build on: the adopter, as long as it goes on."""
    return not adoption.is_over and acts_for(user, adoption.organisation)


def can_decline(user: User, adoption: Adoption) -> bool:
    """Say no to a request: owner, adviser or coordination, with a reason."""
    if adoption.state != Adoption.State.ASKED:
        return False
    practice = adoption.practice
    return owns(user, practice) or decides(user, practice) or adoption.adviser_id == user.pk


def can_ask(user: User, practice: Practice) -> bool:
    """Anyone who has signed in may ask about a case that is out."""
    return practice.is_out and user.is_active


def can_follow(user: User, practice: Practice) -> bool:
    """Anyone who has signed in may be told what becomes of a case that is out."""
    return practice.is_out and user.is_active


def can_propose(user: User) -> bool:
    """Anyone who has signed in may propose a practice to a municipality."""
    return user.is_active


def can_endorse(user: User, practice: Practice) -> bool:
    """Whoever acts for the municipality that a practice is proposed to."""
    return practice.is_proposal and acts_for(user, practice.proposed_to)


def can_answer(user: User, question: Question) -> bool:
    """Whoever owns the practice."""
    practice = question.practice
    return owns(user, practice) or decides(user, practice)


def can_translate(user: User, practice: Practice) -> bool:
    """Owners, coordination, and those who contribute to the programme."""
    if owns(user, practice) or decides(user, practice):
        return True
    return practice.programme is not None and contributes(user, practice.programme)


def can_name_challenge(user: User, programme: Programme | None) -> bool:
    """Whoever acts for an organisation, inside a programme its contributors."""
    if programme is None:
        return can_draft(user)
    return can_coordinate(user, programme) or contributes(user, programme)


def can_join_in(user: User, organisation: Organisation) -> bool:
    """Say for an organisation that it takes part in a joint action or shares a challenge."""
    return user.is_operator or speaks_for(user, organisation)


def can_import(user: User, programme: Programme | None) -> bool:
    """Bring many sheets in: the coordination, without a programme the operators."""
    return user.is_operator if programme is None else can_coordinate(user, programme)


def can_take_back(user: User, import_: PracticeImport) -> bool:
    """Undo an import: whoever could have brought it in."""
    return can_import(user, import_.programme)

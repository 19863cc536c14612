import pytest
from django.urls import reverse
from django.utils import timezone

from innesto.awards import rules
from innesto.awards.actions import (
    AlreadyAnswered,
    NotAColleague,
    NotReady,
    RevokedBefore,
    add_requirement,
    answer_statement,
    ask_statement,
    drop_requirement,
    give_award,
    lay_out_award,
    set_out,
)
from innesto.awards.forms import RequirementForm
from innesto.awards.models import Requirement
from innesto.awards.queries import awards_asking_for, standing_of, statements_waiting
from innesto.cascade.actions.people import answer_as_witness
from innesto.credentials.actions import AlreadyHeld, revoke_credential
from innesto.credentials.models import Credential, site_address
from tests.accounts.factories import UserFactory
from tests.awards.factories import CandidacyFactory, witnessed_session
from tests.cascade.factories import TraineeFactory, TrainingFactory, WitnessFactory
from tests.credentials.factories import achievement_of, referent_of
from tests.organisations.factories import MembershipFactory

pytestmark = pytest.mark.django_db

SESSIONS, TRAININGS = Requirement.Kind.SESSIONS, Requirement.Kind.TRAININGS


@pytest.fixture
def award():
    return lay_out_award(achievement_of(), by=None)


@pytest.mark.capability("D-09", "D-10")
def test_give_award_wants_a_witnessed_session_and_keeps_it_as_evidence(award):
    add_requirement(award, by=None, kind=SESSIONS)
    candidacy = CandidacyFactory(award=award)
    TrainingFactory(kind="session", trainer=candidacy.person)

    with pytest.raises(NotReady):
        give_award(candidacy, by=None)
    session = witnessed_session(candidacy.person)
    credential = give_award(candidacy, by=None)

    (proof,) = credential.shown
    assert proof.name == session.title
    assert proof.address == site_address(session.get_absolute_url())
    with pytest.raises(AlreadyHeld):
        give_award(candidacy, by=None)


def test_an_award_without_requirements_is_never_earned_by_itself(award):
    assert not standing_of(award, UserFactory()).is_complete


def test_what_was_revoked_comes_back_only_by_a_person(award):
    add_requirement(award, by=None, kind=SESSIONS)
    candidacy = CandidacyFactory(award=award)
    witnessed_session(candidacy.person)
    first = give_award(candidacy, by=None)
    referent = referent_of(award.achievement.issuer.organisation)
    revoke_credential(first, reason="A mistake", by=referent)

    with pytest.raises(RevokedBefore):
        give_award(candidacy, by=None)
    assert give_award(candidacy, by=referent) != first


def test_trainings_count_when_somebody_confirmed_and_the_cities_are_enough(award):
    add_requirement(award, by=None, kind=TRAININGS, number=2, cities=2)
    person = UserFactory()
    one, two, three = TrainingFactory.create_batch(3, trainer=person)
    TrainingFactory(trainer=person)
    first = TraineeFactory(training=one, answer="yes")
    TraineeFactory(training=two, answer="yes", group__organisation=first.group.organisation)

    (line,) = standing_of(award, person).lines
    assert (line.done, line.is_met) == (1, False)
    TraineeFactory(training=three, answer="yes")
    (line,) = standing_of(award, person).lines
    assert (line.done, line.is_met, line.step) == (3, True, None)


def test_an_award_that_awards_itself_does_when_the_last_thing_comes(
    django_capture_on_commit_callbacks,
):
    award = lay_out_award(achievement_of(), issues_itself=True, by=None)
    add_requirement(award, by=None, kind=SESSIONS)
    expert = MembershipFactory()
    session = TrainingFactory(
        kind="session", trainer=expert.person, organisation=expert.organisation
    )
    witness = WitnessFactory(training=session)
    with django_capture_on_commit_callbacks(execute=True):
        set_out(award, by=expert.person)
    assert not Credential.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        answer_as_witness(witness, confirms=True, by=witness.person)

    assert Credential.objects.get().holder == expert.person


def test_a_colleague_says_what_a_requirement_wants_once(award):
    asked = add_requirement(award, by=None, kind="statement", words="Was there")
    member = MembershipFactory()
    colleague = MembershipFactory(organisation=member.organisation).person

    statement = ask_statement(asked, colleague, by=member.person)

    with pytest.raises(NotAColleague):
        ask_statement(asked, UserFactory(), by=member.person)
    assert [one.detail for one in statements_waiting(colleague, timezone.localdate())] == [
        "Was there"
    ]
    answer_statement(statement, confirms=True, by=colleague)
    assert standing_of(award, member.person).is_complete
    with pytest.raises(AlreadyAnswered):
        answer_statement(statement, confirms=True, by=colleague)


def test_nobody_awards_to_themselves(award):
    referent = referent_of(award.achievement.issuer.organisation)

    assert not rules.can_give(referent, CandidacyFactory(award=award, person=referent))


def test_a_requirement_goes(award):
    requirement = add_requirement(award, by=None, kind=SESSIONS)

    drop_requirement(requirement, by=UserFactory())

    assert not award.requirements.exists()


@pytest.mark.parametrize(
    ("sent", "is_valid"),
    [
        ({"kind": "sessions", "number": "2", "cities": "0"}, True),
        ({"kind": "course", "number": "1", "cities": "0"}, False),
        ({"kind": "statement", "number": "1", "cities": "0"}, False),
    ],
)
def test_a_requirement_names_its_thing(sent, is_valid):
    assert RequirementForm(sent, viewer=UserFactory()).is_valid() is is_valid


def test_award_shows_what_is_missing_and_who_is_ready(client, award):
    add_requirement(award, by=None, kind=SESSIONS)
    candidacy = CandidacyFactory(award=award)
    witnessed_session(candidacy.person)
    client.force_login(referent_of(award.achievement.issuer.organisation))

    page = client.get(reverse("awards:award", args=[award.pk])).text

    assert reverse("awards:give", args=[candidacy.pk]) in page
    assert reverse("cascade:new-session") in page


def test_awards_asking_for_nothing_leads_nowhere():
    assert not awards_asking_for(course=1).exists()
    assert not awards_asking_for(curriculum=1).exists()

import datetime

import pytest
from django.urls import reverse

from innesto.cascade import rules
from innesto.cascade.actions.people import (
    AlreadyAnswered,
    AlreadyAsked,
    Named,
    NotAColleague,
    add_group,
    answer_as_witness,
    answer_presence,
    ask_witness,
    claim_presence,
    drop_group,
    drop_trainee,
)
from innesto.cascade.actions.trainings import (
    AlreadyWithdrawn,
    add_evidence,
    change_training,
    drop_evidence,
    log_training,
    withdraw_training,
)
from innesto.cascade.forms import GroupForm
from innesto.cascade.grafting import GrowsFromItself
from innesto.cascade.models import Trainee, Training
from innesto.cascade.queries.log import trainings_waiting
from innesto.lineage.queries.thread import bonds_of, ref_of
from innesto.places.http import shown_place
from tests.accounts.factories import UserFactory
from tests.cascade.factories import (
    ChampionsFactory,
    EvidenceFactory,
    GroupFactory,
    TraineeFactory,
    TrainingFactory,
    WitnessFactory,
)
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.places.factories import PlaceFactory
from tests.practices.factories import PracticeFactory
from tests.programmes.factories import ParticipantFactory

pytestmark = pytest.mark.django_db

MAY, JUNE, JULY = (datetime.date(2026, month, 12) for month in (5, 6, 7))


def log(trainer, **fields):
    told = {"title": "T", "language": "it", "starts_on": MAY, "ends_on": MAY, "hours": 6}
    return log_training(by=trainer, kind="training", **told | fields)


@pytest.mark.capability("C-10", "C-11", "C-30")
def test_an_ambassador_logs_trainings_without_the_coordination_and_after_the_end():
    programme = ChampionsFactory(state="ended")
    ambassador = ParticipantFactory(programme=programme, role="ambassador", user=UserFactory()).user

    training = log(ambassador, programme=programme)

    assert rules.can_train(ambassador)
    assert (training.role, training.generation) == ("ambassador", 1)


@pytest.mark.parametrize("role", ["officer", "coordinator"])
def test_can_train_refuses_who_has_no_lasting_role_and_was_not_trained(role):
    person = ParticipantFactory(programme=ChampionsFactory(), role=role, user=UserFactory()).user

    assert not rules.can_train(person)


def test_log_training_links_what_was_used_and_where_it_was_learned():
    origin, practice = TrainingFactory(starts_on=MAY), PracticeFactory(published=True)

    training = log(UserFactory(), starts_on=JUNE, ends_on=JUNE, learned_at=origin,
                   used=[ref_of(practice)])  # fmt: skip

    assert training.generation == 2
    assert {bond.work.title for bond in bonds_of(training, viewer=training.trainer)} == {
        origin.title, practice.title
    }  # fmt: skip


def test_change_training_moves_all_that_grew_from_it():
    first = TrainingFactory(starts_on=MAY)
    second = TrainingFactory(starts_on=JUNE)
    third = log(UserFactory(), starts_on=JULY, ends_on=JULY, learned_at=second)

    change_training(second, by=second.trainer, learned_at=first, title="Another")

    found = Training.objects.order_by("pk").values_list("title", "generation")
    assert [*found] == [(first.title, 1), ("Another", 2), (third.title, 3)]
    change_training(second, by=second.trainer, title="Another")
    third.refresh_from_db()
    assert third.generation == 2


def test_change_training_refuses_an_origin_that_grew_from_it_or_came_later():
    first = TrainingFactory(starts_on=MAY)
    same_day = log(UserFactory(), learned_at=first)

    for origin in (same_day, TrainingFactory(starts_on=JULY)):
        with pytest.raises(GrowsFromItself):
            change_training(first, by=first.trainer, learned_at=origin)


def test_withdraw_training_counts_no_more_and_is_done_once():
    training = TraineeFactory(answer="yes").training

    withdraw_training(training, by=training.trainer)

    assert not Trainee.objects.confirmed().exists()
    with pytest.raises(AlreadyWithdrawn):
        withdraw_training(training, by=training.trainer)


def test_evidence_comes_and_goes(nobody):
    training = TrainingFactory()

    evidence = add_evidence(
        training, title="Slides", url="https://example.org", by=training.trainer
    )

    assert training.evidence.get() == evidence
    assert not training.evidence.visible_to(nobody).exists()
    drop_evidence(evidence, by=training.trainer)
    assert not training.evidence.exists()


@pytest.mark.capability("C-10")
def test_add_group_asks_each_once_on_the_site_or_by_mail(
    mailoutbox, django_capture_on_commit_callbacks
):
    member, training, city = UserFactory(), TrainingFactory(), OrganisationFactory()
    people = [
        Named("Tea", "Tea@example.org"),
        Named("Mia", member.email),
        Named("Self", training.trainer.email),
    ]

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            group = add_group(training, city, people=people, headcount=3, by=training.trainer)

    assert group.headcount == 3
    found = training.trainees.order_by("email").values_list("email", "person")
    assert sorted(found) == sorted([("tea@example.org", None), (member.email, member.pk)])
    (letter,) = [mail for mail in mailoutbox if mail.to == ["tea@example.org"]]
    token = letter.body.partition("/presente/")[2].partition("/")[0]
    assert Trainee.objects.by_token(token) == training.trainees.get(person=None)
    assert [one.title for one in trainings_waiting(member, MAY)] == [
        f"Eri presente? {training.title}"
    ]


def test_answer_presence_counts_once_and_lets_who_was_trained_train_on():
    programme = ChampionsFactory()
    trained = UserFactory()
    trainee = TraineeFactory(training__programme=programme)
    before = log(trained, programme=programme, starts_on=JUNE, ends_on=JUNE)

    answer_presence(trainee, was_there=True, by=trained)

    before.refresh_from_db()
    assert (before.learned_at, before.generation) == (trainee.training, 2)
    assert rules.can_train(trained)
    with pytest.raises(AlreadyAnswered):
        answer_presence(trainee, was_there=False, by=trained)


def test_answer_presence_keeps_a_no_and_does_not_count_it():
    trainee = answer_presence(TraineeFactory(), was_there=False, by=None)

    assert (trainee.answer, trainee.person) == ("no", None)


def test_claim_presence_takes_what_was_confirmed_without_an_account():
    trainee = answer_presence(TraineeFactory(), was_there=True, by=None)
    person = UserFactory()

    claim_presence(trainee, by=person)

    assert rules.can_train(person)
    with pytest.raises(AlreadyAnswered):
        claim_presence(trainee, by=UserFactory())


def test_drop_takes_off_who_has_not_confirmed():
    confirmed, asked = TraineeFactory(answer="yes"), TraineeFactory()

    drop_trainee(asked, by=asked.training.trainer)
    drop_group(asked.group, by=asked.training.trainer)

    assert Trainee.objects.get() == confirmed
    with pytest.raises(AlreadyAnswered):
        drop_trainee(confirmed, by=confirmed.training.trainer)
    with pytest.raises(AlreadyAnswered):
        drop_group(confirmed.group, by=confirmed.training.trainer)


@pytest.mark.capability("D-10")
def test_a_colleague_of_the_same_organisation_witnesses_a_session(
    django_capture_on_commit_callbacks,
):
    expert = MembershipFactory()
    colleague = MembershipFactory(organisation=expert.organisation).person
    session = TrainingFactory(
        kind="session", trainer=expert.person, organisation=expert.organisation
    )

    with django_capture_on_commit_callbacks(execute=True):
        witness = ask_witness(session, colleague, by=expert.person)

    assert rules.can_witness(colleague, witness)
    assert [one.action for one in trainings_waiting(colleague, MAY)] == ["Rispondi"]
    answer_as_witness(witness, confirms=True, words="I was there", by=colleague)
    assert session.witnesses.confirmed().count() == 1
    with pytest.raises(AlreadyAnswered):
        answer_as_witness(witness, confirms=True, by=colleague)
    with pytest.raises(AlreadyAsked):
        ask_witness(session, colleague, by=expert.person)
    for other in (MembershipFactory().person, expert.person):
        with pytest.raises(NotAColleague):
            ask_witness(session, other, by=expert.person)


def test_can_witness_ends_with_the_membership():
    witness = WitnessFactory(training__organisation=OrganisationFactory())
    MembershipFactory(
        person=witness.person, organisation=witness.training.organisation, status="ended"
    )

    assert not rules.can_witness(witness.person, witness)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Ada Rossi, ada@example.org", [Named("Ada Rossi", "ada@example.org")]),
        ("Ada Rossi <ada@example.org>", [Named("Ada Rossi", "ada@example.org")]),
        ("ada@example.org", [Named("ada", "ada@example.org")]),
        ("Ada Rossi", None),
        ("Ada ada@", None),
    ],
)
def test_a_person_a_line(line, read):
    form = GroupForm({"people": line, "organisation": ""}, training=Training(kind="session"))

    assert form.is_valid() is (read is not None)
    assert form.cleaned_data.get("people") == read


def test_new_logs_a_training_and_asks_who_was_there(client):
    trained = TraineeFactory(person=UserFactory(), answer="yes")
    place = PlaceFactory()
    client.force_login(trained.person)

    answer = client.post(
        reverse("cascade:new"),
        {
            "title": "One desk",
            "starts_on": "2026-06-01",
            "ends_on": "2026-06-01",
            "hours": "6",
            "mode": "on_site",
            "place": shown_place(place),
            "language": "it",
            "visibility": "inside",
            "learned_at": trained.training_id,
            "programme": "",
        },
    )

    training = Training.objects.get(title="One desk")
    assert answer["Location"] == reverse("cascade:group-new", args=[training.pk])
    assert (training.place, training.generation) == (place, 2)


@pytest.mark.parametrize("count", [1, 3])
def test_training_costs_the_same_for_one_row_and_for_three(
    client, django_assert_num_queries, count
):
    training = TrainingFactory(programme=ChampionsFactory())
    client.force_login(training.trainer)
    for group in GroupFactory.create_batch(count, training=training):
        TraineeFactory(training=training, group=group)
    EvidenceFactory.create_batch(count, training=training)

    with django_assert_num_queries(14):
        page = client.get(training.get_absolute_url()).text

    assert page.count("Tea Formata") == count


@pytest.mark.parametrize("count", [1, 3])
def test_log_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries, count):
    person = UserFactory()
    client.force_login(person)
    given = TrainingFactory.create_batch(count, trainer=person)
    for _ in range(count):
        TraineeFactory(person=person, answer="yes")

    with django_assert_num_queries(8):
        page = client.get(reverse("cascade:log")).text

    assert [one.title in page for one in given] == [True] * count


def test_present_answers_only_when_the_button_is_pressed(client):
    trainee = TraineeFactory()
    url = reverse("cascade:present", args=[trainee.token])

    client.get(url)
    assert not Trainee.objects.confirmed().exists()
    client.post(url, {"presente": "si"})

    assert Trainee.objects.confirmed().get() == trainee
    assert client.get(reverse("cascade:present", args=["forged"])).status_code == 404


def test_testify_keeps_the_word_of_a_witness(client):
    witness = WitnessFactory(training__organisation=OrganisationFactory())
    MembershipFactory(person=witness.person, organisation=witness.training.organisation)
    client.force_login(witness.person)

    url = reverse("cascade:testify", args=[witness.training_id])
    client.post(url, {"confirms": "yes", "words": "I saw it"})

    witness.refresh_from_db()
    assert (witness.answer, witness.words) == ("yes", "I saw it")

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from innesto.accounts.signals import person_erased, personal_data_wanted
from innesto.cascade.actions.directory import (
    leave_trainers,
    name_steward,
    offer_to_train,
    review_log,
)
from innesto.cascade.actions.trainings import log_training
from innesto.cascade.models import Group, Trainee, Trainer
from innesto.cascade.queries.ambassadors import casts_of
from innesto.cascade.queries.directory import trainer_list
from innesto.cascade.queries.log import trainings_waiting
from innesto.cascade.queries.tree import drawing_of, reach_of, tree_of
from innesto.cascade.retention import forget_unanswered
from innesto.organisations.actions import merge_organisations
from tests.accounts.factories import UserFactory
from tests.cascade.factories import (
    ChampionsFactory,
    EvidenceFactory,
    GroupFactory,
    TraineeFactory,
    TrainerFactory,
    TrainingFactory,
)
from tests.organisations.factories import OrganisationFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 5, 12)


def trained(training, city, **fields):
    group, _ = Group.objects.get_or_create(
        training=training, organisation=OrganisationFactory(name=city)
    )
    return TraineeFactory(training=training, group=group, answer="yes", **fields)


@pytest.fixture
def three_generations():
    programme = ChampionsFactory()
    first = TrainingFactory(programme=programme, trainer__name="Ada")
    middle = trained(first, "Asti", person=UserFactory(name="Bea")).person
    trained(first, "Cuneo")
    told = {"title": "2", "language": "it", "starts_on": DAY, "ends_on": DAY, "hours": 3}
    second = log_training(
        by=middle, kind="training", programme=programme, learned_at=first,
        **told | {"visibility": "public"},
    )  # fmt: skip
    last = trained(second, "Alba", person=UserFactory(name="Cleo")).person
    GroupFactory(training=second, headcount=4)
    third = log_training(
        by=last, kind="training", programme=programme, learned_at=second, **told | {"title": "3"}
    )
    trained(third, "Bra")
    EvidenceFactory(training=third)
    return programme


@pytest.mark.capability("C-10")
def test_tree_shows_three_generations_with_evidence(three_generations, admin, client):
    tree = tree_of(three_generations, viewer=admin)

    found = [
        (one.training.generation, str(one.training.trainer), [c[0] for c in one.cities], one.proofs)
        for first in tree
        for one in first.whole
    ]
    assert [(g, t, c[:1], p) for g, t, c, p in found] == [
        (1, "Ada", ["Asti"], 0), (2, "Bea", ["Alba"], 0), (3, "Cleo", ["Bra"], 1)
    ]  # fmt: skip
    picture = drawing_of(three_generations, tree)
    assert [node.step for node in picture.nodes] == [0, 1, 2, 3]
    assert len(picture.ways) == 3
    client.force_login(admin)
    page = client.get(reverse("cascade:tree", args=[three_generations.slug])).text
    assert [name in page for name in ("Ada", "Bea", "Cleo")] == [True] * 3


def test_tree_leaves_out_what_the_viewer_may_not_read(three_generations, nobody):
    found = [b.training.generation for one in tree_of(three_generations, viewer=nobody)
             for b in one.whole]  # fmt: skip

    assert found == [1, 2]
    assert drawing_of(three_generations, []) is None


def test_reach_counts_people_and_cities_once_a_generation(three_generations):
    again = TrainingFactory(programme=three_generations)
    same = Trainee.objects.filter(training__generation=1, person=None).get()
    TraineeFactory(
        training=again, group=GroupFactory(training=again, organisation=same.group.organisation),
        email=same.email, answer="yes",
    )  # fmt: skip
    TraineeFactory(training=again)

    found = [
        (one.generation, one.trainings, one.hours, one.cities, one.confirmed, one.told)
        for one in reach_of(three_generations)
    ]

    assert found == [
        (1, 2, Decimal(12), 2, 2, 0),
        (2, 1, Decimal(3), 2, 1, 4),
        (3, 1, Decimal(3), 1, 1, 0),
    ]


@pytest.mark.capability("C-09", "C-11", "C-30")
def test_casts_list_the_cities_that_named_nobody_after_the_end_too(client):
    programme = ChampionsFactory(state="ended")
    named = PartnerFactory(programme=programme, roles=["mentor"])
    PartnerFactory(programme=programme, roles=["mentor"], organisation__name="Silent City")
    PartnerFactory(programme=programme)
    person = UserFactory()
    ParticipantFactory(programme=programme, partner=named, role="ambassador", user=person)
    client.force_login(person)

    (cast,) = casts_of(programme)

    assert [str(partner) for partner in cast.missing] == ["Silent City"]
    assert cast.doubled == []
    assert (cast.named, cast.synonyms) == (1, ["Campionessa"])
    page = client.get(reverse("cascade:of-programme", args=[programme.slug])).text
    assert [words in page for words in ("Silent City", "Campionessa", str(person))] == [True] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_of_programme_costs_the_same_for_one_row_and_for_three(
    client, django_assert_num_queries, count
):
    programme = ChampionsFactory()
    trainings = TrainingFactory.create_batch(count, programme=programme)
    PartnerFactory.create_batch(count, programme=programme, roles=["mentor"])

    with django_assert_num_queries(10):
        page = client.get(reverse("cascade:of-programme", args=[programme.slug])).text

    assert [one.title in page for one in trainings] == [True] * count


@pytest.mark.capability("C-32")
def test_the_log_has_a_steward_who_is_reminded(client):
    programme = ChampionsFactory(state="ended")
    steward, coordinator = UserFactory(), UserFactory()

    named = name_steward(programme, steward, review_on=DAY, by=coordinator)

    assert [one.due for one in trainings_waiting(steward, DAY)] == [DAY]
    later = DAY + datetime.timedelta(days=365)
    review_log(named, note="All there", review_on=later, by=steward)
    assert [*trainings_waiting(steward, DAY)] == []


@pytest.mark.capability("S-25")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Ada", "Bea"]),
        ({"words": "shop"}, ["Ada"]),
        ({"language": "fi"}, ["Bea"]),
        ({"travels": True}, ["Bea"]),
        ({"online": True}, ["Ada", "Bea"]),
        ({"country": "FI"}, []),
        ({"theme": "1000000"}, []),
    ],
)
def test_trainer_list_finds_by_what_is_asked(nobody, asked, found):
    TrainerFactory(person__name="Ada", headline="One-stop shops")
    TrainerFactory(person__name="Bea", headline="Data", languages=["fi"], travels=True)
    TrainerFactory(person__is_active=False)

    assert [one.person.name for one in trainer_list(viewer=nobody, **asked)] == found


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries, count):
    ones = [TrainerFactory(person__name=f"Trainer {n}") for n in range(count)]

    with django_assert_num_queries(5):
        page = client.get(reverse("cascade:trainers")).text

    assert [one.person.name in page for one in ones] == [True] * count


def test_index_fragment_is_a_piece_of_the_full_page(client):
    TrainerFactory()
    url = reverse("cascade:trainers")

    page = client.get(url).text
    fragment = client.get(url, headers={"HX-Target": "results"}).text

    assert "<h1>" not in fragment
    assert fragment.strip() in page


def test_a_trainer_comes_and_goes():
    person = UserFactory()

    trainer = offer_to_train(by=person, headline="Data", languages=["it"])
    offer_to_train(by=person, headline="Open data", languages=["it", "en"])

    assert Trainer.objects.get().headline == "Open data"
    leave_trainers(trainer, by=person)
    assert not Trainer.objects.exists()


def test_merged_organisations_become_one_group(admin):
    kept, duplicate = OrganisationFactory(), OrganisationFactory()
    training = TrainingFactory(organisation=duplicate)
    there = GroupFactory(training=training, organisation=kept, headcount=1)
    double = GroupFactory(training=training, organisation=duplicate, headcount=2)
    TraineeFactory(training=training, group=double)
    moved = GroupFactory(organisation=duplicate)

    merge_organisations(kept, duplicate, by=admin)

    training.refresh_from_db()
    there.refresh_from_db()
    moved.refresh_from_db()
    assert (training.organisation, moved.organisation) == (kept, kept)
    assert (there.headcount, there.trainees.count()) == (3, 1)


def test_what_names_a_person_goes_with_them_and_is_handed_out():
    trainee = TraineeFactory(person=UserFactory(), answer="yes")

    answers = personal_data_wanted.send(None, person=trainee.person)
    person_erased.send(None, person=trainee.person)

    told = next(said for _receiver, said in answers if said and "trainings_attended" in said)
    assert [one["answer"] for one in told["trainings_attended"]] == ["yes"]
    trainee.refresh_from_db()
    assert (trainee.name, trainee.email, trainee.is_confirmed) == ("", "", True)


def test_who_never_answered_is_forgotten():
    silent, confirmed = TraineeFactory(), TraineeFactory(answer="yes")
    now = silent.asked_at + datetime.timedelta(seconds=1)

    assert forget_unanswered(now) == 1
    assert [*Trainee.objects.values_list("pk", flat=True)] == [confirmed.pk]

"""Governance side by side, the map of relations, and those nobody has looked at."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from innesto.networks import rules
from innesto.networks.actions import (
    AlreadyKnown,
    add_relation,
    change_relation,
    describe_body,
    drop_body,
    look_at_relation,
    open_network,
    say_who_decides,
)
from innesto.networks.models import Body, Decision, Relation
from innesto.networks.picture import picture_of
from innesto.networks.queries import (
    compared,
    networks_of_projects,
    relations_waiting_for,
    who_asks,
)
from innesto.networks.tasks import remind_of_relations
from innesto.notifications.models import Notification
from innesto.organisations.actions import merge_organisations
from tests.accounts.factories import UserFactory
from tests.networks.factories import BodyFactory, DecisionFactory, RelationFactory
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return ProgrammeFactory(slug="call")


@pytest.fixture
def project(call):
    return ProgrammeFactory(call=call, slug="asti", names={"it": "Asti"})


@pytest.fixture
def keeper(project):
    person = UserFactory(name="Anna Rossi")
    ParticipantFactory(programme=project, user=person, may_contribute=True)
    return person


def test_describe_body_and_say_who_decides(project, keeper):
    fields = {"name": "Table", "members": "All", "rhythm": "monthly", "about": ""}

    body = describe_body(project, by=keeper, **fields)
    say_who_decides(project, "money", body=body, manner="consensus", by=keeper)
    say_who_decides(project, "money", body=body, manner="alone", by=keeper)
    describe_body(project, body, by=keeper, **fields | {"rhythm": "weekly"})

    assert list(Body.objects.values_list("name", "rhythm")) == [("Table", "weekly")]
    assert list(Decision.objects.values_list("matter", "manner")) == [("money", "alone")]
    with pytest.raises(AlreadyKnown):
        describe_body(project, by=keeper, **fields)


def test_drop_body_takes_what_it_decided(project, keeper):
    decision = DecisionFactory(body__programme=project)

    drop_body(decision.body, by=keeper)

    assert not Decision.objects.exists()


@pytest.mark.capability("T-04")
def test_projects_of_a_call_stand_side_by_side(client, call, project, keeper):
    cuneo = ProgrammeFactory(call=call, slug="cuneo", names={"it": "Cuneo"})
    DecisionFactory(body__programme=project, body__name="Table of Asti")
    DecisionFactory(body__programme=cuneo, body__name="Lead of Cuneo", matter="voice")
    client.force_login(keeper)

    page = client.get(reverse("networks:compare", args=["asti"])).text
    _label, money = compared([project, cuneo]).matters[0]

    assert ("Table of Asti" in page, "Lead of Cuneo" in page) == (True, True)
    assert [one and one.body.name for one in money] == ["Table of Asti", None]


def test_compare_shows_the_projects_chosen(client, call, project, keeper):
    for name in ("cuneo", "alba"):
        other = ProgrammeFactory(call=call, slug=name)
        BodyFactory(programme=other, name=f"Body of {name}")
    client.force_login(keeper)

    page = client.get(reverse("networks:compare", args=["asti"]), {"con": "alba"}).text

    assert ("Body of alba" in page, "Body of cuneo" in page) == (True, False)


def test_governance_is_read_in_the_call_and_by_everyone_only_where_said(project, keeper):
    body = BodyFactory(programme=project)
    sister = UserFactory()
    elsewhere = ProgrammeFactory(call=project.call)
    ParticipantFactory(programme=elsewhere, user=sister)
    readers = [keeper, sister, UserFactory(), AnonymousUser()]

    before = [Body.objects.visible_to(one).exists() for one in readers]
    open_network(project, by=keeper, governance_is_public=True, relations_are_public=False)
    after = [Body.objects.visible_to(one).get() == body for one in readers]

    assert (before, after) == ([True, True, False, False], [True] * 4)
    RelationFactory(programme=project)
    assert not Relation.objects.visible_to(AnonymousUser()).exists()


@pytest.mark.capability("T-05")
def test_map_shows_each_relation_with_its_state_and_keeper(client, project, keeper):
    named = ParticipantFactory(programme=project, name="Nora Nominata")
    RelationFactory(programme=project, name="Caritas", state="strained", keeper=named)
    RelationFactory(programme=project, name="Old friend", state="ended")
    client.force_login(keeper)

    page = client.get(reverse("networks:relations", args=["asti"])).text
    picture = picture_of(list(Relation.objects.all()), on=date(2026, 2, 1))

    assert [word in page for word in ("Caritas", "difficile", "Nora Nominata")] == [True] * 3
    assert [spot.words for spot in picture.spots] == ["Caritas"]


def test_public_map_names_no_person(client, project, keeper):
    named = ParticipantFactory(programme=project, name="Nora Nominata")
    RelationFactory(programme=project, name="Caritas", keeper=named)
    open_network(project, by=keeper, governance_is_public=False, relations_are_public=True)

    page = client.get(reverse("networks:relations", args=["asti"])).text

    assert ("Caritas" in page, "Nora" in page) == (True, False)


@pytest.mark.capability("T-14")
def test_relation_falls_asleep_and_is_awake_again_when_looked_at(client, project, keeper):
    fields = {"kind": "school", "state": "active", "purpose": "Afternoons", "months": 6}
    with time_machine.travel("2026-01-10T12:00:00Z", tick=False):
        relation = add_relation(
            project, by=keeper, name="School", organisation=None, keeper=None, **fields
        )
    asleep = [relation.is_dormant(on) for on in (date(2026, 7, 10), date(2026, 7, 11))]
    client.force_login(keeper)

    with time_machine.travel("2026-09-01T12:00:00Z", tick=False):
        before = client.get(reverse("networks:relations", args=["asti"])).context["dormant"]
        look_at_relation(relation, state="strained", note="New head", by=keeper)
        after = client.get(reverse("networks:relations", args=["asti"])).context["dormant"]

    relation.refresh_from_db()
    assert asleep == [False, True]
    assert (before, after) == ([relation], [])
    assert (relation.state, relation.again_on) == ("strained", date(2027, 3, 1))
    assert [look.note for look in relation.looks.all()] == ["New head", ""]


def test_add_relation_refuses_a_second_one_of_the_name(project, keeper):
    relation = RelationFactory(programme=project, name="School")
    other = RelationFactory(programme=project, name="Parish")

    with pytest.raises(AlreadyKnown):
        add_relation(project, by=keeper, name=relation.name, state="active", months=6)
    with pytest.raises(AlreadyKnown):
        change_relation(other, by=keeper, name=relation.name)


def test_change_relation_moves_the_day_of_the_next_look(project, keeper):
    relation = RelationFactory(programme=project, confirmed_on=date(2026, 1, 10))

    change_relation(relation, by=keeper, months=12, name="Other name")

    relation.refresh_from_db()
    assert (relation.name, relation.again_on) == ("Other name", date(2027, 1, 10))


@pytest.mark.capability("T-14")
def test_keeper_is_told_once_that_a_relation_is_dormant(project, keeper):
    participant = project.participants.get(user=keeper)
    dormant = RelationFactory(programme=project, keeper=participant, again_on=date(2026, 1, 1))
    RelationFactory(programme=project, keeper=participant)
    RelationFactory(programme=project, state="ended", again_on=date(2026, 1, 1))

    remind_of_relations.call()
    remind_of_relations.call()

    told = Notification.objects.values_list("to", "url")
    assert list(told) == [(keeper.pk, dormant.get_absolute_url())]


def test_coordination_of_the_call_asks_where_nobody_keeps_a_relation(call, project):
    leader = UserFactory()
    ParticipantFactory(programme=call, user=leader, may_coordinate=True)
    relation = RelationFactory(programme=project)

    assert who_asks(relation) == [leader]


def test_call_sees_the_figures_of_its_projects(call, project, keeper):
    RelationFactory(programme=project)
    RelationFactory(programme=project, state="begun", again_on=date(2026, 1, 1))
    RelationFactory(programme=project, state="ended")

    found = networks_of_projects(call, viewer=keeper, on=date(2026, 2, 1)).get()

    assert (found.known, found.active, found.dormant) == (2, 1, 1)


def test_colleagues_of_a_project_keep_its_network_but_not_that_of_a_programme(call, project):
    ours, theirs = PartnerFactory(programme=project), PartnerFactory(programme=call)
    colleague = MembershipFactory(organisation=ours.organisation).person
    other = MembershipFactory(organisation=theirs.organisation).person

    assert rules.can_keep_network(colleague, project)
    assert not rules.can_keep_network(other, call)


def test_relation_follows_a_merged_organisation(project, admin):
    kept, double = OrganisationFactory.create_batch(2)
    relation = RelationFactory(programme=project, organisation=double)

    merge_organisations(kept, double, by=admin)

    relation.refresh_from_db()
    assert relation.organisation == kept


@pytest.mark.parametrize("count", [1, 3])
def test_relations_cost_the_same_for_one_row_and_for_three(
    client, project, keeper, django_assert_num_queries, count
):
    RelationFactory.create_batch(count, programme=project, again_on=date(2026, 1, 1))
    client.force_login(keeper)
    url = reverse("networks:relations", args=["asti"])
    client.get(url)

    with django_assert_num_queries(10):
        page = client.get(url)

    assert len(page.context["dormant"]) == count


def test_pages_write_what_forms_say(client, project, keeper):
    client.force_login(keeper)
    body = BodyFactory(programme=project)
    new = reverse("networks:relation-new", args=["asti"])
    sent = {"name": "School", "kind": "school", "purpose": "Afternoons", "state": "begun"}

    client.post(new, {**sent, "months": 3})
    again = client.post(new, {**sent, "months": 3})
    relation = Relation.objects.get()
    client.post(relation.get_absolute_url(), {"state": "active", "note": "We met"})
    edit = reverse("networks:relation-edit", args=["asti", relation.pk])
    client.post(edit, {**sent, "purpose": "Mornings", "months": 4})
    decide = reverse("networks:decide", args=["asti", "money"])
    client.post(decide, {"body": body.pk, "manner": "alone"})
    client.post(
        reverse("networks:body-new", args=["asti"]),
        {"name": "New", "members": "All", "rhythm": "weekly"},
    )

    relation.refresh_from_db()
    assert again.status_code == 422
    assert (relation.state, relation.purpose, relation.months) == ("active", "Mornings", 4)
    assert Decision.objects.get().body == body
    assert Body.objects.filter(name="New").exists()


def test_relations_waiting_for_asks_the_keeper_else_who_coordinates():
    today = timezone.localdate()
    programme = ProgrammeFactory(state="running")
    keeper = ParticipantFactory(programme=programme, user=UserFactory())
    leader = ParticipantFactory(programme=programme, user=UserFactory(), may_coordinate=True)
    old = {"programme": programme, "again_on": today - timedelta(days=1)}
    RelationFactory(keeper=keeper, name="Scuola", **old)
    RelationFactory(programme=programme)  # looked at in time
    RelationFactory.create_batch(2, **old)

    waiting = {
        person: [(one.title, one.url) for one in relations_waiting_for(person.user, today)]
        for person in (keeper, leader, ParticipantFactory(programme=programme, user=UserFactory()))
    }

    assert [[title for title, _url in found] for found in waiting.values()] == [
        ["«Scuola»: questa relazione tiene ancora?"],
        ["2 relazioni tacciono da tempo"],
        [],
    ]

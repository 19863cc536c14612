"""An idea noted at an exchange leads to an adoption, and the thread shows the visit."""

import pytest
from django.urls import reverse

from innesto.exchanges.models import Idea
from innesto.exchanges.queries.cases import cases_of
from innesto.exchanges.queries.ideas import ideas_of
from innesto.journal.models import Entry
from innesto.lineage.actions import link_works
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import thread_of
from innesto.practices.models import Adoption
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ExchangeFactory, IdeaFactory, SeatFactory
from tests.organisations.factories import MembershipFactory
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    return SeatFactory(exchange=ExchangeFactory(programme__state="running"))


@pytest.fixture
def guest(seat):
    return MembershipFactory(organisation=seat.partner.organisation).person


@pytest.fixture
def shown(seat):
    practice = PracticeFactory(published=True)
    link_works(practice, Link.Relation.SHOWN, seat.exchange, by=None)
    return practice


def noted(client, seat, practice=None, text="Gli orti della mensa"):
    return client.post(
        reverse("exchanges:idea", args=[seat.exchange.pk]),
        {
            "text": text,
            "practice": practice.pk if practice else "",
            "organisation": seat.partner.organisation.pk,
        },
    )


@pytest.mark.capability("M-15")
def test_an_idea_begins_an_adoption_whose_thread_shows_the_exchange(client, seat, guest, shown):
    client.force_login(guest)

    response = noted(client, seat, shown)
    idea = Idea.objects.get()
    (line,) = ideas_of(seat.exchange, viewer=guest)
    page = client.get(seat.exchange.get_absolute_url()).text
    form = client.get(line.bring_home)
    asked = {"organisation": idea.organisation.pk, "motive": "Ci serve"}
    client.post(line.bring_home, asked)

    adoption = Adoption.objects.get()
    thread = thread_of(adoption, viewer=guest)
    assert response["Location"] == idea.get_absolute_url()
    assert line.bring_home in page
    assert "Gli orti della mensa" in form.text
    assert {node.work.title for node in thread.came_from} == {
        "Gli orti della mensa",
        str(seat.exchange),
        shown.title,
    }
    assert str(seat.exchange) in client.get(adoption.get_absolute_url()).text
    (line,) = ideas_of(seat.exchange, viewer=guest)
    assert [work.url for work in line.came_of_it] == [adoption.get_absolute_url()]


def test_an_idea_without_a_practice_stays_a_note(client, seat, guest):
    client.force_login(guest)

    noted(client, seat)

    (line,) = ideas_of(seat.exchange, viewer=guest)
    assert (line.practice, line.bring_home, line.may_drop) == (None, "", True)
    assert cases_of(seat.exchange, viewer=guest).born == []


def test_an_idea_needs_words_and_only_names_what_is_shown(client, seat, guest):
    client.force_login(guest)

    assert noted(client, seat, text="").status_code == 422
    assert noted(client, seat, PracticeFactory(published=True)).status_code == 422
    assert Idea.objects.count() == 0


def test_whoever_does_not_take_part_notes_nothing(client, seat):
    client.force_login(UserFactory())

    assert noted(client, seat).status_code == 403


def test_noting_an_idea_is_kept_in_the_journal(client, seat, guest):
    client.force_login(guest)

    noted(client, seat)

    assert Entry.objects.filter(verb="idea_noted", by=guest).count() == 1


def test_an_idea_taken_back_leaves_no_link(client, seat, guest, shown):
    client.force_login(guest)
    noted(client, seat, shown)

    client.post(reverse("exchanges:idea-drop", args=[Idea.objects.get().pk]))

    assert Idea.objects.count() == 0
    assert [link.relation for link in Link.objects.all()] == ["shown_at"]


@pytest.mark.parametrize("count", [1, 3])
def test_ideas_cost_the_same_however_many(django_assert_num_queries, seat, guest, shown, count):
    for _number in range(count):
        organisation = seat.partner.organisation
        IdeaFactory(exchange=seat.exchange, organisation=organisation, practice=shown, by=guest)

    with django_assert_num_queries(4):
        assert len(ideas_of(seat.exchange, viewer=guest)) == count

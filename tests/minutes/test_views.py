import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from innesto.minutes.models import Minutes
from innesto.minutes.searched import minutes_cards
from innesto.minutes.works import WORKS
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ExchangeFactory, SeatFactory
from tests.minutes.factories import DecisionFactory, MinutesFactory, PresentFactory, TaskFactory
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    person = UserFactory()
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return person


@pytest.fixture
def exchange(coordinator):
    programme = ProgrammeFactory(state="running")
    ParticipantFactory(programme=programme, user=coordinator, may_coordinate=True)
    return ExchangeFactory(programme=programme)


def test_who_reads_drafts_what_went_round_and_what_is_published():
    host, guest = MembershipFactory(is_referent=True), MembershipFactory(is_referent=True)
    programme = ProgrammeFactory(state="running")
    states = [{}, {"sent": True}, {"approved": True}, {"approved": True, "is_public": True}]
    made = []
    for state in states:
        exchange = ExchangeFactory(programme=programme)
        made.append(MinutesFactory(exchange=exchange, **state))
    SeatFactory(exchange=made[0].exchange, part="host", partner__organisation=host.organisation)
    SeatFactory(exchange=made[1].exchange, partner__organisation=guest.organisation)
    there = PresentFactory(minutes=made[1]).person
    PresentFactory(minutes=made[0], person=there)

    def read(person):
        return [one in Minutes.objects.visible_to(person) for one in made]

    assert read(AnonymousUser()) == [False, False, False, True]
    assert read(UserFactory()) == [False, False, False, True]
    assert read(there) == [False, True, False, True]
    assert read(guest.person) == [False, True, True, True]
    assert read(host.person) == [True, True, True, True]
    assert read(UserFactory(is_staff=True)) == [True, True, True, True]


def test_write_proposes_who_takes_part_and_keeps_who_was_there(client, exchange):
    guest = MembershipFactory(is_referent=True)
    SeatFactory(exchange=exchange, partner__organisation=guest.organisation)
    address = reverse("minutes:write", args=[exchange.pk])

    page = client.get(address).text
    answer = client.post(
        address,
        {
            "text": "We met.\n\nIt rained.",
            "present": [guest.person.pk],
            "others": "Zoe Zanella\n\nZoe Zanella",
            "language": "en",
        },
    )

    minutes = Minutes.objects.get()
    assert str(guest.person) in page
    assert answer["Location"] == minutes.get_absolute_url()
    assert minutes.text == "<p>We met.</p><p>It rained.</p>"
    assert {one.name for one in minutes.present.all()} == {str(guest.person), "Zoe Zanella"}
    assert "Zoe Zanella" in client.get(address).text


def test_a_task_is_given_to_a_partner_or_a_person(client, exchange):
    guest = MembershipFactory(is_referent=True)
    seat = SeatFactory(exchange=exchange, partner__organisation=guest.organisation)
    minutes = MinutesFactory(exchange=exchange)
    address = reverse("minutes:give", args=[exchange.pk])

    for who in (f"e{seat.partner.pk}", f"p{guest.person.pk}", "p999999"):
        client.post(address, {"text": "Write", "who": who, "due_on": "24 March 2027"})

    given = minutes.tasks.values_list("partner", "owner")
    assert list(given) == [(seat.partner.pk, None), (None, guest.person.pk)]


def test_the_way_from_a_decision_to_publishing(client, exchange):
    minutes = MinutesFactory(exchange=exchange)

    def post(name, **sent):
        return client.post(reverse(f"minutes:{name}", args=[exchange.pk]), sent, follow=True)

    post("decide", text="We go on.")
    past = post("circulate", remarks_until="2001-01-01")
    early = post("approve")
    post("circulate", remarks_until="2099-01-01")
    too_soon = post("publish")
    post("approve")
    page = post("publish").text

    minutes.refresh_from_db()
    assert past.status_code == 422
    assert "Send them round first." in early.text
    assert "Approve them first." in too_soon.text
    assert (minutes.state, minutes.is_public) == ("approved", True)
    assert "We go on." in page
    assert "We go on." in client.get(exchange.get_absolute_url()).text
    version = client.get(reverse("minutes:version", args=[exchange.pk, 1])).text
    assert "We go on." in version


def test_a_task_is_moved_and_finished_by_its_owner(client):
    task = TaskFactory()
    client.force_login(task.owner)

    sent = {"due_on": "2027-07-01", "reason": "Holidays"}
    page = client.post(reverse("minutes:move", args=[task.pk]), sent, follow=True).text
    client.post(reverse("minutes:finish", args=[task.pk]), {"note": "Sent."})
    again = client.post(reverse("minutes:finish", args=[task.pk]), {"note": "Again."}, follow=True)

    task.refresh_from_db()
    assert "Holidays" in page
    assert task.done_note == "Sent."
    assert again.status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_tasks_cost_the_same_for_one_row_and_for_three(
    client, exchange, django_assert_num_queries, count
):
    minutes = MinutesFactory(exchange=exchange, sent=True)
    tasks = TaskFactory.create_batch(count, minutes=minutes)
    address = reverse("minutes:tasks", args=[exchange.programme.slug])
    client.get(address)

    with django_assert_num_queries(7):
        page = client.get(address).text

    fragment = client.get(address, headers={"HX-Target": "results"}).text
    assert [one.text in page for one in tasks] == [True] * count
    assert fragment.strip() in page


@pytest.mark.parametrize("count", [1, 3])
def test_minutes_cost_the_same_for_one_task_and_for_three(
    client, exchange, django_assert_num_queries, count
):
    minutes = MinutesFactory(exchange=exchange, sent=True)
    TaskFactory.create_batch(count, minutes=minutes)
    DecisionFactory.create_batch(count, minutes=minutes)
    client.get(minutes.get_absolute_url())

    with django_assert_num_queries(14):
        client.get(minutes.get_absolute_url())


def test_the_document_is_a_pdf(client, exchange):
    minutes = MinutesFactory(exchange=exchange, text="<p>One<br>Two</p><ul><li>Three</li></ul>")
    PresentFactory(minutes=minutes)
    DecisionFactory(minutes=minutes)
    TaskFactory(minutes=minutes)

    answer = client.get(reverse("minutes:document", args=[exchange.pk]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_minutes_are_a_work_and_are_found_once_they_went_round():
    draft, sent = MinutesFactory(), MinutesFactory(sent=True)
    public = MinutesFactory(approved=True, is_public=True)

    cards = list(minutes_cards([draft.pk, sent.pk, public.pk]))
    known = WORKS["minutes"].describe([str(draft.pk), str(public.pk)], AnonymousUser())

    assert [card.object_id for card in cards] == [sent.pk, public.pk]
    assert [*known] == [str(public.pk)]

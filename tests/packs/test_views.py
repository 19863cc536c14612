import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from innesto.packs.actions import write_pack_note
from innesto.packs.models import PackNote
from innesto.toolkit.paper.ask import glance_at
from innesto.travel.models import Directions
from tests.accounts.factories import UserFactory
from tests.agendas.factories import BlockFactory, MaterialFactory, SpeakerFactory
from tests.exchanges.factories import ExchangeFactory, SeatFactory
from tests.organisations.factories import MembershipFactory
from tests.registrations.factories import RegistrationFactory


@pytest.fixture
def visit(db):
    exchange = ExchangeFactory(venue="Sala del consiglio, Asti")
    block = BlockFactory(exchange=exchange, title="Pedibus con le scuole")
    SpeakerFactory(block=block, name="Rosa Relatrice")
    MaterialFactory(block=block, title="Diapositive")
    Directions.objects.create(
        exchange=exchange,
        getting_there="<p>Dalla stazione a piedi</p>",
        language="it",
        at=timezone.now(),
    )
    write_pack_note(
        exchange, emergency="Cora, 0141 000", questions="Quanto costa?", by=UserFactory()
    )
    return exchange


@pytest.fixture
def marta(visit):
    person = UserFactory(name="Marta Rossi", email="marta@example.org")
    RegistrationFactory(exchange=visit, person=person)
    return person


SAID = [
    *("Sala del consiglio, Asti", "Pedibus con le scuole", "Rosa Relatrice", "Diapositive"),
    *("Dalla stazione a piedi", "Cora, 0141 000", "Quanto costa?", "Marta Rossi"),
]


def test_pack_says_everything_and_stays_on_the_phone(client, visit, marta):
    client.force_login(marta)

    page = client.get(reverse("packs:pack", args=[visit.pk])).text

    assert [words in page for words in SAID] == [True] * len(SAID)
    assert "data-offline-box" in page


def test_document_says_the_same_on_paper(client, visit, marta):
    client.force_login(marta)

    answer = client.get(reverse("packs:document", args=[visit.pk]))

    words = glance_at(answer.content).words
    assert [said in words for said in SAID] == [True] * len(SAID)


def test_pack_shows_no_address_that_somebody_hides(client, visit, marta):
    hidden = UserFactory(email="hidden@example.org", contact_shown_to="nobody")
    RegistrationFactory(exchange=visit, person=hidden)
    RegistrationFactory(exchange=visit, person=None, name="Ugo Ospite", email="ugo@example.org")
    client.force_login(marta)

    page = client.get(reverse("packs:pack", args=[visit.pk])).text

    shown = [address in page for address in ("marta@", "hidden@", "ugo@")]
    assert shown == [True, False, False]


def test_pack_is_for_who_acts_for_a_body_that_takes_part(client, visit):
    seat = SeatFactory(exchange=visit)
    client.force_login(MembershipFactory(organisation=seat.partner.organisation).person)

    assert client.get(reverse("packs:pack", args=[visit.pk])).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_pack_costs_the_same_for_one_and_for_three(
    client, visit, marta, count, django_assert_num_queries
):
    for block in BlockFactory.create_batch(count, exchange=visit, begins=datetime.time(8)):
        SpeakerFactory(block=block)
        MaterialFactory(block=block)
    RegistrationFactory.create_batch(count, exchange=visit)
    client.force_login(marta)
    client.get(reverse("packs:pack", args=[visit.pk]))

    with django_assert_num_queries(15):
        client.get(reverse("packs:pack", args=[visit.pk]))


def test_write_pack_note_replaces_what_stood_there(visit):
    write_pack_note(visit, emergency="Ada, 0141 111", questions="", by=UserFactory())

    assert [note.emergency for note in PackNote.objects.all()] == ["Ada, 0141 111"]

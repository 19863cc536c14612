import re

import pytest

from innesto.programmes.models import PartnerRole
from innesto.registrations.actions.inviting import (
    Nominee,
    NoPlaceLeft,
    admit_person,
    invite_people,
    nominate_people,
    refuse_person,
    substitute_person,
)
from innesto.registrations.actions.registering import AlreadyRegistered, NotLive, accept_place
from innesto.registrations.models import Needs, Registration
from innesto.registrations.queries.suggesting import people_to_invite
from tests.accounts.factories import UserFactory
from tests.organisations.factories import MembershipFactory
from tests.places.factories import CountryFactory
from tests.programmes.factories import PartnerFactory
from tests.registrations.factories import OpeningFactory, RegistrationFactory

ANNA = Nominee("Anna Rossi", "Anna@example.org")


def partner_at(opening, **fields):
    return PartnerFactory(programme=opening.exchange.programme, **fields)


@pytest.mark.capability("M-12")
def test_nominate_people_mails_each_a_link_to_say_yes_with_one_click(
    db, client, mailoutbox, django_capture_on_commit_callbacks
):
    opening, colleague = OpeningFactory(reach="programme"), UserFactory(name="Ugo")
    partner = partner_at(opening)

    with django_capture_on_commit_callbacks(execute=True):
        nominees = [ANNA, Nominee(person=colleague)]
        named = nominate_people(opening.exchange, partner, nominees, by=UserFactory())
    anna = named[0]
    link = re.search(r"/iscrizioni/\S+", mailoutbox[0].body)[0]
    client.post(link, {"answer": "yes"})

    anna.refresh_from_db()
    assert [mail.to for mail in mailoutbox][:2] == [["anna@example.org"], [colleague.email]]
    assert (anna.state, anna.person, anna.partner) == ("confirmed", None, partner)


def test_nominate_people_leaves_alone_who_is_on_the_list(db):
    opening = OpeningFactory()
    partner = partner_at(opening)
    nominate_people(opening.exchange, partner, [ANNA], by=UserFactory())

    assert nominate_people(opening.exchange, partner, [ANNA], by=UserFactory()) == []


def test_nominate_people_finds_whoever_has_an_account(db):
    opening, anna = OpeningFactory(), UserFactory(email="anna@example.org", name="Anna R.")

    [one] = nominate_people(opening.exchange, partner_at(opening), [ANNA], by=UserFactory())

    assert (one.person, one.name, one.email) == (anna, "Anna R.", "")


def test_nominate_people_waits_for_the_organisers_where_they_look(db, mailoutbox):
    opening = OpeningFactory(needs_approval=True)

    [one] = nominate_people(opening.exchange, partner_at(opening), [ANNA], by=UserFactory())
    admitted = admit_person(one, by=UserFactory())

    assert (one.state, admitted.state) == ("nominated", "invited")


@pytest.mark.capability("D-15")
def test_people_to_invite_are_chosen_by_role_and_country(db):
    opening = OpeningFactory()
    wanted = {}
    for code, role in (("IT", "city"), ("FI", "city"), ("SE", "mentor")):
        country = CountryFactory(code=code)
        partner = partner_at(opening, declared_country=country)
        PartnerRole.objects.create(partner=partner, role=role)
        member = MembershipFactory(organisation=partner.organisation, is_referent=True)
        wanted[code] = member.person

    both = people_to_invite(opening.exchange, roles=["city"])
    one = people_to_invite(opening.exchange, roles=["city"], countries=["FI"])

    assert (set(both), set(one)) == ({wanted["IT"], wanted["FI"]}, {wanted["FI"]})


def test_invite_people_as_speakers_takes_no_place(db):
    opening = OpeningFactory(places=1)
    RegistrationFactory(exchange=opening.exchange)

    [one] = invite_people(
        opening.exchange, [ANNA], by=UserFactory(), part=Registration.Part.SPEAKER
    )

    assert accept_place(one, by=None).state == "confirmed"


def test_substitute_person_hands_the_place_over(db):
    opening = OpeningFactory(places=1)
    partner = partner_at(opening)
    old = RegistrationFactory(
        exchange=opening.exchange, partner=partner, organisation=partner.organisation,
        marks=f"|organisation:{partner.organisation_id}|",
    )  # fmt: skip
    waiting = RegistrationFactory(exchange=opening.exchange, state="waiting")
    Needs.objects.create(registration=old, text="Rampa")

    new = substitute_person(old, ANNA, by=UserFactory())

    old.refresh_from_db()
    waiting.refresh_from_db()
    assert (old.state, new.state, waiting.state) == ("withdrawn", "confirmed", "waiting")
    assert (new.organisation, new.marks, new.queued_at) == (
        old.organisation, old.marks, old.queued_at,
    )  # fmt: skip
    assert not Needs.objects.exists()


def test_substitute_person_refuses_who_is_on_the_list_and_who_left(db):
    opening = OpeningFactory()
    one, other = RegistrationFactory.create_batch(2, exchange=opening.exchange)

    with pytest.raises(AlreadyRegistered):
        substitute_person(one, Nominee(person=other.person), by=UserFactory())
    one.refresh_from_db()
    gone = RegistrationFactory(exchange=opening.exchange, state="withdrawn")
    with pytest.raises(NotLive):
        substitute_person(gone, ANNA, by=UserFactory())

    assert one.state == "confirmed"


def test_admit_person_queues_who_asked(db):
    opening = OpeningFactory(places=1, needs_approval=True)
    first, second = (
        RegistrationFactory(exchange=opening.exchange, state="registered") for _number in range(2)
    )

    states = [admit_person(one, by=UserFactory()).state for one in (first, second)]

    assert states == ["confirmed", "waiting"]


def test_admit_person_gives_a_free_place_out_of_turn_and_none_that_is_taken(db):
    opening = OpeningFactory(places=1)
    first, second = (
        RegistrationFactory(exchange=opening.exchange, state="waiting", is_other_audience=True)
        for _number in range(2)
    )

    assert admit_person(second, by=UserFactory()).state == "confirmed"
    with pytest.raises(NoPlaceLeft):
        admit_person(first, by=UserFactory())


def test_admit_person_refuses_who_left(db):
    opening = OpeningFactory()

    with pytest.raises(NotLive):
        admit_person(
            RegistrationFactory(exchange=opening.exchange, state="withdrawn"), by=UserFactory()
        )


def test_refuse_person_gives_the_place_to_who_waits(db):
    opening = OpeningFactory(places=1)
    seated = RegistrationFactory(exchange=opening.exchange)
    waiting = RegistrationFactory(exchange=opening.exchange, state="waiting")

    refused = refuse_person(seated, reason="Non serve", by=UserFactory())

    waiting.refresh_from_db()
    assert (refused.state, refused.reason, waiting.state) == ("refused", "Non serve", "confirmed")


def test_refuse_person_refuses_who_left(db):
    opening = OpeningFactory()

    with pytest.raises(NotLive):
        refuse_person(
            RegistrationFactory(exchange=opening.exchange, state="declined"),
            reason="x",
            by=UserFactory(),
        )

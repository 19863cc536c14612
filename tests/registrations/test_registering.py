from innesto.registrations.actions.registering import register_person, withdraw_registration
from innesto.registrations.queries.people import attendees_of
from tests.accounts.factories import UserFactory
from tests.registrations.factories import OpeningFactory


def test_withdraw_registration_gives_the_place_to_who_waits(db):
    opening = OpeningFactory(places=1)
    first, second = UserFactory(), UserFactory()

    seated = register_person(opening.exchange, by=first)
    waiting = register_person(opening.exchange, by=second)
    withdraw_registration(seated, by=first)

    assert (seated.state, waiting.state) == ("confirmed", "waiting")
    assert [one.person for one in attendees_of(opening.exchange)] == [second]

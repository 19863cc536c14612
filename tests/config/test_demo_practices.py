"""What the demo makes of its sheets; that it makes all of them is in ``test_demo_build``."""

import datetime

import pytest
import time_machine

from innesto.config.demo.people import make_people
from innesto.config.demo.practices.making import published_on
from innesto.config.demo.practices.owners import office_of, owner_of
from innesto.config.demo.practices.past import months_ago
from innesto.config.demo.practices.sheets import adoptions, programmes_with_sheets, sheets_of
from innesto.config.demo.practices.taking_home import take_home
from innesto.organisations.models import Organisation
from innesto.practices.models import Adoption, FollowUp
from tests.accounts.factories import UserFactory
from tests.organisations.factories import OrganisationFactory
from tests.places.factories import PlaceFactory
from tests.practices.factories import PracticeFactory
from tests.programmes.factories import PartnerFactory

TODAY = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


@time_machine.travel(TODAY, tick=False)
def test_months_ago_counts_back_from_today_and_forward_when_negative():
    assert months_ago(12) == datetime.date(2025, 11, 22)
    assert months_ago(-12) == datetime.date(2027, 11, 22)


@time_machine.travel(TODAY, tick=False)
def test_published_on_lies_before_the_first_check_and_never_in_the_future():
    today = TODAY.date()

    for key in programmes_with_sheets():
        for number, sheet in enumerate(sheets_of(key)):
            day = published_on(sheet, number)
            assert day <= today
            assert all(day < months_ago(look.months_ago) for look in sheet.checks)


@pytest.mark.django_db
def test_owner_of_finds_a_partner_by_the_name_its_list_prints():
    osimo = OrganisationFactory(name="Osimo")
    PartnerFactory(organisation=osimo, printed_name="Comune di Osimo")

    assert owner_of("Comune di Osimo") == osimo
    assert owner_of("Osimo") == osimo


@pytest.mark.django_db
def test_owner_of_registers_a_municipality_once_and_says_that_its_tale_is_an_example():
    ormea = PlaceFactory(name="Ormea", ref="004155")

    first = owner_of("Comune di Ormea", place="004155")
    again = owner_of("Comune di Ormea", place="004155")

    assert first == again
    assert (first.place, first.kind) == (ormea, Organisation.Kind.MUNICIPALITY)
    assert "d’esempio" in first.about


@pytest.mark.django_db
def test_office_of_makes_an_office_once():
    owner, person = OrganisationFactory(), UserFactory()

    office = office_of(owner, "Anagrafe", by=person)

    assert office_of(owner, "Anagrafe", by=person) == office
    assert owner.offices.count() == 1


@pytest.mark.django_db
def test_take_home_goes_as_far_as_each_file_says_and_dates_it_back():
    make_people()
    told = {one.organisation: one for one in adoptions()}
    keys = {one.practice for one in adoptions()} | {one.sheet for one in adoptions() if one.sheet}
    made = {key: PracticeFactory(published=True) for key in keys}
    for name in told:
        OrganisationFactory(name=name)

    take_home(made)

    found = {one.organisation.name: one for one in Adoption.objects.all()}
    assert {name: one.state for name, one in found.items()} == {
        name: one.state for name, one in told.items()
    }
    assert found["Trieste"].sheet == made["trieste-bolletta-di-ogni-edificio"]
    assert found["Trieste"].asked_at.date() == months_ago(told["Trieste"].months_ago)
    assert [one.months for one in found["Trieste"].follow_ups.exclude(answered_on=None)] == [6, 12]
    late = FollowUp.objects.filter(answered_on=None, due_on__lte=months_ago(0))
    names = sorted(one.adoption.organisation.name for one in late)
    assert names == ["Comune di Ivrea", "Comune di Vignola"]

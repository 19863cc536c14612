import pytest
from django.urls import reverse

from tests.organisations.factories import OrganisationFactory
from tests.places.factories import PlaceFactory
from tests.programmes.factories import PartnerFactory


@pytest.fixture
def signed_in(client, coordinator, settings, lively):
    settings.DEMO = True
    coordinator.is_example = True
    coordinator.save()
    client.force_login(coordinator)
    return client


def test_new_partner_is_found_by_its_name(signed_in, lively):
    asti = OrganisationFactory(name="Comune di Asti")
    url = reverse("programmes:partner-new", args=[lively.slug])

    response = signed_in.post(url, {"organisation": "comune di asti", "roles": ["host_city"]})

    partner = lively.partners.get()
    assert (partner.organisation, response.status_code) == (asti, 302)


def test_new_partner_asks_which_of_two_namesakes_is_meant(signed_in, lively):
    OrganisationFactory(name="Comune di Peglio", slug="peglio-1")
    second = OrganisationFactory(name="Comune di Peglio", slug="peglio-2")
    url = reverse("programmes:partner-new", args=[lively.slug])

    asked = signed_in.post(url, {"organisation": "Comune di Peglio"})
    signed_in.post(url, {"organisation": "Comune di Peglio", "organisation_pick": second.pk})

    assert asked.status_code == 422
    assert lively.partners.get().organisation == second


def test_new_partner_that_takes_part_already_leads_to_its_page(signed_in, lively):
    partner = PartnerFactory(programme=lively)
    url = reverse("programmes:partner-new", args=[lively.slug])

    response = signed_in.post(url, {"organisation": partner.organisation.name})

    assert response.headers["Location"] == partner.get_absolute_url()


def test_register_partner_looks_the_place_up_and_asks_homonyms(signed_in, lively):
    first = PlaceFactory(name="Peglio", population=700)
    PlaceFactory(name="Peglio", population=600)
    url = reverse("programmes:partner-register", args=[lively.slug])
    sent = {"name": "Comune di Peglio", "kind": "municipality", "place": "Peglio"}

    asked = signed_in.post(url, sent)
    signed_in.post(url, {**sent, "place_pick": first.ref})

    assert asked.status_code == 422
    assert lively.partners.get().organisation.place == first


def test_withdraw_and_take_back(signed_in, lively):
    partner = PartnerFactory(programme=lively)

    signed_in.post(
        reverse("programmes:partner-withdraw", args=[lively.slug, partner.pk]),
        {"on": "1 maggio 2020", "reason": "Elezioni"},
    )
    partner.refresh_from_db()
    assert (str(partner.left_on), partner.reason) == ("2020-05-01", "Elezioni")

    signed_in.post(reverse("programmes:partner-restore", args=[lively.slug, partner.pk]))
    partner.refresh_from_db()
    assert partner.left_on is None

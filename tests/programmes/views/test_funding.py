import pytest
from django.urls import reverse

from innesto.programmes.actions.partner import give_role
from innesto.programmes.models import SubGrant
from tests.programmes.factories import LIVELY, GrantFactory, PartnerFactory, ProgrammeFactory

WITH_GRANTS = f"""{LIVELY}
figures:
  - {{key: purse, label: {{it: Borsa, en: Purse}}, unit: EUR, declared: [{{value: 2500}}]}}
grants:
  - key: implementation
    label: {{it: Per attuare, en: To carry out}}
    role: guest_city
    ceiling: purse
"""


@pytest.fixture
def programme(coordinator):
    return ProgrammeFactory(lively=True, blueprint=WITH_GRANTS, state="running")


def page_of(client, programme):
    return client.get(reverse("programmes:grants", args=[programme.slug]))


@pytest.mark.capability("C-29")
@pytest.mark.parametrize("count", [1, 3])
def test_grants_add_up_beside_their_ceiling(
    client, django_assert_num_queries, programme, coordinator, count
):
    for _ in range(count):
        GrantFactory(partner__programme=programme)
    waiting = PartnerFactory(programme=programme)
    give_role(waiting, "guest_city", by=coordinator)

    with django_assert_num_queries(3):
        page = page_of(client, programme)

    (purse,) = page.context["purses"]
    assert (purse.total, purse.rest) == (count * 1000, 2500 - count * 1000)
    assert purse.without == [waiting]
    assert ("oltre il tetto" in page.text) == (count == 3)


@pytest.mark.parametrize(("amount", "wrong"), [("0", True), ("-5", True), ("1200.50", False)])
def test_new_asks_for_some_money(client, admin, programme, amount, wrong):
    client.force_login(admin)
    partner = PartnerFactory(programme=programme)
    give_role(partner, "guest_city", by=admin)
    address = reverse("programmes:grant-new", args=[programme.slug])
    sent = {"key": "implementation", "partner": partner.organisation.name, "amount": amount}

    answer = client.post(address, {**sent, "decided_on": "2026-02-01"})

    assert (answer.status_code == 422) == wrong
    assert SubGrant.objects.exists() == (not wrong)


def test_new_gives_only_to_those_whom_the_grant_is_meant_for(client, admin, programme):
    client.force_login(admin)
    partner = PartnerFactory(programme=programme)
    address = reverse("programmes:grant-new", args=[programme.slug])
    sent = {"key": "implementation", "partner": partner.organisation.name, "amount": "10"}

    answer = client.post(address, {**sent, "decided_on": "2026-02-01"})

    assert answer.status_code == 422
    assert "non ha questo ruolo: la sovvenzione è per" in answer.text
    assert not SubGrant.objects.exists()


def test_grants_without_anybody_to_give_them_to_lead_to_the_partners(client, admin, programme):
    client.force_login(admin)
    new, partners = (
        reverse(f"programmes:{name}", args=[programme.slug]) for name in ("grant-new", "partners")
    )
    nobody = page_of(client, programme).text
    give_role(PartnerFactory(programme=programme), "guest_city", by=admin)
    somebody = page_of(client, programme).text

    assert (new in nobody, f'class="btn" href="{partners}"' in nobody) == (False, True)
    assert (new in somebody, f'class="btn" href="{partners}"' in somebody) == (True, False)

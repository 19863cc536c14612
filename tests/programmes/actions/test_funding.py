from datetime import date
from decimal import Decimal

import pytest

from innesto.organisations.actions import merge_organisations
from innesto.programmes.actions.funding import AlreadyGiven, give_grant, take_back_grant
from innesto.programmes.models import SubGrant
from innesto.programmes.queries.facts import facts_of
from tests.programmes.factories import GrantFactory, PartnerFactory


def test_a_grant_is_given_once_and_counts_as_a_quantity(lively, coordinator):
    partner = PartnerFactory(programme=lively)
    asked = {"amount": Decimal("1000.00"), "decided_on": date(2026, 2, 1), "by": coordinator}

    grant = give_grant(partner, "implementation", **asked)
    with pytest.raises(AlreadyGiven):
        give_grant(partner, "implementation", **asked)

    (quantity,) = facts_of(lively).quantities
    assert (quantity.name, quantity.of, quantity.amount) == (
        "implementation",
        partner.organisation.slug,
        Decimal("1000.00"),
    )
    take_back_grant(grant, by=coordinator)
    assert not SubGrant.objects.exists()


def test_grants_of_a_body_recorded_twice_stay_each_once(lively, admin):
    kept, double = PartnerFactory.create_batch(2, programme=lively)
    for partner in (kept, double):
        GrantFactory(partner=partner)
    GrantFactory(partner=double, amount=Decimal("7.50"))

    merge_organisations(kept.organisation, double.organisation, by=admin)

    given = SubGrant.objects.order_by("amount").values_list("partner", "amount")
    assert list(given) == [(kept.pk, Decimal("7.50")), (kept.pk, Decimal("1000.00"))]

"""From a contradiction to a published plan, and on to another in which almost nothing moves.

The real planner works here, in its own process, on a programme that is small enough to follow.
"""

import re

import pytest
from django.urls import reverse

from innesto.exchanges.models import Exchange, Plan, PlanWish
from innesto.exchanges.tasks import solve_plan
from innesto.notifications.models import Notification
from tests.organisations.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk(client, programme, partners, coordinator):
    """Return how the coordinator plans in the browser, and what the page of the plan says."""
    client.force_login(coordinator)

    def plans():
        client.post(reverse("exchanges:plans", args=[programme.slug]), {"seconds": "10"})
        plan = Plan.objects.latest("pk")
        solve_plan.call(plan.pk)
        plan.refresh_from_db()
        return plan, client.get(plan.get_absolute_url()).text

    return plans


def wish(client, address, **fields):
    return client.post(address, fields, follow=True)


def days():
    return dict(Exchange.objects.standing().values_list("key", "starts_on"))


def test_a_coordinator_mends_a_contradiction_publishes_and_loses_a_host(
    client, programme, partners, at_desk, django_capture_on_commit_callbacks
):
    first, page = at_desk()
    assert "Ottimo dimostrato" in page
    assert re.search(r"Perché \w+, e perché in quei giorni", page)

    # Two exchanges of the same people on the same day: impossible, and said in words.
    address = reverse("exchanges:wish", args=[programme.slug, first.pk])
    one, other = (exchange["key"] for exchange in first.proposal["exchanges"][:2])
    for key in (one, other):
        wish(client, address, exchange_key=key, choice="pin_date 2027-03-03", reason="fiera")
    impossible, page = at_desk()
    assert "Nessun piano rispetta tutte le regole" in page
    assert impossible.proposal["conflict"]
    assert page.count("fissato da Cora Coordina") >= 2

    # One of the wishes is dropped, and the plan is published.
    client.post(
        reverse("exchanges:unwish", args=[programme.slug, PlanWish.objects.latest("pk").pk])
    )
    mended, page = at_desk()
    client.post(reverse("exchanges:plan-publish", args=[programme.slug, mended.pk]))
    announced = days()
    assert len(announced) == 3

    # A date falls through after it was announced: only that exchange moves.
    lost = Exchange.objects.exclude(key=one).order_by("starts_on").first()
    client.post(
        reverse("exchanges:unsettle", args=[lost.pk]),
        {"choice": f"forbid_date {lost.starts_on.isoformat()}", "reason": "Si vota"},
    )
    again, page = at_desk()
    assert (again.proposal["moved"], again.proposal["fewest_moved"]) == (1, 1)
    assert "si sposta. È il minimo possibile, dimostrato." in page
    assert "Si vota" in page
    referent = MembershipFactory(
        organisation=partners["cuneo"].organisation, is_referent=True
    ).person
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("exchanges:plan-publish", args=[programme.slug, again.pk]))

    moved = {key for key, day in days().items() if announced[key] != day}
    assert moved == {lost.key}
    told = Notification.objects.filter(to=referent).values_list("kind", flat=True)
    assert list(told) == ["exchange_moved"]

import datetime

import pytest
from django.urls import reverse

from innesto.contributions.queries import reviews_waiting_for
from tests.contributions.factories import (
    AssessmentFactory,
    ContributionCallFactory,
    ContributionFactory,
)

pytestmark = pytest.mark.django_db


def test_who_reviews_blindly_does_not_learn_who_wrote(client):
    contribution = ContributionFactory(by__name="Zoë Autrice")
    assessment = AssessmentFactory(contribution=contribution)
    client.force_login(assessment.reviewer)

    pages = [
        client.get(contribution.get_absolute_url()).text,
        client.get(reverse("contributions:review", args=[assessment.pk])).text,
        client.get(reverse("contributions:index", args=[contribution.call.exchange_id])).text,
    ]

    assert ["Zoë Autrice" in page for page in pages] == [False] * 3
    contribution.call.is_blind = False
    contribution.call.save()
    assert "Zoë Autrice" in client.get(contribution.get_absolute_url()).text


def test_review_wants_points_for_each_criterion(client):
    assessment = AssessmentFactory()
    client.force_login(assessment.reviewer)
    address = reverse("contributions:review", args=[assessment.pk])

    refused = client.post(address, {"criterion_0": "5"})
    client.post(address, {"criterion_0": "5", "criterion_1": "3", "words": "Good"})

    assessment.refresh_from_db()
    assert refused.status_code == 422
    assert (assessment.points, assessment.total) == ({"New": 5, "Useful": 3}, 8)


def test_decide_wants_a_reason_for_a_no(client, admin):
    contribution = ContributionFactory()
    client.force_login(admin)
    address = reverse("contributions:decide", args=[contribution.pk])

    refused = client.post(address, {"accepts": "no"})
    client.post(address, {"accepts": "no", "reason": "Told before"})

    contribution.refresh_from_db()
    assert (refused.status_code, contribution.state) == (422, "declined")


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_and_for_three(client, django_assert_num_queries, count):
    call = ContributionCallFactory()
    ContributionFactory.create_batch(count, call=call, state="accepted")

    with django_assert_num_queries(4):
        page = client.get(reverse("contributions:index", args=[call.exchange_id])).text

    assert page.count("Heat from the canal") == count


def test_an_exchange_without_a_call_in_its_blueprint_has_no_such_page(client):
    exchange = ContributionCallFactory().exchange
    exchange.format = "another"
    exchange.save()

    assert client.get(reverse("contributions:index", args=[exchange.pk])).status_code == 404


def test_who_owes_a_review_finds_it_on_the_desk(db):
    owed = AssessmentFactory()
    AssessmentFactory(reviewer=owed.reviewer, done_at="2027-01-01T12:00Z")

    [row] = reviews_waiting_for(owed.reviewer, datetime.date(2027, 1, 1))

    assert row.url == reverse("contributions:review", args=[owed.pk])

from datetime import date
from decimal import Decimal

import pytest

from innesto.programmes.actions.selection import (
    AlreadyOpened,
    NotBeingJudged,
    NotOpen,
    OutOfScale,
    OwnApplication,
    PrizeForNobody,
    StillOpen,
    announce_selection,
    close_selection,
    decide_application,
    open_selection,
    score_application,
    send_application,
    withdraw_application,
)
from innesto.programmes.queries.selection import ranking
from tests.accounts.factories import UserFactory
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.places.factories import CountryFactory
from tests.programmes.factories import ApplicationFactory, PartnerFactory, SelectionFactory

SPRING = {"opens_on": date(2019, 1, 1), "closes_on": date(2019, 3, 31)}


@pytest.fixture
def judged(lively):
    return SelectionFactory(programme=lively, state="closed")


@pytest.mark.capability("M-22")
@pytest.mark.capability("M-32")
def test_a_national_selection_goes_from_application_to_partner_with_a_prize(lively, coordinator):
    italy = CountryFactory()
    selection = open_selection(lively, "national", country=italy, by=coordinator, **SPRING)
    asti, cuneo = OrganisationFactory(), OrganisationFactory()
    first = send_application(selection, asti, answers={"why": "Per imparare"}, by=UserFactory())
    second = send_application(selection, cuneo, answers={"why": "Per dare"}, by=UserFactory())
    close_selection(selection, by=coordinator)
    judge = UserFactory()
    score_application(first, points={"quality": 4, "reach": 8}, by=judge)
    score_application(second, points={"quality": 1, "reach": 1}, by=judge)
    decide_application(first, outcome="chosen", role="guest_city", prize="special", by=coordinator)
    decide_application(second, outcome="declined", reason="Al prossimo giro", by=coordinator)

    announce_selection(selection, by=coordinator)

    partner = lively.partners.get()
    selection.refresh_from_db()
    assert (partner.organisation, selection.state) == (asti, "decided")
    held = partner.roles.current().values_list("role", flat=True)
    assert sorted(held) == ["guest_city", "prize_city"]


def test_open_selection_refuses_a_second_one_for_the_same_country(lively, coordinator):
    italy, austria = CountryFactory(), CountryFactory(code="AT")
    open_selection(lively, "national", country=italy, by=coordinator, **SPRING)
    open_selection(lively, "national", country=austria, by=coordinator, **SPRING)

    with pytest.raises(AlreadyOpened):
        open_selection(lively, "national", country=italy, by=coordinator, **SPRING)


def test_send_application_again_replaces_the_answers(lively):
    selection = SelectionFactory(programme=lively)
    asti = OrganisationFactory()

    send_application(selection, asti, answers={"why": "Prima"}, by=UserFactory())
    send_application(selection, asti, answers={"why": "Poi"}, by=UserFactory())

    assert selection.applications.get().answers == {"why": "Poi"}


def test_send_application_and_close_selection_refuse_when_it_is_closed(judged, coordinator):
    with pytest.raises(NotOpen):
        send_application(judged, OrganisationFactory(), answers={}, by=UserFactory())
    with pytest.raises(NotOpen):
        close_selection(judged, by=coordinator)


def test_withdraw_application_until_the_outcome_is_known(judged):
    application = ApplicationFactory(selection=judged)

    assert withdraw_application(application, by=UserFactory()).outcome == "withdrawn"

    judged.state = "decided"
    judged.save()
    with pytest.raises(NotBeingJudged):
        withdraw_application(application, by=UserFactory())


def test_score_application_refuses_one_s_own_and_points_out_of_scale(judged):
    application = ApplicationFactory(selection=judged)
    colleague = MembershipFactory(organisation=application.organisation).person

    with pytest.raises(OwnApplication):
        score_application(application, points={"quality": 5, "reach": 5}, by=colleague)
    for points in ({"quality": 6}, {"quality": -1}, {"beauty": 1}):
        with pytest.raises(OutOfScale):
            score_application(application, points=points, by=UserFactory())

    assert application.scores.count() == 0


def test_score_application_refuses_before_the_closing(lively):
    application = ApplicationFactory(selection=SelectionFactory(programme=lively))

    with pytest.raises(NotBeingJudged):
        score_application(application, points={"quality": 1}, by=UserFactory())


def test_ranking_weighs_criteria_by_their_scale_and_waits_for_all_of_them(judged):
    whole, half, none = ApplicationFactory.create_batch(3, selection=judged)
    score_application(whole, points={"quality": 5, "reach": 5}, by=UserFactory())
    score_application(whole, points={"quality": 4, "reach": 10}, by=UserFactory())
    score_application(half, points={"quality": 5}, by=UserFactory())

    standings = ranking(judged, list(judged.applications.prefetch_related("scores")))

    # quality: mean 4.5 of 5, weight 3; reach: mean 7.5 of 10, weight 1
    assert [(s.application, s.points, s.judges) for s in standings] == [
        (whole, Decimal("86.2"), 2),
        (half, None, 1),
        (none, None, 0),
    ]


def test_decide_application_lets_a_prize_go_to_one_only(judged, coordinator):
    first, second = ApplicationFactory.create_batch(2, selection=judged)
    decide_application(first, outcome="chosen", prize="special", by=coordinator)

    decide_application(second, outcome="chosen", prize="special", by=coordinator)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.prize, second.prize) == ("", "special")
    with pytest.raises(PrizeForNobody):
        decide_application(first, outcome="reserve", prize="special", by=coordinator)


def test_announce_selection_waits_for_every_outcome(judged, coordinator):
    ApplicationFactory(selection=judged)

    with pytest.raises(StillOpen):
        announce_selection(judged, by=coordinator)


def test_announce_selection_refuses_before_the_closing(lively, coordinator):
    with pytest.raises(NotBeingJudged):
        announce_selection(SelectionFactory(programme=lively), by=coordinator)


def test_announce_selection_gives_a_partner_only_the_roles_it_lacks(lively, judged, coordinator):
    partner = PartnerFactory(programme=lively, roles=["guest_city"])
    ApplicationFactory(
        selection=judged,
        organisation=partner.organisation,
        outcome="chosen",
        role="guest_city",
        prize="special",
    )

    announce_selection(judged, by=coordinator)

    held = partner.roles.current().values_list("role", flat=True)
    assert sorted(held) == ["guest_city", "prize_city"]

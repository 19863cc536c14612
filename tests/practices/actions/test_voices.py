"""Citizens follow a practice and propose their own."""

import pytest

from innesto.notifications.models import Notification
from innesto.practices.actions.course import record_check
from innesto.practices.actions.voices import (
    NotAProposal,
    decline_proposal,
    endorse_proposal,
    follow_practice,
    propose_practice,
    unfollow_practice,
)
from innesto.practices.models import Practice
from tests.accounts.factories import UserFactory
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.places.factories import PlaceFactory
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cleo():
    return UserFactory(name="Cleo Cittadina")


@pytest.fixture
def marta():
    """Whoever keeps the page of a municipality."""
    town = OrganisationFactory(name="Asti", place=PlaceFactory(name="Asti"))
    return MembershipFactory(organisation=town, is_referent=True).person


@pytest.fixture
def proposal(cleo, marta):
    return propose_practice(
        marta.memberships.get().organisation,
        by=cleo,
        title="Il cortile aperto",
        strapline="Un cortile al giorno",
        how="1. Si apre il cancello",
    )


def titles_for(person):
    return list(Notification.objects.filter(to=person).values_list("title", flat=True))


@pytest.mark.capability("S-09")
def test_follow_practice_tells_what_becomes_of_it_until_one_stops(
    cleo, marta, django_capture_on_commit_callbacks
):
    practice = PracticeFactory(published=True, title="Orti", author=marta)
    follow_practice(practice, by=cleo)
    follow_practice(practice, by=cleo)

    with django_capture_on_commit_callbacks(execute=True):
        record_check(practice, by=marta, verdict="ended", note="Mancano le mani")
    unfollow_practice(practice, by=cleo)

    assert titles_for(cleo) == ["«Orti» è finita"]
    assert practice.followers.count() == 0


def test_followers_are_told_nothing_of_what_they_may_not_read_any_more(
    cleo, marta, django_capture_on_commit_callbacks
):
    practice = PracticeFactory(published=True, author=marta)
    follow_practice(practice, by=cleo)
    Practice.objects.filter(pk=practice.pk).update(audience=Practice.Audience.MEMBERS)

    with django_capture_on_commit_callbacks(execute=True):
        record_check(practice, by=marta, verdict="alive")

    assert titles_for(cleo) == []


@pytest.mark.capability("S-10")
def test_propose_practice_waits_for_the_municipality(cleo, marta, stranger, proposal):
    assert proposal.is_proposal
    assert (proposal.organisation, proposal.proposer) == (None, "Cleo Cittadina")
    assert proposal.place.name == "Asti"
    assert list(Practice.objects.visible_to(cleo)) == [proposal]
    assert list(Practice.objects.visible_to(marta)) == [proposal]
    assert list(Practice.objects.visible_to(stranger)) == []


@pytest.mark.capability("S-10")
def test_endorse_proposal_makes_it_the_municipalitys_and_keeps_who_proposed_it(
    cleo, marta, proposal, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        endorsed = endorse_proposal(proposal, by=marta)

    assert endorsed.organisation.name == "Asti"
    assert (endorsed.proposer, endorsed.state) == ("Cleo Cittadina", Practice.State.DRAFT)
    assert endorsed.endorsed_on is not None
    assert titles_for(cleo) == ["Asti fa propria «Il cortile aperto»"]


def test_decline_proposal_says_why(cleo, marta, proposal, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        declined = decline_proposal(proposal, by=marta, reason="C’è già un regolamento")

    assert (declined.state, declined.reason) == ("refused", "C’è già un regolamento")
    assert titles_for(cleo) == ["Asti respinge «Il cortile aperto»"]


def test_a_proposal_is_answered_once(marta, proposal):
    endorse_proposal(proposal, by=marta)

    with pytest.raises(NotAProposal):
        decline_proposal(proposal, by=marta, reason="No")
    with pytest.raises(NotAProposal):
        endorse_proposal(proposal, by=marta)

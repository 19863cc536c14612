import datetime

import pytest
from django.utils import timezone

from innesto.agendas.models import Block
from innesto.contributions import rules
from innesto.contributions.actions import (
    AskedAlready,
    CallIsClosed,
    DecidedAlready,
    IsPartial,
    OnAgendaAlready,
    ask_reviewer,
    assess_contribution,
    change_contribution,
    decide_contribution,
    put_on_agenda,
    send_contribution,
    withdraw_contribution,
)
from innesto.contributions.models import Author, Contribution
from innesto.contributions.queries import (
    accepted_at,
    standings_of,
    to_review,
    who_may_review,
)
from innesto.contributions.searched import contribution_cards
from innesto.lineage.queries.thread import thread_of
from innesto.notifications.models import Notification
from tests.accounts.factories import UserFactory
from tests.contributions.factories import (
    AssessmentFactory,
    ContributionCallFactory,
    ContributionFactory,
)
from tests.organisations.factories import MembershipFactory
from tests.practices.factories import PracticeFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory

pytestmark = pytest.mark.django_db
SENT = {"kind": "Talk", "title": "Canal heat", "summary": "How and why.", "language": "en"}


def test_send_contribution_keeps_authors_and_where_it_comes_from(stranger):
    call, practice = ContributionCallFactory(), PracticeFactory(published=True)

    contribution = send_contribution(
        call, by=stranger, authors=["Anna", "Bo"], practice=practice, **SENT
    )

    assert [author.name for author in contribution.authors.all()] == ["Anna", "Bo"]
    assert contribution.is_sent


@pytest.mark.parametrize("days", [-1, 31])
def test_send_contribution_is_refused_before_and_after(stranger, days):
    call = ContributionCallFactory()
    on = call.opens_on + datetime.timedelta(days=days)

    with pytest.raises(CallIsClosed):
        send_contribution(call, by=stranger, on=on, **SENT)


@pytest.mark.capability("M-31")
def test_an_accepted_contribution_is_knowledge_and_a_session(
    stranger, admin, nobody, django_capture_on_commit_callbacks
):
    practice = PracticeFactory(published=True)
    call = ContributionCallFactory()
    contribution = send_contribution(call, by=stranger, authors=["Anna"], practice=practice, **SENT)
    before = list(accepted_at(call.exchange, viewer=nobody))

    with django_capture_on_commit_callbacks(execute=True):
        decide_contribution(contribution, accepts=True, by=admin)
    block = put_on_agenda(contribution, by=admin)

    assert (before, list(accepted_at(call.exchange, viewer=nobody))) == ([], [contribution])
    assert [speaker.name for speaker in block.speakers.all()] == [stranger.name, "Anna"]
    assert (str(block), block.minutes) == ("Canal heat", 30)
    thread = thread_of(contribution, viewer=nobody)
    assert str(practice) in {node.work.title for node in thread.nodes}
    assert Notification.objects.filter(to=stranger, kind="contribution_decided").count() == 1
    with pytest.raises(OnAgendaAlready):
        put_on_agenda(contribution, by=admin)


def test_put_on_agenda_follows_the_last_session_and_wants_an_accepted_one(admin):
    contribution = ContributionFactory()
    with pytest.raises(DecidedAlready):
        put_on_agenda(contribution, by=admin)
    decide_contribution(contribution, accepts=True, by=admin)
    Block.objects.create(
        exchange=contribution.call.exchange,
        begins=datetime.time(10),
        ends=datetime.time(11, 15),
        changed_at=timezone.now(),
    )

    block = put_on_agenda(contribution, by=admin)

    assert (block.begins, block.ends) == (datetime.time(11, 15), datetime.time(11, 45))


def test_nobody_reviews_what_is_their_own_or_of_their_organisation(admin):
    mine = MembershipFactory()
    colleague = MembershipFactory(organisation=mine.organisation).person
    contribution = ContributionFactory(by=mine.person)
    co_author = Author.objects.create(
        contribution=contribution, name="Co", person=MembershipFactory().person
    )
    of_co_author = MembershipFactory(
        organisation=co_author.person.memberships.get().organisation
    ).person

    for person in (mine.person, colleague, co_author.person, of_co_author):
        with pytest.raises(IsPartial):
            ask_reviewer(contribution, person, by=admin)


def test_who_changes_sides_after_being_asked_reviews_no_more(admin):
    sender = MembershipFactory()
    assessment = AssessmentFactory(contribution=ContributionFactory(by=sender.person))
    MembershipFactory(organisation=sender.organisation, person=assessment.reviewer)

    assert not rules.can_review(assessment.reviewer, assessment)
    with pytest.raises(IsPartial):
        assess_contribution(assessment, points={}, words="", by=assessment.reviewer)


def test_offered_as_reviewers_are_people_of_the_programme_without_a_part_in_it():
    contribution = ContributionFactory(by=MembershipFactory().person)
    programme = contribution.call.exchange.programme
    partner = PartnerFactory(programme=programme)
    free = MembershipFactory(
        organisation=partner.organisation, person=UserFactory(name="Bea")
    ).person
    expert = UserFactory(name="Ada")
    ParticipantFactory(programme=programme, user=expert)
    ParticipantFactory(programme=programme, user=contribution.by)
    UserFactory()

    assert list(who_may_review(contribution)) == [expert, free]


def test_ask_reviewer_tells_them_once(admin, django_capture_on_commit_callbacks):
    contribution, reviewer = ContributionFactory(), UserFactory()

    with django_capture_on_commit_callbacks(execute=True):
        ask_reviewer(contribution, reviewer, by=admin)

    assert [one.contribution for one in to_review(reviewer)] == [contribution]
    assert Notification.objects.get(to=reviewer).title == f"Da valutare: {contribution.title}"
    with pytest.raises(AskedAlready):
        ask_reviewer(contribution, reviewer, by=admin)


def test_standings_have_the_mean_and_put_the_best_first():
    call = ContributionCallFactory()
    weak, good = ContributionFactory.create_batch(2, call=call)
    for contribution, given in ((weak, (2, 3)), (good, (5, 4))):
        for points in given:
            assessment = AssessmentFactory(contribution=contribution)
            assess_contribution(
                assessment, points={"New": points}, words="", by=assessment.reviewer
            )
    AssessmentFactory(contribution=good)

    found = [(one.contribution, one.mean, one.done, one.asked) for one in standings_of(call)]

    assert found == [(good, 4.5, 2, 3), (weak, 2.5, 2, 2)]


def test_what_was_decided_stays(admin):
    assessment = AssessmentFactory()
    contribution = assessment.contribution
    decide_contribution(contribution, accepts=False, reason="Told before", by=admin)

    with pytest.raises(DecidedAlready):
        decide_contribution(contribution, accepts=True, by=admin)
    with pytest.raises(DecidedAlready):
        change_contribution(contribution, by=contribution.by, authors=[], title="Better")
    with pytest.raises(DecidedAlready):
        assess_contribution(assessment, points={}, words="", by=assessment.reviewer)


def test_withdraw_contribution_takes_it_from_all_but_its_authors(nobody, admin):
    contribution = ContributionFactory()
    decide_contribution(contribution, accepts=True, by=admin)
    put_on_agenda(contribution, by=admin)
    contribution.refresh_from_db()

    withdraw_contribution(contribution, by=contribution.by)

    seen = Contribution.objects.visible_to
    assert (list(seen(nobody)), list(seen(contribution.by))) == ([], [contribution])


def test_accepted_ones_can_be_found(nobody, admin):
    contribution = ContributionFactory()
    cards = contribution_cards

    before = list(cards([contribution.pk]))
    decide_contribution(contribution, accepts=True, by=admin)

    assert (before, [card.title for card in cards([contribution.pk])]) == ([], [contribution.title])

"""The weekly letter of a community, made from the journal: what is told, and to whom."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from innesto.communities.queries.week import communities_of_week, readers_of, week_of
from innesto.deposits.actions.works import deposit_work
from innesto.journal.actions import record
from innesto.notifications.tasks import gather_letters
from innesto.opportunities.actions import post_opportunity
from innesto.questions.actions.asking import ask_experts
from innesto.questions.models import Question
from innesto.talk.actions.writing import Said, add_post, open_thread
from innesto.talk.models import Thread
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.exchanges.factories import ExchangeFactory
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 6, 7, tzinfo=UTC)  # 7:07 in Rome
THURSDAY = MONDAY - timedelta(days=4)
WEEK = (MONDAY - timedelta(days=7), MONDAY)


@pytest.fixture
def community():
    return CommunityFactory(names={"it": "Welfare"}, visibility="community")


@pytest.fixture
def member(community):
    return MemberFactory(community=community).person


@pytest.fixture
def lively(community, member):
    """A week in which something of every sort was done, on Thursday."""
    said = Said(text="<p>Da noi sì.</p>", language="it")
    with time_machine.travel(THURSDAY, tick=False):
        thread = open_thread(community, "Orari serali", said, by=member)
        add_post(thread, said, by=member, is_trusted=True)
        _ask(community, member, "Chi firma?")
        _ask(community, member, "Chi mi aiuta?", audience=Question.Audience.EXPERTS)
        deposit_work(
            community,
            title="Verbale",
            language="it",
            version={"url": "https://example.org/v"},
            by=member,
        )
        post_opportunity(
            title="Corso",
            about="Sei ore.",
            kind="training",
            reach="interregional",
            language="it",
            community=community,
            visibility="community",
            by=member,
        )
    return thread


def _ask(community, member, title, **more):
    ask_experts(community, by=member, title=title, body="<p>…</p>", language="it", **more)


def told(community):
    week = week_of(str(community.pk), *WEEK)
    return {chapter.title: [one.text for one in chapter.told] for chapter in week.chapters}


def test_week_tells_what_every_domain_has_in_the_journal(community, lively):
    assert told(community) == {
        "Conversazioni": ["Orari serali (2 messaggi)"],
        "Domande a chi lo sa": ["Chi firma? – chi ha una risposta?"],
        "Lavori": ["Verbale"],
        "Opportunità": ["Corso"],
    }


def test_what_was_hidden_since_is_not_told(community, lively):
    Thread.objects.update(is_shown=False)

    assert "Conversazioni" not in told(community)


def test_only_communities_where_something_was_done_have_a_letter(community, lively):
    CommunityFactory()

    assert communities_of_week(*WEEK) == [str(community.pk)]
    assert communities_of_week(MONDAY, MONDAY + timedelta(days=7)) == []


def test_closed_community_has_no_letter(community, lively):
    type(community).objects.update(closed_on=MONDAY.date())

    assert communities_of_week(*WEEK) == []


def test_readers_are_those_who_belong_today(community, member):
    MemberFactory(community=community, status="ended")
    MemberFactory(community=community, status="asked")

    assert readers_of(str(community.pk)) == [member.pk]


def test_weekly_letter_reaches_each_member_once(
    community, member, lively, mailoutbox, django_capture_on_commit_callbacks
):
    MemberFactory(community=community)
    mailoutbox.clear()

    for hours in (0, 1):
        moment = MONDAY + timedelta(hours=hours)
        with (
            time_machine.travel(moment, tick=False),
            django_capture_on_commit_callbacks(execute=True),
        ):
            gather_letters.call()

    letters = [mail for mail in mailoutbox if mail.subject == "La settimana di Welfare"]
    assert len({mail.to[0] for mail in letters}) == len(letters) == 2
    assert "Orari serali (2 messaggi)" in letters[0].body


def test_week_tells_the_meetings_of_two_weeks_and_what_moved_or_was_called_off(community, member):
    community.programme = ProgrammeFactory(state="running")
    community.strand = "cop1"
    community.save()
    _soon, _far, moved, off, _other = (
        ExchangeFactory(
            programme=community.programme,
            scope=scope,
            title={"it": title},
            starts_on=MONDAY.date() + timedelta(days=after),
            ends_on=MONDAY.date() + timedelta(days=after),
            **more,
        )
        for title, scope, after, more in (
            ("Presto", "cop1", 3, {}),
            ("Lontano", "cop1", 40, {}),
            ("Spostato", "", 30, {}),
            ("Annullato", "cop1", 5, {"state": "cancelled"}),
            ("Altrui", "cop2", 3, {}),
        )
    )
    with time_machine.travel(THURSDAY, tick=False):
        record("exchange_moved", moved, by=member, within=community.programme)
        record("exchange_called_off", off, by=member, within=community.programme)

    with time_machine.travel(MONDAY, tick=False):
        lines = told(community)["Incontri"]

    assert communities_of_week(*WEEK) == [str(community.pk)]
    assert [line.split(",")[0] for line in lines] == ["Presto", "Annullato: Annullato", "Spostato"]

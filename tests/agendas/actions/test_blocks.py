import datetime

import pytest

from innesto.agendas.actions.blocks import (
    BegunAlready,
    DiscussedAlready,
    NothingToBeginWith,
    NowhereToMove,
    begin_agenda,
    begin_discussion,
    keep_result,
    move_block,
    show_practice,
)
from innesto.agendas.models import Block
from innesto.agendas.queries.programme import session_of
from innesto.blueprints.shipped import shipped_text
from innesto.exchanges.queries.cases import cases_of
from innesto.journal.models import Entry
from tests.agendas.factories import BlockFactory
from tests.communities.factories import CommunityFactory
from tests.exchanges.factories import ExchangeFactory
from tests.practices.factories import PracticeFactory
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db
T = datetime.time


def exchange_of(programme, format, **fields):
    blueprint = shipped_text(programme)
    return ExchangeFactory(programme=ProgrammeFactory(blueprint=blueprint), format=format, **fields)


def topics(blocks):
    return [block.topic for block in blocks if not block.is_break]


@pytest.mark.capability("M-25")
def test_begin_agenda_gives_each_of_the_three_topics_for_policy_makers_its_slot(admin):
    blocks = begin_agenda(exchange_of("multiply", "political-leadership"), by=admin)

    assert topics(blocks) == ["cross-sector-benefits", "political-communication", "funding"]


@pytest.mark.capability("M-26")
def test_begin_agenda_lets_the_last_of_four_technical_topics_open_a_review(admin):
    blocks = begin_agenda(exchange_of("multiply", "technical-planning"), by=admin)

    assert topics(blocks) == ["efficiency-projects", "integration", "impact", "plan-peer-review"]
    assert [block.topic for block in blocks if block.opens_review] == ["plan-peer-review"]


@pytest.mark.capability("M-27")
def test_begin_agenda_has_three_topics_and_one_review_for_communication(admin):
    blocks = begin_agenda(exchange_of("multiply", "public-support"), by=admin)

    assert topics(blocks) == ["communication-tools", "participation", "strategy-peer-review"]
    assert [block.topic for block in blocks if block.opens_review] == ["strategy-peer-review"]


@pytest.mark.capability("C-22")
def test_begin_agenda_builds_a_workshop_of_the_four_kinds(admin):
    day = datetime.date(2027, 3, 10)
    exchange = exchange_of(
        "connection", "workshop", ends_on=day + datetime.timedelta(days=1), half_days=4
    )

    blocks = begin_agenda(exchange, by=admin)

    kinds = [(block.day, block.key) for block in blocks if not block.is_break]
    assert kinds == [
        (1, "presentation"),
        (1, "site-visit"),
        (2, "workshop"),
        (2, "peer-discussion"),
    ]


@pytest.mark.capability("T-12")
@pytest.mark.capability("D-16")
def test_a_session_has_the_method_of_the_blueprint_and_keeps_its_result(admin):
    exchange = exchange_of("territori-inclusivi", "in-person-day")
    begin_agenda(exchange, by=admin)
    workshop = Block.objects.get(exchange=exchange, key="workshop")

    keep_result(workshop, result="Chi manca al tavolo: la scuola.", by=admin)

    session = session_of(workshop, viewer=admin)
    assert (session.method, session.keeps) == ("World café", "Esiti del confronto")
    assert (session.block.result, session.lacks_result) == (
        "Chi manca al tavolo: la scuola.",
        False,
    )


def test_begin_agenda_does_not_begin_twice(admin):
    exchange = exchange_of("multiply", "political-leadership")
    begin_agenda(exchange, by=admin)

    with pytest.raises(BegunAlready):
        begin_agenda(exchange, by=admin)


def test_begin_agenda_needs_something_to_begin_with(admin):
    with pytest.raises(NothingToBeginWith):
        begin_agenda(exchange_of("multiply", "european-conference"), by=admin)


def test_move_block_changes_places_and_keeps_lengths_and_gaps(admin):
    exchange = ExchangeFactory()
    first = BlockFactory(exchange=exchange, begins=T(9), ends=T(10))
    second = BlockFactory(exchange=exchange, begins=T(10, 15), ends=T(10, 45))

    move_block(second, later=False, by=admin)

    times = [(b, b.begins, b.ends) for b in Block.objects.filter(exchange=exchange)]
    assert times == [(second, T(9), T(9, 30)), (first, T(9, 45), T(10, 45))]


def test_move_block_lets_parallel_sessions_take_each_others_hours(admin):
    exchange = ExchangeFactory()
    first = BlockFactory(exchange=exchange, begins=T(9), ends=T(11))
    second = BlockFactory(exchange=exchange, begins=T(10), ends=T(12))

    move_block(first, later=True, by=admin)

    times = [(b, b.begins, b.ends) for b in Block.objects.filter(exchange=exchange)]
    assert times == [(second, T(9), T(11)), (first, T(10), T(12))]


@pytest.mark.parametrize("later", [True, False])
def test_move_block_stays_within_its_day(admin, later):
    block = BlockFactory()
    BlockFactory(exchange=block.exchange, day=2)

    with pytest.raises(NowhereToMove):
        move_block(block, later=later, by=admin)


@pytest.mark.capability("M-13")
def test_show_practice_makes_it_a_case_of_the_exchange(admin):
    block, practice = BlockFactory(), PracticeFactory(published=True)
    other = BlockFactory(exchange=block.exchange)

    for one in (block, other):
        show_practice(one, practice, by=admin)

    shown = cases_of(block.exchange, viewer=admin).shown
    assert [bond.work.title for bond in shown] == [str(practice)]
    assert [*block.practices.all()] == [*other.practices.all()] == [practice]


@pytest.mark.capability("T-13")
def test_begin_discussion_opens_a_conversation_once(admin):
    block, community = BlockFactory(title="An inspiring talk"), CommunityFactory()

    block = begin_discussion(block, community, text="And you?", language="en", by=admin)

    assert (block.thread.title, block.thread.community) == ("An inspiring talk", community)
    with pytest.raises(DiscussedAlready):
        begin_discussion(block, community, text="And you?", language="en", by=admin)


def test_what_is_done_to_a_session_stands_in_the_journal_of_its_exchange(admin):
    block = BlockFactory()

    keep_result(block, result="Three ideas", by=admin)

    entry = Entry.objects.get(verb="result_kept")
    assert (entry.subject_id, entry.facts["block"]) == (str(block.exchange_id), str(block))

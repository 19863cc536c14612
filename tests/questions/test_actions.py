"""Ask, take in hand, answer, accept, go further, write down: each exit of each action."""

from datetime import timedelta

import pytest
from django.utils import timezone

from innesto.journal.models import Entry
from innesto.lineage.models import Link
from innesto.notifications.models import Notification
from innesto.questions.actions.answering import (
    InOtherHands,
    NoLongerOpen,
    NotInHand,
    ProlongedOnce,
    comment_question,
    find_useful,
    give_answer,
    give_back_question,
    prolong_question,
    take_question,
)
from innesto.questions.actions.articles import (
    AlreadyPublished,
    HasAnArticle,
    NotSolved,
    begin_article,
    edit_article,
    publish_article,
)
from innesto.questions.actions.asking import (
    AlreadySolved,
    AnsweredMeanwhile,
    NotAnswered,
    accept_answer,
    ask_experts,
    change_asking,
    reopen_question,
)
from innesto.questions.actions.experts import (
    AlreadyAnExpert,
    change_expert,
    end_expert,
    name_expert,
    promise_answers,
)
from innesto.questions.actions.leading import (
    CannotGoFurther,
    NotProposed,
    agree_meeting,
    archive_question,
    escalate_question,
    lock_question,
    unlock_question,
)
from innesto.questions.tasks import send_further, send_on, tell_ended_leases
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.questions.factories import AnswerFactory, ExpertFactory, QuestionFactory
from tests.themes.factories import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(time_machine):
    """Return the clock, standing still at this moment until it is moved."""
    time_machine.move_to(timezone.now(), tick=False)
    return time_machine


def told(person):
    return [*Notification.objects.filter(to=person).order_by("pk").values_list("kind", flat=True)]


@pytest.mark.capability("T-31")
def test_ask_experts_tells_those_at_home_in_the_theme(django_capture_on_commit_callbacks):
    community = CommunityFactory()
    theme = ThemeFactory()
    near, far = ExpertFactory(community=community), ExpertFactory(community=community)
    near.themes.add(theme)
    far.themes.add(ThemeFactory())
    asker = MemberFactory(community=community).person

    with django_capture_on_commit_callbacks(execute=True):
        question = ask_experts(community, by=asker, title="Come?", language="it", theme=theme)

    assert (told(near.person), told(far.person)) == (["question_for_experts"], [])
    assert question.due_at == question.asked_at + timedelta(days=5)


def test_ask_experts_keeps_the_promise_of_that_day():
    community = CommunityFactory()
    leader = MemberFactory(community=community, is_facilitator=True).person
    promise_answers(community, by=leader, promised_days=2, escalates_after=3, lease_hours=24)

    question = ask_experts(community, by=leader, title="Come?", language="it")
    promise_answers(community, by=leader, promised_days=9, escalates_after=4, lease_hours=24)

    question.refresh_from_db()
    assert question.promised_days == 2
    assert question.escalates_at == question.asked_at + timedelta(days=4)


def test_take_question_is_for_one_and_the_other_is_told():
    question = QuestionFactory()
    one, other = (ExpertFactory(community=question.community).person for _ in range(2))

    take_question(question, by=one)

    with pytest.raises(InOtherHands):
        take_question(question, by=other)


def test_a_lease_ends_by_the_clock_though_no_task_ran(clock):
    question = QuestionFactory()
    one, other = (ExpertFactory(community=question.community).person for _ in range(2))
    take_question(question, by=one)

    clock.shift(timedelta(hours=73))

    assert take_question(question, by=other).holder(timezone.now()) == other
    with pytest.raises(NotInHand):
        give_back_question(question, by=one)


def test_tell_ended_leases_tells_once(clock):
    question = QuestionFactory()
    expert = ExpertFactory(community=question.community).person
    leader = MemberFactory(community=question.community, is_facilitator=True).person
    take_question(question, by=expert)
    clock.shift(timedelta(hours=73))

    tell_ended_leases.call()
    tell_ended_leases.call()

    assert (told(expert), told(leader)) == (["question_needs_you"], ["question_needs_you"])


def test_prolong_question_works_once():
    question = QuestionFactory()
    expert = ExpertFactory(community=question.community).person
    until = take_question(question, by=expert).taken_until

    assert prolong_question(question, by=expert).taken_until == until + timedelta(hours=72)
    with pytest.raises(ProlongedOnce):
        prolong_question(question, by=expert)


def test_give_back_question_frees_it():
    question = QuestionFactory()
    expert = ExpertFactory(community=question.community).person
    take_question(question, by=expert)

    give_back_question(question, by=expert)

    question.refresh_from_db()
    assert question.holder(timezone.now()) is None


def test_give_answer_counts_the_first_and_who_gave_it():
    question = QuestionFactory()
    peer = MemberFactory(community=question.community).person
    expert = ExpertFactory(community=question.community).person

    give_answer(question, by=peer, body="<p>Sì.</p>", language="it")
    give_answer(question, by=expert, body="<p>Sì, ma.</p>", language="it")

    question.refresh_from_db()
    assert (question.state, question.first_by_expert) == ("answered", False)
    with pytest.raises(NoLongerOpen):
        take_question(question, by=expert)


def test_what_the_asker_adds_is_no_answer():
    question = QuestionFactory()

    give_answer(question, by=question.asker, body="<p>Ancora.</p>", language="it")

    question.refresh_from_db()
    assert (question.state, question.first_answered_at) == ("open", None)


def test_comment_question_asks_the_asker_for_a_detail(django_capture_on_commit_callbacks):
    question = QuestionFactory()
    expert = ExpertFactory(community=question.community).person

    with django_capture_on_commit_callbacks(execute=True):
        comment_question(question, by=expert, text="Quanti abitanti?", asks_detail=True)

    assert told(question.asker) == ["question_moved"]


def test_find_useful_counts_a_person_once():
    answer = AnswerFactory()
    reader = MemberFactory(community=answer.question.community).person

    find_useful(answer, by=reader)
    find_useful(answer, by=reader)

    assert answer.votes.count() == 1


def test_a_locked_question_takes_nothing_more():
    question = QuestionFactory()
    leader = MemberFactory(community=question.community, is_facilitator=True).person
    lock_question(question, by=leader)

    with pytest.raises(NoLongerOpen):
        give_answer(question, by=leader, body="<p>Sì.</p>", language="it")
    with pytest.raises(NoLongerOpen):
        comment_question(question, by=leader, text="Sì.")
    unlock_question(question, by=leader)
    comment_question(question, by=leader, text="Sì.")


@pytest.mark.capability("T-31")
def test_accept_answer_solves_and_reopen_makes_it_wait_again():
    question = QuestionFactory()
    expert = ExpertFactory(community=question.community).person
    answer = give_answer(question, by=expert, body="<p>Sì.</p>", language="it")

    accept_answer(answer, by=question.asker)

    with pytest.raises(AlreadySolved):
        accept_answer(answer, by=question.asker)
    reopened = reopen_question(question, by=question.asker, why="E se non c’è?")
    assert (reopened.state, reopened.accepted, reopened.comments.get().text) == (
        "open",
        None,
        "E se non c’è?",
    )
    with pytest.raises(NotAnswered):
        reopen_question(question, by=question.asker)


def test_change_asking_is_refused_once_somebody_answered():
    question = QuestionFactory()
    change_asking(question, by=question.asker, title="Possiamo?", body="")
    peer = MemberFactory(community=question.community).person
    give_answer(question, by=peer, body="<p>Sì.</p>", language="it")

    with pytest.raises(AnsweredMeanwhile):
        change_asking(question, by=question.asker, title="No", body="")


@pytest.mark.capability("T-31")
def test_the_clock_takes_a_question_through_all_steps_once_each(
    clock, django_capture_on_commit_callbacks
):
    question = QuestionFactory()
    first, second = (ExpertFactory(community=question.community).person for _ in range(2))
    MemberFactory(community=question.community)
    take_question(question, by=first)

    for _day in range(30):
        clock.shift(timedelta(days=1))
        with django_capture_on_commit_callbacks(execute=True):
            send_further.call()
            send_on.call(question.pk)  # a second run finds nothing to do

    steps = question.steps.order_by("stage")
    assert [step.stage for step in steps] == [1, 2, 3]
    assert [*steps[0].persons.all()] == [second]
    assert len(steps[1].times) == 3
    assert question.asker not in {one for step in steps for one in step.persons.all()}
    assert told(question.asker) == ["question_gone_further"] * 3


def test_an_answered_question_does_not_go_further(clock):
    question = QuestionFactory()
    expert = ExpertFactory(community=question.community).person
    give_answer(question, by=expert, body="<p>Sì.</p>", language="it")
    clock.shift(timedelta(days=20))

    send_on.call(question.pk)

    assert question.steps.count() == 0


def test_one_in_hand_does_not_go_further_until_the_lease_ends(clock):
    question = QuestionFactory()
    clock.shift(timedelta(days=4))
    take_question(question, by=ExpertFactory(community=question.community).person)
    clock.shift(timedelta(days=2))

    send_on.call(question.pk)
    assert question.steps.count() == 0

    clock.shift(timedelta(days=2))
    send_on.call(question.pk)
    assert question.steps.count() == 1


def test_escalate_question_by_a_person_ends_after_the_review():
    question = QuestionFactory()
    leader = MemberFactory(community=question.community, is_facilitator=True).person

    steps = [escalate_question(question, by=leader, reason="Serve altro") for _ in range(3)]

    assert [(step.stage, step.by) for step in steps] == [(1, leader), (2, leader), (3, leader)]
    with pytest.raises(CannotGoFurther):
        escalate_question(question, by=leader)


def test_agree_meeting_takes_a_proposed_time_once():
    question = QuestionFactory()
    leader = MemberFactory(community=question.community, is_facilitator=True).person
    escalate_question(question, by=leader)
    step = escalate_question(question, by=leader)
    moment = timezone.datetime.fromisoformat(step.times[0])

    with pytest.raises(NotProposed):
        agree_meeting(step, by=leader, meets_at=moment + timedelta(minutes=1))
    assert agree_meeting(step, by=leader, meets_at=moment).meets_at == moment
    with pytest.raises(NotProposed):
        agree_meeting(step, by=leader, meets_at=moment)


@pytest.mark.capability("T-31")
def test_a_solved_question_becomes_an_article_without_the_asker():
    question = QuestionFactory(theme=ThemeFactory(), anonymity="all")
    leader = ExpertFactory(community=question.community).person
    with pytest.raises(NotSolved):
        begin_article(question, by=leader)
    answer = give_answer(question, by=leader, body="<p>Si può.</p>", language="it")
    accept_answer(answer, by=question.asker)

    article = begin_article(question, by=leader)

    assert article.body == "<p>Abbiamo già l’informativa dello sportello.</p><p>Si può.</p>"
    assert [*article.themes.all()] == [question.theme]
    link = Link.objects.get()
    assert (link.later_kind, link.relation, link.earlier_key) == (
        "questions.article",
        "derived_from",
        str(question.pk),
    )
    with pytest.raises(HasAnArticle):
        begin_article(question, by=leader)
    edit_article(article, by=leader, title="Si può", body="<p>Sì</p>", language="it", themes=[])
    publish_article(article, by=leader)
    with pytest.raises(AlreadyPublished):
        publish_article(article, by=leader)


def test_name_expert_once_and_end_frees_what_they_hold():
    question = QuestionFactory()
    member = MemberFactory(community=question.community)
    expert = name_expert(member, by=None, languages=["it", "de"])
    with pytest.raises(AlreadyAnExpert):
        name_expert(member, by=None)
    assert expert.languages == ["de", "it"]
    take_question(question, by=member.person)
    changed = change_expert(
        expert,
        by=member.person,
        kind="lecturer",
        about="Dati",
        themes=[],
        languages=[],
        is_willing=False,
        is_listed=True,
    )
    assert (changed.kind, changed.is_willing, changed.is_listed) == ("lecturer", False, True)

    end_expert(expert, by=member.person)

    question.refresh_from_db()
    assert question.taken_by is None


def test_archive_question_hides_it_from_members_only():
    question = QuestionFactory()
    member = MemberFactory(community=question.community).person
    leader = MemberFactory(community=question.community, is_facilitator=True).person

    archive_question(question, by=leader)

    readers = [
        person in (member, leader, question.asker)
        and type(question).objects.visible_to(person).exists()
        for person in (member, leader, question.asker)
    ]
    assert readers == [False, True, True]


def test_what_an_anonymous_asker_does_leaves_no_name_in_the_journal():
    community = CommunityFactory()
    asker = MemberFactory(community=community).person
    expert = ExpertFactory(community=community).person
    question = ask_experts(community, by=asker, title="Come?", language="it", anonymity="members")
    change_asking(question, by=asker, title="Come si fa?", body="")
    comment_question(question, by=asker, text="Siamo piccoli.")
    answer = give_answer(question, by=expert, body="<p>Sì.</p>", language="it")
    find_useful(answer, by=asker)
    accept_answer(answer, by=asker)
    reopen_question(question, by=asker)

    assert not Entry.objects.filter(by=asker).exists()
    assert not Entry.objects.filter(facts__icontains=str(asker)).exists()


def test_the_journal_of_a_private_community_does_not_say_what_was_asked():
    community = CommunityFactory(visibility="private")
    asker = MemberFactory(community=community).person

    ask_experts(community, by=asker, title="Un segreto", language="it")

    assert not Entry.objects.filter(title__contains="segreto").exists()

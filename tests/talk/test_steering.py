"""Split, move, join, pin, lock, mark the answer; polls and changed votes."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from innesto.talk.actions.polls import PollIsOver, cast_vote, open_poll
from innesto.talk.actions.steering import (
    NothingToMove,
    join_threads,
    mark_answer,
    move_thread,
    split_thread,
)
from innesto.talk.actions.writing import NotOpen
from innesto.talk.models import Place, Poll, Post, Thread
from tests.communities.factories import MemberFactory
from tests.talk.factories import ThreadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return MemberFactory(is_facilitator=True)


@pytest.fixture
def thread(leader):
    return ThreadFactory(community=leader.community, posts=5)


def numbers(thread):
    return list(thread.posts.order_by("number").values_list("number", flat=True))


def test_split_thread_takes_posts_and_places_along(leader, thread):
    reader = MemberFactory(community=leader.community).person
    Place.objects.create(person=reader, thread=thread, number=3, attitude="follows")
    third = thread.posts.get(number=3)

    made = split_thread(thread, [1, 3, 5], "A parte", by=leader.person)

    thread.refresh_from_db()
    assert (numbers(thread), thread.posts_count, thread.last_number) == ([1, 2, 4], 3, 4)
    assert (numbers(made), Thread.objects.get(pk=made.pk).posts_count) == ([1, 2], 2)
    assert Post.objects.get(pk=third.pk).thread == made
    place = Place.objects.get(thread=made)
    assert (place.number, place.attitude) == (1, "follows")
    with pytest.raises(NothingToMove):
        split_thread(thread, [1, 3], "Ancora", by=leader.person)


def test_join_threads_goes_on_where_the_other_ends(client, leader, thread):
    other = ThreadFactory(community=leader.community, posts=2)

    into = join_threads(other, thread, by=leader.person)

    assert (numbers(into), Thread.objects.get(pk=into.pk).posts_count) == ([1, 2, 3, 4, 5, 6, 7], 7)
    client.force_login(leader.person)
    assert client.get(other.get_absolute_url())["Location"] == thread.get_absolute_url()
    with pytest.raises(NotOpen):
        join_threads(other, thread, by=leader.person)
    with pytest.raises(NotOpen):
        join_threads(thread, thread, by=leader.person)


def test_move_thread_changes_who_reads_it_and_not_its_address(client, leader, thread):
    elsewhere = MemberFactory(person=leader.person, is_facilitator=True).community
    reader = MemberFactory(community=leader.community).person
    client.force_login(leader.person)

    client.post(reverse("talk:move", args=[thread.pk]), {"to": elsewhere.pk})

    assert client.get(thread.get_absolute_url()).status_code == 200
    client.force_login(reader)
    assert client.get(thread.get_absolute_url()).status_code == 404
    with pytest.raises(NotOpen):
        move_thread(thread, elsewhere, by=leader.person)


def test_mark_answer_twice_takes_the_mark_away(leader, thread):
    post = thread.posts.get(number=2)

    assert mark_answer(thread, post, by=thread.author).answer == post
    assert mark_answer(thread, post, by=thread.author).answer is None


def test_steer_locks_and_pins(client, leader, thread):
    client.force_login(leader.person)
    sent = {"title": "Un altro", "language": "it", "state": "locked", "is_pinned": "on"}

    client.post(reverse("talk:steer", args=[thread.pk]), sent)

    thread.refresh_from_db()
    assert (thread.title, thread.state, thread.is_pinned) == ("Un altro", "locked", True)
    answer = client.get(reverse("talk:answer", args=[thread.pk]))
    assert answer.status_code == 403


def test_a_poll_is_opened_and_a_vote_is_changed(client, leader, thread):
    client.force_login(leader.person)
    sent = {"question": "Quando ci vediamo?", "options": "24/3/2027\n31/3/2027\nMai"}
    client.post(reverse("talk:poll", args=[thread.pk]), sent)
    first, second, _never = Poll.objects.get().options.order_by("position")
    assert first.day == date(2027, 3, 24)

    for option in (first, second):
        client.post(reverse("talk:vote", args=[thread.pk]), {"options": option.pk})

    counts = Poll.objects.get().options.order_by("position").values_list("votes_count", flat=True)
    assert (list(counts), Poll.objects.get().voters_count) == ([0, 1, 0], 1)
    assert "mercoledì 31 marzo 2027" in client.get(thread.get_absolute_url()).text


def test_cast_vote_after_the_last_day_is_refused(leader, thread):
    yesterday = timezone.localdate() - timedelta(days=1)
    poll = open_poll(
        thread,
        question="Quando?",
        options=["Oggi", "Domani"],
        takes_several=False,
        closes_on=yesterday,
        by=leader.person,
    )

    with pytest.raises(PollIsOver):
        cast_vote(poll, list(poll.options.all()), by=leader.person)
    with pytest.raises(NotOpen):
        open_poll(
            thread,
            question="E ora?",
            options=["Sì", "No"],
            takes_several=False,
            closes_on=None,
            by=leader.person,
        )

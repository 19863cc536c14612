"""Reports, decisions with a reason, another look by another person; two moderators at once."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from innesto.notifications.models import Notification
from innesto.talk import rules
from innesto.talk.actions.moderation import (
    ReportedAlready,
    RuledMeanwhile,
    answer_appeal,
    appeal,
    report_post,
    rule_on_post,
)
from innesto.talk.models import Post, Ruling
from innesto.talk.queries.moderation import count_waiting, waiting_posts
from tests.accounts.factories import UserFactory
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.talk.factories import PostFactory, ThreadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def facilitator():
    return MemberFactory(is_facilitator=True)


@pytest.fixture
def post(facilitator):
    thread = ThreadFactory(community=facilitator.community, posts=1)
    author = MemberFactory(community=facilitator.community).person
    return PostFactory(thread=thread, author=author, text="<p>Vendo pentole</p>")


def test_report_post_waits_for_who_moderates_and_for_nobody_else(facilitator, post):
    stranger, reader = UserFactory(), MemberFactory(community=facilitator.community).person

    report_post(post, "spam", by=reader)

    assert list(waiting_posts(facilitator.person)) == [post]
    assert (count_waiting(facilitator.person), count_waiting(stranger)) == (1, 0)
    assert Post.objects.get(pk=post.pk).is_shown
    with pytest.raises(ReportedAlready):
        report_post(post, "rude", by=reader)


def test_report_post_that_lets_a_minor_be_recognised_hides_it_at_once(facilitator, post):
    reader = MemberFactory(community=facilitator.community).person

    report_post(post, "privacy", by=reader)

    assert Post.objects.get(pk=post.pk).state == "hidden"
    post.thread.refresh_from_db()
    assert post.thread.posts_count == 1


def test_rule_on_post_by_two_at_once_takes_the_first(facilitator, post):
    other = MemberFactory(community=facilitator.community, is_facilitator=True).person

    rule_on_post(post, "hide", by=facilitator.person, reason="Pubblicità", seen=0)

    with pytest.raises(RuledMeanwhile):
        rule_on_post(post, "keep", by=other, seen=0)
    assert Post.objects.get(pk=post.pk).state == "hidden"


def test_rule_on_post_tells_the_author_why(facilitator, post, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        rule_on_post(post, "hide", by=facilitator.person, reason="Pubblicità", seen=0)

    told = Notification.objects.filter(to=post.author).values_list("kind", "body")
    assert list(told) == [("post_ruled_on", "Pubblicità")]


def test_rule_on_post_that_removes_leaves_no_word_of_it(facilitator, post):
    rule_on_post(post, "remove", by=facilitator.person, reason="Dati di un minore", seen=0)

    assert Post.objects.get(pk=post.pk).text == ""
    assert Post.history.filter(id=post.pk).count() == 0


def test_an_appeal_is_answered_by_another_person(facilitator, post):
    other = MemberFactory(community=facilitator.community, is_facilitator=True).person
    ruling = rule_on_post(post, "hide", by=facilitator.person, reason="Pubblicità", seen=0)
    assert rules.can_appeal(post.author, ruling)

    ruling = appeal(ruling, "Le pentole sono del corso", by=post.author)

    assert rules.can_answer_appeal(other, ruling)
    assert not rules.can_answer_appeal(facilitator.person, ruling)
    with pytest.raises(RuledMeanwhile):
        appeal(ruling, "Ancora", by=post.author)
    answer_appeal(ruling, restores=True, answer="Hai ragione", by=other)
    assert Post.objects.get(pk=post.pk).is_shown
    with pytest.raises(RuledMeanwhile):
        answer_appeal(ruling, restores=False, answer="No", by=other)


def test_an_appeal_cannot_be_answered_by_who_decided(facilitator, post):
    ruling = rule_on_post(post, "hide", by=facilitator.person, reason="No", seen=0)

    with pytest.raises(IntegrityError), transaction.atomic():
        Ruling.objects.filter(pk=ruling.pk).update(answered_by=facilitator.person)


def test_operators_moderate_what_everyone_reads_and_nothing_else():
    operator = UserFactory(is_staff=True)
    public, closed = CommunityFactory(visibility="public"), CommunityFactory()

    assert (rules.can_moderate(operator, public), rules.can_moderate(operator, closed)) == (
        True,
        False,
    )


def test_the_queue_is_narrowed_by_community_and_language(client, facilitator, post):
    german = PostFactory(thread=post.thread, language="de", text="<p>Guten Tag</p>")
    for one in (post, german):
        report_post(one, "spam", by=facilitator.person)
    client.force_login(facilitator.person)

    page = client.get(reverse("talk:queue"), {"language": "de"}).text

    assert ("Guten Tag" in page, "Vendo pentole" in page) == (True, False)
    assert client.get(reverse("talk:queue"), {"community": "altrove"}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_queue_costs_the_same_for_one_row_and_for_three(
    client, django_assert_num_queries, facilitator, count
):
    thread = ThreadFactory(community=facilitator.community)
    for post in PostFactory.create_batch(count, thread=thread):
        report_post(post, "spam", by=facilitator.person)
    client.force_login(facilitator.person)

    with django_assert_num_queries(8):
        page = client.get(reverse("talk:queue"))

    assert page.text.count("<article") == count

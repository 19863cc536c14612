"""Places, what is to read, and pages that cost the same whatever they hold."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from innesto.communities import rules as community_rules
from innesto.talk import rules
from innesto.talk.actions.reading import follow_community, follow_thread, mark_all_seen
from innesto.talk.models import Place
from innesto.talk.queries.people import followers
from innesto.talk.queries.reading import count_to_read, to_read
from innesto.talk.queries.standing import room_at, standing_of
from tests.accounts.factories import UserFactory
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.programmes.factories import ParticipantFactory, ProgrammeFactory
from tests.talk.factories import PostFactory, ThreadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MemberFactory(since=timezone.localdate() - timedelta(days=2))


def test_to_read_forgets_a_thread_when_its_last_page_was_opened(client, member):
    thread = ThreadFactory(community=member.community, posts=27)
    client.force_login(member.person)
    url = thread.get_absolute_url()

    client.get(url)
    assert (count_to_read(member.person), Place.objects.get().number) == (1, 25)
    client.get(url, {"page": "2"})
    assert (count_to_read(member.person), Place.objects.get().number) == (0, 27)

    PostFactory(thread=thread)
    assert [one.pk for one in to_read(member.person)[0]] == [thread.pk]


def test_to_read_leaves_out_what_is_muted_old_or_elsewhere(member):
    community = member.community
    muted, old, seen = ThreadFactory.create_batch(3, community=community, posts=1)
    ThreadFactory(posts=1)
    follow_thread(muted, "muted", by=member.person)
    old.last_at = timezone.now() - timedelta(days=9)
    old.save()
    Place.objects.create(person=member.person, thread=seen, number=1)
    ThreadFactory(community=community, posts=1, is_shown=False)

    assert count_to_read(member.person) == 0


def test_mark_all_seen_leaves_what_comes_after(member):
    thread = ThreadFactory(community=member.community, posts=1)
    mark_all_seen(by=member.person)
    assert count_to_read(member.person) == 0

    PostFactory(thread=thread)
    assert count_to_read(member.person) == 1


def test_followers_are_members_who_follow_the_thread_or_all_and_did_not_mute_it(member):
    thread = ThreadFactory(community=member.community, posts=1)
    muted = MemberFactory(community=member.community).person
    left = MemberFactory(community=member.community, status="ended").person
    for person in (member.person, muted, left):
        follow_community(member.community, by=person, follows=True)
    follow_thread(thread, "muted", by=muted)

    assert list(followers(thread)) == [member.person]


def test_a_post_is_found_by_its_number_on_its_page(client, member):
    thread = ThreadFactory(community=member.community, posts=30)
    client.force_login(member.person)

    moved = client.get(reverse("talk:post", args=[thread.posts.get(number=28).pk]))

    assert moved["Location"] == f"{thread.get_absolute_url()}?page=2#post-28"
    assert 'id="post-28"' in client.get(moved["Location"]).text


def test_what_is_hidden_or_held_is_not_in_the_page_of_others(client, member):
    thread = ThreadFactory(community=member.community, posts=1)
    PostFactory(thread=thread, text="<p>Nascosta</p>", state="hidden")
    PostFactory(thread=thread, text="<p>Trattenuta</p>", state="held")
    client.force_login(member.person)

    page = client.get(thread.get_absolute_url()).text

    assert ("Nascosta</p>" in page, "Trattenuta" in page) == (False, False)


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_row_and_for_three(
    client, django_assert_num_queries, member, count
):
    threads = [ThreadFactory(community=member.community, posts=1) for _n in range(count)]
    client.force_login(member.person)

    with django_assert_num_queries(6):
        page = client.get(reverse("talk:index", args=[member.community.slug]))

    assert [thread.title in page.text for thread in threads] == [True] * count


@pytest.mark.parametrize("count", [1, 3])
def test_thread_costs_the_same_for_one_post_and_for_three(
    client, django_assert_num_queries, member, count
):
    thread = ThreadFactory(community=member.community, posts=count)
    Place.objects.create(person=member.person, thread=thread, number=3)
    client.force_login(member.person)

    with django_assert_num_queries(6):
        page = client.get(thread.get_absolute_url())

    assert page.text.count("<article") == count


@pytest.mark.parametrize("count", [1, 3])
def test_to_read_costs_the_same_for_one_row_and_for_three(
    client, django_assert_num_queries, member, count
):
    for _n in range(count):
        ThreadFactory(community=member.community, posts=1)
    client.force_login(member.person)

    with django_assert_num_queries(6):
        page = client.get(reverse("talk:to-read"))

    assert page.text.count('<h2 class="h3">') == count


@pytest.mark.parametrize("visibility", ["public", "programme", "community", "private"])
def test_standing_says_what_the_rules_of_communities_say(visibility):
    programme = ProgrammeFactory(state="running")
    community = CommunityFactory(programme=programme, visibility=visibility)
    people = [
        UserFactory(is_staff=True),
        ParticipantFactory(programme=programme, user=UserFactory(), may_coordinate=True).user,
        *(MemberFactory(community=community, level=level).person for level in ("active", "guest")),
        MemberFactory(community=community, status="asked").person,
        MemberFactory(community=community, is_facilitator=True).person,
    ]

    for person in people:
        for room in room_at(community.slug, viewer=person):
            standing = standing_of(room, room, person)
            assert (standing.may_answer, standing.may_contribute, standing.may_moderate) == (
                community_rules.can_answer(person, community),
                community_rules.can_contribute(person, community),
                rules.can_moderate(person, community),
            )

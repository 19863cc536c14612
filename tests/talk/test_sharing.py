"""A conversation that another community reads too."""

import datetime

import pytest
from django.utils import timezone

from innesto.communities.actions.bridges import accept_bridge, offer_bridge
from innesto.talk.life_signs import count_posts
from innesto.talk.models import Thread
from innesto.talk.searched import thread_cards
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.talk.factories import PostFactory, ThreadFactory

pytestmark = pytest.mark.django_db


@pytest.mark.capability("T-35")
def test_a_shared_thread_is_read_by_the_members_of_the_other_community_alone(client):
    thread, other = ThreadFactory(posts=1), ThreadFactory(posts=1)
    neighbour = MemberFactory()
    stranger = MemberFactory()

    home, to = thread.community, neighbour.community
    bridge = offer_bridge(thread, origin=home, to=to, reason="Yours too", by=thread.author)
    offered = Thread.objects.visible_to(neighbour.person).exists()
    accept_bridge(bridge, by=neighbour.person)

    client.force_login(neighbour.person)
    page = client.get(thread.get_absolute_url())
    assert not offered
    assert list(Thread.objects.visible_to(neighbour.person)) == [thread]
    assert not Thread.objects.visible_to(stranger.person).exists()
    assert (page.status_code, client.get(other.get_absolute_url()).status_code) == (200, 404)
    assert [tab.url for tab in page.context["tabs"] if "conversazioni" in tab.url] == []
    (card,) = thread_cards([thread.pk])
    assert f"member:{neighbour.community.pk}" in card.audiences


def test_count_posts_counts_what_is_shown_and_of_late():
    today = timezone.localdate()
    thread = ThreadFactory(posts=2)
    PostFactory(thread=thread, state="hidden")
    PostFactory(thread=thread, created_at=timezone.now() - datetime.timedelta(days=100))
    silent = CommunityFactory()

    assert count_posts([thread.community.pk, silent.pk], today) == {thread.community.pk: 2}

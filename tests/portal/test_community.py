"""The front page of a community, and its feeds."""

import pytest
from django.urls import reverse
from django.utils import timezone

from innesto.exchanges.models import CalendarFeed
from innesto.journal.actions import record
from tests.accounts.factories import UserFactory
from tests.communities.factories import BridgeFactory, CommunityFactory, MemberFactory
from tests.exchanges.factories import ExchangeFactory
from tests.practices.factories import ChallengeFactory, PracticeFactory
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


def page(client, community, person=None):
    if person:
        client.force_login(person)
    return client.get(community.get_absolute_url()).text


@pytest.mark.capability("C-02")
@pytest.mark.capability("C-05")
@pytest.mark.capability("C-18")
def test_front_shows_question_people_practices_challenges_and_meetings(client):
    programme = ProgrammeFactory(state="running")
    community = CommunityFactory(programme=programme, strand="cop1", visibility="public")
    MemberFactory(community=community, is_facilitator=True, person__name="Rosa Modello")
    of_strand = {"programme": programme, "strand": "cop1"}
    PracticeFactory(published=True, title="Una porta sola", **of_strand)
    PracticeFactory(published=True, title="Altrove", programme=programme, strand="cop2")
    ChallengeFactory(title="Chi apre per primo?", **of_strand)
    ExchangeFactory(
        programme=programme,
        scope="cop1",
        title={"it": "Workshop a Salonicco"},
        starts_on=timezone.localdate(),
        ends_on=timezone.localdate(),
    )

    text = page(client, community)

    shown = ("Come si fa?", "Rosa Modello", "Una porta sola", "Chi apre per primo?", "Salonicco")
    assert [words in text for words in shown] == [True] * 5
    assert "Altrove" not in text


def test_front_says_how_to_join_and_nothing_of_what_is_inside(client):
    programme = ProgrammeFactory(state="running")
    community = CommunityFactory(programme=programme, joining="ask")
    PracticeFactory(published=True, title="Una porta sola", programme=programme)

    text = page(client, community, UserFactory())

    assert ("Come si fa?" in text, "Chiedi di entrare" in text) == (True, True)
    assert "Una porta sola" not in text


@pytest.mark.capability("T-35")
def test_front_shows_what_other_communities_share_with_its_origin(client):
    member = MemberFactory()
    origin = CommunityFactory(names={"it": "La prima"})
    work = PracticeFactory(published=True, title="Una porta sola")
    BridgeFactory(origin=origin, to=member.community, work=work, state="accepted")

    text = page(client, member.community, member.person)

    assert ("Una porta sola" in text, "da «La prima»" in text) == (True, True)


@pytest.mark.parametrize("count", [1, 3])
def test_front_costs_a_member_eight_questions_once_it_is_worked_out(
    client, django_assert_num_queries, count
):
    programme = ProgrammeFactory(state="running")
    community = CommunityFactory(programme=programme, visibility="programme")
    members = MemberFactory.create_batch(count, community=community)
    PracticeFactory.create_batch(count, published=True, programme=programme)
    page(client, community, members[0].person)

    with django_assert_num_queries(8):
        client.get(community.get_absolute_url())


def test_news_of_a_public_community_name_works_and_no_persons(client):
    community = CommunityFactory(visibility="public")
    work = PracticeFactory(published=True, title="Una porta sola")
    record("deposited", work, by=UserFactory(name="Rosa Modello"), within=community)

    feed = client.get(reverse("portal:community-news", args=[community.slug]))

    assert feed["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert ("Una porta sola" in feed.text, "Rosa" in feed.text) == (True, False)


def test_feeds_of_others_open_by_the_secret_address_of_a_member(client):
    member = MemberFactory()
    CalendarFeed.objects.create(person=member.person, token="secret")
    CalendarFeed.objects.create(person=UserFactory(), token="stranger")

    def status(name, *keys):
        return client.get(reverse(name, args=[member.community.slug, *keys])).status_code

    assert status("portal:community-news") == 404
    assert status("portal:community-news-of", "secret") == 200
    assert status("portal:community-news-of", "stranger") == 404
    assert status("portal:community-meetings-of", "secret") == 200
    assert status("portal:community-meetings-of", "stranger") == 404


def test_meetings_are_those_of_the_strand_and_of_the_whole_programme(client):
    programme = ProgrammeFactory(state="running")
    community = CommunityFactory(programme=programme, strand="cop1", visibility="public")
    for scope, title in (("cop1", "Nostro"), ("", "Di tutti"), ("cop2", "Altrui")):
        ExchangeFactory(programme=programme, scope=scope, title={"it": title})

    file = client.get(reverse("portal:community-meetings", args=[community.slug])).text

    assert [name in file for name in ("Nostro", "Di tutti", "Altrui")] == [True, True, False]


def test_follow_shows_secret_addresses_that_open_and_first_how_to_make_one(client):
    member = MemberFactory()
    client.force_login(member.person)
    url = reverse("portal:community-follow", args=[member.community.slug])

    before = client.get(url)
    CalendarFeed.objects.create(person=member.person, token="secret")
    after = client.get(url)

    assert [before.context[name] for name in ("news", "meetings", "is_secret")] == ["", "", False]
    client.logout()
    addresses = [after.context["news"], after.context["meetings"]]
    assert [client.get(one).status_code for one in addresses] == [200, 200]
    assert after.context["is_secret"]

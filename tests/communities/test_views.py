"""Pages of communities, as people use them."""

import json

import pytest
from django.urls import reverse

from innesto.communities.actions.life import edit_community
from innesto.communities.models import Bridge, Community
from innesto.communities.queries.register import seals_of
from tests.accounts.factories import UserFactory
from tests.communities.factories import CommunityFactory, MemberFactory, PromiseFactory
from tests.practices.factories import PracticeFactory
from tests.programmes.factories import LIVELY, ParticipantFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def facilitator(client):
    member = MemberFactory(is_facilitator=True, is_steward=True)
    client.force_login(member.person)
    return member


def address(name, community, *keys):
    return reverse(f"communities:{name}", args=[community.slug, *keys])


@pytest.mark.capability("C-04")
def test_one_button_opens_the_communities_of_a_programme(client):
    programme = ProgrammeFactory(slug="lively", blueprint=LIVELY, state="running")
    ada = ParticipantFactory(programme=programme, user=UserFactory(), may_coordinate=True).user
    client.force_login(ada)

    offered = client.get(reverse("communities:of-programme", args=["lively"])).text
    client.post(reverse("communities:open-all", args=["lively"]))
    after = client.get(reverse("communities:of-programme", args=["lively"])).text

    verb = "Apri le comunità di questo programma"
    assert (verb in offered, verb in after) == (True, False)
    assert [c.slug for c in Community.objects.order_by("pk")] == ["lively-cop1", "lively-cop2"]


def test_edit_shows_both_texts_after_a_clash_and_saves_the_second_time(client, facilitator):
    community = facilitator.community
    answers = {
        "names_it": "Comunità",
        "rhythm": "ogni giorno",
        "visibility": "community",
        "joining": "open",
        "seals": json.dumps(seals_of(community)),
    }
    edit_community(community, by=facilitator.person, rhythm="ogni settimana")

    clash = client.post(address("edit", community), answers)
    seals = json.dumps(seals_of(Community.objects.get(pk=community.pk)))
    client.post(address("edit", community), answers | {"seals": seals})

    assert clash.status_code == 409
    assert ("ogni settimana" in clash.text, "ogni giorno" in clash.text) == (True, True)
    community.refresh_from_db()
    assert community.rhythm == "ogni giorno"


@pytest.mark.parametrize("count", [1, 3])
def test_members_cost_the_same_for_one_and_for_three(
    client, facilitator, django_assert_num_queries, count
):
    community = facilitator.community
    MemberFactory.create_batch(count, community=community)
    MemberFactory.create_batch(count, community=community, status="asked")
    PromiseFactory.create_batch(count, community=community)

    with django_assert_num_queries(12):
        client.get(address("members", community))


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_and_for_three(client, django_assert_num_queries, count):
    CommunityFactory.create_batch(count, programme=ProgrammeFactory(state="running"))

    with django_assert_num_queries(3):
        client.get(reverse("communities:index"))


@pytest.mark.capability("T-35")
def test_a_work_is_offered_and_accepted_in_the_browser(client, facilitator):
    programme = ProgrammeFactory(state="running")
    here = MemberFactory(community__programme=programme, community__strand="cop1")
    work = PracticeFactory(published=True, programme=programme, strand="cop1")
    facilitator.community.programme = programme
    facilitator.community.save()

    client.force_login(here.person)
    offer = address("bridge-offer", here.community, "practices.practice", work.pk)
    client.post(offer, {"to": facilitator.community.pk, "reason": "Serve anche a voi"})
    client.force_login(facilitator.person)
    waiting = client.get(address("bridges", facilitator.community)).text
    bridge = Bridge.objects.get()
    client.post(address("bridge-accept", facilitator.community, bridge.pk))

    assert ("Serve anche a voi" in waiting, bridge.work) == (True, work)
    bridge.refresh_from_db()
    assert bridge.state == "accepted"


def test_a_work_of_another_community_cannot_be_offered(client, facilitator):
    work = PracticeFactory(published=True)

    answer = client.get(
        address("bridge-offer", facilitator.community, "practices.practice", work.pk)
    )

    assert answer.status_code == 404


def test_leaving_as_the_last_steward_is_refused_in_words(client, facilitator):
    answer = client.post(
        address("member-leave", facilitator.community, facilitator.pk), follow=True
    )

    facilitator.refresh_from_db()
    assert facilitator.status == "in"
    assert answer.status_code == 200

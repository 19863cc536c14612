"""Pages of the expert desk: who asks is shown to whom, and what a list costs."""

import pytest
from django.urls import reverse
from django.utils import timezone

from innesto.communities.actions.bridges import accept_bridge, offer_bridge
from innesto.communities.models import Member
from innesto.questions.actions.answering import give_answer
from innesto.questions.queries.desk import figures_of
from innesto.questions.searched import question_cards
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.questions.factories import ExpertFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_index_asks_as_often_however_many_questions(client, django_assert_num_queries, count):
    community = CommunityFactory()
    asked = QuestionFactory.create_batch(count, community=community, theme=None)
    client.force_login(MemberFactory(community=community).person)
    url = reverse("questions:index", args=[community.slug])
    client.get(url)

    with django_assert_num_queries(13):
        response = client.get(url)

    assert [one.title in response.text for one in asked] == [True] * count


@pytest.mark.parametrize("count", [1, 3])
def test_directory_asks_as_often_however_many_experts(client, django_assert_num_queries, count):
    experts = ExpertFactory.create_batch(count, is_listed=True)
    client.force_login(experts[0].person)
    url = reverse("questions:directory")
    client.get(url)

    with django_assert_num_queries(8):
        response = client.get(url)

    assert [str(one.person) in response.text for one in experts] == [True] * count


@pytest.mark.capability("S-25")
def test_directory_is_narrowed_by_language(client):
    german = ExpertFactory(is_listed=True, kind="lecturer", spoken=",de,")
    italian = ExpertFactory(is_listed=True)
    client.force_login(MemberFactory().person)

    text = client.get(reverse("questions:directory"), {"language": "de"}).text

    assert (str(german.person) in text, str(italian.person) in text) == (True, False)


@pytest.mark.capability("T-31")
@pytest.mark.parametrize(
    ("anonymity", "seen_by"),
    [
        ("named", ["member", "expert", "leader", "operator"]),
        ("members", ["expert", "leader"]),
        ("all", []),
    ],
)
def test_who_asks_is_shown_to_whom_the_asker_said(client, admin, anonymity, seen_by):
    community = CommunityFactory()
    question = QuestionFactory(community=community, anonymity=anonymity)
    question.asker.name = "Marta Nascosta"
    question.asker.save()
    readers = {
        "member": MemberFactory(community=community).person,
        "expert": ExpertFactory(community=community).person,
        "leader": MemberFactory(community=community, is_facilitator=True).person,
        "operator": admin,
    }
    give_answer(question, by=question.asker, body="<p>Ancora.</p>", language="it")

    found = []
    for name, reader in readers.items():
        client.force_login(reader)
        pages = [question.get_absolute_url(), reverse("questions:index", args=[community.slug])]
        pages += (
            [reverse("journal:register")] if name == "operator" and anonymity != "named" else []
        )
        texts = [client.get(page).text for page in pages]
        if any("Marta Nascosta" in text for text in texts):
            found.append(name)

    assert found == seen_by


@pytest.mark.capability("S-07")
def test_a_municipality_asks_who_has_a_practice(client):
    community = CommunityFactory()
    client.force_login(MemberFactory(community=community).person)
    url = reverse("questions:new", args=[community.slug])
    said = {"kind": "seeks", "title": "Chi raccoglie porta a porta?", "language": "it"}

    response = client.post(
        url, {**said, "urgency": 2, "audience": "community", "anonymity": "named"}, follow=True
    )

    assert "Chi raccoglie porta a porta?" in response.text


def test_figures_are_counted_and_never_made_up():
    community = CommunityFactory()
    assert figures_of(community, at=timezone.now()).median is None
    question = QuestionFactory(community=community)
    peer = MemberFactory(community=community).person
    give_answer(question, by=peer, body="<p>Sì.</p>", language="it")

    figures = figures_of(community, at=timezone.now())

    assert (figures.asked, figures.due, figures.kept, figures.by_peers) == (1, 1, 1, 1)
    assert figures.median is not None


@pytest.mark.capability("T-35")
def test_question_shared_with_another_community_is_read_there(client):
    question = QuestionFactory(community=CommunityFactory(visibility="private"))
    home, there = question.community, MemberFactory(is_facilitator=True)
    member = Member.objects.get(community=home, person=question.asker)
    client.force_login(there.person)
    before = client.get(question.get_absolute_url()).status_code

    bridge = offer_bridge(
        question, origin=home, to=there.community, reason="Yours too", by=member.person
    )
    accept_bridge(bridge, by=there.person)

    page = client.get(question.get_absolute_url())
    assert (before, page.status_code) == (404, 200)
    assert question.title in page.text
    (card,) = question_cards([question.pk])
    assert f"member:{there.community.pk}" in card.audiences


def test_question_for_experts_alone_is_shared_with_nobody(client):
    question = QuestionFactory(audience="experts")
    member = MemberFactory(community=question.community, is_facilitator=True)
    client.force_login(member.person)
    kind = "questions.question"
    offer = reverse("communities:bridge-offer", args=[question.community.slug, kind, question.pk])

    shown = client.get(question.get_absolute_url()).text

    assert client.get(offer).status_code == 404
    assert offer not in shown

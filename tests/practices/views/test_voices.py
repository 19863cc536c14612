"""Pages for whoever has an account: follow, comment, propose."""

import pytest
from django.urls import reverse

from innesto.practices.models import Practice
from tests.accounts.factories import UserFactory
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cleo():
    return UserFactory(name="Cleo Cittadina")


@pytest.fixture
def marta():
    town = OrganisationFactory(name="Asti", kind="municipality")
    return MembershipFactory(organisation=town, is_referent=True).person


def address(name, practice):
    return reverse(f"practices:{name}", args=[practice.slug])


@pytest.mark.capability("S-09")
def test_a_citizen_reads_follows_comments_and_is_answered(client, cleo, marta):
    town = marta.memberships.get().organisation
    practice = PracticeFactory(published=True, organisation=town)
    client.force_login(cleo)

    assert "Segui questa pratica" in client.get(address("detail", practice)).text
    client.post(address("follow", practice))
    assert "Non seguirla più" in client.get(address("detail", practice)).text
    client.post(address("story", practice), {"text": "Da noi piove dentro."})
    client.force_login(marta)
    desk = client.get(reverse("portal:desk")).text
    question = practice.questions.get()
    client.post(
        reverse("practices:answer", args=[practice.slug, question.pk]), {"answer": "Ripariamo."}
    )
    client.force_login(cleo)
    client.post(address("unfollow", practice))

    assert "Da noi piove dentro." in desk
    assert "Ripariamo." in client.get(address("story", practice)).text
    assert practice.followers.count() == 0


@pytest.mark.capability("S-10")
def test_propose_goes_to_a_municipality_that_endorses_it(client, cleo, marta):
    client.force_login(cleo)
    answer = client.post(
        reverse("practices:propose"),
        {
            "to": "Asti",
            "title": "Il cortile aperto",
            "strapline": "Un cortile al giorno",
            "how": "Si apre il cancello",
            "proposer": "Comitato di via Roma",
            "language": "it",
        },
    )
    practice = Practice.objects.get()
    assert answer.url == practice.get_absolute_url()
    assert "aspetta la risposta" in client.get(answer.url).text.lower()

    client.force_login(marta)
    assert "Comitato di via Roma propone" in client.get(reverse("portal:desk")).text
    refused = client.post(address("proposal", practice), {"decision": "decline"})
    client.post(address("proposal", practice), {"decision": "endorse"})
    page = client.get(address("detail", practice)).text

    assert refused.status_code == 422
    assert "Proposta da Comitato di via Roma" in page
    assert Practice.objects.get().organisation.name == "Asti"


def test_propose_wants_a_municipality_that_answers(client, cleo):
    OrganisationFactory(name="Cuneo", kind="municipality")
    client.force_login(cleo)

    answer = client.post(reverse("practices:propose"), {"to": "Cuneo", "title": "Orti"})

    assert answer.status_code == 422
    assert Practice.objects.count() == 0


def test_proposal_knows_only_proposals(client, marta):
    client.force_login(marta)

    assert client.get(address("proposal", PracticeFactory(published=True))).status_code == 404

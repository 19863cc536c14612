import pytest
from django.urls import reverse

from innesto.lineage.models import Link
from tests.organisations.factories import OrganisationFactory
from tests.practices.factories import ChallengeFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"practices:{name}", args=args)


@pytest.mark.capability("S-06")
def test_link_answers_and_unlink(client, practice, owner):
    other = PracticeFactory(published=True, title="Mediazione nelle scuole")
    challenge = ChallengeFactory(title="Una porta sola?")

    client.post(
        at("link", practice.slug), {"relation": "needs", "other": "Mediazione nelle scuole"}
    )
    client.post(
        at("link", practice.slug), {"relation": "needs", "other": "Mediazione nelle scuole"}
    )
    client.post(at("answers", practice.slug), {"challenge": challenge.pk})
    client.post(at("answers", practice.slug), {"challenge": challenge.pk})

    page = client.get(practice.get_absolute_url()).text
    assert (other.title in page, challenge.title in page) == (True, True)
    assert practice.title in client.get(challenge.get_absolute_url()).text
    client.post(at("unlink", practice.slug, Link.objects.get(relation="needs").pk))
    client.post(at("unlink", practice.slug, 0))
    assert Link.objects.count() == 1


def test_of_organisation_shows_its_map(client, practice):
    page = client.get(at("of-organisation", practice.organisation.slug)).text

    assert practice.title in page
    assert (
        "Ancora nessuna pratica"
        in client.get(at("of-organisation", OrganisationFactory().slug)).text
    )

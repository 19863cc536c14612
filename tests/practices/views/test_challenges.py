import pytest
from django.urls import reverse

from innesto.practices.models import Challenge
from tests.organisations.factories import MembershipFactory
from tests.practices.factories import ChallengeFactory

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"practices:{name}", args=args)


def test_challenge_is_named_shared_and_listed(client, owner, practice):
    client.post(at("challenge-new"), {"title": "Come si misura?"})
    challenge = Challenge.objects.get()
    other = MembershipFactory(is_referent=True)
    client.force_login(other.person)
    client.post(challenge.get_absolute_url())

    assert set(challenge.organisations.all()) == {practice.organisation, other.organisation}
    assert "Come si misura?" in client.get(at("challenges")).text
    assert client.get(challenge.get_absolute_url(), {"avanzamento": "planned"}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_challenges_cost_the_same_for_one_and_for_three(client, django_assert_num_queries, count):
    ChallengeFactory.create_batch(count)

    with django_assert_num_queries(2):
        client.get(at("challenges"))

import pytest
from django.urls import reverse

from innesto.practices.models import JointAction
from tests.organisations.factories import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"practices:{name}", args=args)


def test_together_wants_shares_that_add_up(client, practice, owner):
    OrganisationFactory(name="Comune di Agliè")
    url = at("together", practice.slug)
    sent = {"process": "Un ufficio in due", "cost": "100"}

    wrong = client.post(url, {**sent, "members": "Comune di Agliè; 90"})
    unknown = client.post(url, {**sent, "members": "Comune che non c’è; 100"})
    client.post(url, {**sent, "members": "Comune di Agliè; 100\n"})

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    member = JointAction.objects.get().members.get()
    assert "Un ufficio in due" in client.get(practice.get_absolute_url()).text
    assert client.post(at("join-in", member.pk)).status_code == 403
    client.force_login(MembershipFactory(organisation=member.organisation, is_referent=True).person)
    client.post(at("join-in", member.pk))
    member.refresh_from_db()
    assert member.agreed_on is not None

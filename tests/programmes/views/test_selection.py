import pytest
from django.urls import reverse

from innesto.toolkit.models import Draft
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ApplicationFactory, SelectionFactory

EARLIER = "Perché abbiamo cominciato."


@pytest.fixture
def applicant(client, db):
    """Somebody who acts for a municipality, signed in."""
    membership = MembershipFactory()
    client.force_login(membership.person)
    return membership


@pytest.fixture
def selection(db):
    return SelectionFactory(programme__state="running")


def address_of(selection):
    return reverse("programmes:apply", args=[selection.programme.slug, selection.pk])


def test_apply_begins_with_what_was_sent_before(client, applicant, selection):
    before = client.get(address_of(selection)).text
    ApplicationFactory(selection=selection, organisation=applicant.organisation)

    assert (EARLIER in before, EARLIER in client.get(address_of(selection)).text) == (False, True)


def test_apply_takes_up_a_draft_and_drops_it_when_sent(client, applicant, selection):
    address = address_of(selection)
    ApplicationFactory(selection=selection, organisation=applicant.organisation)
    form = {"draft_form": "programmes:apply", "draft_subject": selection.pk}
    kept = {**form, "draft_address": address, "answer_why": "Perché oggi"}
    client.post(reverse("toolkit:keep"), kept)

    assert "Perché oggi" in client.get(address).text
    sent = {"organisation": applicant.organisation_id, "answer_why": "Perché oggi sì"}
    answer = client.post(address, sent)

    application = selection.applications.get()
    assert answer["Location"] == reverse(
        "programmes:application", args=[selection.programme.slug, application.pk]
    )
    assert application.answers["why"] == "Perché oggi sì"
    assert not Draft.objects.exists()

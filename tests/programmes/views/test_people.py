from datetime import timedelta
from urllib.parse import unquote

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from innesto.accounts.models import Invitation
from innesto.organisations.models import Membership
from tests.accounts.factories import UserFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory

ANSWERS = {"name": "Ines Invitata", "email": "ines@example.org", "role": "officer"}


@pytest.fixture
def signed_in(client, coordinator):
    TOTP.activate(coordinator, "JBSWY3DPEHPK3PXP")
    client.force_login(coordinator)
    return client


def page(name, programme, *args, **query):
    return reverse(f"programmes:{name}", args=[programme.slug, *args], query=query)


def link_of(email):
    return reverse("accounts:invitation", args=[Invitation.objects.get(email=email).token])


def test_invite_leads_from_the_partner_to_a_colleague_who_finds_the_programme(signed_in, lively):
    partner = PartnerFactory(programme=lively, organisation__name="Comune di Asti")
    url = page("person-invite", lively, partner=partner.pk)
    guest = type(signed_in)()

    asked = signed_in.get(url)
    sent = signed_in.post(url, {**ANSWERS, "partner": "Comune di Asti", "is_contact": "on"})
    shown = guest.get(link_of("ines@example.org"))
    landed = guest.post(link_of("ines@example.org"), follow=True)

    person = get_user(guest)
    assert "Comune di Asti" in asked.text
    assert sent["Location"] == partner.get_absolute_url()
    assert "partecipare a «Vivace» come Referente, per Comune di Asti" in shown.text
    assert landed.redirect_chain == [(lively.get_absolute_url(), 302)]
    assert landed.status_code == 200
    assert Membership.objects.get(person=person).organisation == partner.organisation
    assert lively.participants.get(user=person).role == "officer"


def test_invitation_of_somebody_with_an_account_asks_for_the_code_first(
    signed_in, lively, last_code
):
    known = UserFactory(name="Nora Nota", email="ines@example.org")
    signed_in.post(page("person-invite", lively), ANSWERS)
    guest = type(signed_in)()
    link = link_of("ines@example.org")

    to_sign_in = guest.post(link)
    guest.post(to_sign_in["Location"], {"login": known.email, "next": link})
    back = guest.post(
        reverse("account_confirm_login_code"), {"code": last_code(), "next": link}, follow=True
    )
    landed = guest.post(link, follow=True)

    assert unquote(to_sign_in["Location"]) == unquote(f"{reverse('account_login')}?next={link}")
    assert back.redirect_chain[-1] == (link, 302)
    assert landed.redirect_chain == [(lively.get_absolute_url(), 302)]
    assert lively.participants.get(user=known).role == "officer"


def test_invitation_clicked_twice_gives_one_role(signed_in, lively):
    signed_in.post(page("person-invite", lively), ANSWERS)
    link = link_of("ines@example.org")
    first, second = Client(), Client()

    answers = [first.post(link), second.post(link)]

    assert [answer["Location"] for answer in answers] == [lively.get_absolute_url()] * 2
    assert lively.participants.filter(user=get_user(first)).count() == 1


def test_invitation_says_clearly_why_it_opens_nothing(signed_in, lively, stranger):
    signed_in.post(page("person-invite", lively), ANSWERS)
    link = link_of("ines@example.org")
    invitation = Invitation.objects.get()
    other = type(signed_in)()
    other.force_login(stranger)

    elsewhere = other.get(link)
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        over = type(signed_in)().get(link)
    signed_in.post(page("person-take-back", lively, invitation.promises.get().pk))
    revoked = type(signed_in)().get(link)

    assert (elsewhere.status_code, over.status_code, revoked.status_code) == (200, 410, 410)
    assert "L’invito è andato a ines@example.org" in elsewhere.text
    assert "Questo invito non vale più" in over.text
    assert "Questo invito è stato ritirato" in revoked.text


def test_used_invitation_leads_back_to_the_programme(signed_in, lively, stranger):
    signed_in.post(page("person-invite", lively), ANSWERS)
    link = link_of("ines@example.org")
    guest = type(signed_in)()
    guest.force_login(stranger)
    guest.post(link)

    again = guest.get(link)

    assert again.status_code == 410
    assert f'href="{lively.get_absolute_url()}"' in again.text


def test_invite_asks_for_the_partner_of_who_is_in_charge_and_refuses_a_second_time(
    signed_in, lively
):
    nowhere = signed_in.post(page("person-invite", lively), {**ANSWERS, "is_contact": "on"})
    signed_in.post(page("person-invite", lively), ANSWERS)
    twice = signed_in.post(page("person-invite", lively), ANSWERS)

    assert (nowhere.status_code, twice.status_code) == (422, 422)
    assert "Referente di quale partner?" in nowhere.text
    assert "C’è già un invito aperto per questo indirizzo" in twice.text


def test_invite_again_reaches_somebody_named_without_an_account(signed_in, lively):
    nora = ParticipantFactory(programme=lively, name="Nora Nominata")

    people = signed_in.get(page("people", lively))
    signed_in.post(page("person-invite-again", lively, nora.pk), {"email": "nora@example.org"})
    later = signed_in.get(page("people", lively))

    assert "Invita Nora Nominata" in people.text
    assert "Invita di nuovo Nora Nominata" in later.text
    assert Invitation.objects.get().promises.get() == nora


def test_partner_edit_names_the_person_in_charge(signed_in, lively):
    partner = PartnerFactory(programme=lively)
    nora = ParticipantFactory(programme=lively, partner=partner, name="Nora Nominata")
    ParticipantFactory(programme=lively, name="Otto d’Altri")

    form = signed_in.get(page("partner-edit", lively, partner.pk))
    signed_in.post(page("partner-edit", lively, partner.pk), {"contact": nora.pk})
    shown = signed_in.get(partner.get_absolute_url())

    partner.refresh_from_db()
    assert ("Nora Nominata" in form.text, "Otto d’Altri" in form.text) == (True, False)
    assert partner.contact == nora
    assert "referente: Nora Nominata" in " ".join(shown.text.split())


@pytest.mark.parametrize("count", [1, 3])
def test_people_costs_the_same_for_one_person_and_for_three(
    signed_in, lively, count, django_assert_num_queries
):
    for number in range(count):
        signed_in.post(
            page("person-invite", lively), {**ANSWERS, "email": f"ines.{number}@example.org"}
        )
    signed_in.get(page("people", lively))

    with django_assert_num_queries(8):
        response = signed_in.get(page("people", lively))

    assert response.text.count("Invita di nuovo") == count

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from innesto.accounts.actions import relieve_second_factor, require_second_factor
from innesto.accounts.models import User
from innesto.journal.models import Entry
from tests.accounts.factories import UserFactory

PROFILE = reverse("accounts:profile")
SECURITY = reverse("mfa_index")
NOTICES = reverse("notifications:index")


@pytest.fixture
def supported(admin, stranger):
    """Let the operator use the account of the stranger."""
    client = Client()
    client.force_login(admin)
    client.post(reverse("accounts:stand_in", args=[stranger.pk]), {"reason": "Non vede i partner"})
    return client


def test_operator_without_second_factor_gets_no_further_than_the_security_page(client, db):
    client.force_login(UserFactory(is_staff=True))

    answer = client.get(reverse("journal:register"))

    assert answer["Location"] == SECURITY
    assert client.get(SECURITY).status_code == 200
    assert client.get(reverse("toolkit:style")).status_code == 200
    assert client.get(reverse("accounts:export"))["Location"] == SECURITY


def test_whoever_holds_an_office_needs_a_second_factor_until_relieved(client, stranger, admin):
    client.force_login(stranger)
    answers = [client.get(PROFILE).status_code]
    require_second_factor(stranger, by=admin)
    answers.append(client.get(PROFILE).status_code)
    relieve_second_factor(stranger, by=admin)
    answers.append(client.get(PROFILE).status_code)

    assert answers == [200, 302, 200]
    verbs = Entry.objects.about(stranger).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["required_second_factor", "relieved_second_factor"]


def test_with_a_second_factor_the_way_is_open_and_costs_one_query_once(
    client, stranger, admin, django_assert_num_queries
):
    require_second_factor(stranger, by=admin)
    TOTP.activate(stranger, "JBSWY3DPEHPK3PXP")
    client.force_login(stranger)

    assert client.get(PROFILE).status_code == 200
    with django_assert_num_queries(3):  # two of them for the frame
        assert client.get(PROFILE).status_code == 200


def test_last_second_factor_stays_while_it_is_needed(client, admin):
    factor = Authenticator.objects.get(user=admin)
    client.force_login(admin)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "totp", "reauthenticated": True, "at": timezone.now().timestamp()}
    ]
    session["account_authentication_methods_user"] = str(admin.pk)
    session.save()

    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(pk=factor.pk).exists()


def test_supporter_sees_the_site_as_the_person_and_a_banner(supported, stranger):
    page = supported.get(NOTICES)

    assert page.wsgi_request.user == stranger
    assert "Stai usando l’account di un’altra persona" in page.text


def test_entries_written_during_support_name_both(supported, admin, stranger):
    supported.post(
        reverse("notifications:choices"),
        {"hour": "7", "time_zone": "Europe/Rome", "invitation_accepted": "never"},
    )

    entry = Entry.objects.get(verb="chose_mail")
    started = Entry.objects.get(verb="started_support")
    assert (entry.by, entry.acting_as) == (admin, stranger)
    assert (started.by, started.acting_as, started.facts) == (
        admin,
        None,
        {"reason": "Non vede i partner"},
    )


@pytest.mark.parametrize(
    "name", ["accounts:profile", "accounts:export", "accounts:erase", "mfa_index", "account_email"]
)
def test_what_belongs_to_the_person_alone_is_closed_to_supporters(supported, name):
    assert supported.get(reverse(name)).status_code == 403


def test_support_ends_by_button(supported, admin):
    supported.post(reverse("accounts:leave"))

    assert supported.get(PROFILE).wsgi_request.user == admin
    assert Entry.objects.get(verb="ended_support").facts == {"is_over": False}


def test_support_ends_after_half_an_hour(client, admin, stranger):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.force_login(admin)
        client.post(reverse("accounts:stand_in", args=[stranger.pk]), {"reason": "Aiuto"})
        clock.shift(timedelta(minutes=29))
        before = client.get(NOTICES).wsgi_request.user
        clock.shift(timedelta(minutes=1))
        after = client.get(NOTICES).wsgi_request.user

    assert (before, after) == (stranger, admin)
    assert Entry.objects.get(verb="ended_support").facts == {"is_over": True}


def test_support_ends_when_the_person_becomes_an_operator(supported, admin, stranger):
    User.objects.filter(pk=stranger.pk).update(is_staff=True)

    assert supported.get(NOTICES).wsgi_request.user == admin


def test_nobody_stands_in_for_an_operator_or_without_a_reason(admin, stranger):
    client = Client()
    other = UserFactory(name="Olga Operatrice", is_staff=True)
    client.force_login(admin)

    answers = [
        client.post(reverse("accounts:stand_in", args=[other.pk]), {"reason": "x"}).status_code,
        client.post(reverse("accounts:stand_in", args=[stranger.pk]), {"reason": ""}).status_code,
    ]

    assert answers == [403, 422]
    assert Entry.objects.count() == 0

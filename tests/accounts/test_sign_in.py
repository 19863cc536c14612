"""The ways in and the second factor, through allauth, at our addresses."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.models import Entry

SECRET = "JBSWY3DPEHPK3PXP"
SIGN_IN = reverse("account_login")
CODE = reverse("account_confirm_login_code")


def app_code():
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(SECRET, counter))


def test_code_by_mail_lets_in_without_a_password(client, stranger, mailoutbox, last_code):
    asked = client.post(SIGN_IN, {"login": "Stranger@example.org"})
    let_in = client.post(CODE, {"code": last_code()})

    assert urlsplit(asked["Location"]).path == CODE
    assert let_in["Location"] == reverse("portal:desk")
    assert get_user(client) == stranger
    assert [mail.to for mail in mailoutbox] == [["stranger@example.org"]]
    assert EmailAddress.objects.get(user=stranger).verified


def test_code_lets_in_only_once(client, stranger, last_code):
    client.post(SIGN_IN, {"login": stranger.email})
    code = last_code()
    client.post(CODE, {"code": code})
    client.logout()
    again = client.post(CODE, {"code": code})

    assert again["Location"] == SIGN_IN
    assert not get_user(client).is_authenticated


def test_wrong_code_is_refused_and_the_third_one_ends_it(client, stranger, last_code):
    client.post(SIGN_IN, {"login": stranger.email})
    right = last_code()
    wrong = "000000" if right != "000000" else "111111"
    answers = [client.post(CODE, {"code": wrong}).status_code for _ in range(3)]
    late = client.post(CODE, {"code": right})

    assert answers == [200, 200, 302]
    assert late["Location"] == SIGN_IN
    assert not get_user(client).is_authenticated


def test_code_is_over_after_a_quarter_of_an_hour(client, stranger, last_code):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.post(SIGN_IN, {"login": stranger.email})
        code = last_code()
        clock.shift(timedelta(minutes=15, seconds=1))
        answer = client.post(CODE, {"code": code})

    assert answer["Location"] == SIGN_IN
    assert not get_user(client).is_authenticated


def test_nobody_learns_who_has_an_account(client, stranger, mailoutbox):
    known = client.post(SIGN_IN, {"login": stranger.email})
    client.cookies.clear()
    unknown = client.post(SIGN_IN, {"login": "nobody@example.org"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert reverse("account_signup") in mailoutbox[1].body


def test_asking_for_codes_has_a_limit(client, stranger, mailoutbox):
    answers = [
        type(client)().post(SIGN_IN, {"login": stranger.email}).status_code for _ in range(5)
    ]

    assert answers == [302, 302, 302, 200, 200]
    assert len(mailoutbox) == 3


@pytest.mark.capability("S-23")
@pytest.mark.django_db
def test_sign_up_asks_name_and_address_and_nothing_else(client, last_code):
    page = client.get(reverse("account_signup"))
    client.post(reverse("account_signup"), {"name": "Nora Nuova", "email": "nora@example.org"})
    client.post(reverse("account_email_verification_sent"), {"code": last_code()})

    person = User.objects.get()
    assert list(page.context["form"].fields) == ["name", "email"]
    assert (person.name, person.email, person.language) == ("Nora Nuova", "nora@example.org", "it")
    assert not person.has_usable_password()
    assert get_user(client) == person
    assert [entry.verb for entry in Entry.objects.about(person)] == ["signed_up"]


def test_sign_up_with_a_known_address_tells_only_its_owner(client, stranger, mailoutbox):
    answer = client.post(reverse("account_signup"), {"name": "X", "email": stranger.email})

    assert answer["Location"] == reverse("account_email_verification_sent")
    assert User.objects.count() == 1
    assert [mail.to for mail in mailoutbox] == [[stranger.email]]
    assert "password" not in mailoutbox[0].body


@pytest.mark.django_db
def test_sign_up_can_be_by_invitation_only(client, settings):
    settings.OPEN_SIGNUP = False

    page = client.get(reverse("account_signup"))
    client.post(reverse("account_signup"), {"name": "Nora", "email": "nora@example.org"})

    assert "Solo su invito" in page.text
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["account_change_password", "account_set_password", "account_reset_password"]
)
def test_there_is_no_page_for_passwords(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_second_factor_is_asked_after_the_code(client, stranger, last_code):
    TOTP.activate(stranger, SECRET)

    client.post(SIGN_IN, {"login": stranger.email})
    halfway = client.post(CODE, {"code": last_code()})
    wrong = client.post(reverse("mfa_authenticate"), {"code": "123"})
    between = get_user(client).is_authenticated
    client.post(reverse("mfa_authenticate"), {"code": app_code()})

    assert halfway["Location"] == reverse("mfa_authenticate")
    assert (wrong.status_code, between) == (200, False)
    assert get_user(client) == stranger


def test_second_factor_offers_no_passkey_to_those_who_have_none(client, stranger, last_code):
    TOTP.activate(stranger, SECRET)

    client.post(SIGN_IN, {"login": stranger.email})
    client.post(CODE, {"code": last_code()})
    page = client.get(reverse("mfa_authenticate")).text

    assert ("Usa una passkey" in page, 'class="btn btn-primary">Entra<' in page) == (False, True)


def test_recovery_code_stands_in_once_for_a_lost_phone(client, stranger, last_code):
    TOTP.activate(stranger, SECRET)
    recovery = RecoveryCodes.activate(stranger).get_unused_codes()[0]

    def sign_in():
        client.post(SIGN_IN, {"login": stranger.email})
        client.post(CODE, {"code": last_code()})
        client.post(reverse("mfa_authenticate"), {"code": recovery})
        return get_user(client).is_authenticated

    first = sign_in()
    client.logout()
    assert (first, sign_in()) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_app_is_set_up_with_recovery_codes_and_a_journal_entry(client, stranger):
    client.force_login(stranger)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret, counter))

    done = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)

    kinds = Authenticator.objects.filter(user=stranger).values_list("type", flat=True)
    noted = Entry.objects.about(stranger).order_by("pk")
    assert sorted(kinds) == ["recovery_codes", "totp"]
    assert done.redirect_chain == [(reverse("mfa_view_recovery_codes"), 302)]
    assert len(done.context["unused_codes"]) == 10
    assert sorted(e.facts["what"] for e in noted) == ["recovery_codes added", "totp added"]


def test_address_changes_when_the_new_one_is_proven(client, stranger, last_code):
    client.force_login(stranger)
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    before = User.objects.get(pk=stranger.pk).email
    client.post(reverse("account_email_verification_sent"), {"code": last_code()})

    assert before == "stranger@example.org"
    assert User.objects.get(pk=stranger.pk).email == "new@example.org"


def test_sign_out_of_all_other_devices(client, stranger, last_code):
    other = type(client)()
    for device in (other, client):
        device.post(SIGN_IN, {"login": stranger.email})
        device.post(CODE, {"code": last_code()})

    page = client.get(reverse("usersessions_list"))
    client.post(reverse("usersessions_list"))

    assert page.context["session_count"] == 2
    assert get_user(client) == stranger
    assert not get_user(other).is_authenticated


def test_sign_in_goes_on_in_the_language_of_the_person(client, stranger, last_code, settings):
    User.objects.filter(pk=stranger.pk).update(language="en")
    client.post(SIGN_IN, {"login": stranger.email})
    client.post(CODE, {"code": last_code()})

    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


def test_passkey_is_the_first_way_to_prove_oneself_again(client, stranger):
    Authenticator.objects.create(user=stranger, type="webauthn", data={})
    RecoveryCodes.activate(stranger)
    client.force_login(stranger)

    answer = client.get(reverse("mfa_view_recovery_codes"))

    assert urlsplit(answer["Location"]).path == reverse("mfa_reauthenticate_webauthn")

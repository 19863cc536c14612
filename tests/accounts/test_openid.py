"""Sign-in by OpenID Connect against a real provider that runs beside the test.

The configuration is read from the variable that operators set; the provider, of the package
oidc-provider-mock, speaks the whole protocol: discovery, PKCE, codes, signed tokens, claims.
"""

import gc
import json
import urllib.request
import warnings
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user
from django.urls import reverse
from oidc_provider_mock import run_server_in_thread

from innesto.accounts.models import User
from innesto.config.environment import openid_providers
from innesto.journal.models import Entry

# Provider and client leave their sockets to the collector of garbage.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")

LOGIN = reverse("openid_connect_login", args=["spid"])
CLAIMS = {"email": "ines@example.org", "email_verified": True, "name": "Ines Invitata"}


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def ask(url, method, data, **headers):
    """Send something to the provider and return the answer, wherever it leads."""
    request = urllib.request.Request(url, data.encode(), headers, method=method)
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=10) as answer:
            return answer
    except urllib.error.HTTPError as redirect:
        redirect.close()
        return redirect


def introduce(provider, subject, **claims):
    """Let the provider know a person and what it may say of them."""
    kind = {"Content-Type": "application/json"}
    ask(f"{provider}/users/{subject}", "PUT", json.dumps(claims), **kind)


@pytest.fixture(autouse=True)
def _no_sockets_left_to_other_tests():
    yield
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        gc.collect()


@pytest.fixture(scope="module")
def provider():
    with run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def gateway(provider, settings):
    """Configure the provider as an operator would, and let it know nobody."""
    configured = openid_providers(
        json.dumps(
            [{"id": "spid", "name": "SPID o CIE", "server_url": provider, "client_id": "innesto"}]
        )
    )
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [one.app for one in configured]}}
    return provider


@pytest.fixture
def prove(client, gateway):
    """Return how somebody proves to the provider who they are, and comes back to us."""

    def go(subject, **claims):
        introduce(gateway, subject, **claims)
        answer = ask(client.post(LOGIN)["Location"], "POST", f"sub={subject}")
        back = urlsplit(answer.headers["Location"])
        assert back.path == reverse("openid_connect_callback", args=["spid"])
        return client.get(f"{back.path}?{back.query}")

    return go


@pytest.mark.django_db
def test_button_leads_to_the_provider_with_pkce(client, gateway):
    page = client.get(reverse("account_login")).text
    asked = parse_qs(urlsplit(client.post(LOGIN)["Location"]).query)

    assert "Entra con SPID o CIE" in page
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["client_id"] == ["innesto"]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "named", [{"name": "Ines Invitata"}, {"given_name": "Ines", "family_name": "Invitata"}]
)
def test_new_person_comes_in_with_the_name_and_the_verified_address(client, prove, named):
    prove("ines", email="ines@example.org", email_verified=True, **named)

    person = get_user(client)
    assert (person.email, person.name) == ("ines@example.org", "Ines Invitata")
    assert EmailAddress.objects.get(user=person).verified
    assert SocialAccount.objects.get(user=person).uid == "ines"
    assert not person.has_usable_password()


@pytest.mark.django_db
def test_person_who_comes_again_is_the_same(client, prove):
    prove("ines", **CLAIMS)
    first = get_user(client)
    client.post(reverse("account_logout"))
    prove("ines", **CLAIMS)

    assert get_user(client) == first
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_new_person_without_a_name_is_asked_for_it(client, prove):
    answer = prove("ines", email="ines@example.org", email_verified=True)
    assert answer["Location"] == reverse("socialaccount_signup")

    client.post(answer["Location"], {"name": "Ines Invitata", "email": "ines@example.org"})

    assert get_user(client).name == "Ines Invitata"


def test_address_of_somebody_else_does_not_open_their_account(client, prove, stranger):
    prove("mallory", email=stranger.email, email_verified=False, name="Mallory")

    assert not get_user(client).is_authenticated
    assert not SocialAccount.objects.filter(user=stranger).exists()


def test_person_with_an_account_connects_the_provider_and_the_journal_says_so(
    client, gateway, stranger
):
    client.force_login(stranger)
    introduce(gateway, "stella")
    there = client.post(f"{LOGIN}?process=connect")["Location"]
    back = urlsplit(ask(there, "POST", "sub=stella").headers["Location"])
    client.get(f"{back.path}?{back.query}")

    assert SocialAccount.objects.get(user=stranger).uid == "stella"
    assert Entry.objects.get(verb="changed_sign_in").facts == {"what": "spid added"}


@pytest.mark.django_db
def test_person_who_says_no_at_the_provider_is_told(client, gateway):
    there = client.post(LOGIN)["Location"]
    state = parse_qs(urlsplit(there).query)["state"][0]
    back = reverse("openid_connect_callback", args=["spid"])

    answer = client.get(back, {"state": state, "error": "access_denied"}, follow=True)

    assert answer.status_code == 200
    assert not get_user(client).is_authenticated

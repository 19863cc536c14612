from urllib.parse import unquote

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from innesto.accounts.models import User
from innesto.accounts.signals import personal_data_wanted
from innesto.journal.models import Entry
from innesto.notifications.models import Notification
from innesto.toolkit.actions import Sheet, save_draft
from tests.accounts.factories import InvitationFactory, UserFactory

PROFILE = reverse("accounts:profile")


def invitation_url(invitation, name="invitation"):
    return reverse(f"accounts:{name}", args=[invitation.token])


# ── Profile ─────────────────────────────────────────────────────────────────────────────────


def test_profile_is_changed(client, stranger):
    client.force_login(stranger)

    answer = client.post(
        PROFILE,
        {"name": "Stella N", "headline": "", "languages": ["de"], "contact_shown_to": "nobody"},
    )

    person = User.objects.get(pk=stranger.pk)
    assert answer["Location"] == PROFILE
    assert (person.name, person.languages, person.contact_shown_to) == (
        "Stella N",
        ["de"],
        "nobody",
    )


def test_profile_without_a_name_comes_back(client, stranger):
    client.force_login(stranger)

    assert client.post(PROFILE, {"contact_shown_to": "nobody"}).status_code == 422
    assert User.objects.get(pk=stranger.pk).name == "Stella Straniera"


@pytest.mark.django_db
def test_language_is_switched_for_visitors_and_remembered(client):
    client.post(reverse("set_language"), {"language": "en"})

    assert "Send me the code" in client.get(reverse("account_login")).text


@pytest.mark.django_db
def test_language_is_switched_without_a_token_so_that_readers_get_no_cookie():
    visitor = Client(enforce_csrf_checks=True)

    visitor.get(reverse("portal:help"))
    assert visitor.cookies == {}
    visitor.post(reverse("set_language"), {"language": "en"})
    assert "Send me the code" in visitor.get(reverse("account_login")).text


def test_language_is_remembered_for_a_person(client, stranger):
    client.force_login(stranger)
    client.post(reverse("set_language"), {"language": "en"})
    client.post(reverse("set_language"), {"language": "xx"})

    assert User.objects.get(pk=stranger.pk).language == "en"


def test_export_holds_all_we_know_and_what_upper_floors_add(client, stranger):
    def add(signal, sender, person):
        return {"added": [person.name]}

    personal_data_wanted.connect(add)
    client.force_login(stranger)
    save_draft(Sheet("report", title="Visita ad Asti"), {"text": ["Ho imparato"]}, by=stranger)
    client.post(PROFILE, {"name": "Stella", "contact_shown_to": "members"})
    answer = client.get(reverse("accounts:export"))
    personal_data_wanted.disconnect(add)

    data = answer.json()
    assert answer["Content-Disposition"] == 'attachment; filename="innesto.json"'
    assert data["account"]["email"] == "stranger@example.org"
    assert data["added"] == ["Stella"]
    assert [(draft["title"], draft["answers"]) for draft in data["drafts"]] == [
        ("Visita ad Asti", {"text": ["Ho imparato"]})
    ]
    assert {"memberships", "roles", "applications", "notices", "mail_choices"} <= data.keys()
    assert [entry["verb"] for entry in data["journal"]] == ["edited_profile"]


def test_erase_wants_the_own_address_and_signs_out(client, stranger):
    client.force_login(stranger)
    slip = client.post(reverse("accounts:erase"), {"email": "admin@example.org"})
    done = client.post(reverse("accounts:erase"), {"email": "Stranger@example.org"})

    assert (slip.status_code, done.status_code) == (422, 302)
    assert not get_user(client).is_authenticated
    assert User.objects.get(pk=stranger.pk).erased_at


# ── Demo ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def example(db):
    return UserFactory(name="Marta Bianchi", is_example=True, headline="Coordina CONNECTION")


def test_demo_lists_its_persons_and_lets_one_be_them(client, example, settings):
    settings.DEMO = True
    UserFactory(name="Vera Persona")

    page = client.get(reverse("account_login"))
    client.post(reverse("accounts:try_as", args=[example.pk]))

    assert "Marta Bianchi" in page.text
    assert "Vera Persona" not in page.text
    assert get_user(client) == example


def test_demo_lets_nobody_be_a_real_person(example, stranger, settings):
    settings.DEMO = True
    client = Client()

    answer = client.post(reverse("accounts:try_as", args=[stranger.pk]))

    assert answer.status_code == 404
    assert not get_user(client).is_authenticated


def test_without_demo_no_invented_person_is_listed_nor_lets_in(example):
    client = Client()
    page = client.get(reverse("account_login"))
    answer = client.post(reverse("accounts:try_as", args=[example.pk]))

    assert "Marta Bianchi" not in page.text
    assert answer.status_code == 404
    assert not get_user(client).is_authenticated


def test_demo_needs_a_real_post(settings, example):
    settings.DEMO = True
    careful = Client(enforce_csrf_checks=True)
    url = reverse("accounts:try_as", args=[example.pk])

    assert (careful.get(url).status_code, careful.post(url).status_code) == (405, 403)


# ── Invitations ─────────────────────────────────────────────────────────────────────────────


def test_opening_an_invitation_uses_nothing_up_and_accepting_signs_in(client, db):
    invitation = InvitationFactory(name="Ines Invitata")

    page = client.get(invitation_url(invitation))
    client.post(invitation_url(invitation))

    assert invitation.purpose in page.text
    assert get_user(client).name == "Ines Invitata"


def test_second_click_lets_in_too_and_changes_nothing(db):
    invitation = InvitationFactory()
    first, second = Client(), Client()
    first.post(invitation_url(invitation))
    second.post(invitation_url(invitation))

    assert get_user(first) == get_user(second)
    assert Entry.objects.filter(verb="accepted_invitation").count() == 1


def test_used_invitation_lets_nobody_in_later(client, db):
    invitation = InvitationFactory()
    Client().post(invitation_url(invitation))
    invitation.refresh_from_db()
    invitation.accepted_at -= invitation.REPEAT
    invitation.save()

    page = client.post(invitation_url(invitation))

    assert page.status_code == 410
    assert "Già accettato" in page.text
    assert not get_user(client).is_authenticated


def test_invitation_that_is_over_offers_to_ask_for_another(
    client, db, django_capture_on_commit_callbacks
):
    invitation = InvitationFactory(expires_at=timezone.now())

    page = client.get(invitation_url(invitation))
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            client.post(invitation_url(invitation, "ask_again"))

    assert page.status_code == 410
    assert "Chiedi un nuovo invito" in page.text
    assert [n.to for n in Notification.objects.all()] == [invitation.invited_by]


def test_invitation_lets_nobody_into_an_account_that_exists(client, stranger):
    invitation = InvitationFactory(email=stranger.email)
    url = invitation_url(invitation)

    answer = client.post(url)

    invitation.refresh_from_db()
    assert unquote(answer["Location"]) == unquote(f"{reverse('account_login')}?next={url}")
    assert (get_user(client).is_authenticated, invitation.accepted_at) == (False, None)


def test_signed_in_person_takes_the_invitation_for_themselves(client, stranger):
    invitation = InvitationFactory(email="work@example.org")
    client.force_login(stranger)

    page = client.get(invitation_url(invitation))
    client.post(invitation_url(invitation))

    invitation.refresh_from_db()
    assert "Stella Straniera" in page.text
    assert invitation.accepted_by == stranger


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["x", "WzEsIm4iXQ:1:forged"])
def test_forged_invitation_is_not_there(token):
    assert Client().get(reverse("accounts:invitation", args=[token])).status_code == 404


# ── Support ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("count", [1, 3])
def test_support_costs_the_same_for_one_person_and_for_three(
    client, admin, count, django_assert_num_queries
):
    persons = UserFactory.create_batch(count)
    client.force_login(admin)
    client.get(reverse("accounts:support"))

    with django_assert_num_queries(5):  # the reader, how many, the page, two for the frame
        page = client.get(reverse("accounts:support"))

    assert [person.name in page.text for person in persons] == [True] * count


def test_support_fragment_is_a_piece_of_the_page(client, admin, stranger):
    client.force_login(admin)
    url = reverse("accounts:support", query={"q": "stella"})

    page = client.get(url).text
    fragment = Client.get(client, url, headers={"HX-Target": "persons"}).text

    assert "Ada Opera" not in fragment
    assert fragment.strip() in page

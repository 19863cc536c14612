import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from innesto.accounts.actions import start_support
from innesto.journal.actions import forget_name, record
from innesto.journal.http import in_place_of
from innesto.journal.models import Entry
from innesto.journal.queries import history_of
from tests.accounts.factories import UserFactory

REGISTER = reverse("journal:register")


@pytest.mark.parametrize("count", [1, 3])
def test_register_costs_the_same_for_one_entry_and_for_three(
    client, admin, count, django_assert_num_queries
):
    for person in UserFactory.create_batch(count):
        record("signed_up", person, by=person)
    client.force_login(admin)
    client.get(REGISTER)

    with django_assert_num_queries(5):  # the reader, how many, the page, two for the frame
        page = client.get(REGISTER)

    assert page.text.count("ha aperto l’account di</td>") == count


def test_register_is_narrowed_by_what_was_done(client, admin, stranger):
    record("signed_up", stranger, by=stranger)
    record("erased", stranger, by=admin)
    client.force_login(admin)

    page = client.get(REGISTER, {"verb": "erased"}).text

    assert "ha cancellato l’account di</td>" in page
    assert "ha aperto l’account di</td>" not in page


def test_register_tells_a_person_who_used_their_account_and_why_and_nothing_of_others(
    client, admin, stranger
):
    start_support(stranger, by=admin, reason="Non trova l’invito")
    record("signed_up", UserFactory(name="Altra Persona"), by=None)
    client.force_login(stranger)

    page = client.get(REGISTER).text

    assert [word in page for word in ("Ada Opera", "Non trova l’invito", "Altra Persona")] == [
        True,
        True,
        False,
    ]


def test_register_says_which_filter_is_wrong(client, admin):
    client.force_login(admin)

    page = client.get(REGISTER, {"since": "2026-03-02", "until": "2026-03-01"})

    assert page.status_code == 422
    assert "Questo giorno viene prima del primo." in page.text


def test_register_fragment_is_a_piece_of_the_page(client, admin, stranger):
    record("signed_up", stranger, by=stranger)
    client.force_login(admin)
    url = reverse("journal:register", query={"who": "stella"})

    page = client.get(url).text
    fragment = client.get(url, headers={"HX-Target": "entries"}).text

    assert "<h1>" not in fragment
    assert fragment.strip() in page


def test_story_says_who_did_what_and_for_whom(stranger, admin):
    with in_place_of(stranger.pk, by=admin.pk):
        record("edited_profile", stranger, by=stranger)
    record("erased", stranger, by=None)

    entries = history_of(stranger, admin)
    text = " ".join(render_to_string("journal/_parts/story.html", {"entries": entries}).split())

    assert "Innesto, da solo ha cancellato l’account di <strong>Stella Straniera</strong>" in text
    assert "Ada Opera (assistenza, al posto di Stella Straniera) ha cambiato il profilo di" in text


def test_forget_name_takes_the_name_and_leaves_the_act(stranger):
    record("signed_up", stranger, by=stranger, how="Stella")
    forget_name(stranger, "Persona cancellata")

    entry = Entry.objects.get()
    assert (entry.title, entry.facts, entry.verb) == ("Persona cancellata", {}, "signed_up")

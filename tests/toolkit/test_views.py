import pytest
from django.urls import reverse
from django.utils import translation

from innesto.toolkit.models import Draft
from tests.toolkit.factories import DraftFactory

ABOUT = {"draft_form": "toolkit:example", "draft_address": "/stile/"}


def test_style_page_opens_for_everyone(client, db):
    response = client.get(reverse("toolkit:style"))

    assert response.status_code == 200


def test_style_fragment_is_a_piece_of_the_full_page(client, db):
    url = reverse("toolkit:style", query={"q": "entry"})

    page = client.get(url).text
    fragment = client.get(url, headers={"HX-Target": "div#kinds"}).text

    assert "<h1>" not in fragment
    assert fragment.strip() in page


def test_keep_answers_the_script_with_a_line_to_show(client, stranger):
    client.force_login(stranger)

    with translation.override("en"):
        response = client.post(
            reverse("toolkit:keep"),
            {**ABOUT, "note": "Half a"},
            headers={"Accept": "text/plain", "Accept-Language": "en"},
        )

    assert response.status_code == 200
    assert response.text.startswith("Draft saved at ")
    assert Draft.objects.get().answers == {"note": ["Half a"]}


def test_keep_goes_back_to_the_form_without_script(client, stranger):
    client.force_login(stranger)

    response = client.post(reverse("toolkit:keep"), {**ABOUT, "note": "Half a"})

    assert response["Location"] == "/stile/"


def test_drop_forgets_the_draft(client, stranger):
    DraftFactory(user=stranger)
    client.force_login(stranger)

    response = client.post(reverse("toolkit:drop"), ABOUT)

    assert response["Location"] == "/stile/"
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("address", ["toolkit:keep", "toolkit:drop"])
def test_draft_without_an_address_on_this_site_is_refused(client, stranger, address):
    client.force_login(stranger)

    response = client.post(reverse(address), {**ABOUT, "draft_address": "https://else.example/"})

    assert response.status_code == 400
    assert Draft.objects.count() == 0

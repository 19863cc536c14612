import pytest
from django.urls import reverse
from django.utils import translation

from innesto.toolkit.models import Draft
from innesto.toolkit.views import SHELL
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


def test_outbox_tells_who_is_signed_in_and_gives_a_token(client, stranger):
    nobody = client.get(reverse("toolkit:outbox")).json()
    client.force_login(stranger)
    somebody = client.get(reverse("toolkit:outbox"))

    assert nobody["person"] is None
    assert somebody.json()["person"] == stranger.pk
    assert len(somebody.json()["token"]) == 64
    assert "no-store" in somebody["Cache-Control"]


def test_service_worker_names_every_file_a_page_asks_for(client):
    worker = client.get(reverse("toolkit:service-worker"))

    assert worker.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert [f"/static/innesto/{name}" in worker.text for name in SHELL] == [True] * len(SHELL)
    assert reverse("toolkit:service-worker") == "/service-worker.js"


def test_manifest_lets_a_phone_install_the_site(client):
    manifest = client.get(reverse("toolkit:manifest")).json()

    assert manifest["start_url"] == "/scrivania/"
    assert [icon["sizes"] for icon in manifest["icons"]] == ["192x192", "512x512"]


def test_offline_page_names_nobody(client, db):
    page = client.get(reverse("toolkit:offline"))

    assert page.status_code == 200
    assert "data-kept-pages" in page.text

"""Machine translation by a server that speaks LibreTranslate, here on this machine."""

import json

import pytest
from django.urls import reverse

from innesto.journal.models import Entry
from innesto.practices.actions.telling import AlreadyTranslated, ask_machine_to_translate
from innesto.practices.tasks import translate_by_machine
from innesto.practices.translating import NoTranslation, translated
from tests.practices.factories import PracticeFactory, TranslationFactory, colleague_of
from tests.web import as_json, web

pytestmark = pytest.mark.django_db


@pytest.fixture
def libre(settings):
    """A LibreTranslate that turns texts round, and keeps what it was asked."""
    asked = []

    def answer(_method, path, body):
        wanted = json.loads(body)
        asked.append((path, wanted))
        if wanted["source"] == "mt":
            return 400, *as_json({"error": "mt is not supported"})
        if wanted["source"] == "et":
            return 200, *as_json({"translatedText": "one"})
        said = [f"[{wanted['target']}] {text}" for text in wanted["q"]]
        return 200, *as_json({"translatedText": said})

    with web(answer) as address:
        settings.TRANSLATOR_URL = f"{address}/"
        yield asked


@pytest.fixture
def practice():
    return PracticeFactory(published=True, title="Orti", language="it", problem="<p>Erbacce</p>")


def test_translated_sends_plain_texts_and_html_apart_with_the_key(libre, settings):
    settings.TRANSLATOR_KEY = "segreto"

    said = translated({"title": "Orti", "how": "<p>Si zappa</p>"}, source="it", target="de")

    assert said == {"title": "[de] Orti", "how": "[de] <p>Si zappa</p>"}
    assert [(path, one["format"], one["api_key"]) for path, one in libre] == [
        ("/translate", "text", "segreto"),
        ("/translate", "html", "segreto"),
    ]


def test_translated_refuses_half_an_answer_and_passes_on_a_refusal(libre):
    with pytest.raises(NoTranslation):
        translated({"title": "Orti"}, source="et", target="de")
    with pytest.raises(OSError, match="400"):
        translated({"title": "Orti"}, source="mt", target="de")


def test_a_machine_translation_is_asked_for_and_marked_as_such(
    client, libre, practice, django_capture_on_commit_callbacks
):
    owner = colleague_of(practice)
    client.force_login(owner)
    address = reverse("practices:machine", args=[practice.slug])

    assert "Falla tradurre a una macchina" in client.get(practice.get_absolute_url()).text
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"language": "de"})
    page = client.get(practice.get_absolute_url(), {"lang": "de"}).text

    assert practice.translations.get().origin == "machine"
    last = Entry.objects.filter(verb="practice_translated").get()
    assert (last.by, last.facts["origin"]) == (owner, "machine")
    assert "[de] Orti" in page
    assert "Tradotta a macchina" in page
    assert "Leggi l’originale in italiano" in page


def test_no_machine_takes_the_place_of_a_person(libre, practice):
    TranslationFactory(practice=practice, language="en", origin="human")

    with pytest.raises(AlreadyTranslated):
        ask_machine_to_translate(practice, "en", by=colleague_of(practice))
    translate_by_machine.call(practice.pk, "en", None)

    assert practice.translations.get().texts == {"title": "One door"}


def test_without_a_translator_nothing_is_offered(client, settings, practice):
    settings.TRANSLATOR_URL = ""
    client.force_login(colleague_of(practice))

    assert client.get(reverse("practices:machine", args=[practice.slug])).status_code == 404
    assert "macchina" not in client.get(practice.get_absolute_url()).text

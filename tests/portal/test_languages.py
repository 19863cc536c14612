"""The pages that most people see, in each of the five languages."""

import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from tests.practices.factories import PracticeFactory
from tests.programmes.factories import LIVELY, ProgrammeFactory

HEADINGS = {
    "programmes:index": ["Programmi", "Programmes", "Programme", "Program", "Ohjelmat"],
    "practices:index": [
        *("Buone pratiche", "Good practices", "Gute Praxis"),
        *("Goda exempel", "Hyvät käytännöt"),
    ],
    "organisations:index": [
        *("Organizzazioni", "Organisations", "Organisationen"),
        *("Organisationer", "Organisaatiot"),
    ],
    "places:index": ["Città", "Cities", "Städte", "Städer", "Kaupungit"],
    "account_login": ["Entra", "Sign in", "Anmelden", "Logga in", "Kirjaudu"],
    "portal:help": ["Aiuto", "Help", "Hilfe", "Hjälp", "Ohje"],
}
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def read_in(language, client, address):
    client.cookies["django_language"] = language
    page = client.get(address).text
    assert f'<html lang="{language}">' in page
    return page


def heading(page):
    return re.sub(r"<[^>]+>", "", re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[1]).strip()


@pytest.mark.capability("D-21")
@pytest.mark.django_db
@pytest.mark.parametrize("name", HEADINGS)
def test_main_pages_speak_five_languages(client, name):
    said = [heading(read_in(language, client, reverse(name))) for language in LANGUAGES]

    assert said == HEADINGS[name]


@pytest.mark.capability("D-21")
@pytest.mark.django_db
def test_home_speaks_the_language_the_browser_asks_for(client):
    page = client.get("/", headers={"accept-language": "fi-FI,fi;q=0.9,en;q=0.5"}).text

    assert '<html lang="fi">' in page
    assert "Kirjaudu" in page


@pytest.mark.capability("D-21")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "shown", "is_marked"),
    [
        ("it", "Due città si visitano.", False),
        ("en", "Two cities visit each other.", False),
        ("sv", "Two cities visit each other.", True),
    ],
)
@pytest.mark.parametrize("page", ["portal:programme", "programmes:index", "portal:home"])
def test_words_of_a_programme_fall_back_with_a_mark(client, page, language, shown, is_marked):
    cache.clear()
    programme = ProgrammeFactory(
        state="running",
        blueprint=LIVELY,
        summaries={"it": "Due città si visitano.", "en": "Two cities visit each other."},
    )
    args = [programme.slug] if page == "portal:programme" else []

    text = read_in(language, client, reverse(page, args=args))

    marked = f'lang="en">{shown} <abbr class="language" title="English">EN</abbr>'
    assert shown in text
    assert (marked in text) is is_marked


@pytest.mark.capability("D-21")
@pytest.mark.django_db
def test_the_blueprint_read_aloud_marks_what_it_says_in_another_language(client):
    address = reverse("programmes:blueprint", args=[ProgrammeFactory(blueprint=LIVELY).slug])

    pages = {language: read_in(language, client, address) for language in ("it", "de")}

    assert (
        '<h3 lang="en">Host city <abbr class="language" title="English">EN</abbr></h3>'
        in (pages["de"])
    )
    assert "Rollen von Organisationen" in pages["de"]
    assert 'class="language"' not in pages["it"]


@pytest.mark.capability("D-21")
@pytest.mark.django_db
def test_a_sheet_that_nobody_translated_is_shown_as_it_was_written(client):
    practice = PracticeFactory(title="Uno sportello solo", language="it", published=True)

    page = read_in("de", client, practice.get_absolute_url())

    assert '<span class="language">IT</span>' in page
    assert '<div lang="it">' in page

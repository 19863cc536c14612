import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from innesto.toolkit.frame import (
    Frame,
    LanguageChoice,
    Link,
    LinkGroup,
    bare_frame,
    language_choices,
)


def draw(frame):
    with translation.override("en"):
        return render_to_string("toolkit/base.html", {"frame": frame, "messages": []})


def test_bare_frame_knows_languages_and_nobody():
    with translation.override("it"):
        frame = bare_frame(RequestFactory().get("/"))["frame"]

    assert [(choice.name, choice.current) for choice in frame.languages] == [
        ("Italiano", True),
        ("English", False),
        ("Deutsch", False),
        ("Svenska", False),
        ("Suomi", False),
    ]
    assert frame.person == frame.acting_for == ""


def test_page_says_for_whom_one_acts_and_in_which_role():
    page = draw(Frame(acting_for="Comune di Asti", acting_role="contact", acting_url="/change/"))

    assert "You act for <strong>Comune di Asti</strong>" in page
    assert '<a href="/change/">Change</a>' in page


def test_current_entry_is_marked_in_both_navigations():
    page = draw(Frame(entries=(Link("Desk", "/desk/", current=True), Link("Cities", "/c/"))))

    assert page.count('<a href="/desk/" aria-current="page">Desk</a>') == 2
    assert page.count('<a href="/c/">Cities</a>') == 2


@pytest.mark.parametrize(("unread", "shown"), [(3, True), (0, False)])
def test_unread_are_counted_only_when_there_are_any(unread, shown):
    page = draw(Frame(unread=unread, unread_url="/unread/"))

    assert ('<span class="count">' in page) is shown


def test_search_is_a_form_that_works_without_script():
    page = draw(Frame(search_url="/search/", search_text="rain"))

    assert '<form class="header-search" role="search" aria-label=' in page
    assert 'action="/search/">' in page
    assert 'name="q" value="rain"' in page


def test_visitor_is_offered_the_other_language_and_the_door():
    with translation.override("en"):
        languages = language_choices()
    page = draw(Frame(sign_in_url="/in/", languages=languages, language_url="/language/"))

    assert 'value="it" lang="it">Italiano</button>' in page
    assert 'value="en"' not in page
    assert '<a href="/in/">Sign in</a>' in page


@pytest.mark.capability("D-21")
def test_a_language_that_lacks_words_says_how_many_it_has():
    languages = (
        LanguageChoice("en", "English", current=True, percent=40),
        LanguageChoice("de", "Deutsch", current=False, percent=97),
        LanguageChoice("it", "Italiano", current=False),
    )
    page = draw(Frame(languages=languages, language_url="/language/"))

    assert ">Deutsch · 97 %</button>" in page
    assert ">Italiano</button>" in page
    assert "<p>40 % of the words of this site are translated. The rest is in English.</p>" in page


def test_footer_has_its_lists_and_says_when_it_is_a_demo():
    page = draw(Frame(footer=(LinkGroup("Explore", (Link("Cities", "/c/"),)),), is_demo=True))

    assert "<h2>Explore</h2>" in page
    assert "invented persons" in page


def test_kept_parts_speak_the_language_of_their_reader():
    frame = Frame(languages=language_choices(), language_url="/lingua/", help_url="/help/")
    pages = []
    for language in ("en", "it", "en"):
        with translation.override(language):
            pages.append(render_to_string("toolkit/base.html", {"frame": frame, "messages": []}))

    assert [">Help<" in page for page in pages] == [True, False, True]

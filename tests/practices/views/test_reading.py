import json

import pytest
from django.urls import reverse

from innesto.practices.actions.sheet import draft_practice, edit_practice
from innesto.practices.models import Practice, ReviewSetting
from innesto.practices.searched import practice_cards
from tests.lineage.factories import LinkFactory
from tests.practices.factories import (
    ActFactory,
    EvidenceFactory,
    MediumFactory,
    OpinionFactory,
    PracticeFactory,
    TranslationFactory,
    a_pdf,
    colleague_of,
    coordinator_of,
)
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


def at(name, practice, *more):
    return reverse(f"practices:{name}", args=[practice.slug, *more])


@pytest.mark.capability("M-04")
@pytest.mark.capability("M-07")
def test_detail_tells_everything_with_its_source(client):
    practice = PracticeFactory(
        validated=True,
        title="Un solo ingresso",
        references="<p>Guilmette, J-H., 2009, Potere dell’apprendimento tra pari</p>",
        zero_cost=True,
    )
    EvidenceFactory(practice=practice, source="Registro 2025")
    ActFactory(practice=practice)
    MediumFactory(practice=practice)
    OpinionFactory(practice=practice, role="Ricercatrice")

    page = client.get(practice.get_absolute_url()).text

    for words in (
        *("Un solo ingresso", "Cinque uffici", "Registro 2025", "Accordo tra gli uffici"),
        *("Lo sportello", "Ricercatrice", "Guilmette", "nessuno per l’amministrazione"),
    ):
        assert words in page, words


@pytest.mark.capability("C-19")
@pytest.mark.capability("T-44")
def test_detail_on_paper_says_where_it_is_and_which_version(client):
    practice = PracticeFactory(published=True, revision=3)

    page = client.get(practice.get_absolute_url()).text

    last_line = page.partition('<p class="print-only">')[2].partition("</p>")[0]
    assert last_line.startswith(f"http://testserver{practice.get_absolute_url()} · Versione 3 del")


def test_detail_says_that_an_expert_has_validated_it(client):
    practice = PracticeFactory(validated=True, state="validated", checked_on=None)

    assert "Validata da una persona esperta" in client.get(practice.get_absolute_url()).text


def test_detail_describes_and_estimates_who_benefits_without_naming_anybody(client):
    practice = PracticeFactory(
        published=True,
        beneficiaries=["newcomers", "children"],
        benefits="<p>Trovano casa in tre mesi.</p>",
        reached=1840,
    )

    page = client.get(practice.get_absolute_url()).text

    for words in ("persone arrivate da altri paesi", "Trovano casa in tre mesi", "1.840"):
        assert words in page, words


@pytest.mark.capability("S-15")
def test_detail_shows_how_the_office_worked_before_and_works_now(client):
    practice = PracticeFactory(
        published=True, way_before="<p>Ognuno per sé.</p>", way_now="<p>Una scheda comune.</p>"
    )
    EvidenceFactory(practice=practice, claim="Schede comuni")

    page = client.get(practice.get_absolute_url()).text

    assert page.index("Ognuno per sé") < page.index("Una scheda comune") < page.index("Schede com")


@pytest.mark.capability("S-17")
def test_detail_ties_a_practice_to_the_programme_of_mandate(client):
    practice = PracticeFactory(
        published=True, mandate="Linee di mandato 2024–2029", mandate_url="https://example.org/m"
    )

    assert "Linee di mandato 2024–2029" in client.get(practice.get_absolute_url()).text


def test_detail_shows_the_thread_and_nothing_hidden(client):
    practice = PracticeFactory(published=True)
    child = PracticeFactory(published=True, title="La figlia")
    secret = PracticeFactory(title="Bozza segreta")
    LinkFactory(later=child, earlier=practice, relation="adapted_from")
    LinkFactory(later=secret, earlier=practice, relation="adapted_from")

    page = client.get(practice.get_absolute_url()).text

    assert ("La figlia" in page, "segreta" in page, "(2 nodi)" in page) == (True, False, True)
    in_words = page.partition('narrow-only">')[2].partition("</ol>")[0]
    assert ("La figlia</a>" in in_words, in_words.count("<li>")) == (True, 2)


def test_detail_reads_a_translation_and_says_who_made_it(client):
    practice = PracticeFactory(published=True, title="Un solo ingresso")
    TranslationFactory(practice=practice, language="en", texts={"title": "One door"})
    TranslationFactory(
        practice=practice, language="fr", texts={"title": "Une porte"}, origin="machine"
    )
    url = practice.get_absolute_url()

    french = client.get(url, {"lang": "fr"}).text

    assert ("Une porte" in french, "Tradotta a macchina" in french) == (True, True)
    assert "Leggi l’originale in italiano" in french
    assert "Un solo ingresso" in client.get(url).text
    assert "One door" in client.get(url, {"lang": "en"}).text
    assert "Tradotta a macchina" not in client.get(url, {"lang": "en"}).text


def test_detail_escapes_what_is_no_rich_text(client):
    practice = PracticeFactory(published=True, strapline="<script>x</script>", title="a<b>b")

    assert "<script>x" not in client.get(practice.get_absolute_url()).text


def test_linked_data_is_schema_org(client):
    practice = PracticeFactory(published=True, title="Un solo ingresso")

    told = json.loads(client.get(at("json-ld", practice)).content)

    assert (told["@context"], told["@type"], told["headline"], told["inLanguage"]) == (
        "https://schema.org",
        "Article",
        "Un solo ingresso",
        "it",
    )
    assert told["articleBody"] == "Cinque uffici da cercare. Un ingresso Una persona"
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_file_is_for_whoever_reads_the_sheet_and_never_a_page(client):
    out, draft = PracticeFactory(published=True), PracticeFactory()
    shown = ActFactory(practice=out, file=a_pdf(), file_name="delibera.pdf")
    hidden = ActFactory(practice=draft, file=a_pdf(), file_name="delibera.pdf")

    answer = client.get(reverse("practices:file", args=["act", shown.pk]))

    assert (answer["Content-Disposition"], answer["X-Content-Type-Options"]) == (
        'attachment; filename="delibera.pdf"',
        "nosniff",
    )
    assert client.get(reverse("practices:file", args=["act", hidden.pk])).status_code == 404
    assert client.get(reverse("practices:file", args=["nothing", 1])).status_code == 404
    without = ActFactory(practice=out)
    assert client.get(reverse("practices:file", args=["act", without.pk])).status_code == 404


def test_versions_and_version_show_who_changed_what(client, stranger):
    practice = draft_practice(by=stranger, title="Orti", problem="Cinque uffici")
    edit_practice(practice, by=stranger, problem="Quattro uffici")
    client.force_login(stranger)

    assert "Versione 2" in client.get(at("versions", practice)).text
    page = client.get(at("version", practice, 2)).text
    assert ("<del>Cinque</del>" in page, "<ins>Quattro</ins>" in page) == (True, True)
    assert "La prima versione" in client.get(at("version", practice, 1)).text
    assert client.get(at("version", practice, 9)).status_code == 404


@pytest.mark.parametrize(("is_blind", "named"), [(True, False), (False, True)])
def test_versions_hide_who_reviewed_when_reviews_are_blind(client, is_blind, named):
    programme = ProgrammeFactory()
    coordinator = coordinator_of(programme)
    ReviewSetting.objects.create(programme=programme, is_blind=is_blind)
    practice = PracticeFactory(complete=True, state="submitted", programme=programme)
    author = colleague_of(practice)
    client.force_login(coordinator)
    client.post(at("review", practice), {"decision": "changes", "reason": "Mancano i costi"})
    client.force_login(author)

    page = client.get(at("versions", practice)).text

    assert "Mancano i costi" in page
    assert (coordinator.name in page) == named


def test_a_visitor_learns_how_to_follow_and_to_ask(client):
    practice = PracticeFactory(published=True)

    for address in (practice.get_absolute_url(), at("story", practice)):
        assert f"/entra/?next={address}" in client.get(address).text


def test_an_example_is_called_one_by_whatever_leaves_the_page(client):
    PracticeFactory(published=True, title="Orti", is_example=True)
    no_fact = "Non è un fatto documentato."

    (sheet,) = Practice.objects.all()
    assert no_fact in client.get(at("json-ld", sheet)).json()["description"]
    assert "Orti (esempio)" in client.get(reverse("practices:feed")).text
    assert [str(card.detail) for card in practice_cards([sheet.pk])] == [
        "esempio, non un fatto documentato"
    ]

import pytest
from django.contrib.auth.models import AnonymousUser

from innesto.programmes.actions.programme import start_programme
from innesto.search.models import Document
from innesto.search.queries import audiences_of, find_documents, more_like
from tests.accounts.factories import UserFactory
from tests.organisations.factories import NeedFactory, OrganisationFactory
from tests.places.factories import PlaceFactory
from tests.programmes.factories import ParticipantFactory, ProgrammeFactory
from tests.search.factories import index_now
from tests.themes.factories import ThemeFactory

pytestmark = pytest.mark.django_db


def titles(text, viewer=None, **asked):
    found = find_documents(text, viewer=viewer or AnonymousUser(), language="it", **asked)
    return [hit.document.title for hit in found.hits]


def test_find_documents_finds_all_forms_of_a_word():
    OrganisationFactory(name="Rete", about="Curiamo le biblioteche dei quartieri.")
    OrganisationFactory(name="Altro", about="Pompe idrauliche.")
    index_now()

    assert titles("biblioteca di quartiere") == ["Rete"]


def test_find_documents_finds_cognates_in_other_languages():
    OrganisationFactory(name="Βιβλιοθήκη της Αθήνας")
    OrganisationFactory(name="Kommunernes Bibliotek")
    OrganisationFactory(name="Feuerwehr")
    index_now()

    assert sorted(titles("biblioteca")) == ["Kommunernes Bibliotek", "Βιβλιοθήκη της Αθήνας"]


def test_find_documents_mends_a_slip_and_says_so(nobody):
    OrganisationFactory(name="Mobilità dolce")
    index_now()

    found = find_documents("mobbilità", viewer=nobody, language="it")

    assert [hit.document.title for hit in found.hits] == ["Mobilità dolce"]
    assert found.corrections == {"mobbilità": ["mobilità"]}


def test_find_documents_finds_a_city_by_its_name_in_any_language():
    vienna = PlaceFactory(name="Wien")
    vienna.names.create(name="Vienna", key="vienna", kind="other")
    OrganisationFactory(name="Magistrat der Stadt", place=vienna)
    OrganisationFactory(name="Comune di Viene")
    index_now()

    assert titles("Vienna")[0] == "Magistrat der Stadt"


def test_find_documents_finds_by_the_labels_of_themes_in_any_language():
    theme = ThemeFactory(labels={"it": "Rifiuti", "de": "Abfallwirtschaft"})
    NeedFactory(organisation=OrganisationFactory(name="Comune di Prova"), theme=theme)
    index_now()

    assert titles("Abfallwirtschaft") == titles("rifiuti") == ["Comune di Prova"]


def test_find_documents_never_shows_what_the_viewer_may_not_read(stranger, admin):
    closed = ProgrammeFactory(state="running", visibility="members", names={"it": "Segreto"})
    member = ParticipantFactory(programme=closed, user=UserFactory()).user
    index_now()

    shown = {who: titles("segreto", who) for who in (AnonymousUser(), stranger, member, admin)}

    assert shown == {AnonymousUser(): [], stranger: [], member: ["Segreto"], admin: ["Segreto"]}


def test_find_documents_asks_the_domain_again_when_the_index_is_behind(nobody):
    programme = ProgrammeFactory(state="running", names={"it": "Aperto"})
    index_now()
    type(programme).objects.update(visibility="members")

    assert titles("aperto") == []


def test_start_programme_lets_everyone_find_it_and_what_is_in_it(
    stranger, django_capture_on_commit_callbacks
):
    programme = ProgrammeFactory(state="draft", names={"it": "Nuovo"})
    index_now()
    before = titles("nuovo")

    with django_capture_on_commit_callbacks(execute=True):
        start_programme(programme, by=stranger)

    assert (before, titles("nuovo")) == ([], ["Nuovo"])


def test_find_documents_counts_by_facet_and_narrows(nobody):
    OrganisationFactory.create_batch(3, about="orti urbani")
    ProgrammeFactory(state="running", names={"it": "Orti urbani"})
    index_now()

    found = find_documents("orti", viewer=nobody, language="it")
    narrowed = find_documents(
        "orti", viewer=nobody, language="it", narrowed={"kind": ["programme"]}
    )

    kinds = next(facet for facet in found.facets if facet.key == "kind")
    assert {value.key: value.count for value in kinds.values} == {"organisation": 3, "programme": 1}
    assert (found.total, narrowed.total) == (4, 1)


def test_facets_do_not_count_what_the_viewer_may_not_read(nobody):
    ProgrammeFactory(state="running", names={"it": "Orti aperti"})
    ProgrammeFactory(state="draft", names={"it": "Orti chiusi"})
    index_now()

    assert find_documents("orti", viewer=nobody, language="it").total == 1
    assert find_documents("", viewer=nobody).total == 1


@pytest.mark.capability("M-11")
def test_find_documents_puts_cities_of_a_size_first(nobody):
    for name, people in (("Grande", 300_000), ("Piccola", 3_000)):
        OrganisationFactory(name=f"{name} città", place=PlaceFactory(population=people))
    index_now()

    assert titles("città", like="very_small")[0] == "Piccola città"
    assert titles("città", like="very_large")[0] == "Grande città"


def test_find_documents_says_why_and_marks_it(nobody):
    OrganisationFactory(name="Rete", about="Insieme per le biblioteche <b>aperte</b>.")
    index_now()

    (hit,) = find_documents("biblioteca", viewer=nobody, language="it").hits

    assert [piece.text for piece in hit.excerpt if piece.is_mark] == ["biblioteche"]
    assert "".join(piece.text for piece in hit.excerpt).strip() == (
        "Insieme per le biblioteche <b>aperte</b>."
    )
    assert hit.why == ["contiene biblioteca"]


def test_more_like_finds_what_shares_the_words_that_say_most(nobody):
    one = OrganisationFactory(name="Uno", about="orti urbani condivisi")
    OrganisationFactory(name="Due", about="orti urbani nelle scuole")
    OrganisationFactory(name="Tre", about="illuminazione pubblica")
    index_now()

    assert [d.title for d in more_like("organisation", one.pk, viewer=nobody)] == ["Due"]
    assert more_like("organisation", 0, viewer=nobody) == []


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "parola " * 2_000,
        'AND OR NOT NEAR ( ) " * ^ : + - ~ & | ! <->',
        "'; drop table search_postings; --",
        "\u202eתשובה\u202c العربية",
        "e\u0301\u0302\u0303\u0304",
        "\x00\x01\x1f",
        "🌱🌱🌱",
        "中文搜索",
        " \t\n ",
    ],
)
def test_find_documents_bears_any_text(text, nobody):
    OrganisationFactory(name="Comune di Prova")
    index_now()

    assert find_documents(text, viewer=nobody, language="it").total in {0, 1}


@pytest.mark.parametrize("word", ["תשובה", "العربية", "中文", "ქართული", "Ёлка"])
def test_find_documents_finds_words_in_any_script(word):
    OrganisationFactory(name=f"Rete {word}")
    OrganisationFactory(name="Rete altra")
    index_now()

    assert titles(word) == [f"Rete {word}"]


@pytest.mark.parametrize("count", [1, 3])
def test_find_documents_costs_the_same_for_one_hit_and_for_three(
    count, nobody, django_assert_num_queries
):
    OrganisationFactory.create_batch(count, about="orti urbani")
    index_now()
    find_documents("orti", viewer=nobody, language="it")  # takes the columns into memory

    with django_assert_num_queries(7):
        found = find_documents("orti", viewer=nobody, language="it")

    assert len(found.hits) == count


def test_audiences_of_names_the_closed_programmes_of_a_person(stranger, nobody):
    closed = ProgrammeFactory(state="running", visibility="members")
    ProgrammeFactory(state="running")
    ParticipantFactory(programme=closed, user=stranger)

    assert audiences_of(nobody) == {"public"}
    assert audiences_of(stranger) == {
        *("public", "signed-in", f"person:{stranger.pk}"),
        *(f"programme:{closed.pk}", f"members:{closed.pk}"),
    }


def test_index_forgets_a_document_whole():
    body = OrganisationFactory(name="Rete effimera")
    index_now()
    body.delete()
    index_now()

    assert titles("effimera") == []
    assert Document.objects.count() == 0

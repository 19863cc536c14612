import csv
import json

import pytest
from django.urls import reverse
from django.utils.html import escape

from innesto.blueprints.shipped import shipped_text
from innesto.organisations.models import Membership
from innesto.practices.models import Practice
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.places.factories import CountryFactory, PlaceFactory
from tests.practices.factories import AdoptionFactory, PracticeFactory, coordinator_of
from tests.programmes.factories import ProgrammeFactory
from tests.search.factories import index_now
from tests.themes.factories import ThemeFactory

pytestmark = pytest.mark.django_db
INDEX = "/buone-pratiche/"


def titles(client, **query):
    page = client.get(INDEX, query, headers={"HX-Target": "results"}).text
    return [word for word in ("Alfa", "Beta", "Gamma") if f">{word}<" in page]


@pytest.fixture
def three():
    polish = CountryFactory(code="PL")
    waste = ThemeFactory(labels={"it": "Rifiuti"})
    alfa = PracticeFactory(
        published=True,
        title="Alfa",
        themes=[waste],
        zero_cost=True,
        place=PlaceFactory(name="Asti", population=74_000),
    )
    beta = PracticeFactory(
        published=True,
        title="Beta",
        progress="planned",
        content="experience",
        language="pl",
        place=PlaceFactory(name="Łódź", country=polish, code="", population=660_000),
        country=polish,
    )
    gamma = PracticeFactory(
        validated=True, title="Gamma", progress="failed", place=PlaceFactory(population=3_000)
    )
    return alfa, beta, gamma, waste


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries, count):
    PracticeFactory.create_batch(count, published=True)

    with django_assert_num_queries(6):
        page = client.get(INDEX).text

    assert page.count('<h2 class="h3">') == count


@pytest.mark.capability("S-20")
@pytest.mark.capability("M-14")
@pytest.mark.capability("M-10")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Alfa", "Beta", "Gamma"]),
        ({"zero": "on"}, ["Alfa"]),
        ({"avanzamento": "planned"}, ["Beta"]),
        ({"avanzamento": "implemented"}, ["Alfa", "Gamma"]),
        ({"avanzamento": "failed"}, ["Gamma"]),
        ({"contenuto": "experience"}, ["Beta"]),
        ({"lingua": "pl"}, ["Beta"]),
        ({"paese": "PL"}, ["Beta"]),
        ({"luogo": "asti"}, ["Alfa"]),
        ({"grandezza": "very_small"}, ["Gamma"]),
        ({"stato": "validated"}, ["Gamma"]),
        ({"q": "alfa"}, ["Alfa"]),
        ({"q": "% _ ' \" AND OR ("}, []),
        ({"q": "x" * 10_000}, ["Alfa", "Beta", "Gamma"]),
        ({"tema": "nothing", "paese": "nowhere"}, ["Alfa", "Beta", "Gamma"]),
    ],
)
def test_index_narrows_by_every_filter(client, three, query, found):
    index_now()

    assert titles(client, **query) == found


def test_index_narrows_by_theme_and_programme(client, three):
    alfa, _beta, _gamma, waste = three
    alfa.programme = ProgrammeFactory(slug="scuola")
    alfa.save()

    assert titles(client, tema=waste.pk) == ["Alfa"]
    assert titles(client, programma="scuola") == ["Alfa"]


def test_index_hides_drafts_and_practices_for_members(client):
    members = ProgrammeFactory(visibility="members")
    PracticeFactory(complete=True, title="Alfa")
    PracticeFactory(published=True, title="Beta", audience="members")
    PracticeFactory(published=True, title="Gamma", programme=members)

    assert titles(client) == []


def test_index_puts_cities_like_mine_first(client, three):
    mine = OrganisationFactory(place=PlaceFactory(population=4_000))
    client.force_login(MembershipFactory(organisation=mine).person)

    page = client.get(INDEX, {"simili": "on"}).text

    assert page.index(">Gamma<") < page.index(">Alfa<") < page.index(">Beta<")
    Membership.objects.all().delete()
    assert client.get(INDEX, {"simili": "on"}).status_code == 200


def test_index_counts_municipalities_that_took_it_home(client, three):
    alfa = three[0]
    for state in ("adapt", "reuse"):
        AdoptionFactory(practice=alfa, state=state)
    AdoptionFactory(practice=alfa, state="withdrawn")

    assert "adottata in 2 comuni" in client.get(INDEX).text


def test_index_draws_a_map_and_prints(client, three):
    assert "Łódź" in client.get(INDEX, {"vista": "mappa"}).text
    assert client.get(INDEX, {"vista": "stampa"}).status_code == 200


def test_index_fragment_is_a_piece_of_the_full_page(client, three):
    index_now()

    page = client.get(INDEX, {"q": "beta"}).text
    fragment = client.get(INDEX, {"q": "beta"}, headers={"HX-Target": "results"}).text

    assert "<h1>" not in fragment
    assert fragment.strip() in page


def test_index_as_file(client, three):
    rows = b"".join(client.get(INDEX, {"file": "csv", "zero": "on"})).decode("utf-8-sig")
    told = json.loads(b"".join(client.get(INDEX, {"file": "json"})))
    book = b"".join(client.get(INDEX, {"file": "xlsx"}))

    assert [row[0] for row in csv.reader(rows.splitlines(), delimiter=";")] == ["Titolo", "Alfa"]
    assert [row["title"] for row in told] == ["Alfa", "Beta", "Gamma"]
    assert told[0]["themes"] == "Rifiuti"
    assert book.startswith(b"PK")


def test_feed_is_atom_and_obeys_the_filters(client, three):
    text = client.get(reverse("practices:feed"), {"zero": "on"}).text

    assert (text.count("<entry>"), "Alfa" in text) == (1, True)


@pytest.mark.capability("T-10")
def test_compare_puts_practices_of_one_theme_side_by_side(client, three):
    alfa, beta, *_rest = three
    draft = PracticeFactory(title="Segreta")
    Practice.objects.filter(pk=alfa.pk).update(staff_days=130)

    page = client.get(reverse("practices:compare"), {"p": [alfa.slug, beta.slug, draft.slug]}).text

    assert "130 giorni" in page
    assert ("74.000" in page, "660.000" in page, "Segreta" in page) == (True, True, False)
    assert escape("Scegli almeno due") in client.get(reverse("practices:compare")).text


@pytest.mark.capability("C-02")
def test_a_community_has_its_own_list_of_practices(client):
    programme = running("connection")
    mine = PracticeFactory(published=True, programme=programme, strand="cop4", title="Una porta")
    PracticeFactory(published=True, programme=programme, strand="cop3", title="La patente")
    PracticeFactory(published=True, strand="cop4", title="Altrove")

    page = client.get(reverse("practices:of-programme", args=["connection"]), {"linea": "cop4"})
    form = client.get(reverse("practices:index"), {"programma": "connection", "linea": "cop4"})
    foreign = client.get(reverse("practices:index"), {"linea": "cop4"})

    assert list(page.context["page"]) == list(form.context["page"]) == [mine]
    assert "Come progettare sportelli unici" in page.text
    assert "Come progettare sportelli unici" in form.text
    assert len(foreign.context["page"].object_list) == 3


def test_practices_of_a_programme_are_narrowed_by_phase(client):
    programme = running("connection")
    mine = PracticeFactory(published=True, programme=programme, phase="needs")
    PracticeFactory(published=True, programme=programme)

    page = client.get(reverse("practices:of-programme", args=["connection"]), {"fase": "needs"})

    assert list(page.context["page"]) == [mine]
    assert "Analisi dei bisogni" in page.text


@pytest.mark.capability("C-18")
def test_a_community_keeps_a_list_of_shared_challenges(client):
    programme = running("connection")
    client.force_login(coordinator_of(programme))
    new = reverse("practices:challenge-new", query={"programma": "connection", "linea": "cop2"})
    asked = client.get(new)
    sent = {"title": "Chi tiene i bambini durante il corso?", "strand": "cop2", "about": "Manca."}
    client.post(new, sent)
    address = reverse("practices:of-programme", args=["connection"])

    assert asked.context["form"].initial["strand"] == "cop2"
    assert "Chi tiene i bambini" in client.get(address, {"linea": "cop2"}).text
    assert "Chi tiene i bambini" not in client.get(address, {"linea": "cop1"}).text


def running(key):
    """Return a programme that everyone reads, made from a blueprint that ships."""
    return ProgrammeFactory(slug=key, blueprint=shipped_text(key))

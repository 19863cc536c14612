from datetime import date

import pytest
from django.urls import reverse

from innesto.places.queries import country_names
from innesto.programmes.queries.register import printed_otherwise
from tests.organisations.factories import OrganisationFactory
from tests.places.factories import CountryFactory, PlaceFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory


@pytest.fixture
def programme(db):
    return ProgrammeFactory(lively=True, slug="vivace")


@pytest.fixture
def url(programme):
    return reverse("programmes:partners", args=[programme.slug])


def names_in(response):
    return [partner.organisation.name for partner in response.context["table"]().page]


@pytest.mark.parametrize("count", [1, 3])
def test_partners_cost_the_same_for_one_row_and_for_three(
    client, django_assert_num_queries, programme, url, count
):
    for _ in range(count):
        PartnerFactory(
            programme=programme,
            organisation=OrganisationFactory(country=CountryFactory(), place=PlaceFactory()),
            roles=["host_city"],
            strands=["cop1"],
        )

    country_names()
    with django_assert_num_queries(8):
        response = client.get(url)
    with django_assert_num_queries(1):  # while nothing happens anywhere
        client.get(url)

    assert len(names_in(response)) == count


@pytest.mark.capability("C-12")
@pytest.mark.capability("C-16")
def test_partners_narrow_by_role_strand_country_and_words(client, programme, url):
    for name, code, roles, strands in [
        ("Asti", "IT", ["host_city"], ["cop1"]),
        ("Dortmund", "DE", ["guest_city"], ["cop1"]),
        ("Cuneo", "IT", ["guest_city"], ["cop2"]),
    ]:
        body = OrganisationFactory(name=name, country=CountryFactory(code=code))
        PartnerFactory(programme=programme, organisation=body, roles=roles, strands=strands)

    assert names_in(client.get(url)) == ["Asti", "Cuneo", "Dortmund"]
    assert names_in(client.get(url, {"role": "guest_city"})) == ["Cuneo", "Dortmund"]
    assert names_in(client.get(url, {"strand": "cop1"})) == ["Asti", "Dortmund"]
    assert names_in(client.get(url, {"country": "IT"})) == ["Asti", "Cuneo"]
    assert names_in(client.get(url, {"q": "dort"})) == ["Dortmund"]
    assert names_in(client.get(url, {"sort": "-name"})) == ["Dortmund", "Cuneo", "Asti"]


def test_partners_who_withdrew_are_listed_apart(client, programme, url):
    PartnerFactory(programme=programme, organisation=OrganisationFactory(name="Asti"))
    PartnerFactory(
        programme=programme,
        organisation=OrganisationFactory(name="Sofia"),
        left_on=date(2026, 1, 1),
    )

    assert names_in(client.get(url)) == ["Asti"]
    assert names_in(client.get(url, {"left": "1"})) == ["Sofia"]


def test_partners_fragment_is_a_piece_of_the_full_page(client, programme, url):
    PartnerFactory(programme=programme)

    page = client.get(url).text
    fragment = client.get(url, headers={"HX-Target": "results"}).text

    assert "<h1>" not in fragment
    assert fragment.strip() in page


def test_partners_come_as_a_file(client, programme, url):
    PartnerFactory(
        programme=programme, organisation=OrganisationFactory(name="Asti"), roles=["lead"]
    )

    answer = client.get(url, {"file": "csv"})

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].split(";")[:3] == ["Asti", "", "Capofila"]


@pytest.mark.capability("Q8")
def test_partner_whose_country_does_not_fit_is_shown_and_not_repaired(client, programme):
    netherlands = CountryFactory(code="NL", names={"it": "Paesi Bassi"})
    partner = PartnerFactory(
        programme=programme,
        organisation=OrganisationFactory(place=PlaceFactory(country=netherlands, code="")),
        printed_country="FI",
        declared_country=CountryFactory(code="FI", names={"it": "Finlandia"}),
    )

    page = client.get(partner.get_absolute_url()).text

    assert ("Finlandia" in page, "Paesi Bassi" in page) == (True, True)


def test_the_source_is_quoted_only_where_it_says_something_else(client, programme):
    italy = CountryFactory(code="IT", names={"it": "Italia"})
    CountryFactory(code="FI", names={"it": "Finlandia"})
    body = OrganisationFactory(name="Asti", place=PlaceFactory(country=italy))
    same = PartnerFactory(
        programme=programme, organisation=body, printed_name="Asti", printed_country="IT"
    )
    words = printed_otherwise(same)
    same.printed_name, same.printed_country = "Hasta", "FI"

    assert (words, printed_otherwise(same)) == ([], ["Hasta", "Finlandia"])
    assert "Nella fonte" not in client.get(same.get_absolute_url()).text


def test_two_who_edit_a_partner_at_once_lose_nothing(client, admin, programme):
    client.force_login(admin)
    partner = PartnerFactory(programme=programme)
    address = reverse("programmes:partner-edit", args=[programme.slug, partner.pk])
    form = client.get(address).context["form"]
    opened = {field.name: field.value() or "" for field in form}

    answers = [
        client.post(address, {**opened, **mine})
        for mine in ({"note": "Prima"}, {"source": "Elenco"}, {"note": "Seconda"})
    ]

    partner.refresh_from_db()
    assert [answer.status_code for answer in answers] == [302, 302, 422]
    assert (partner.note, partner.source) == ("Prima", "Elenco")
    assert "Intanto qualcun altro ha scritto: «Prima»" in answers[2].text


def test_what_the_source_says_is_folded_until_it_says_something(client, admin, programme):
    client.force_login(admin)
    new = reverse("programmes:partner-new", args=[programme.slug])
    partner = PartnerFactory(programme=programme, source="Elenco 2020")

    empty = client.get(new).text
    said = client.get(reverse("programmes:partner-edit", args=[programme.slug, partner.pk])).text

    assert ('<details class="folded">' in empty, '<details class="folded" open>' in said) == (
        True,
        True,
    )


@pytest.mark.capability("C-14")
def test_partner_shows_for_whom_it_takes_part(client, programme):
    anci = PartnerFactory(programme=programme)
    PartnerFactory(
        programme=programme,
        organisation=OrganisationFactory(name="Comune di Settimo"),
        brought_by=anci,
    )

    assert "Comune di Settimo" in client.get(anci.get_absolute_url()).text


def test_partner_names_its_people_only_to_whoever_takes_part(client, lively, coordinator):
    partner = PartnerFactory(programme=lively)
    ParticipantFactory(programme=lively, partner=partner, name="Nina Nome")
    lively.state = "running"
    lively.save()

    assert "Nina Nome" not in client.get(partner.get_absolute_url()).text


def test_empty_partners_tell_the_next_step(client, programme, url):
    assert reverse("programmes:blueprint", args=["vivace"]) in client.get(url).text


def test_suggestions_offer_the_partners_of_this_programme(client, lively, coordinator):
    client.force_login(coordinator)
    PartnerFactory(programme=lively, organisation__name="Comune di Asti")
    PartnerFactory(organisation__name="Comune di Asti Secondo")
    query = {"field": "partner", "partner": "asti"}
    url = reverse("programmes:partner-suggestions", args=[lively.slug], query=query)

    assert client.get(url).text.count("<option") == 1

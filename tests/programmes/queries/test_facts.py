from datetime import date

import pytest

from innesto.blueprints.check import check
from innesto.blueprints.facts import Days
from innesto.programmes.actions.calendar import enter_phase
from innesto.programmes.queries.facts import blueprint_of, facts_of
from innesto.themes.models import Mapping
from tests.accounts.factories import UserFactory
from tests.organisations.factories import (
    ClosureFactory,
    NeedFactory,
    OfferFactory,
    OrganisationFactory,
)
from tests.places.factories import CountryFactory, PlaceFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory
from tests.themes.factories import ThemeFactory


def fully_described(programme):
    organisation = OrganisationFactory(place=PlaceFactory(), languages=["it"])
    theme = programme.scheme.themes.first()
    NeedFactory(organisation=organisation, theme=theme)
    OfferFactory(organisation=organisation, theme=theme)
    ClosureFactory(organisation=organisation)
    partner = PartnerFactory(
        programme=programme, organisation=organisation, roles=["host_city"], strands=["cop1"]
    )
    ParticipantFactory(programme=programme, partner=partner)
    return partner


@pytest.mark.parametrize("count", [1, 3])
def test_facts_of_costs_the_same_for_one_partner_and_for_three(
    lively, django_assert_num_queries, count
):
    for _ in range(count):
        fully_described(lively)

    with django_assert_num_queries(15):
        facts = facts_of(lively)

    assert len(facts.organisations) == count


@pytest.mark.capability("M-11")
@pytest.mark.capability("D-03")
def test_facts_of_says_what_the_registers_know_of_a_partner(lively):
    place = PlaceFactory(
        name="Asti", code="005005", population=73_421, lat=44.9, lon=8.2, name_other=""
    )
    organisation = OrganisationFactory(
        name="Comune di Asti", slug="asti", place=place, languages=["it", "fr"]
    )
    ClosureFactory(organisation=organisation, first_day="2020-08-01", last_day="2020-08-21")
    PartnerFactory(
        programme=lively,
        organisation=organisation,
        roles=["host_city", "lead"],
        strands=["cop2"],
        joined_on=date(2019, 1, 1),
    )

    (asti,) = facts_of(lively).organisations

    assert (asti.key, asti.name, asti.kind) == ("asti", "Comune di Asti", "municipality")
    assert (asti.country, asti.register_country) == ("IT", "IT")
    assert (asti.place, asti.code, asti.population) == ("Asti", "005005", 73_421)
    assert (asti.lat, asti.lon, asti.languages) == (44.9, 8.2, {"it", "fr"})
    assert (asti.roles, asti.strands) == ({"host_city", "lead"}, {"cop2"})
    assert asti.closed == (Days(date(2020, 8, 1), date(2020, 8, 21)),)
    assert (asti.joined_on, asti.left_on) == (date(2019, 1, 1), None)


@pytest.mark.capability("Q8")
def test_facts_of_keeps_the_declared_country_beside_the_registers(lively):
    netherlands = CountryFactory(code="NL")
    utrecht = OrganisationFactory(
        country=netherlands, place=PlaceFactory(country=netherlands, code="")
    )
    PartnerFactory(
        programme=lively, organisation=utrecht, declared_country=CountryFactory(code="FI")
    )

    facts = facts_of(lively)

    assert [(o.country, o.register_country) for o in facts.organisations] == [("FI", "NL")]
    found = check(blueprint_of(lively), facts, on=date(2020, 1, 1))
    assert [f.kind for f in found if f.subject.key == utrecht.slug] == ["country"]


def test_facts_of_reads_needs_in_the_programmes_themes_wherever_they_were_stated(lively):
    partner = PartnerFactory(programme=lively)
    waste, mobility = lively.scheme.themes.order_by("position")
    shared = ThemeFactory()
    elsewhere = ThemeFactory()
    unknown = ThemeFactory()
    Mapping.objects.create(theme=mobility, target=shared, relation="close")
    Mapping.objects.create(theme=elsewhere, target=shared, relation="close")
    NeedFactory(organisation=partner.organisation, theme=waste, level=3)
    NeedFactory(organisation=partner.organisation, theme=shared, level=1)
    NeedFactory(organisation=partner.organisation, theme=unknown, level=3)
    OfferFactory(organisation=partner.organisation, theme=elsewhere, level=2)

    (organisation,) = facts_of(lively).organisations

    assert organisation.needs == {"waste": 3, "mobility": 1}
    assert organisation.offers == {"mobility": 2}


@pytest.mark.capability("C-13")
@pytest.mark.capability("C-14")
def test_facts_of_lets_municipalities_stand_behind_the_body_that_brought_them(lively):
    anci = PartnerFactory(
        programme=lively,
        organisation=OrganisationFactory(slug="anci-piemonte", kind="municipalities"),
        strands=["cop1"],
    )
    for slug in ("asti", "cuneo"):
        PartnerFactory(
            programme=lively, organisation=OrganisationFactory(slug=slug), brought_by=anci
        )
    anci.organisation.stands_for.add(OrganisationFactory(slug="settimo-torinese"))

    (organisation,) = facts_of(lively).organisations

    assert organisation.key == "anci-piemonte"
    assert organisation.represents == ("asti", "cuneo", "settimo-torinese")


def test_facts_of_counts_who_was_brought_in_and_has_a_role_of_its_own(lively):
    anci = PartnerFactory(programme=lively)
    asti = PartnerFactory(programme=lively, brought_by=anci, roles=["guest_city"])

    facts = facts_of(lively)

    keys = {anci.organisation.slug, asti.organisation.slug}
    assert {organisation.key for organisation in facts.organisations} == keys
    assert {organisation.represents for organisation in facts.organisations} == {()}


@pytest.mark.capability("T-01")
@pytest.mark.capability("T-42")
@pytest.mark.capability("T-45")
@pytest.mark.django_db
def test_facts_of_a_call_holds_projects_and_counts_organisations_once():
    call = ProgrammeFactory(lively=True)
    ires = PartnerFactory(programme=call, roles=["lead"])
    one = ProgrammeFactory(call=call, blueprint="", slug="one", territory="Piemonte")
    two = ProgrammeFactory(call=call, blueprint="", slug="two", territory="Liguria")
    lead = PartnerFactory(programme=one, roles=["lead"])
    shared = PartnerFactory(programme=one)
    PartnerFactory(programme=two, organisation=shared.organisation, roles=["lead", "host_city"])
    gone = PartnerFactory(programme=two, left_on=date(2022, 1, 1))
    ParticipantFactory(programme=two, name="Rina Rappresenta")

    facts = facts_of(call)

    body = {organisation.key: organisation for organisation in facts.organisations}
    assert set(body) == {partner.organisation.slug for partner in (ires, lead, shared, gone)}
    assert body[shared.organisation.slug].roles == {"lead", "host_city"}
    assert body[gone.organisation.slug].left_on == date(2022, 1, 1)
    first, second = facts.projects
    assert (first.key, first.lead, first.territory) == ("one", lead.organisation.slug, "Piemonte")
    assert first.partners == {lead.organisation.slug, shared.organisation.slug}
    assert (second.lead, second.partners) == (
        shared.organisation.slug,
        {shared.organisation.slug},
    )
    assert [(person.name, person.project) for person in facts.persons] == [
        ("Rina Rappresenta", "two")
    ]


@pytest.mark.capability("T-41")
@pytest.mark.capability("T-08")
def test_facts_of_counts_a_person_with_two_roles_once(lively, coordinator):
    partner = PartnerFactory(programme=lively)
    user = UserFactory(name="Olga Opera")
    ParticipantFactory(
        programme=lively, user=user, partner=partner, role="officer", audiences=["technicians"]
    )
    ParticipantFactory(programme=lively, user=user, role="evaluator")
    ParticipantFactory(programme=lively, user=user, role="coordinator", until=date(2019, 1, 1))
    ParticipantFactory(programme=lively, name="Nina Nome", until=date(2020, 1, 1))

    facts = facts_of(lively)

    people = {person.name: person for person in facts.persons}
    olga = people["Olga Opera"]
    assert set(people) == {coordinator.name, "Olga Opera", "Nina Nome"}
    assert (olga.key, olga.roles) == (f"u{user.pk}", {"officer", "evaluator"})
    assert (olga.organisation, olga.audiences) == (partner.organisation.slug, {"technicians"})
    assert (olga.left_on, people["Nina Nome"].left_on) == (None, date(2020, 1, 1))


@pytest.mark.capability("S-14")
def test_facts_of_knows_the_phases_of_the_programme_and_of_partners(lively, coordinator):
    partner = PartnerFactory(programme=lively)
    enter_phase(lively, "prepare", on=date(2018, 12, 1), by=coordinator)
    enter_phase(lively, "learn", on=date(2020, 1, 15), by=coordinator)
    enter_phase(lively, "learn", on=date(2020, 2, 1), partner=partner, by=coordinator)

    facts = facts_of(lively)

    assert facts.organisations[0].phase == "learn"
    assert facts.phases["prepare"] == Days(date(2018, 12, 1), date(2020, 1, 15))
    assert facts.phases["learn"].first == date(2020, 1, 15)


@pytest.mark.django_db
def test_blueprint_of_a_project_is_that_of_its_call():
    call = ProgrammeFactory(lively=True)
    project = ProgrammeFactory(call=call, blueprint="")

    assert blueprint_of(project) is blueprint_of(call)

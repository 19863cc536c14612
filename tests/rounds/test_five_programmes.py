"""The five programmes, planned to proven optimality and checked against their sources.

Nothing here asks the planner or the rules whether a plan is right: each assertion is the
sentence of the source, counted by hand.
"""

import datetime
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from innesto.blueprints.facts import Facts
from innesto.rounds.letters.request import Reading
from innesto.rounds.round import plan_round
from tests.rounds.programmes import by_key, in_role, partners, planned, request, there

FIVE = [
    "multiply",
    "connection",
    "territori-inclusivi",
    "scuola-delle-buone-pratiche",
    "digital-city-experts",
]
COUNTRIES = ["AT", "DE", "HU", "IT", "PL", "SE"]
SATURDAY = 5


@pytest.mark.parametrize("name", FIVE)
def test_shipped_programme_is_planned_to_proven_optimality(name):
    proposal = planned(name)

    assert proposal.status == "optimal"
    assert proposal.objective == proposal.bound
    assert proposal.gap == 0
    assert proposal.pairs_score == proposal.pairs_bound
    assert proposal.proved_by
    assert proposal.rules_kept == proposal.rules_total > 0


@pytest.mark.parametrize("name", FIVE)
def test_nobody_is_in_two_places_at_once(name):
    for one, other in combinations(planned(name).exchanges, 2):
        apart = one.ends_on < other.starts_on or other.ends_on < one.starts_on
        halves = {one.half, other.half} == {"morning", "afternoon"}
        assert apart or halves or not (there(one) & there(other)) - {""}


@pytest.mark.parametrize("name", FIVE)
def test_every_exchange_lasts_as_long_as_it_says(name):
    for exchange in planned(name).exchanges:
        days = (exchange.ends_on - exchange.starts_on).days + 1
        assert days == (exchange.half_days + 1) // 2
        assert bool(exchange.half) == (exchange.half_days == 1)


@pytest.mark.parametrize("name", FIVE)
def test_distance_to_the_second_choice_is_the_sum_of_its_parts(name):
    choices = [exchange.second_choice for exchange in planned(name).exchanges]
    choices += [pair.next_best for pair in planned(name).pairs]

    assert any(choices)
    for choice in filter(None, choices):
        assert choice.cost == sum(part.points for part in choice.parts)
        assert choice.cost >= 0


# MULTIPLY


@pytest.mark.capability("M-16")
@pytest.mark.parametrize("country", COUNTRIES)
def test_multiply_plans_six_national_exchanges_in_each_country(country):
    national = [one for one in planned("multiply").exchanges if one.scope == country]

    assert len(national) == 6


@pytest.mark.capability("M-19")
@pytest.mark.parametrize("country", COUNTRIES)
def test_each_multiply_city_hosts_two_for_the_other_cities_of_its_country(country):
    facts = partners("multiply")
    selected = {"multiply-city", "on-the-road-city", "prize-city"}
    cities = {
        one.key for one in facts.organisations if one.country == country and one.roles & selected
    }
    national = [one for one in planned("multiply").exchanges if one.scope == country]
    hosted = Counter(one.host for one in national)

    multiply = in_role(facts, "multiply-city", country)
    assert {city: hosted[city] for city in multiply} == dict.fromkeys(multiply, 2)
    for exchange in national:
        if exchange.host in multiply:
            assert set(exchange.guests) == cities - {exchange.host}


@pytest.mark.capability("M-18")
@pytest.mark.parametrize("country", COUNTRIES)
def test_a_prize_city_is_at_every_national_exchange(country):
    prize = in_role(partners("multiply"), "prize-city", country)

    for exchange in planned("multiply").exchanges:
        if exchange.scope == country:
            assert there(exchange) & prize


@pytest.mark.capability("M-20", "M-27")
@pytest.mark.parametrize("country", COUNTRIES)
def test_the_prize_city_hosts_one_training_with_all_other_cities(country):
    facts = partners("multiply")
    [training] = [
        one
        for one in planned("multiply").exchanges
        if one.scope == country and one.host in in_role(facts, "prize-city")
    ]
    others = {
        one.key
        for one in facts.organisations
        if one.country == country and one.roles & {"multiply-city", "on-the-road-city"}
    }

    assert set(training.guests) == others
    assert training.format == "public-support"


@pytest.mark.capability("M-21", "M-28")
@pytest.mark.parametrize("country", COUNTRIES)
def test_one_on_the_road_city_hosts_the_others_on_the_road(country):
    facts = partners("multiply")
    road = in_role(facts, "on-the-road-city", country)
    [meeting] = [
        one for one in planned("multiply").exchanges if one.scope == country and one.host in road
    ]
    guests = set(meeting.guests) - in_role(facts, "prize-city", country)

    assert guests == road - {meeting.host}


@pytest.mark.capability("M-17", "M-23")
def test_the_conference_is_in_a_multiply_city_at_the_end_of_year_two():
    facts = partners("multiply")
    [conference] = [one for one in planned("multiply").exchanges if not one.scope]

    assert conference.host in in_role(facts, "multiply-city")
    assert datetime.date(2020, 11, 1) <= conference.starts_on
    assert conference.ends_on <= datetime.date(2020, 11, 30)
    assert {by_key(facts)[key].country for key in there(conference)} == set(COUNTRIES)


@pytest.mark.capability("M-25", "M-26")
def test_each_theme_of_multiply_is_met_in_every_country():
    met = Counter((one.scope, one.format) for one in planned("multiply").exchanges if one.scope)

    assert {form for _country, form in met} == {
        "political-leadership",
        "technical-planning",
        "public-support",
        "plan-review",
    }
    assert len(met) == 4 * len(COUNTRIES)


def test_multiply_is_refused_in_words_when_the_coordinator_reads_the_list_of_themes():
    """Q1 and Q2: the theme list lets an On-the-Road city host a second time."""
    from_themes = Reading(hosts={"technical-planning": 1})
    proposal = plan_round(request("multiply", reading=from_themes))

    assert proposal.status == "refused"
    assert proposal.exchanges == ()
    assert {refusal.rule for refusal in proposal.refusals} >= {"one-on-the-road-meeting"}
    assert all(refusal.words["it"] and refusal.mend for refusal in proposal.refusals)


def test_three_multiply_cities_are_refused_with_the_sum():
    """Q3: 6 + 1 + 1 = 8, and the source says 6."""
    facts = partners("multiply")
    road = min(in_role(facts, "on-the-road-city", "IT"))
    third = replace(by_key(facts)[road], roles=frozenset({"multiply-city"}))
    cities = tuple(third if one.key == road else one for one in facts.organisations)
    proposal = plan_round(request("multiply", facts=Facts(organisations=cities)))

    assert proposal.status == "refused"
    [refusal] = proposal.refusals
    assert (refusal.scope, refusal.wanted, refusal.possible) == ("IT", 6, 8)
    assert "6 + 1 + 1 = 8" in refusal.words["it"]


# CONNECTION


@pytest.mark.capability("C-23")
def test_connection_pairs_one_mentor_with_one_implementing_city_inside_a_community():
    members = by_key(partners("connection"))
    pairs = planned("connection").pairs

    for pair in pairs:
        assert "mentor-city" in members[pair.a].roles
        assert "implementing-city" in members[pair.b].roles
        assert pair.strand in members[pair.a].strands & members[pair.b].strands
    paired = [key for pair in pairs for key in (pair.a, pair.b)]
    assert len(paired) == len(set(paired))


@pytest.mark.capability("C-13", "C-15")
def test_turin_mentors_anci_piemonte_and_one_of_five_in_cop1_stays_alone():
    proposal = planned("connection")
    members = by_key(partners("connection"))
    cities = {"mentor-city", "implementing-city"}
    cop1 = {key for key, one in members.items() if "cop1" in one.strands and one.roles & cities}

    assert len(cop1) == 5
    pairs = [(members[p.a].name, members[p.b].name) for p in proposal.pairs if p.strand == "cop1"]
    assert ("Città di Torino", "ANCI Piemonte") in pairs
    assert len(pairs) == 2
    [odd] = [one for one in proposal.odd_ones if one.strand == "cop1"]
    assert odd.organisation == "anatoliki-s-a-agenzia-di-sviluppo-di-salonicco-orientale"
    assert "5" in odd.words["it"]
    assert members[odd.organisation].name in odd.words["it"]


@pytest.mark.capability("C-24", "C-25", "C-26")
def test_each_pair_goes_five_days_there_and_five_days_back():
    proposal = planned("connection")

    for pair in proposal.pairs:
        there_, back = (
            proposal.exchange(f"staff-exchange.{pair.a}+{pair.b}.{leg}")
            for leg in ("leg-at-mentor", "leg-at-implementing")
        )
        assert (there_.host, there_.guests) == (pair.a, (pair.b,))
        assert (back.host, back.guests) == (pair.b, (pair.a,))
        assert there_.half_days == back.half_days == 10
        assert (back.starts_on - there_.ends_on).days >= 30
        for leg in (there_, back):
            assert leg.ends_on.weekday() < SATURDAY
            assert leg.starts_on.weekday() == 0


@pytest.mark.capability("C-21")
def test_every_member_hosts_a_workshop_and_visits_all_others_of_its_community():
    members = by_key(partners("connection"))
    workshops = [one for one in planned("connection").exchanges if one.format == "workshop"]
    cities = {"mentor-city", "implementing-city"}

    hosts = Counter(one.host for one in workshops)
    assert hosts == Counter(key for key, one in members.items() if one.roles & cities)
    for workshop in workshops:
        community = {
            key
            for key, one in members.items()
            if one.roles & cities and workshop.scope in one.strands
        }
        assert set(workshop.guests) == community - {workshop.host}


@pytest.mark.capability("C-31")
def test_two_international_workshops_are_hosted_by_mentors():
    mentors = in_role(partners("connection"), "mentor-city")
    found = [
        one for one in planned("connection").exchanges if one.format == "international-workshop"
    ]

    assert [one.host in mentors for one in found] == [True, True]


# Territori Inclusivi


@pytest.mark.capability("T-11")
def test_territori_meets_two_days_in_person_and_eight_half_days_online():
    exchanges = planned("territori-inclusivi").exchanges
    half_days = Counter()
    for exchange in exchanges:
        half_days[exchange.mode] += exchange.half_days

    assert Counter(one.mode for one in exchanges) == {"in_person": 2, "online": 8}
    assert half_days == {"in_person": 4, "online": 8}
    first, last = datetime.date(2021, 5, 13), datetime.date(2022, 10, 31)
    assert all(first <= one.starts_on <= one.ends_on <= last for one in exchanges)


@pytest.mark.capability("T-08", "T-09")
def test_each_of_the_thirteen_projects_is_represented_by_at_most_three_partners():
    projects = partners("territori-inclusivi").projects

    assert len(projects) == 13
    for exchange in planned("territori-inclusivi").exchanges:
        for project in projects:
            partnership = project.partners | {project.lead}
            came = there(exchange) & partnership
            assert came
            assert project.lead in came


# Scuola delle Buone Pratiche


@pytest.mark.capability("S-18")
def test_the_spring_session_is_in_milan_in_the_month_of_the_fair_every_year():
    members = by_key(partners("scuola-delle-buone-pratiche"))
    spring = [
        one
        for one in planned("scuola-delle-buone-pratiche").exchanges
        if one.format == "spring-session"
    ]

    assert [(one.starts_on.year, one.starts_on.month) for one in spring] == [(2012, 3), (2013, 3)]
    assert [members[one.host].place for one in spring] == ["Milano", "Milano"]


@pytest.mark.capability("S-24")
def test_the_autumn_session_is_single_or_a_path_of_four():
    name = "scuola-delle-buone-pratiche"
    reading = Reading(shapes={"autumn-session": "series"})
    series = plan_round(request(name, reading=reading))

    assert series.status == "optimal"
    single = [one for one in planned(name).exchanges if one.format == "autumn-session"]
    path = [one for one in series.exchanges if one.format == "autumn-session"]
    assert (len(single), len(path)) == (2, 8)
    for meetings in (path[:4], path[4:]):
        days = [one.starts_on for one in meetings]
        assert days == sorted(days)
        assert all((b - a).days >= 14 for a, b in pairwise(days))


# Digital City Experts


@pytest.mark.capability("D-19")
def test_the_kick_off_is_online_on_26_and_27_november_2020_for_all_partners_only():
    facts = partners("digital-city-experts")
    [kick_off] = [
        one for one in planned("digital-city-experts").exchanges if one.format == "kick-off"
    ]

    assert kick_off.mode == "online"
    assert kick_off.starts_on == datetime.date(2020, 11, 26)
    assert kick_off.ends_on == datetime.date(2020, 11, 27)
    assert there(kick_off) == in_role(facts, "partner") | in_role(facts, "lead-partner")

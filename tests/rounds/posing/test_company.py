"""Who comes for whom: the towns of an association, the people of a partner or a project."""

import datetime
from dataclasses import replace

from innesto.blueprints.check import check
from innesto.blueprints.facts import Days, Facts, Organisation, Person, Project
from innesto.blueprints.loading import load
from innesto.blueprints.words import describe
from innesto.rounds.letters.request import Limits, Request
from innesto.rounds.round import plan_round

START = datetime.date(2024, 1, 8)
HEAD = """
blueprint: 1
key: wells
identity:
  name: {it: Pozzi, en: Wells}
  summary: {it: Chi ha un pozzo lo mostra., en: Trial}
  starts_on: 2024-01-08
  lasts: 6 months
roles:
  - {key: host, label: {it: Ospite, en: Host}}
  - {key: member, label: {it: Aderente, en: Member}}
  - {key: union, label: {it: Unione, en: Union}, through_towns: {at_least: 2, at_most: 2}}
  - {key: clerk, label: {it: Funzionaria, en: Clerk}, for: person}
formats:
  - key: visit
    label: {it: Visita, en: Visit}
    kind: {it: visita, en: visit}
    length: 1 day
    host: {role: host, who: one}
"""
WITH_TOWNS = HEAD + "    must: [{role: [member, union]}]\n"
WITH_PEOPLE = HEAD + "    must: [{role: member, persons: clerk, people: 2}]\n"
WITH_PROJECTS = HEAD + "    must: [{persons: clerk, people: 2, people_each: 1, scope: project}]\n"


def place(key, role, lat, **kwargs):
    return Organisation(
        key=key,
        name=key.title(),
        country="IT",
        roles=frozenset({role}),
        lat=lat,
        lon=9.0,
        **kwargs,
    )


HOST, MEMBER = place("ora", "host", 45.0), place("pila", "member", 45.5)
UNION = place("unione", "union", 46.0, represents=("alfa", "beta", "gamma"))
TOWNS = (place("alfa", "", 45.1), place("beta", "", 47.0), place("gamma", "", 45.2))


def people(*keys, of="pila", project=""):
    clerk = frozenset({"clerk"})
    return tuple(
        Person(key=key, name=key.title(), organisation=of, roles=clerk, project=project)
        for key in keys
    )


def planned(blueprint, facts):
    return plan_round(Request(blueprint=blueprint, facts=facts, limits=Limits(seconds=3.0)))


def test_an_association_comes_through_the_towns_for_whom_it_is_nearest():
    proposal = planned(WITH_TOWNS, Facts(organisations=(HOST, MEMBER, UNION), towns=TOWNS))

    (visit,) = proposal.exchanges
    load = {one.organisation: one.km for one in proposal.loads}
    assert proposal.status == "optimal"
    assert visit.guests == ("pila", "unione")
    assert visit.towns == {"unione": ("alfa", "gamma")}
    assert load["unione"] == 2 * (11 + 22)
    assert type(proposal).from_data(proposal.to_data()) == proposal


def test_kilometres_of_a_reason_are_those_of_the_towns():
    proposal = planned(WITH_TOWNS, Facts(organisations=(HOST, MEMBER, UNION), towns=TOWNS))

    (visit,) = proposal.exchanges
    travel = next(part for part in visit.reasons if part.kind == "travel")

    assert travel.points == 2 * (11 + 22 + 56)
    assert travel.words["it"] == "178 km percorsi in tutto"


def test_a_town_that_cannot_is_replaced_by_another():
    closed = (Days(START, START + datetime.timedelta(days=400)),)
    towns = (replace(TOWNS[0], closed=closed), *TOWNS[1:])

    proposal = planned(WITH_TOWNS, Facts(organisations=(HOST, MEMBER, UNION), towns=towns))

    assert proposal.exchanges[0].towns == {"unione": ("beta", "gamma")}


def test_towns_of_which_only_the_name_is_known_come_too():
    proposal = planned(WITH_TOWNS, Facts(organisations=(HOST, MEMBER, UNION)))

    assert len(proposal.exchanges[0].towns["unione"]) == 2


def test_an_association_of_too_few_towns_is_refused_by_counting():
    facts = Facts(organisations=(HOST, MEMBER, replace(UNION, represents=("alfa",))))
    (finding,) = (it for it in check(load(WITH_TOWNS), facts, on=START) if it.kind == "seats")

    proposal = planned(WITH_TOWNS, facts)

    words = "Unione viene con almeno 2 dei suoi comuni, e ne rappresenta 1."
    assert describe(finding, load(WITH_TOWNS), "it").detail == words
    assert proposal.status == "refused"
    assert proposal.refusals[0].words["it"].endswith(words)


def test_a_partner_sends_as_many_of_its_people_as_are_asked():
    known = Facts(organisations=(HOST, MEMBER), persons=people("ada", "ugo", "zoe"))

    proposal = planned(WITH_PEOPLE, known)

    (visit,) = proposal.exchanges
    assert proposal.status == "optimal"
    assert len(visit.people["pila"]) == 2


def test_people_who_cannot_stay_at_home():
    ada, ugo, zoe = people("ada", "ugo", "zoe")
    away = (Days(START, START + datetime.timedelta(days=400)),)
    known = Facts(organisations=(HOST, MEMBER), persons=(replace(ada, closed=away), ugo, zoe))

    proposal = planned(WITH_PEOPLE, known)

    assert proposal.exchanges[0].people == {"pila": ("ugo", "zoe")}


def test_where_nothing_is_left_to_choose_all_come():
    known = Facts(organisations=(HOST, MEMBER), persons=people("ada", "ugo"))

    proposal = planned(WITH_PEOPLE, known)

    assert proposal.exchanges[0].people == {"pila": ("ada", "ugo")}


NEAR, FAR = place("qui", "member", 45.1), place("lontano", "member", 52.0)
PROJECT = Project(key="p", name="Fonte", lead="qui", partners=frozenset({"pila", "lontano"}))


def of_project(*persons):
    return Facts(organisations=(HOST, MEMBER, NEAR, FAR), persons=persons, projects=(PROJECT,))


def test_a_project_sends_people_of_different_partners_those_who_travel_least():
    known = of_project(
        *people("ada", "ugo", of="qui", project="p"),
        *people("zoe", of="pila", project="p"),
        *people("ben", of="lontano", project="p"),
    )

    proposal = planned(WITH_PROJECTS, known)

    (visit,) = proposal.exchanges
    assert proposal.status == "optimal"
    assert sorted(visit.people) == ["pila", "qui"]
    assert [len(sent) for sent in visit.people.values()] == [1, 1]
    assert {*visit.guests, *visit.optional_guests} == {"pila", "qui"}


def test_a_project_with_people_of_too_few_partners_is_refused_by_counting():
    known = of_project(*people("ada", "ugo", of="qui", project="p"))

    proposal = planned(WITH_PROJECTS, known)

    assert proposal.status == "refused"
    assert proposal.refusals[0].words["it"] == (
        "Fonte: i conti non tornano. Fonte manda 2 persone, al massimo 1 per partner,"
        " e ha persone di 1 partner: fanno 1."
    )

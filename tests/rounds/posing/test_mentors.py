"""Mentors have seats, shared by all themes; whoever looks for one looks in each theme."""

import datetime
from dataclasses import replace

import pytest

from innesto.blueprints.check import check
from innesto.blueprints.facts import Facts, Organisation, Pair
from innesto.blueprints.loading import BrokenBlueprint, load
from innesto.blueprints.words import describe
from innesto.rounds.letters.request import Limits, Request
from innesto.rounds.letters.wishes import Wish
from innesto.rounds.round import plan_round

BLUEPRINT = """
blueprint: 1
key: gardens
identity:
  name: {it: Giardini, en: Gardens}
  summary: {it: Chi sa accompagna chi impara., en: Trial}
  starts_on: 2024-01-08
  lasts: 12 months
roles:
  - {key: mentor, label: {it: Mentore, en: Mentor}}
  - {key: mentee, label: {it: Accompagnata, en: Mentee}}
themes:
  - {key: water, label: {it: acqua, en: water}}
  - {key: trees, label: {it: alberi, en: trees}}
formats:
  - key: visit
    label: {it: Visita, en: Visit}
    kind: {it: visita, en: visit}
    per: pair
    length: 1 day
    legs:
      - {key: there, label: {it: dal mentore, en: at the mentor}, host: {role: mentor}}
pairings:
  - key: care
    label: {it: Accompagnamento, en: Accompaniment}
    inside: programme
    between: [mentor, mentee]
    reciprocal: false
    themes: [water, trees]
    seats: 3
    everybody: true
    format: visit
"""
LEVELS = {
    "ala": ("mentor", {}, {"water": 3}),
    "bra": ("mentor", {}, {"water": 1, "trees": 3}),
    "cles": ("mentee", {"water": 2, "trees": 1}, {}),
    "dro": ("mentee", {"water": 1, "trees": 2}, {}),
    "egna": ("mentee", {"water": 3}, {}),
}


def facts(**levels):
    return Facts(
        organisations=tuple(
            Organisation(
                key=key,
                name=key.title(),
                country="IT",
                roles=frozenset({role}),
                lat=45.0 + place / 10,
                lon=9.0,
                needs=needs,
                offers=offers,
            )
            for place, (key, (role, needs, offers)) in enumerate((LEVELS | levels).items())
        )
    )


def ask(blueprint=BLUEPRINT, known=None, **kwargs):
    limits = Limits(seconds=3.0)
    return Request(blueprint=blueprint, facts=known or facts(), limits=limits, **kwargs)


def found(proposal):
    return {(pair.a, pair.b): pair.themes for pair in proposal.pairs}


def test_seats_are_shared_by_the_themes():
    proposal = plan_round(ask())

    assert proposal.status == "optimal"
    assert proposal.pairs_score == proposal.pairs_bound
    assert found(proposal) == {
        ("ala", "cles"): ("water",),
        ("ala", "dro"): ("water",),
        ("ala", "egna"): ("water",),
        ("bra", "cles"): ("trees",),
        ("bra", "dro"): ("trees",),
    }
    assert all(pair.accompanies for pair in proposal.pairs)
    assert type(proposal).from_data(proposal.to_data()) == proposal


def test_each_mentor_has_its_reason_and_what_another_one_would_cost():
    proposal = plan_round(ask())
    (pair,) = (it for it in proposal.pairs if (it.a, it.b) == ("ala", "egna"))

    assert [part.kind for part in pair.parts] == ["theme", "size", "language", "distance"]
    assert pair.parts[0].words["it"] == "sa mostrare quello che si cerca: acqua"
    assert sum(part.points for part in pair.parts) == pair.score
    assert pair.next_best.partner == "bra"
    assert pair.next_best.cost > 0


def test_whoever_accompanies_hosts():
    proposal = plan_round(ask())

    hosts = sorted((one.scope, one.host) for one in proposal.exchanges)

    assert hosts == sorted((f"{mentor}+{mentee}", mentor) for mentor, mentee in found(proposal))


def test_too_few_seats_are_refused_by_counting():
    narrow = BLUEPRINT.replace("seats: 3", "seats: 2")

    proposal = plan_round(ask(narrow))
    (finding,) = (
        it
        for it in check(load(narrow), facts(), on=datetime.date(2024, 1, 8))
        if it.kind == "seats"
    )

    assert proposal.status == "refused"
    assert describe(finding, load(narrow), "it").detail == (
        "«Mentore»: 2 × 2 = 4 posti. «Accompagnata»: 3, che cercano in tutto 5 mentori."
    )
    assert proposal.refusals[0].words["it"].endswith("3, che cercano in tutto 5 mentori.")
    assert (proposal.refusals[0].wanted, proposal.refusals[0].possible) == (5, 4)


def test_where_nobody_can_show_a_theme_the_rules_are_named():
    barren = facts(bra=("mentor", {}, {"water": 1}))

    proposal = plan_round(ask(known=barren))

    assert proposal.status == "refused"
    assert "Cles" in proposal.refusals[0].words["it"]


def test_whoever_may_stay_without_is_named():
    free = BLUEPRINT.replace("everybody: true", "farthest_km: 200")
    barren = facts(bra=("mentor", {}, {"water": 1}))

    proposal = plan_round(ask(free, barren))

    assert sorted(odd.organisation for odd in proposal.odd_ones) == ["cles", "dro"]
    assert "alberi" in proposal.odd_ones[0].words["it"]


def test_wishes_fix_and_forbid():
    together = Wish(kind="pin_pair", pair=("bra", "egna"))
    apart = Wish(kind="forbid_pair", pair=("ala", "cles"))

    wide = BLUEPRINT.replace("seats: 3", "seats: 4")

    proposal = plan_round(ask(wide, wishes=(together, apart)))

    assert ("bra", "egna") in found(proposal)
    assert ("ala", "cles") not in found(proposal)
    assert {(it.a, it.b) for it in proposal.pairs if it.pinned} == {("bra", "egna")}


def test_what_was_agreed_stays_in_its_theme():
    agreed = Pair(key="x", members=("bra", "cles"), state="agreed", themes=("water",))
    known = replace(facts(), pairs=(agreed,))
    wide = BLUEPRINT.replace("seats: 3", "seats: 4")

    proposal = plan_round(ask(wide, known))

    assert found(proposal)["bra", "cles"] == ("water", "trees")


@pytest.mark.parametrize("aim", ["best", "fair", "stable"])
def test_every_aim_is_proven_and_says_who_would_rather_change(aim):
    proposal = plan_round(ask(BLUEPRINT + f"    aim: {aim}\n"))

    assert proposal.status == "optimal"
    assert [note["it"] for note in proposal.notes if "preferirebbero" in note["it"]] == [
        "Accompagnamento: 0 coppie preferirebbero stare insieme."
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        BLUEPRINT.replace("reciprocal: false", "reciprocal: true"),
        BLUEPRINT.replace("    between: [mentor, mentee]\n", ""),
        BLUEPRINT.replace("seats: 3", "seats: 3\n    at_least: 4"),
    ],
    ids=["reciprocal", "one side", "more than seats"],
)
def test_what_contradicts_itself_is_refused_while_it_is_read(wrong):
    with pytest.raises(BrokenBlueprint):
        load(wrong)

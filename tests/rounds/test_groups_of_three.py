"""Where the blueprint allows it, three learn around, and nobody is left over."""

from dataclasses import replace

from innesto.blueprints.facts import Facts, Organisation, Pair
from innesto.rounds.letters.request import Limits, Request
from innesto.rounds.round import plan_round

BLUEPRINT = """
blueprint: 1
key: bakers
identity:
  name: {it: Forni, en: Bakers}
  summary: {it: Chi fa il pane si visita., en: Trial}
  starts_on: 2024-01-08
  lasts: 12 months
roles:
  - {key: baker, label: {it: Fornaio, en: Baker}}
themes:
  - {key: bread, label: {it: pane, en: bread}}
  - {key: cake, label: {it: torta, en: cake}}
formats:
  - key: stay
    label: {it: Soggiorno, en: Stay}
    kind: {it: soggiorno, en: stay}
    per: pair
    length: 2 days
    legs:
      - {key: there, label: {it: andata, en: there}, host: {role: baker}}
      - {key: back, label: {it: ritorno, en: back}, host: {role: baker}}
pairings:
  - key: ovens
    label: {it: Forni gemelli, en: Twin ovens}
    inside: programme
    format: stay
    groups_of_three: true
"""
NAMES = ("ala", "bra", "cles", "dro", "egna")


def request(names=NAMES, blueprint=BLUEPRINT):
    organisations = tuple(
        Organisation(
            key=name,
            name=name.title(),
            country="IT",
            roles=frozenset({"baker"}),
            lat=45.0 + place / 10,
            lon=9.0,
            needs={"bread": 1 + place % 3, "cake": 1},
            offers={"bread": 2, "cake": 1},
        )
        for place, name in enumerate(names)
    )
    facts = Facts(organisations=organisations)
    return Request(blueprint=blueprint, facts=facts, limits=Limits(seconds=3.0))


def test_an_odd_number_makes_one_group_of_three_and_nobody_stays_alone():
    proposal = plan_round(request())

    assert proposal.status == "optimal"
    assert sorted(len(pair.members) for pair in proposal.pairs) == [2, 3]
    assert {key for pair in proposal.pairs for key in pair.members} == set(NAMES)
    assert proposal.odd_ones == ()
    assert proposal.pairs_score == proposal.pairs_bound
    assert sum(pair.score for pair in proposal.pairs) == proposal.pairs_score


def test_in_a_group_of_three_everybody_hosts_once():
    proposal = plan_round(request())
    (three,) = (pair for pair in proposal.pairs if pair.c)

    legs = [one for one in proposal.exchanges if one.scope == three.key]

    assert sorted(one.host for one in legs) == sorted(three.members)
    assert {one.key for one in legs} == {
        f"stay.{three.key}.there",
        f"stay.{three.key}.back",
        f"stay.{three.key}.back-3",
    }
    for leg in legs:
        assert {leg.host, *leg.guests} == set(three.members)


def test_without_leave_an_odd_number_leaves_somebody_alone():
    alone = BLUEPRINT.replace("groups_of_three: true", "groups_of_three: false")

    proposal = plan_round(request(blueprint=alone))

    assert [len(pair.members) for pair in proposal.pairs] == [2, 2]
    assert len(proposal.odd_ones) == 1


def test_a_group_that_was_agreed_stays_together():
    asked = request()
    agreed = Pair(key="x", members=("ala", "dro", "egna"), state="agreed")

    proposal = plan_round(replace(asked, facts=replace(asked.facts, pairs=(agreed,))))

    (three,) = (pair for pair in proposal.pairs if pair.c)
    assert (three.members, three.pinned) == (("ala", "dro", "egna"), True)
    assert {key for pair in proposal.pairs for key in pair.members} == set(NAMES)


def test_a_group_of_three_comes_back_as_it_went():
    proposal = plan_round(request(NAMES[:3]))

    assert type(proposal).from_data(proposal.to_data()) == proposal
    assert proposal.organisations == set(NAMES[:3])
    assert replace(proposal.pairs[0], c="").key.count("+") == 1

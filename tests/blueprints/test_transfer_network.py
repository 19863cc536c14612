"""A programme of none of the sources runs by its blueprint alone, without touching code."""

import datetime
from pathlib import Path

import pytest

from innesto.blueprints.check import check
from innesto.blueprints.facts import Document, Exchange, Facts, Organisation
from innesto.blueprints.figures import duration
from innesto.blueprints.loading import load
from innesto.blueprints.words import describe

NETWORK = load(Path(__file__).with_name("transfer-network.yaml").read_text("utf-8"))
D = datetime.date
SPRING = D(2025, 3, 1)


def cities(count):
    countries = ["IT", "ES", "PL", "DE", "FR", "PT", "GR", "SI", "FI"]
    return tuple(
        Organisation(
            f"c{n}",
            f"City {n}",
            kind="municipality",
            country=countries[n],
            roles=frozenset({"re-user" if n else "practice-holder"}),
        )
        for n in range(count)
    )


def meeting(n, on, everyone):
    return Exchange(
        f"m{n}",
        "transnational-meeting",
        host=f"c{n}",
        guests=frozenset(o.key for o in everyone) - {f"c{n}"},
        starts_on=on,
    )


def signed(everyone):
    return tuple(
        Document(f"k-{o.key}", "commitment", o.key, state="signed", dated_on=D(2025, 1, 15))
        for o in everyone
    )


def keys(facts, on=SPRING):
    return [finding.key for finding in check(NETWORK, facts, on=on)]


def test_network_is_content_with_seven_cities_that_host_in_turn():
    everyone = cities(7)
    meetings = tuple(meeting(n, D(2025, 2 + n, 3), everyone) for n in range(7))

    facts = Facts(organisations=everyone, exchanges=meetings, documents=signed(everyone))

    assert keys(facts) == ["figure:partners"]


def test_network_of_nine_cities_is_too_large():
    facts = Facts(organisations=cities(9), documents=signed(cities(9)))

    finding = next(x for x in check(NETWORK, facts, on=SPRING) if x.rule == "six-to-eight")

    assert describe(finding, NETWORK, "it").detail == (
        "La regola ne ammette al massimo 8. Rete di trasferimento URBACT: 9 organizzazioni."
    )


def test_network_wants_commitment_before_the_first_meeting():
    everyone = cities(7)
    early = (meeting(0, D(2025, 1, 10), everyone),)
    in_time = (meeting(0, D(2025, 1, 20), everyone),)
    rule = "commitment-before-first-meeting:organisation:c3"

    assert rule in keys(Facts(everyone, exchanges=early, documents=signed(everyone)))
    assert rule in keys(Facts(everyone, exchanges=in_time))
    assert rule not in keys(Facts(everyone, exchanges=in_time, documents=signed(everyone)))


@pytest.mark.parametrize(("on", "late"), [(D(2025, 6, 30), 0), (D(2025, 7, 1), 6)])
def test_network_wants_the_transferability_plan_by_the_end_of_a_phase(on, late):
    facts = Facts(organisations=cities(7))

    overdue = [key for key in keys(facts, on) if key.startswith("transferability-plan-in-time")]

    assert len(overdue) == late


def test_network_lasts_thirty_months_from_its_start():
    lasts = duration(NETWORK, Facts(), on=D(2025, 1, 1))

    assert (lasts.ends_on, lasts.months) == (D(2027, 6, 30), 30)

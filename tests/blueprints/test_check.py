"""One test for each kind of rule, kept and broken; the small programme is nobody's."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from innesto.blueprints.check import check
from innesto.blueprints.facts import (
    Days,
    Document,
    Extension,
    Facts,
    Pair,
    Person,
    Project,
    Quantity,
    Waiver,
)
from innesto.blueprints.finding import Mend, Thing
from innesto.blueprints.words import describe
from tests.blueprints.building import ON, blueprint, body, broken_rule, facts, found, visit

D = datetime.date
A, B, C = body("asti", "giver"), body("bra", "taker"), body("cuneo", "taker")


def numbers(findings):
    return [(x.subject.key, x.comparison, x.asked, x.listed, x.computed) for x in findings]


# -- count ------------------------------------------------------------------------------------

HOSTS_TWO = {
    "each": {"organisations": {"role": "giver"}},
    "count": {"exchanges": {"as": "host"}},
    "is": 2,
}


def test_check_counts_what_an_organisation_hosts():
    one = facts(A, B, visit("v1", "asti", state="held"))
    two = facts(A, B, visit("v1", "asti", state="held"), visit("v2", "asti"))

    assert numbers(broken_rule(HOSTS_TWO, one)) == [("asti", "is", 2, 1, 1)]
    assert broken_rule(HOSTS_TWO, two) == []


def test_check_does_not_count_what_was_cancelled():
    cancelled = facts(A, visit("v1", "asti"), visit("v2", "asti", state="cancelled"))

    assert numbers(broken_rule(HOSTS_TWO, cancelled)) == [("asti", "is", 2, 1, 0)]


def test_check_names_what_is_too_many():
    many = facts(A, *(visit(f"v{n}", "asti") for n in range(3)))

    finding = broken_rule(HOSTS_TWO, many)[0]

    assert [thing.key for thing in finding.broken_by] == ["v0", "v1", "v2"]
    assert {mend.verb for mend in finding.mends} == {"remove_exchange"}


def test_check_keeps_the_key_of_a_finding_while_the_same_thing_breaks_it():
    before = broken_rule(HOSTS_TWO, facts(A), on=D(2025, 1, 1))
    after = broken_rule(HOSTS_TWO, facts(A, visit("v1", "asti")), on=D(2025, 3, 1))

    assert [x.key for x in before] == [x.key for x in after] == ["rule-0:organisation:asti"]


def test_check_asks_formulas_and_percentages():
    half = {
        "count": {"organisations": {"role": "giver"}},
        "at_least": {"percent": 50, "of": {"organisations": {}}},
    }
    doubled = {
        "count": {"organisations": {"role": "taker"}},
        "is": {"count": {"organisations": {"role": "giver"}}, "times": 2},
    }

    assert numbers(broken_rule(half, facts(A, B, C))) == [("", "at_least", Decimal("1.5"), 1, None)]
    assert broken_rule(half, facts(A, B)) == []
    assert broken_rule(doubled, facts(A, B, C)) == []


def test_check_asks_nothing_of_a_blank_figure():
    blank = {"figures": [{"key": "blank", "label": "Blank", "declared": [{"value": None}]}]}
    rule = {"count": "organisations", "is": {"figure": "blank"}}

    assert broken_rule(rule, facts(A), **blank) == []


def test_check_counts_one_giver_and_two_receivers():
    rule = {
        "each": "exchanges",
        "all": [
            {"count": {"organisations": {"as": "host", "role": "giver"}}, "at_least": 1},
            {"count": {"organisations": {"as": "guest", "role": "taker"}}, "at_least": 2},
        ],
    }

    assert broken_rule(rule, facts(A, B, C, visit("v", "asti", ["bra", "cuneo"]))) == []
    assert numbers(broken_rule(rule, facts(A, B, C, visit("v", "asti", ["bra"])))) == [
        ("v", "at_least", 2, 1, None)
    ]


def test_check_counts_half_days_and_days():
    talks = [visit(f"t{n}", "asti", format="talk", half_days=1) for n in range(8)]

    in_days = {"count": {"days": {"format": "talk"}}, "is": 4}
    in_half_days = {"count": {"half_days": {"format": "talk"}}, "is": 8}

    assert broken_rule(in_days, facts(A, *talks)) == []
    assert broken_rule(in_half_days, facts(A, *talks)) == []


def test_check_leaves_out_who_left_or_has_not_joined():
    rule = {"count": "organisations", "is": 1}
    gone = body("bra", "taker", left_on=D(2025, 1, 1))
    coming = body("cuneo", "taker", joined_on=D(2026, 1, 1))

    assert broken_rule(rule, facts(A, gone, coming)) == []


def test_check_counts_per_strand_project_and_country():
    per_strand = {"each": "strands", "count": {"organisations": {}}, "at_least": 1}
    per_project = {"each": "projects", "count": {"organisations": {}}, "at_least": 2}
    per_country = {"each": "countries", "count": {"organisations": {}}, "at_most": 1}
    things = facts(
        body("asti", strands=["one"]),
        body("bra", strands=["one"]),
        projects=(Project("p", "P", lead="asti"), Project("q", "Q", "asti", frozenset({"bra"}))),
    )

    assert [x.subject.key for x in broken_rule(per_strand, things)] == ["two"]
    assert [x.subject.key for x in broken_rule(per_project, things)] == ["p"]
    assert [x.subject.key for x in broken_rule(per_country, things)] == ["IT"]


# -- exceptions, conditions, dates in force ---------------------------------------------------


def test_check_leaves_out_exceptions():
    rule = HOSTS_TWO | {"except": {"organisations": {"strand": "two"}}}

    assert broken_rule(rule, facts(body("asti", "giver", strands=["two"]))) == []


def test_check_asks_a_conditional_rule_only_where_the_condition_holds():
    rule = HOSTS_TWO | {"when": {"count": "strands", "at_least": 1}}
    things = facts(A, body("bra", "giver", strands=["one"]))

    assert [x.subject.key for x in broken_rule(rule, things)] == ["bra"]


def test_check_judges_what_happened_by_the_rule_of_its_day():
    rule = {
        "each": "exchanges",
        "count": {"organisations": {"as": "guest"}},
        "at_least": 1,
        "in_force": {"from": "2025-06-01"},
    }
    before = visit("old", "asti", starts_on=D(2025, 5, 1))
    after = visit("new", "asti", starts_on=D(2025, 7, 1))

    assert [x.subject.key for x in broken_rule(rule, facts(A, before, after))] == ["new"]


def test_check_asks_the_rules_of_a_phase_only_in_it():
    rule = {"count": "organisations", "at_least": 1, "in_force": {"phase": "later"}}
    phases = [{"key": "later", "label": "Later", "begins": "start of year 2"}]

    assert broken_rule(rule, facts(), phases=phases, on=D(2025, 6, 1)) == []
    assert len(broken_rule(rule, facts(), phases=phases, on=D(2026, 6, 1))) == 1
    moved = Facts(phases={"later": Days(D(2025, 1, 1), D(2025, 12, 31))})
    assert len(broken_rule(rule, moved, phases=phases, on=D(2025, 6, 1))) == 1


def test_check_survives_phases_that_wait_for_each_other():
    rule = {"count": "organisations", "at_least": 1, "in_force": {"phase": "a"}}
    phases = [
        {"key": "a", "label": "A", "begins": "end of phase b"},
        {"key": "b", "label": "B", "begins": "end of phase a"},
    ]

    assert broken_rule(rule, facts(), phases=phases) == []


# -- presence ---------------------------------------------------------------------------------


def test_check_wants_some_of_a_role_and_proposes_the_nearest():
    rule = {"each": "exchanges", "present": {"some": {"role": "taker"}, "within": "country"}}
    things = facts(A, B, body("bonn", "taker", country="DE"), visit("v", "asti"))

    finding = broken_rule(rule, things)[0]

    assert finding.mends == (
        Mend("invite", Thing("exchange", "v", "v"), to=Thing("organisation", "bra", "Bra")),
    )


@pytest.mark.parametrize(
    "rule",
    [
        {"each": "exchanges", "present": {"some": {"role": "taker"}, "within": "country"}},
        {"each": "exchanges", "count": {"organisations": {"as": "guest"}}, "at_least": 1},
    ],
)
def test_check_invites_nobody_to_what_is_over(rule):
    held = broken_rule(rule, facts(A, B, visit("v", "asti", state="held")))[0]
    planned = broken_rule(rule, facts(A, B, visit("v", "asti")))[0]

    assert (len(held.mends), len(planned.mends)) == (0, 1)


def test_check_wants_every_one_of_a_role():
    rule = {"each": "exchanges", "present": {"every": {"role": "taker"}, "as": "guest"}}
    things = facts(A, B, C, visit("v", "asti", ["bra"]), visit("w", "bra", ["cuneo"]))

    assert [(x.subject.key, [t.key for t in x.broken_by]) for x in broken_rule(rule, things)] == [
        ("v", ["cuneo"])
    ]


def test_check_wants_everybody_to_visit_everybody():
    rule = {"each": "strands", "present": {"each_other": {}}}
    both = [body("asti", strands=["one"]), body("bra", strands=["one"])]

    half = broken_rule(rule, facts(*both, visit("v", "asti", ["bra"])))
    whole = broken_rule(
        rule, facts(*both, visit("v", "asti", ["bra"]), visit("w", "bra", ["asti"]))
    )

    assert [(x.asked, x.listed, [t.key for t in x.broken_by]) for x in half] == [(2, 1, ["asti"])]
    assert whole == []


# -- exclusion --------------------------------------------------------------------------------


def test_check_forbids_two_roles_together():
    rule = {"each": "organisations", "never": {"together": ["giver", "taker"]}}
    things = facts(A, body("bra", "giver", "taker"))

    assert [x.subject.key for x in broken_rule(rule, things)] == ["bra"]


def test_check_forbids_those_who_must_not_be_there():
    rule = {"each": "exchanges", "never": {"present": {"role": "taker", "as": "guest"}}}

    findings = broken_rule(rule, facts(A, B, visit("v", "asti", ["bra"])))

    assert [[t.key for t in x.broken_by] for x in findings] == [["bra"]]


def test_check_forbids_those_who_were_there_before():
    rule = {"each": "exchanges", "never": {"again": "visit"}}
    first = visit("v", "asti", ["bra"], starts_on=D(2025, 1, 10))
    second = visit("w", "asti", ["bra", "cuneo"], starts_on=D(2025, 2, 10))

    findings = broken_rule(rule, facts(A, B, C, first, second))

    assert [(x.subject.key, [t.key for t in x.broken_by]) for x in findings] == [("w", ["bra"])]


@pytest.mark.capability("M-28")
def test_check_forbids_judging_ones_own():
    rule = {"each": "documents", "never": {"own": True}}
    own = Document("d", "plan", owner="asti", reviewers=frozenset({"asti", "bra"}))
    fine = Document("e", "plan", owner="asti", reviewers=frozenset({"bra"}))

    assert [x.subject.key for x in broken_rule(rule, facts(A, documents=(own, fine)))] == ["d"]


# -- order, deadline --------------------------------------------------------------------------

PLEDGE_FIRST = {
    "each": "organisations",
    "order": [{"document": "pledge", "state": "signed"}, {"exchange": "visit"}],
}


@pytest.mark.parametrize(
    ("signed_on", "state", "kept"),
    [
        (D(2025, 1, 1), "signed", True),
        (D(2025, 3, 1), "signed", False),
        (D(2025, 1, 1), "draft", False),
    ],
)
def test_check_wants_one_thing_before_another(signed_on, state, kept):
    pledge = Document("d", "pledge", "bra", state=state, dated_on=signed_on)
    things = facts(B, visit("v", "asti", ["bra"], starts_on=D(2025, 2, 1)), documents=(pledge,))

    assert (broken_rule(PLEDGE_FIRST, things) == []) == kept


def test_check_asks_no_order_before_the_later_step_is_there():
    assert broken_rule(PLEDGE_FIRST, facts(B)) == []


PLAN_IN_TIME = {
    "each": {"organisations": {"role": "taker"}},
    "deadline": {"what": {"document": "plan"}, "by": "3 months after visit"},
}
VISIT = visit("v", "asti", ["bra"], starts_on=D(2025, 1, 31), ends_on=D(2025, 1, 31))


@pytest.mark.parametrize(
    ("on", "late"), [(D(2025, 4, 30), []), (D(2025, 5, 1), [1]), (D(2025, 5, 10), [10])]
)
def test_check_counts_the_days_since_a_deadline(on, late):
    findings = broken_rule(PLAN_IN_TIME, facts(A, B, VISIT), on=on)

    assert [x.listed for x in findings] == late


def test_check_knows_a_document_that_came_late():
    plan = Document("d", "plan", "bra", dated_on=D(2025, 5, 3))

    findings = broken_rule(PLAN_IN_TIME, facts(A, B, VISIT, documents=(plan,)))

    assert [(x.listed, x.values["done_on"]) for x in findings] == [(3, "2025-05-03")]


def test_check_takes_the_last_extension_and_remembers_the_first_day():
    extensions = (
        Extension("rule-0", "bra", D(2025, 5, 15), D(2025, 4, 1), "Elections"),
        Extension("rule-0", "bra", D(2025, 5, 20), D(2025, 5, 1), "Flood"),
    )
    things = facts(A, B, VISIT, extensions=extensions)

    late = broken_rule(PLAN_IN_TIME, things, on=D(2025, 5, 21))

    assert broken_rule(PLAN_IN_TIME, things, on=D(2025, 5, 20)) == []
    assert [(x.listed, x.values["first_due_on"], x.values["reason"]) for x in late] == [
        (1, "2025-04-30", "Flood")
    ]


# -- quantity, document, place, consent -------------------------------------------------------


def test_check_adds_up_money_to_the_cent():
    rule = {"quantity": "grant", "at_most": 100}
    cents = [Quantity(f"q{n}", "grant", "asti", Decimal("10.01")) for n in range(10)]

    assert numbers(broken_rule(rule, facts(A, quantities=tuple(cents)))) == [
        ("", "at_most", 100, Decimal("100.10"), None)
    ]
    assert broken_rule(rule, facts(A, quantities=tuple(cents[:9]))) == []


def test_check_adds_up_hours_of_each():
    rule = {"each": "organisations", "quantity": "hours", "at_least": 8}
    hours = (Quantity("q", "hours", "asti", Decimal(8)),)

    assert [x.subject.key for x in broken_rule(rule, facts(A, B, quantities=hours))] == ["bra"]


@pytest.mark.parametrize(
    ("document", "which"),
    [
        (None, "missing"),
        (Document("d", "plan", "asti", state="draft"), "not_ready"),
        (Document("d", "plan", "asti", state="published"), "not_ready"),
        (
            Document(
                "d",
                "plan",
                "asti",
                state="published",
                is_public=True,
                corrected=frozenset({"judgements"}),
            ),
            "corrected",
        ),
    ],
)
def test_check_says_what_an_owed_document_lacks(document, which):
    rule = {
        "each": {"organisations": {"role": "giver"}},
        "document": {
            "template": "plan",
            "state": "published",
            "public": True,
            "corrections": "facts_only",
        },
    }
    things = facts(A, documents=(document,) if document else ())

    assert [x.values["which"] for x in broken_rule(rule, things)] == [which]


def test_check_is_content_with_a_document_that_is_as_it_should_be():
    rule = {"each": "organisations", "document": {"template": "plan", "public": True}}
    plan = Document("d", "plan", "asti", is_public=True, corrected=frozenset({"facts"}))

    assert broken_rule(rule, facts(A, documents=(plan,))) == []


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        ({"country": ["IT"]}, ["bonn"]),
        ({"max_population": 50_000}, ["bonn"]),
        ({"min_population": 50_000}, ["asti"]),
        ({"official_code": True}, ["bonn"]),
    ],
)
def test_check_looks_at_places(place, wrong):
    things = facts(
        body("asti", code="005005", population=40_000),
        body("bonn", country="DE", population=300_000),
    )

    findings = broken_rule({"each": "organisations", "place": place}, things)

    assert [x.subject.key for x in findings] == wrong


def test_check_measures_how_far_guests_come_from():
    turin = body("turin", lat=45.07, lon=7.69)
    asti = body("asti", lat=44.90, lon=8.21)
    rome = body("rome", lat=41.89, lon=12.48)
    rule = {"each": "exchanges", "place": {"max_km_from_host": 200}}

    findings = broken_rule(rule, facts(turin, asti, rome, visit("v", "turin", ["asti", "rome"])))

    assert [[t.key for t in x.broken_by] for x in findings] == [["rome"]]


def test_check_wants_guests_of_another_country():
    rule = {"each": "exchanges", "place": {"other_country_than_host": True}}
    things = facts(A, B, body("bonn", country="DE"), visit("v", "asti", ["bra", "bonn"]))

    assert [[t.key for t in x.broken_by] for x in broken_rule(rule, things)] == [["bra"]]


def test_check_wants_the_yes_of_both_sides():
    rule = {"each": "pairs", "consent": {"of": "everyone"}}
    pair = Pair("p", ("asti", "bra"), state="agreed", accepted_by=frozenset({"asti"}))
    proposed = Pair("q", ("asti", "bra"))

    findings = broken_rule(rule, facts(A, B, pairs=(pair, proposed)))

    assert [(x.subject.key, [t.key for t in x.broken_by]) for x in findings] == [("p", ["bra"])]


def test_check_takes_one_way_of_several():
    rule = {
        "each": "organisations",
        "any": [{"count": {"exchanges": {}}, "at_least": 1}, {"document": {"template": "plan"}}],
    }
    plan = Document("d", "plan", "bra")
    things = facts(A, B, C, visit("v", "asti"), documents=(plan,))

    assert [x.subject.key for x in broken_rule(rule, things)] == ["cuneo"]


def test_check_wants_none_of_several():
    rule = {"each": "organisations", "none": [{"count": {"exchanges": {}}, "at_least": 1}]}

    assert [x.subject.key for x in broken_rule(rule, facts(A, B, visit("v", "asti")))] == ["asti"]


# -- formats, roles, pairings -----------------------------------------------------------------

HOSTED = {
    "key": "visit",
    "label": "Visit",
    "kind": "Visit",
    "per": "country",
    "host": {"role": "giver"},
    "must": [{"role": "taker", "scope": "country"}],
    "audience": "staff",
}


def test_check_compares_an_exchange_with_its_format():
    things = facts(
        A,
        B,
        C,
        body("bonn", "giver", country="DE"),
        body("koln", "taker", country="DE"),
        visit("v", "bra", ["asti"], people=frozenset({"p"})),
        persons=(Person("p", organisation="asti", audiences=frozenset({"mayors"})),),
    )

    findings = found(blueprint(formats=[HOSTED]), things)

    assert {key: [t.key for t in finding.broken_by] for key, finding in findings.items()} == {
        "host:v": ["bra"],
        "invitation:missing:v": ["cuneo"],
        "invitation:stranger:v": ["asti"],
        "audience:v": ["p"],
    }


def test_check_finds_words_the_programme_does_not_have():
    things = facts(body("asti", "mayor"), visit("v", "asti", format="picnic"))

    assert list(found(blueprint(), things)) == [
        "unknown:exchange:v:picnic",
        "unknown:organisation:asti:mayor",
    ]


def test_check_finds_roles_that_exclude_each_other_once():
    roles = [
        {"key": "giver", "label": "Giver", "together_with": "none"},
        {"key": "taker", "label": "Taker", "together_with": "none"},
    ]

    assert list(found(blueprint(roles=roles), facts(body("asti", "giver", "taker")))) == [
        "roles:together:asti:giver:taker"
    ]


def test_check_finds_a_person_whose_organisation_lacks_the_role():
    roles = [
        {"key": "giver", "label": "Giver"},
        {"key": "guide", "label": "Guide", "for": "person", "from_role": "giver"},
    ]
    guide = Person("p", organisation="bra", roles=frozenset({"guide"}))

    unknown = Person("q", roles=frozenset({"guide"}))  # a blank is no mistake

    assert list(found(blueprint(roles=roles), facts(body("bra"), persons=(guide, unknown)))) == [
        "roles:from:p:guide"
    ]


@pytest.mark.parametrize(
    ("members", "strand", "which"),
    [
        (("asti", "bra"), "one", None),
        (("bra", "asti"), "", None),
        (("asti", "cuneo"), "", "strand"),
        (("asti", "dogliani"), "", "roles"),
        (("asti",), "", "size"),
        (("asti", "bra", "dogliani"), "", "size"),
        (("asti", "nobody"), "", "member"),
    ],
)
def test_check_compares_pairs_with_the_pairing(members, strand, which):
    pairings = [{"key": "p", "label": "P", "inside": "strand", "between": ["giver", "taker"]}]
    things = facts(
        body("asti", "giver", strands=["one"]),
        body("bra", "taker", strands=["one"]),
        body("cuneo", "taker", strands=["two"]),
        body("dogliani", "giver", strands=["one"]),
        pairs=(Pair("x", members, strand),),
    )

    findings = found(blueprint(pairings=pairings), things)

    assert [finding.values["which"] for finding in findings.values()] == ([which] if which else [])


# -- order of findings, speed -----------------------------------------------------------------


def test_check_puts_what_blocks_first():
    soft = {"strength": "soft", "count": "organisations", "is": 9}
    hard = {"count": "organisations", "is": 8}

    findings = check(blueprint(soft, hard), facts(A), on=ON)

    assert [(x.rule, x.is_hard) for x in findings] == [("rule-1", True), ("rule-0", False)]


def test_an_exception_is_shown_with_who_made_it_and_holds_up_nothing():
    known = facts(A, C, visit("v1", "asti"))
    rule = {
        "each": "exchanges",
        "count": {"organisations": {"as": "guest", "role": "taker"}},
        "at_least": 1,
    }
    waiver = Waiver("rule-0", "v1", granted_by="Ada", granted_on=ON, reason="Cuneo è in ferie")

    (hard,) = broken_rule(rule, known)
    (soft,) = broken_rule(rule, replace(known, waivers=(waiver,)))

    assert (hard.is_hard, soft.is_hard) == (True, False)
    assert describe(soft, blueprint(rule), "it").detail.endswith(
        "Eccezione decisa da Ada in data 1 giugno 2025. «Cuneo è in ferie»"
    )

"""The five shipped programmes: what their sources say, and where these contradict themselves."""

import datetime
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from innesto.blueprints.check import check
from innesto.blueprints.facts import Document, Exchange, Extension, Pair, Person, Quantity
from innesto.blueprints.figures import duration, figures, logic
from innesto.blueprints.schema.rule import Strength
from innesto.blueprints.shipped import shipped, shipped_blueprint
from innesto.blueprints.words import describe
from tests.blueprints.partners import partners

D = datetime.date
MULTIPLY = shipped_blueprint("multiply")
EXPERTS = shipped_blueprint("digital-city-experts")
CONNECTION = shipped_blueprint("connection")
SCHOOL = shipped_blueprint("scuola-delle-buone-pratiche")
TERRITORIES = shipped_blueprint("territori-inclusivi")


def findings(blueprint, facts, *, on=None):
    return {x.key: x for x in check(blueprint, facts, on=on or blueprint.identity.starts_on)}


def of_rule(blueprint, facts, rule):
    return [x for x in check(blueprint, facts, on=blueprint.identity.starts_on) if x.rule == rule]


def figure(blueprint, facts, key):
    on = blueprint.identity.starts_on
    return next(x for x in figures(blueprint, facts, on=on) if x.key == key)


def with_exchanges(facts, *exchanges, **more):
    return replace(facts, exchanges=exchanges, **more)


def austria(**changes):
    """The six exchanges of Austria as they should be, with what a test changes."""
    cities = ["salisburgo", "klagenfurt", "sankt-pölten", "wiener-neustadt", "villach"]
    cities += ["feldkirch", "wels"]
    hosts = {
        "at1": ("political-leadership", "salisburgo"),
        "at2": ("political-leadership", "klagenfurt"),
        "at3": ("technical-planning", "salisburgo"),
        "at4": ("technical-planning", "klagenfurt"),
        "at5": ("public-support", "sankt-pölten"),
        "at6": ("plan-review", "wiener-neustadt"),
    } | changes
    everyone = frozenset(cities)
    on_the_road = frozenset({"wiener-neustadt", "villach", "feldkirch", "wels", "sankt-pölten"})
    return tuple(
        Exchange(
            key,
            form,
            host=host,
            guests=(on_the_road if form == "plan-review" else everyone) - {host},
        )
        for key, (form, host) in hosts.items()
    )


def in_austria(facts):
    found = check(MULTIPLY, facts, on=D(2019, 6, 1))
    cities = {o.key for o in facts.organisations if o.country == "AT"}
    exchanges = {e.key for e in facts.exchanges}
    places = cities | exchanges | {"AT"}
    return [x.key for x in found if x.subject.key in places and x.strength is Strength.HARD]


# -- all five ---------------------------------------------------------------------------------


def test_five_programmes_ship():
    assert [b.key for b in shipped()] == [
        "connection",
        "digital-city-experts",
        "multiply",
        "scuola-delle-buone-pratiche",
        "territori-inclusivi",
    ]


@pytest.mark.parametrize("blueprint", shipped(), ids=lambda b: b.key)
def test_every_text_is_in_italian_and_english(blueprint):
    texts = re.findall(r'\{"(?:it|en)":[^{}]*\}', blueprint.model_dump_json(exclude_defaults=True))

    assert [text for text in texts if '"it":' not in text or '"en":' not in text] == []


@pytest.mark.parametrize("blueprint", shipped(), ids=lambda b: b.key)
def test_every_rule_of_a_source_has_its_words(blueprint):
    own = {source.key for source in blueprint.sources if source.kind == "programme"}
    silent = [r.key for r in blueprint.rules if r.source in own and not r.quote]

    assert set(silent) <= {"autumn-session-held"}


@pytest.mark.parametrize("blueprint", shipped(), ids=lambda b: b.key)
def test_every_finding_of_the_partners_is_a_sentence_in_both_languages(blueprint):
    on = blueprint.identity.starts_on
    for finding in check(blueprint, partners(blueprint.key), on=on):
        for language in ("it", "en"):
            sentence = describe(finding, blueprint, language)
            assert "{" not in "".join(sentence)
            assert all((sentence.title, sentence.detail))


@pytest.mark.parametrize("blueprint", shipped(), ids=lambda b: b.key)
def test_partners_hold_only_roles_strands_and_themes_of_their_programme(blueprint):
    facts = partners(blueprint.key)
    strands = {item.key for item in blueprint.strands.items} if blueprint.strands else set()
    themes = {theme.key for theme in blueprint.themes}

    assert {r for o in facts.organisations for r in o.roles} <= {r.key for r in blueprint.roles}
    assert {s for o in facts.organisations for s in o.strands} <= strands
    assert {t for o in facts.organisations for t in (*o.needs, *o.offers)} <= themes


# -- MULTIPLY ---------------------------------------------------------------------------------


@pytest.mark.capability("M-01", "M-08")
def test_multiply_has_roles_and_a_peer_learning_phase():
    assert [p.key for p in MULTIPLY.phases if p.peer_learning] == ["peer-learning"]
    assert [r.label.read("it") for r in MULTIPLY.roles[:3]] == [
        "Città Multiply",
        "Città On the Road",
        "Città del Premio Speciale",
    ]


@pytest.mark.capability("M-16", "M-19", "M-20", "M-21")
def test_multiply_is_content_with_six_exchanges_as_the_source_wants_them():
    assert in_austria(with_exchanges(partners("multiply"), *austria())) == []


@pytest.mark.capability("M-16", "M-19")
def test_multiply_finds_the_exchange_that_is_missing():
    exchanges = [e for e in austria() if e.key != "at4"]

    keys = in_austria(with_exchanges(partners("multiply"), *exchanges))

    assert keys == [
        "six-exchanges-per-country:country:AT",
        "multiply-city-hosts-two:organisation:klagenfurt",
    ]


@pytest.mark.capability("M-18")
def test_multiply_flags_an_exchange_without_a_special_prize_city():
    alone = replace(austria()[0], guests=frozenset({"klagenfurt", "villach"}))
    facts = with_exchanges(partners("multiply"), alone)

    finding = findings(MULTIPLY, facts)["prize-city-everywhere:exchange:at1"]

    assert describe(finding, MULTIPLY, "it").mend == "Invita Sankt Pölten a at1."


@pytest.mark.capability("M-21")
def test_multiply_lets_one_city_on_the_road_host_for_the_others():
    facts = with_exchanges(partners("multiply"), *austria(at6=("plan-review", "salisburgo")))

    assert "one-on-the-road-meeting:country:AT" in in_austria(facts)
    assert "host:at6" in in_austria(facts)


@pytest.mark.capability("M-24", "M-25", "M-26", "M-27")
def test_multiply_gives_each_theme_its_audience_topics_and_reviews():
    exchanges = {
        f.key: (f.audience, len(f.topics), [t.opens_review for t in f.topics if t.opens_review])
        for f in MULTIPLY.formats[:4]
    }

    assert exchanges == {
        "political-leadership": (("policy-makers",), 3, []),
        "technical-planning": (("technical-planners",), 4, ["energy-plan-review"]),
        "public-support": (("communication-staff",), 3, ["communication-review"]),
        "plan-review": (("technical-planners",), 1, ["energy-plan-review"]),
    }


@pytest.mark.capability("M-24")
def test_multiply_warns_of_people_of_another_audience():
    mayor = Person("m", "Ada", "villach", audiences=frozenset({"policy-makers"}))
    exchange = replace(austria()[2], people=frozenset({"m"}))
    facts = with_exchanges(partners("multiply"), exchange, persons=(mayor,))

    assert findings(MULTIPLY, facts)["audience:at3"].strength is Strength.SOFT


@pytest.mark.capability("M-17")
def test_multiply_wants_all_countries_at_the_conference():
    conference = Exchange("c", "european-conference", host="trieste", guests=frozenset({"wels"}))

    finding = findings(MULTIPLY, with_exchanges(partners("multiply"), conference))[
        "conference-from-all-countries:exchange:c"
    ]

    assert (finding.asked, finding.listed) == (6, 2)


@pytest.mark.capability("M-23")
def test_multiply_sets_the_conference_relative_to_the_start_and_in_a_multiply_city():
    moved = Exchange("c", "european-conference", host="hamm", starts_on=D(2021, 4, 16))
    facts = with_exchanges(partners("multiply"), moved)
    explained = replace(facts, extensions=(Extension("-", "c", D(2021, 4, 16), reason="Pandemic"),))

    before, after = findings(MULTIPLY, facts), findings(MULTIPLY, explained)

    assert "host:c" in before
    assert before["dates:moved:c"].values["planned"] == "2020-11-30"
    assert before["dates:moved:c"].strength is Strength.SOFT
    assert after["dates:moved:c"].strength is Strength.HINT
    assert after["dates:moved:c"].values["reason"] == "Pandemic"


@pytest.mark.capability("M-22")
def test_multiply_selects_nationally_and_confers_a_prize():
    selection = MULTIPLY.selections[0]

    assert (selection.per, [p.role for p in selection.prizes], len(selection.criteria)) == (
        "country",
        ["prize-city"],
        3,
    )


@pytest.mark.capability("Q1")
def test_q1_the_sources_disagree_on_the_cities_on_the_road():
    finding = findings(MULTIPLY, partners("multiply"))["sources:temi:one-on-the-road-meeting"]

    assert (finding.asked, finding.listed, finding.strength) == (1, 2, Strength.HINT)


@pytest.mark.capability("Q2")
def test_q2_the_sources_disagree_on_what_a_multiply_city_hosts():
    finding = findings(MULTIPLY, partners("multiply"))["sources:temi:multiply-city-hosts-two"]

    assert (finding.asked, finding.listed, finding.strength) == (2, 1, Strength.HINT)
    assert finding.mends[0].verb == "choose_source"


@pytest.mark.capability("Q1", "Q2")
def test_q1_q2_the_other_reading_is_refused_by_counting_once_it_is_chosen():
    chosen = tuple(
        form.model_copy(update={"host": form.host_otherwise[0], "host_otherwise": ()})
        if form.host_otherwise
        else form
        for form in MULTIPLY.formats
    )
    blueprint = MULTIPLY.model_copy(update={"formats": chosen})

    keys = {key for key in findings(blueprint, partners("multiply")) if key.endswith(":AT")}

    assert "impossible:six-exchanges-per-country:country:AT" in keys
    assert "impossible:one-on-the-road-meeting:country:AT" in keys


@pytest.mark.capability("Q3")
def test_q3_three_multiply_cities_make_eight_exchanges_where_six_were_asked():
    facts = partners("multiply")
    third = tuple(
        replace(o, roles=frozenset({"multiply-city"})) if o.key == "wels" else o
        for o in facts.organisations
    )

    found = findings(MULTIPLY, replace(facts, organisations=third))
    finding = found["impossible:six-exchanges-per-country:country:AT"]

    assert [key for key in found if key.startswith("impossible")] == [finding.key]
    assert describe(finding, MULTIPLY, "it").detail == (
        "Città Multiply: 3, ne ospitano 2 ciascuna; Città del Premio Speciale: 1, ne ospita 1;"
        " Città On the Road: 1, ne ospita 1. Fanno 6 + 1 + 1 = 8 scambi. La regola ne chiede 6."
    )


@pytest.mark.capability("Q3")
def test_q3_two_multiply_cities_make_six():
    assert not any(
        key.startswith(("impossible", "nobody")) for key in findings(MULTIPLY, partners("multiply"))
    )


@pytest.mark.capability("Q4", "M-23")
def test_q4_the_end_of_year_two_falls_into_2020():
    ground_day = D(2020, 11, 30)
    conference = MULTIPLY.format("european-conference")
    late = MULTIPLY.identity.model_copy(update={"starts_on": D(2019, 3, 1)})

    on_time = findings(MULTIPLY, partners("multiply"))
    shifted = findings(
        MULTIPLY.model_copy(update={"identity": late}), partners("multiply"), on=D(2019, 3, 1)
    )

    assert conference.when.year == ground_day.year
    assert "dates:year:european-conference" not in on_time
    assert shifted["dates:year:european-conference"].computed == 2021


# -- Digital City Experts ---------------------------------------------------------------------


@pytest.mark.capability("D-01")
def test_experts_has_funder_line_and_reference():
    identity = EXPERTS.identity

    assert (identity.fund.read("it"), identity.line_code, identity.reference) == (
        "Erasmus+",
        "KA204",
        "2020-1-DE02-KA204-007745",
    )


@pytest.mark.capability("D-18", "Q5")
def test_q5_seven_partners_in_five_countries_and_perhaps_one_name_in_two_lines():
    facts = partners("digital-city-experts")

    found = findings(EXPERTS, facts)

    assert [figure(EXPERTS, facts, key).listed for key in ("partners", "countries")] == [7, 5]
    split = [x for x in found.values() if x.kind in {"split", "duplicate"}]
    assert [[thing.name for thing in x.broken_by] for x in split] == [
        ["Schmiede Hallein – Verein Zur Forderung", "Der Digitalen Kultur"]
    ]
    assert (split[0].strength, split[0].mends[0].verb) == (Strength.HINT, "merge")


@pytest.mark.capability("D-19")
def test_experts_kicks_off_online_for_two_days_with_partners_only():
    facts = partners("digital-city-experts")
    everyone = [o.key for o in facts.organisations if "associated-partner" not in o.roles]
    kick_off = Exchange(
        "k", "kick-off", host=everyone[0], guests=frozenset(everyone[1:]), half_days=4
    )
    crowded = replace(kick_off, guests=frozenset([*everyone[1:], "ancona"]))

    fine = findings(EXPERTS, with_exchanges(facts, kick_off))
    wrong = findings(EXPERTS, with_exchanges(facts, crowded))

    assert [key for key, x in fine.items() if x.is_hard] == []
    assert [key for key, x in wrong.items() if x.is_hard] == [
        "kick-off-for-partners-only:exchange:k"
    ]


# -- CONNECTION -------------------------------------------------------------------------------


@pytest.mark.capability("C-01", "C-04", "C-05")
def test_connection_has_four_communities_each_with_its_question():
    items = CONNECTION.strands.items

    assert len(items) == 4
    assert items[3].question.read("it") == (
        "Come progettare sportelli unici come risposta integrata ai bisogni di integrazione?"
    )


@pytest.mark.capability("C-06", "C-28")
def test_connection_wants_a_plan_from_each_implementing_city():
    facts = partners("connection")
    plan = Document("d", "action-plan", "città-di-zagabria")

    missing = of_rule(CONNECTION, replace(facts, documents=(plan,)), "action-plan-each")

    assert len(missing) == 6
    assert figure(CONNECTION, replace(facts, documents=(plan,)), "action-plans").listed == 1


@pytest.mark.capability("C-09")
def test_connection_lists_mentor_cities_without_an_ambassador():
    facts = partners("connection")
    ambassador = Person("p", "Ada", "città-di-torino", roles=frozenset({"integration-ambassador"}))

    missing = of_rule(CONNECTION, replace(facts, persons=(ambassador,)), "one-ambassador-each")

    assert [x.subject.name for x in missing] == [
        "Città di Anversa",
        "Città di Dortmund",
        "Città di Göteborg",
        "Città di Parigi",
        "Città di Rotterdam",
        "Città di Tampere",
        "Città di Utrecht",
    ]


@pytest.mark.capability("C-12", "C-13", "C-14", "C-16")
def test_connection_mixes_cities_and_bodies_that_stand_for_a_territory():
    facts = partners("connection")
    first = [o for o in facts.organisations if "cop1" in o.strands]

    assert {o.kind for o in first} == {"municipality", "agency", "municipalities"}
    assert figure(CONNECTION, facts, "underlying-cities").listed == 3
    assert figure(CONNECTION, facts, "fellow-cities").listed == 3
    assert figure(CONNECTION, facts, "organisations").listed == 17


@pytest.mark.capability("C-15")
def test_connection_names_the_offices_of_a_pair():
    fixed = CONNECTION.pairings[0].fixed[0]

    assert (fixed.partners, [office.read("it") for office in fixed.offices]) == (
        ("Città di Torino", "ANCI Piemonte"),
        ["Centro Interculturale", "Area Inclusione Sociale"],
    )


@pytest.mark.capability("C-23")
def test_connection_pairs_inside_one_community_only():
    inside = Pair("a", ("città-di-torino", "anci-piemonte"), "cop1")
    across = Pair("b", ("città-di-torino", "città-di-sofia"))
    facts = replace(partners("connection"), pairs=(inside, across))

    assert [k for k in findings(CONNECTION, facts) if k.startswith("pairing")] == ["pairing:b"]


@pytest.mark.capability("C-24")
def test_connection_exchanges_staff_in_two_legs_of_five_days_mentor_first():
    pair = Pair("a", ("città-di-torino", "anci-piemonte"), "cop1")
    there = Exchange(
        "x",
        "staff-exchange",
        leg="leg-at-mentor",
        host="città-di-torino",
        guests=frozenset({"anci-piemonte"}),
        pair="a",
        starts_on=D(2021, 3, 1),
    )
    back = replace(
        there,
        key="y",
        leg="leg-at-implementing",
        host="anci-piemonte",
        guests=frozenset({"città-di-torino"}),
        starts_on=D(2021, 2, 1),
    )
    facts = replace(partners("connection"), pairs=(pair,), exchanges=(there, back))

    wrong = [key for key in findings(CONNECTION, facts) if ":pair:" in key]
    right = replace(facts, exchanges=(there, replace(back, starts_on=D(2021, 5, 3))))

    assert wrong == ["mentor-leg-first:pair:a"]
    assert [key for key in findings(CONNECTION, right) if ":pair:" in key] == []


@pytest.mark.capability("C-29", "Q10")
def test_q10_grants_add_up_against_a_quarter_of_a_million():
    facts = partners("connection")
    grants = tuple(
        Quantity(f"g{n}", "implementation-grant", "x", Decimal("35714.29")) for n in range(7)
    )

    above = of_rule(CONNECTION, replace(facts, quantities=grants), "sub-grants-within-ceiling")

    assert [(x.asked, x.listed) for x in above] == [(250000, Decimal("250000.03"))]
    assert of_rule(CONNECTION, facts, "sub-grants-within-ceiling") == []


@pytest.mark.capability("C-30", "Q9")
def test_q9_champion_and_ambassador_are_one_role():
    ambassador = CONNECTION.role("integration-ambassador")

    assert [s.read("it") for s in ambassador.synonyms] == ["Campione dell’integrazione"]
    assert ambassador.outlives


@pytest.mark.capability("C-33")
def test_connection_shows_the_notice_of_its_fund():
    assert CONNECTION.identity.notice.read("it") == (
        "Cofinanziato dal Fondo Asilo, Migrazione e Integrazione (AMIF) della Commissione Europea."
    )


@pytest.mark.capability("C-34", "Q10")
def test_q10_blanks_stay_blanks():
    facts = partners("connection")
    blank = [x.key for x in figures(CONNECTION, facts, on=D(2020, 1, 1)) if x.is_blank]

    assert blank == ["eu-contribution-turin", "partners", "duration"]
    assert not any(figure(CONNECTION, facts, key).differs for key in blank)


@pytest.mark.capability("Q6")
def test_q6_fourteen_cities_are_declared_and_thirteen_listed():
    facts = partners("connection")
    cities = figure(CONNECTION, facts, "cities")

    assert (cities.declared[0].value, cities.listed, cities.differs) == (14, 13, True)
    assert findings(CONNECTION, facts)["figure:cities"].strength is Strength.SOFT


@pytest.mark.capability("Q7")
def test_q7_a_city_in_both_roles_is_counted_twice_and_said_so():
    facts = partners("connection")
    both = tuple(
        replace(o, roles=o.roles | {"implementing-city"}) if o.key == "città-di-parigi" else o
        for o in facts.organisations
    )

    finding = findings(CONNECTION, replace(facts, organisations=both))["sum:cities"]

    assert (finding.asked, finding.listed) == (14, 15)
    assert describe(finding, CONNECTION, "it").detail == (
        "7 + 8 = 15, ma ne sono dichiarati 14. Contati due volte: Città di Parigi."
    )


@pytest.mark.capability("Q8")
def test_q8_utrecht_is_not_in_finland():
    finding = findings(CONNECTION, partners("connection"))["country:città-di-utrecht"]

    assert describe(finding, CONNECTION, "it").detail == (
        "Dichiarato: Finlandia. Nel registro dei luoghi: Paesi Bassi."
    )


# -- Scuola delle Buone Pratiche --------------------------------------------------------------


@pytest.mark.capability("S-12", "S-13", "S-14")
def test_school_has_three_phases_on_each_municipalitys_own_way():
    phases = SCHOOL.phases

    assert [p.label.read("it") for p in phases] == [
        "«Si può fare»",
        "«Si può fare, facciamolo»",
        "«Si può fare, facciamolo insieme»",
    ]
    assert all(p.per_partner and p.exit_signal and p.records for p in phases)


@pytest.mark.capability("S-19", "S-20")
def test_school_has_seven_themes():
    assert [t.label.read("it") for t in SCHOOL.themes] == [
        "Legalità e pubblica amministrazione",
        "Rifiuti",
        "Mobilità sostenibile",
        "Impronta ecologica",
        "Gestione del territorio",
        "Stili di vita e partecipazione attiva",
        "Virtuosi a costo zero",
    ]


@pytest.mark.capability("Q13", "S-18", "S-24")
def test_q13_the_autumn_session_is_one_meeting_or_a_series_and_spring_hangs_on_a_fair():
    spring, autumn = SCHOOL.format("spring-session"), SCHOOL.format("autumn-session")

    assert [(s.key, s.series.meetings if s.series else 1) for s in autumn.shapes] == [
        ("single", 1),
        ("series", 4),
    ]
    assert (spring.attached_to.place, spring.host.place, spring.shapes) == ("Milano", "Milano", ())


@pytest.mark.capability("S-03")
def test_school_lists_checks_of_practices_that_are_overdue():
    practice = Document("d", "practice-sheet", "comune-di-colorno", dated_on=D(2012, 1, 1))
    facts = replace(partners(SCHOOL.key), documents=(practice,))

    due = findings(SCHOOL, facts, on=D(2013, 1, 11))["practice-is-checked:document:d"]

    assert due.listed == 10


# -- Territori Inclusivi ----------------------------------------------------------------------


@pytest.mark.capability("T-01", "T-42")
def test_territories_holds_thirteen_projects_and_counts_organisations_once():
    facts = partners(TERRITORIES.key)
    places = sum(len(p.partners) for p in facts.projects)

    assert [
        figure(TERRITORIES, facts, k).listed for k in ("projects", "partner-organisations")
    ] == [
        13,
        100,
    ]
    assert places > 100


@pytest.mark.capability("T-07")
def test_territories_shows_its_logic_planned_beside_actual():
    held = Exchange("x", "in-person-day", state="held")
    facts = with_exchanges(partners(TERRITORIES.key), held)

    tree = logic(TERRITORIES, facts, on=D(2021, 6, 1))
    days = next(b for b in tree if b.node.key == "m1-presenza")

    assert [b.depth for b in tree[:3]] == [0, 1, 2]
    assert (days.planned, days.actual) == (2, 1)


@pytest.mark.capability("T-08")
def test_territories_invites_only_people_who_coordinate():
    stranger = Person("p", "Ada", "organizzazione-d-esempio-1", roles=frozenset({"operator"}))
    facts = partners(TERRITORIES.key)
    meeting = Exchange("x", "in-person-day", people=frozenset({"p", facts.persons[0].key}))
    facts = with_exchanges(facts, meeting, persons=(*facts.persons, stranger))

    wrong = of_rule(TERRITORIES, facts, "only-coordinators")

    assert [(x.asked, x.listed) for x in wrong] == [(2, 1)]


@pytest.mark.capability("T-09", "Q11")
def test_q11_three_people_of_three_organisations_is_a_soft_rule():
    facts = partners(TERRITORIES.key)

    wrong = of_rule(TERRITORIES, facts, "three-organisations-each")

    assert [(x.subject.name, x.asked, x.listed, x.strength) for x in wrong] == [
        ("Progetto d’esempio 13", 3, 2, Strength.SOFT)
    ]


@pytest.mark.capability("T-11", "Q12")
def test_q12_four_online_days_are_eight_half_days():
    halves = [Exchange(f"h{n}", "online-half-day", state="held") for n in range(6)]
    facts = with_exchanges(partners(TERRITORIES.key), *halves)

    days = figure(TERRITORIES, facts, "online-days")

    assert (days.declared[0].value, days.made_of, days.listed, days.computed) == (4, 4, 3, 3)


@pytest.mark.capability("T-41", "Q11")
def test_territories_counts_operators_as_persons_and_shows_the_gap():
    operators = figure(TERRITORIES, partners(TERRITORIES.key), "operators")

    assert (operators.declared[0].value, operators.made_of, operators.listed) == (39, 39, 38)
    assert operators.differs


@pytest.mark.parametrize(("people", "computed"), [((), None), (("ada", "bo"), 0)])
def test_persons_who_came_are_counted_only_where_somebody_wrote_them_down(people, computed):
    held = Exchange("h", "online-half-day", state="held", people=frozenset(people))
    facts = with_exchanges(partners(TERRITORIES.key), held)

    assert figure(TERRITORIES, facts, "operators").computed == computed


@pytest.mark.capability("T-43", "T-44")
def test_territories_speaks_inclusively_and_registers_nobody_by_force():
    indirect = [a for a in TERRITORIES.audiences if a.reach == "indirect"]

    assert TERRITORIES.figure("operators").label.read("it") == "Operatori e operatrici"
    assert [a.registers for a in indirect] == [False, False, False]


@pytest.mark.capability("T-02", "T-45")
def test_territories_is_led_by_a_partnership_of_its_own_and_the_funder_watches():
    names = {r: o.name for o in partners(TERRITORIES.key).organisations[:3] for r in o.roles}

    assert names == {
        "lead": "IRES Piemonte",
        "accompanying-partner": "Codici Ricerca e Intervento",
        "funder": "Compagnia di San Paolo",
    }
    assert TERRITORIES.role("call-manager").powers == {"observe"}


@pytest.mark.capability("T-46")
def test_territories_lasts_537_days():
    lasts = duration(TERRITORIES, partners(TERRITORIES.key), on=D(2022, 11, 1))

    assert (lasts.days, lasts.months, lasts.state) == (537, Decimal("17.6"), "over")

"""Findings as sentences: short, with numbers, in the programme's own words."""

import datetime

import pytest

from innesto.blueprints.facts import Facts, Organisation
from innesto.blueprints.finding import Finding, Mend, Thing
from innesto.blueprints.schema.rule import Strength
from innesto.blueprints.speech.catalogue import spoken_day, spoken_list, spoken_number
from innesto.blueprints.speech.quotes import nested
from innesto.blueprints.speech.spoken_time import spoken_length, spoken_moment
from innesto.blueprints.words import MENDS, TITLES, Sentence, describe, describe_mend
from tests.blueprints.building import blueprint, body, facts, found, visit

HOSTS_TWO = {
    "label": {"it": "chi dà ospita due volte", "en": "each giver hosts twice"},
    "each": {"organisations": {"role": "giver"}},
    "count": {"exchanges": {"as": "host"}},
    "is": 2,
}
OWN = {"exchange": {"one": {"it": "scambio"}, "many": {"it": "scambi"}}}


def said(rule, things, language, **parts):
    own = blueprint(rule, **parts)
    return [describe(x, own, language) for x in found(own, things).values()]


def test_describe_says_who_has_what_and_what_is_asked():
    things = facts(body("szombathely", "giver"), visit("v", "szombathely", state="held"))

    assert said(HOSTS_TWO, things, "it", words=OWN) == [
        Sentence(
            "Szombathely: chi dà ospita due volte",
            "Szombathely ospita 1 scambio, deve ospitarne 2. Già svolti: 1.",
            "Aggiungi un incontro per Szombathely.",
        )
    ]
    assert said(HOSTS_TWO, things, "en") == [
        Sentence(
            "Szombathely: each giver hosts twice",
            "Szombathely hosts 1 exchange, and must host 2. Held so far: 1.",
            "Add an exchange for Szombathely.",
        )
    ]


def test_describe_falls_back_to_english_sentences_in_other_languages():
    assert said(HOSTS_TWO, facts(body("asti", "giver")), "fr")[0].detail.startswith("Asti hosts 0")


def test_describe_puts_the_missing_at_the_end_of_a_short_list():
    names = ["asti", "bra", "cuneo", "dogliani", "eboli", "fano", "genova"]
    rule = {"each": "exchanges", "present": {"every": {}, "as": "guest"}}
    things = facts(body("turin"), *(body(name) for name in names), visit("v", "turin"))

    assert [s.detail for s in said(rule, things, "it")] == [
        "Manca chi: Asti, Bra, Cuneo, Dogliani e altri 3."
    ]


@pytest.mark.parametrize("verb", sorted(MENDS))
@pytest.mark.parametrize("language", ["it", "en"])
def test_every_mend_is_a_sentence(verb, language):
    thing = Thing("organisation", "asti", "Asti")
    sentences = {
        describe_mend(Mend(verb, thing, to=to, value="2025-01-31"), blueprint(), language)
        for to in (None, thing)
    }

    assert all(s.endswith(".") and "{" not in s for s in sentences)


@pytest.mark.parametrize("kind", sorted(TITLES))
def test_every_kind_without_a_rule_has_a_title(kind):
    finding = Finding("k", kind, Strength.HINT, Thing("organisation", "asti", "Asti"))

    assert "{" not in "".join(describe(finding, blueprint(), "it"))


def test_spoken_words_follow_the_language():
    day = datetime.date(2020, 11, 30)

    assert [spoken_number(18642, x) for x in ("it", "en")] == ["18.642", "18,642"]
    assert [spoken_day(day, x) for x in ("it", "en")] == ["30 novembre 2020", "November 30, 2020"]
    assert [spoken_list(["Asti", "Bra", "Cuneo"], x) for x in ("it", "en")] == [
        "Asti, Bra e Cuneo",
        "Asti, Bra and Cuneo",
    ]
    assert (spoken_list([], "it"), spoken_list(["Asti"], "it")) == ("", "Asti")


@pytest.mark.parametrize(
    ("written", "italian"),
    [
        ("2020-11-26", "26 novembre 2020"),
        ("start", "inizio del programma"),
        ("end of year 2", "fine dell’anno 2"),
        ("start of month 7", "inizio del mese 7"),
        ("end of phase later", "fine della fase «Dopo»"),
        ("3 months after visit", "3 mesi dopo: «Visit»"),
        ("15 days before end", "15 giorni prima: fine del programma"),
    ],
)
def test_spoken_moment_needs_no_date(written, italian):
    own = blueprint(
        phases=[
            {"key": "later", "label": {"it": "Dopo"}, "begins": "start", "ends": written},
        ]
    )

    assert spoken_moment(own.phases[0].ends, own, "it") == italian


def test_spoken_length_is_in_words():
    own = blueprint(calendar={"spacing": "1 half-day"})

    assert spoken_length(own.calendar.spacing, "it") == "1 mezza giornata"


def test_doubts_are_told_as_doubts():
    things = Facts(
        organisations=(
            Organisation("a", "Comune di Asti", country="IT", code="005005"),
            Organisation("b", "Città di Asti", country="IT", code="005005"),
        )
    )
    own = blueprint()

    assert [describe(x, own, "it") for x in found(own, things).values()] == [
        Sentence(
            "Comune di Asti: forse in elenco due volte",
            "Comune di Asti e Città di Asti sembrano la stessa cosa.",
            "Unisci Città di Asti a Comune di Asti, se sono la stessa cosa.",
        )
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("«a»", "«a»"),
        ("Secondo ««a»», b", "Secondo «a», b"),
        ("«««a»»»", "«a»"),
        ("«la «prima» visita»", "«la “prima” visita»"),
        ("«a» e «b»", "«a» e «b»"),
        ("«“a”»", "«a»"),
        ("un » da solo", "un » da solo"),
        ("«aperto", "«aperto"),
    ],
)
def test_quotations_inside_quotations_have_marks_of_their_own(text, printed):
    assert nested(text) == printed

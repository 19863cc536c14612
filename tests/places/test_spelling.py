import pytest

from innesto.places.spelling import (
    as_cadastral_code,
    as_official_code,
    parts_of,
    readings_of,
    search_key,
    split_qualifier,
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Forlì", "forli"),
        ("FORLI'", "forli"),
        ("  L’Aquila ", "l aquila"),
        ("Sankt Pölten", "sankt polten"),
        ("Weißenfels", "weissenfels"),
        ("Łódź", "lodz"),
        ("Århus", "arhus"),
        ("Θεσσαλονίκη", "θεσσαλονικη"),
        ("Reggio nell'Emilia", "reggio nell emilia"),
        ("(?!)", ""),
        ("", ""),
    ],
)
def test_search_key_forgets_accents_case_and_signs(text, key):
    assert search_key(text) == key


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("Comune di Asti", (("comune di asti",), ("asti",))),
        ("Città di Castello", (("citta di castello",), ("castello",))),
        ("Città metropolitana di Bari", (("citta metropolitana di bari",), ("bari",))),
        (
            "S. Giusto",
            (("s giusto",), ("san giusto", "sant giusto", "santa giusto", "santo giusto")),
        ),
        ("Sankt Poelten", (("sankt poelten",), ("sankt polten",))),
        ("s s s s s s s s s s s s", (("s s s s s s s s s s s s",),)),
        ("", ()),
    ],
)
def test_readings_of_go_from_the_likely_to_the_far_fetched(text, steps):
    assert readings_of(text) == steps


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("München/Monaco di Baviera", ("München", "Monaco di Baviera")),
        ("Bolzano - Bozen", ("Bolzano", "Bozen")),
        ("Moransengo-Tonengo", ()),
        ("Asti", ()),
        ("Asti/", ()),
    ],
)
def test_parts_of_takes_two_names_apart(text, parts):
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Torino (TO)", ("Torino", "TO")),
        ("Torino (to)", ("Torino", "TO")),
        ("Torino, TO", ("Torino", "TO")),
        ("Torino - TO", ("Torino", "TO")),
        ("Torino", ("Torino", "")),
        ("Torino to", ("Torino to", "")),
        ("(TO)", ("(TO)", "")),
    ],
)
def test_split_qualifier_finds_the_two_letters_behind_a_name(text, answer):
    assert split_qualifier(text) == answer


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("001272", "001272"),
        ("1272", "001272"),
        ("1272.0", "001272"),
        ("0001272", ""),
        ("Asti", ""),
        ("", ""),
        ("²", ""),
    ],
)
def test_as_official_code_gives_the_zeros_back(text, code):
    assert as_official_code(text) == code


@pytest.mark.parametrize(("text", "code"), [("l219", "L219"), ("L2190", ""), ("", "")])
def test_as_cadastral_code_knows_a_letter_and_three_digits(text, code):
    assert as_cadastral_code(text) == code

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from innesto.blueprints.loading import BrokenBlueprint, load
from innesto.blueprints.problem import describe_problem
from innesto.blueprints.shipped import shipped_keys, shipped_text

SMALL = """\
key: small
identity:
  name: Small
  summary: {it: Un programma, en: A programme}
"""


def problems(text):
    with pytest.raises(BrokenBlueprint) as refused:
        load(text)
    return refused.value.problems


def places(text):
    return [(p.line, p.path, p.expected, p.found) for p in problems(text)]


def test_load_returns_a_blueprint():
    assert load(SMALL).name.read("it") == "Small"


def test_load_takes_bytes_with_a_mark():
    assert load(b"\xef\xbb\xbf" + SMALL.encode()).key == "small"


def test_load_keeps_norway_and_on():
    blueprint = load(
        SMALL
        + "formats:\n  - {key: f, label: F, kind: K, when: {on: start}}\n"
        + "rules:\n  - {key: r, label: R, each: organisations, place: {country: NO}}\n"
    )

    assert (blueprint.rules[0].place.country, str(blueprint.formats[0].when.on)) == (
        ("NO",),
        "start",
    )


def test_load_names_all_problems_in_the_order_of_the_lines():
    text = """\
key: small
identity:
  name: Small
  summary: {it: Un programma}
  starts_on: 2020-13-01
  ends: 2021-01-01
roles:
  - key: hosts
rules:
  - key: x
    label: X
    count: {exchanges: {as: hst}}
    is: {figur: 3}
"""

    assert places(text) == [
        (5, "identity › starts_on", "a date such as 2026-03-31", "2020-13-01"),
        (6, "identity › ends", "a field that exists; did you mean «{near}»?", "ends"),
        (8, "roles › 1 › label", "this field", ""),
        (12, "rules › 1 › count › exchanges › as", "one of: {expected}", "hst"),
        (13, "rules › 1 › is › figur", "a field that exists; did you mean «{near}»?", "figur"),
    ]


def test_load_says_a_near_match_for_an_unknown_key():
    text = (
        SMALL
        + "roles: [{key: hosts, label: Hosts}]\n"
        + "formats: [{key: f, label: F, kind: K, host: {role: host}}]\n"
    )

    assert [describe_problem(p, "en") for p in problems(text)] == [
        "Line 6, formats › 1 › host › role › 1: expected the key of a role of organisations;"
        " did you mean «hosts»?; found «host»."
    ]


def test_load_checks_references_beside_other_problems():
    text = (
        SMALL
        + "roles: [{key: hosts}]\n"
        + "formats: [{key: f, label: F, kind: K, audience: nobodies, when: {on: 2 days after g}}]\n"
    )

    assert [(p.line, p.path, p.found) for p in problems(text)] == [
        (5, "roles › 1 › label", ""),
        (6, "formats › 1 › audience › 1", "nobodies"),
        (6, "formats › 1 › when › on", "g"),
    ]


def test_load_tells_apart_the_roles_of_persons_and_of_organisations():
    text = (
        SMALL
        + "roles: [{key: guide, label: Guide, for: person}]\n"
        + "formats: [{key: f, label: F, kind: K, host: {role: guide}}]\n"
    )

    assert [p.values["kind"] for p in problems(text)] == ["organisation_roles"]


def test_load_refuses_a_key_given_twice():
    text = SMALL + "roles:\n  - {key: a, label: A}\n  - {key: a, label: B}\n"

    assert places(text) == [(7, "roles", "each key once", "a")]


@pytest.mark.parametrize("line", ["label: {it: prima, poi altro}", "label: A, quote: a, b c"])
def test_load_knows_a_comma_that_cut_words_in_two(line):
    text = SMALL + f"roles:\n  - {{key: a, {line}}}\n"

    assert [describe_problem(p, "en").partition(": expected ")[2][:25] for p in problems(text)] == [
        "words with a comma betwee"
    ]


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("", 1, "fields with names, as in «key: …»"),
        ("- a\n", 1, "fields with names, as in «key: …»"),
        ("key: [a\n", 2, "well-formed YAML"),
        ("a: &x 1\nb: *x\n", 2, "the thing itself, written out"),
        ("key: !!python/object:os.system x\n", 1, "plain words or a number"),
        ("? [a]\n: b\n", 1, "the name of a field"),
        ("key: a\nkey: b\n", 2, "each field once"),
        ("key: a\n---\nkey: b\n", 2, "one document"),
        ("[" * 1000, 1, "at most 40 levels"),
        ("#" * 500_001, 1, "a text of at most 500000 characters"),
    ],
)
def test_load_refuses_what_is_no_plain_yaml(text, line, expected):
    assert (line, expected) in [(p.line, p.expected) for p in problems(text)]


def test_load_refuses_bytes_that_are_no_utf_8():
    assert [(p.line, p.expected) for p in problems(b"key: a\n\xe8: b\n")] == [(2, "text in UTF-8")]


@pytest.mark.parametrize("language", ["it", "en", "de"])
def test_every_problem_is_a_sentence(language):
    text = "key: Ä\nidentity: {name: {}, summary: 3}\nroles: 3\nrules: [{each: a, count: b}]\n"

    sentences = [describe_problem(problem, language) for problem in problems(text)]

    assert [s for s in sentences if "{" in s.replace("{it: …, en: …}", "") or not s] == []


def test_problems_speak_italian():
    assert describe_problem(problems("key: small\n")[0], "it") == (
        "Riga 1, identity: qui va questo campo."
    )


@given(st.text() | st.binary())
@settings(deadline=None, max_examples=200)
def test_load_never_crashes_on_any_input(text):
    with pytest.raises(BrokenBlueprint):
        load(text)


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
LINES = {key: shipped_text(key).splitlines() for key in shipped_keys()}


@given(st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_load_never_crashes_on_a_damaged_blueprint(data):
    lines = list(LINES[data.draw(st.sampled_from(sorted(LINES)))])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        damage = data.draw(st.sampled_from(["drop", "cut", "indent", "replace", "twice"]))
        match damage:
            case "drop":
                del lines[at]
            case "cut":
                lines[at] = lines[at][: len(lines[at]) // 2]
            case "indent":
                lines[at] = "  " + lines[at]
            case "replace":
                name = lines[at].partition(":")[0]
                lines[at] = f"{name}: {data.draw(SCALARS)!r}"
            case "twice":
                lines.insert(at, lines[at])
    sentences = []
    try:
        load("\n".join(lines))
    except BrokenBlueprint as refused:
        sentences = [describe_problem(problem, "it") for problem in refused.problems]

    assert all(sentences)

import json

import pytest

from innesto.practices.actions.adoption import ask_to_adopt
from innesto.practices.actions.intake import (
    AlreadyCarriedOut,
    NotCarriedOut,
    NothingToBringIn,
    carry_out_practice_import,
    start_practice_import,
    undo_practice_import,
)
from innesto.practices.models import Practice
from innesto.sheets.reading import NotASheet
from tests.organisations.factories import OrganisationFactory
from tests.places.factories import CountryFactory, PlaceFactory
from tests.themes.factories import SchemeFactory, ThemeFactory

pytestmark = pytest.mark.django_db

CSV = (
    b"id;lingua;titolo;testo;tema;luogo;paese;anno;fonte\n"
    b"A1;it;Orti urbani;Un orto per tutti. E per tutte.;Rifiuti|Altro;Asti;Italia;2021;Rete\n"
    b"A2;xx;Senza lingua;;;;;;Rete\n"
    b"A3;it;;Senza titolo;;;;;Rete\n"
    b"A1;it;Doppia;;;;;;Rete\n"
)


def lines(*things):
    return "\n".join(json.dumps(thing) for thing in things).encode()


@pytest.fixture
def registers():
    italy = CountryFactory()
    ThemeFactory(scheme=SchemeFactory(key="sdg"), labels={"it": "Rifiuti", "en": "Waste"})
    return PlaceFactory(name="Asti", country=italy)


def test_carry_out_brings_in_what_can_and_says_why_the_rest_cannot(registers, stranger):
    import_ = start_practice_import(by=stranger, file_name="p.csv", content=CSV)

    import_ = carry_out_practice_import(import_, by=stranger)

    practice = Practice.objects.get()
    assert (practice.title, practice.external_ref, practice.source, practice.place) == (
        "Orti urbani",
        "A1",
        "Rete",
        registers,
    )
    assert (practice.strapline, practice.starts_on.year) == ("Un orto per tutti", 2021)
    assert [str(theme) for theme in practice.themes.all()] == ["Rifiuti"]
    assert (practice.state, practice.history.count()) == (Practice.State.DRAFT, 1)
    assert [(number, why) for number, _title, why in import_.made["out"]] == [
        (2, "Qui non c’è la lingua «xx»."),
        (3, "Non ha un titolo."),
        (4, "C’è già, o è due volte nel file."),
    ]
    assert bytes(import_.content) == b""
    with pytest.raises(AlreadyCarriedOut):
        carry_out_practice_import(import_, by=stranger)


def test_carry_out_of_json_lines_publishes_and_keeps_the_reference(stranger):
    content = lines(
        {"id": "D1", "lang": "nl", "title": "Parkpergola", "text": "Een park.", "source": "efro"},
        {"id": "D2", "lang": "el", "title": "Ά" * 140, "text": "<p>a<script>x</script></p>"},
        {"id": "D3", "lang": "ar", "title": "مدينة"},
    )

    import_ = start_practice_import(by=None, file_name="d.jsonl", content=content)
    import_ = carry_out_practice_import(import_, by=None, published=True)

    first, second = Practice.objects.order_by("external_ref")
    assert (first.state, first.language, first.external_ref) == ("published", "nl", "D1")
    assert first.published_at is not None
    assert len(second.title) <= 100
    assert "script" not in second.problem
    assert import_.made["left_out"] == 1


def test_carry_out_does_not_double_what_is_here(stranger):
    content = lines({"id": "D1", "lang": "it", "title": "Orti", "source": "rete"})
    for _round in range(2):
        import_ = start_practice_import(by=stranger, file_name="d.jsonl", content=content)
        if _round == 0:
            carry_out_practice_import(import_, by=stranger)

    with pytest.raises(NothingToBringIn):
        carry_out_practice_import(import_, by=stranger)

    assert Practice.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"{not json}", "unreadable"),
        (b"[1, 2]", "no_table"),
        (b"\xff\x00\x01\x02", "unreadable"),
        (b"uno;due\n1;2\n", "no_title"),
    ],
)
def test_start_refuses_what_is_no_file_of_practices(stranger, content, reason):
    with pytest.raises(NotASheet) as refused:
        start_practice_import(by=stranger, file_name="x", content=content)

    assert refused.value.reason == reason


def test_undo_takes_back_what_nobody_worked_on(stranger):
    content = lines(
        {"id": "D1", "lang": "it", "title": "Orti"}, {"id": "D2", "lang": "it", "title": "Piste"}
    )
    import_ = start_practice_import(by=stranger, file_name="d.jsonl", content=content)
    import_ = carry_out_practice_import(import_, by=stranger, published=True)
    ask_to_adopt(
        Practice.objects.get(title="Piste"), OrganisationFactory(), by=stranger, motive="Sì"
    )

    import_ = undo_practice_import(import_, by=stranger)

    assert [practice.title for practice in Practice.objects.all()] == ["Piste"]
    assert import_.made["stays"] == 1
    with pytest.raises(NotCarriedOut):
        undo_practice_import(import_, by=stranger)

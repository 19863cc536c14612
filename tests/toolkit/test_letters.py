import pytest

from innesto.toolkit.letters import in_address, plain_letters


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Łódź", "lodz"),
        ("  Győr \n", "gyor"),
        ("TROMSØ", "tromso"),
        ("Θεσσαλονίκη", "θεσσαλονικη"),
        ("Weißwasser", "weisswasser"),
        ("İzmir", "izmir"),
        ("", ""),
    ],
)
def test_plain_letters_have_neither_marks_nor_capitals(name, plain):
    assert plain_letters(name) == plain


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Λάρισα: πράσινες αυλές", "larisa-prasines-ailes"),
        ("Пловдив", "plovdiv"),
        ("Weißer Ring, Łódź", "weisser-ring-lodz"),
        ("学校", ""),
    ],
)
def test_in_address_writes_other_alphabets_in_latin_letters(name, address):
    assert in_address(name) == address

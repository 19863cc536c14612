import pytest

from innesto.toolkit.letters import plain_letters


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

from pathlib import Path

import pytest

from innesto.config.environment import flag, folder, kept, mailer, number, words


@pytest.mark.parametrize(
    ("value", "meaning"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("", False)]
)
def test_flag_is_on_for_plain_words_only(monkeypatch, value, meaning):
    monkeypatch.setenv("SOME", value)

    assert flag("SOME", default=not meaning) is meaning


def test_words_are_stripped_and_empty_ones_left_out(monkeypatch):
    monkeypatch.setenv("SOME", " a.it, ,b.it ")

    assert words("SOME") == ["a.it", "b.it"]


def test_number_refuses_what_is_none(monkeypatch):
    monkeypatch.setenv("SOME", "four")

    with pytest.raises(ValueError, match="four"):
        number("SOME", 4)


def test_an_empty_variable_is_the_default(monkeypatch, tmp_path):
    monkeypatch.setenv("SOME", "")

    assert number("SOME", 4) == 4
    assert folder("SOME", tmp_path) == tmp_path


def test_kept_is_empty_where_nothing_is_kept(tmp_path):
    (tmp_path / "key").write_text("abc\n")

    assert (kept(tmp_path / "key"), kept(Path("/no/such/file"))) == ("abc", "")


def test_mailer_reads_an_address_with_a_password():
    smtp = mailer("smtp://ada:p%40ss@mail.example.org:587")

    assert smtp["OPTIONS"] == {
        "host": "mail.example.org",
        "port": 587,
        "username": "ada",
        "password": "p@ss",
        "use_tls": True,
        "use_ssl": False,
        "timeout": 20,
    }


def test_mailer_names_what_it_knows_when_it_does_not_know_the_address():
    with pytest.raises(ValueError, match="'pigeon': smtp, smtps, console, file"):
        mailer("pigeon://loft")

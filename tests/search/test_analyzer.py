import pytest

from innesto.search.analyzer import STEMMERS, plain, terms_of
from innesto.search.glossary import ideas, translated


def stems(text, language):
    return [term.stem for term in terms_of(text, language)]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("it", "biblioteca", "biblioteche"),
        ("de", "Schule", "Schulen"),
        ("el", "σχολείο", "σχολεία"),
        ("da", "skole", "skolerne"),
        ("hr", "škola", "škole"),
        ("pl", "szkoła", "szkoły"),
        ("pt-BR", "cidade", "cidades"),
    ],
)
def test_forms_of_a_word_share_a_stem_in_their_language(language, one, other):
    assert stems(one, language) == stems(other, language)


@pytest.mark.parametrize("language", ["bg", "lv", "mt", "sk", "sl", "xx", ""])
def test_languages_without_a_stemmer_share_roots(language):
    assert language not in STEMMERS
    assert {term.root for term in terms_of("mobilnost mobilnosti mobilen", language)} == {"=mobil"}


def test_cognates_share_a_root_across_alphabets():
    words = {"it": "biblioteca", "fr": "bibliothèque", "de": "Bibliothek", "el": "βιβλιοθήκη"}
    roots = {terms_of(word, language)[0].root for language, word in words.items()}

    assert roots == {"=bibli"}


def test_words_that_say_nothing_are_left_out():
    assert stems("Come si fa a fare una biblioteca?", "it") == stems("biblioteca", "it")


@pytest.mark.parametrize(
    ("text", "letters"),
    [("Città", "citta"), ("ŁÓDŹ", "lodz"), ("Straße", "strasse"), ("Αθήνα", "athina")],
)
def test_plain_folds_accents_and_alphabets(text, letters):
    assert plain(text) == letters


def test_composed_and_decomposed_letters_are_one():
    assert stems("Citta\u0300", "it") == stems("Città", "it")


def test_glossary_says_words_in_other_languages():
    (waste,) = stems("rifiuti", "it")

    assert {*stems("Abfall", "de"), *stems("απόβλητα", "el"), *stems("otpad", "hr")} <= translated(
        waste, "it"
    )
    assert len(ideas()) > 1_000

import pytest

from innesto.search.asking import language_of


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("come ridurre il traffico davanti alle scuole", "it"),
        ("how to reduce traffic in front of the schools", "en"),
        ("wie kann man den Verkehr vor der Schule verringern", "de"),
        ("quels sont les projets pour les jeunes", "fr"),
        ("πώς να μειωθεί η κίνηση έξω από τα σχολεία", "el"),
        ("biblioteca", "sv"),
        ("", "sv"),
        ("AND OR NOT", "en"),
    ],
)
def test_language_of_a_question_shows_in_its_small_words(question, language):
    assert language_of(question, otherwise="sv") == language

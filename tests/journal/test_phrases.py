import pytest
from django.utils import translation

from innesto.journal.phrases import alone, choices, phrase


@pytest.mark.parametrize(
    ("language", "before_a_title", "by_itself"),
    [
        ("it", "ha inviato la scheda", "ha inviato la scheda"),
        ("en", "sent the sheet", "sent the sheet"),
        ("de", "hat den Steckbrief eingereicht:", "hat den Steckbrief eingereicht"),
    ],
)
def test_alone_takes_off_the_colon_that_waits_for_a_title(language, before_a_title, by_itself):
    with translation.override(language):
        said = phrase("practice_submitted", "practices")

        assert (said, alone(said)) == (before_a_title, by_itself)
        assert not any(words.endswith(":") for _verb, words in choices())

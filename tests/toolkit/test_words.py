"""Our ``translate`` says what Django's own says."""

import pytest
from django.template import Context, Engine
from django.utils import translation

I18N = "django.templatetags.i18n"
WAYS = [
    '{% translate "Help" %}',
    "{% translate 'Help' %}",
    '{% translate "Help" as words %}{{ words }}',
    '{% translate "100% of <b>it</b>" %}',
    '{% translate "May" context "month" %}',
    '{% translate "Help" context meaning %}',
    '{% translate "Help" noop %}',
    "{% translate name %}",
    '{% translate "Help"|upper %}',
]


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("text", WAYS)
def test_words_are_those_of_django(text, language):
    theirs = Engine(builtins=[I18N]).from_string(text)
    ours = Engine(builtins=[I18N, "innesto.toolkit.templatetags.words"]).from_string(text)
    values = {"name": "Help", "meaning": "none"}

    with translation.override(language):
        assert ours.render(Context(values)) == theirs.render(Context(values))


def test_plain_words_are_said_in_the_language_of_the_moment():
    builtins = [I18N, "innesto.toolkit.templatetags.words"]
    text = Engine(builtins=builtins).from_string('{% translate "Help" %}')

    said = []
    for language in ("it", "en", "it"):
        with translation.override(language):
            said.append(text.render(Context()))

    assert said == ["Aiuto", "Help", "Aiuto"]

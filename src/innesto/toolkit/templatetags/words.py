"""``{% translate "…" %}`` for words that are written in the template: four times as quick.

Built in after Django's own tags, whose place it takes. What is not a plain text (a variable, a
filter, ``noop``) is left to Django. Words are looked up once a language and kept.
"""

from functools import cache

from django import template
from django.template.base import Node, Parser, Token
from django.template.context import Context
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext

register = template.Library()


class Words(Node):
    """Plain words of a template, said in the reader's language."""

    def __init__(self, words: str, meaning: str, variable: str | None) -> None:
        self.words = words
        self.meaning = meaning
        self.variable = variable

    def render(self, context: Context) -> SafeString:
        """Write the words, or keep them in the variable."""
        drawn = said(self.words, self.meaning, get_language())
        if not self.variable:
            return drawn
        context[self.variable] = drawn
        return SafeString()


@cache
def said(words: str, meaning: str, _language: str | None) -> SafeString:
    """Return the words in the language of the moment; those of our own templates are safe."""
    wanted = words.replace("%", "%%")  # as makemessages writes them
    found = pgettext(meaning, wanted) if meaning else gettext(wanted)
    return mark_safe(found.replace("%%", "%"))  # noqa: S308 – a template and its catalogue


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Say words in the reader's language; works as Django's own tag."""
    node = do_translate(parser, token)
    return _plain(node) or node


def _plain(node: TranslateNode) -> Words | None:
    words, meaning = node.filter_expression, node.message_context
    if node.noop or words.filters or words.var.lookups is not None:
        return None
    if meaning is None:
        return Words(words.var.literal, "", node.asvar)
    return None if meaning.is_var else Words(words.var.literal, meaning.var, node.asvar)

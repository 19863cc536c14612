"""Icons of the sprite, each drawn once: its address stays the same while a process lives."""

from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


@cache
def icon(name: str) -> SafeString:
    """Draw an icon that says nothing to those who do not see it."""
    drawing = '<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>'
    return format_html(drawing, _at(name))


def speaking_icon(name: str, label: str) -> SafeString:
    """Draw an icon that stands alone and so has a name."""
    return format_html(
        '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, _at(name)
    )


@cache
def _at(name: str) -> str:
    return f"{static('innesto/icons.svg')}#{name}"

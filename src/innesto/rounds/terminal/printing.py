"""A page for a terminal of eighty columns."""

import textwrap
from collections.abc import Callable, Sequence

from innesto.rounds.words import Value, in_language

WIDTH = 80


class Page:
    """Prints titles, sentences and tables in one language."""

    def __init__(self, say: Callable[[str], None], language: str) -> None:
        self.say = say
        self.language = language

    def _said(self, words: Value) -> str:
        return in_language(words, self.language)

    def title(self, words: Value, more: Value = "") -> None:
        """Print the title of the page."""
        text = " – ".join(part for part in (self._said(words), self._said(more)) if part)
        self.say(text)
        self.say("=" * min(WIDTH, len(text)))

    def heading(self, words: Value, count: int) -> None:
        """Print a heading with the number of things under it."""
        self.say("")
        self.say(f"{self._said(words)} ({count})")

    def paragraph(self, words: Value) -> None:
        """Print a sentence or two."""
        self.say("")
        self.say(textwrap.fill(self._said(words), WIDTH))

    def item(self, title: Value, detail: Value, mend: Value) -> None:
        """Print one thing of a list: what it is, and what would mend it."""
        text = ". ".join(
            part.rstrip(".") if place == 0 and self._said(detail) else part
            for place, part in enumerate((self._said(title), self._said(detail)))
            if part
        )
        self.say(textwrap.fill(text, WIDTH, initial_indent="- ", subsequent_indent="  "))
        if mend:
            self.say(
                textwrap.fill(
                    self._said(mend), WIDTH, initial_indent="  → ", subsequent_indent="    "
                )
            )

    def table(self, rows: Sequence[Sequence[str]], headings: Sequence[Value] = ()) -> None:
        """Print a table that fits the width: the widest columns are shortened first."""
        lines = [[self._said(cell) for cell in headings], *rows] if headings else list(rows)
        widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
        while sum(widths) + 2 * (len(widths) - 1) > WIDTH:
            widest = max(range(len(widths)), key=lambda place: widths[place])
            widths[widest] -= 1
        for number, line in enumerate(lines):
            cells = [_fitted(cell, width) for cell, width in zip(line, widths, strict=True)]
            self.say("  ".join(cells).rstrip())
            if headings and number == 0:
                self.say("  ".join("-" * width for width in widths))


def _fitted(cell: str, width: int) -> str:
    return (cell if len(cell) <= width else cell[: width - 1] + "…").ljust(width)

"""The kinds of unit that courses bring themselves: text, film, sound, document, practice, talk.

Not a room: ``apps.ready`` adds them, as houses above add theirs.
"""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from innesto.courses.models import Enrolment, Text, Unit
from innesto.courses.queries.content import texts_of
from innesto.courses.unit_kinds import UnitKind, add_kind
from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.panels import Panel


def chosen_text(request: HttpRequest, unit: Unit, texts: Sequence[Text]) -> Text | None:
    """Return the text in the language asked for, in the reader's, or in that of the course."""
    wanted = (request.GET.get("lingua", ""), get_language() or "", unit.course.language)
    by_language = {text.language: text for text in texts}
    for code in wanted:
        if text := by_language.get(code.partition("-")[0]):
            return text
    return texts[0] if texts else None


def draw_text(request: HttpRequest, unit: Unit, _enrolment: Enrolment | None) -> Panel:
    """Draw what is to be read, and say in which other languages it is there."""
    texts = texts_of(unit.pk)
    text = chosen_text(request, unit, texts)
    others = [one.language for one in texts if text and one.language != text.language]
    things = {"text": text, "others": others}
    return Panel(unit.title, template="courses/_parts/text.html", things=things)


def missing_texts(units: Sequence[Unit]) -> Mapping[int, Sequence[StrOrPromise]]:
    """Want a text in the language of the course."""
    written = set(
        Text.objects.filter(unit__in=[unit.pk for unit in units])
        .exclude(body="")
        .values_list("unit", "language")
    )
    return {
        unit.pk: [_("Write the text.")]
        for unit in units
        if (unit.pk, unit.course.language) not in written
    }


def copy_nothing(_unit: Unit, _copy: Unit) -> None:
    """Copy nothing: texts go along with every unit."""


def add_own_kinds() -> None:
    """Let courses have units of these kinds."""
    add_kind(
        UnitKind(
            "text",
            _("Text"),
            icon="file",
            position=10,
            edit="courses:text",
            draw=draw_text,
            missing=missing_texts,
            copy=copy_nothing,
            about=_("Paragraphs, lists and links to read."),
            is_open=True,
            says_done=True,
        )
    )

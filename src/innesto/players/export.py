"""A course as a cartridge: its sections and texts, links to what stays here.

Not a room: it reads a course for one page that hands it out.
"""

from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext as _

from innesto.courses.models import Course, Unit
from innesto.courseware.writing import (
    Cartridge,
    Item,
    Page,
    Part,
    Version,
    Weblink,
    write_cartridge,
)
from innesto.programmes.models.programme import said


def as_cartridge(course: Course, version: Version) -> bytes:
    """Return the file: texts and links, so it is small."""
    units = course.units.select_related("section").prefetch_related("texts")
    parts: dict[int, tuple[str, list[Item]]] = {}
    for unit in units.order_by("section__position", "section", "position", "pk"):
        _title, items = parts.setdefault(unit.section_id, (unit.section.title, []))
        items.append(_item(unit, course.language))
    cartridge = Cartridge(
        identifier=f"course-{course.pk}",
        title=said(course.titles),
        language=course.language,
        parts=[Part(title, items) for title, items in parts.values()],
        description=said(course.summaries),
    )
    file = BytesIO()
    write_cartridge(cartridge, file, version)
    return file.getvalue()


def _item(unit: Unit, language: str) -> Item:
    """Return the text of a unit; one without a text is a link to its page here."""
    texts = {text.language: text.body for text in unit.texts.all()}
    body = texts.get(language) or next(iter(texts.values()), "")
    here = f"{settings.SITE_URL}{unit.get_absolute_url()}"
    title = unit.title or _("Unit")
    if unit.kind == "text" and body:
        return Page(title, body)
    return Weblink(title, here)

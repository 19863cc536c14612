"""What of a course can be found: what is said of it, and the texts of its units.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from innesto.courses.models import Course, Unit
from innesto.search.models import OPERATORS, PUBLIC, Card, Kind, Searched
from innesto.toolkit.rich_text import as_words


def course_cards(course_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of courses that are out: four queries for any number."""
    units = Prefetch("units", Unit.objects.shown().order_by("pk").prefetch_related("texts"))
    found = Course.objects.out().filter(pk__in=course_ids)
    found = found.select_related("programme", "organisation__place")
    for course in found.prefetch_related(units, "themes__scheme").order_by("pk"):
        texts: defaultdict[str, list[str]] = defaultdict(list)
        for unit in course.units.all():
            for language, title in unit.titles.items():
                texts[language].append(title)
            for text in unit.texts.all():
                texts[text.language].append(as_words(text.body))
        also = {
            code: " ".join([course.titles[code], course.summaries.get(code, ""), *texts[code]])
            for code in course.languages[1:]
        }
        place = course.organisation.place if course.organisation else None
        yield Card(
            object_id=course.pk,
            title=course.titles.get(course.language, course.title),
            url=course.get_absolute_url(),
            language=course.language,
            abstract=course.summaries.get(course.language, course.summary),
            text=" ".join([course.abilities.get(course.language, ""), *texts[course.language]]),
            names=[str(one) for one in (course.programme, course.organisation) if one],
            also=also,
            themes={
                f"{theme.scheme.key}:{theme.key}": theme.labels for theme in course.themes.all()
            },
            place=place.pk if place else None,
            year=course.published_at.year if course.published_at else None,
            within=f"programme:{course.programme_id}" if course.programme_id else "",
            audiences=_audiences(course),
        )


def _audiences(course: Course) -> frozenset[str]:
    if course.is_public:
        return frozenset({PUBLIC})
    return frozenset({f"members:{course.programme_id}", OPERATORS})


SEARCHED = Searched(kinds=[Kind("course", _("Courses"), Course, course_cards)])

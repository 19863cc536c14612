"""What of a lesson can be found.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from innesto.outcomes.models import Lesson
from innesto.search.models import PUBLIC, Card, Kind, Searched


def lesson_cards(lesson_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of lessons that more than their writers may read: two queries."""
    found = Lesson.objects.filter(pk__in=lesson_ids).exclude(visibility="private")
    found = found.select_related("programme", "organisation__place")
    for lesson in found.prefetch_related("themes__scheme").order_by("pk"):
        programme, place = lesson.programme, lesson.organisation.place
        is_public = lesson.visibility == Lesson.Visibility.PUBLIC and programme.is_public
        yield Card(
            object_id=lesson.pk,
            title=lesson.sentence,
            url=lesson.get_absolute_url(),
            language=lesson.language,
            abstract=lesson.recommendation or lesson.why,
            text="\n".join((lesson.context, lesson.expected, lesson.happened, lesson.evidence)),
            detail=lesson.organisation.name,
            names=[lesson.organisation.name, *programme.names.values()],
            themes={
                f"{theme.scheme.key}:{theme.key}": theme.labels for theme in lesson.themes.all()
            },
            place=place.pk if place else None,
            place_name=str(place or ""),
            year=lesson.written_at.year,
            within=f"programme:{programme.pk}",
            audiences=frozenset({PUBLIC} if is_public else {f"members:{programme.pk}"}),
        )


SEARCHED = Searched(kinds=[Kind("lesson", _("Lessons"), Lesson, lesson_cards)])

"""What of a staff exchange can be found beside its legs and its lessons.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from innesto.outcomes.models import Lesson
from innesto.placements.models import Adaptation
from innesto.search.models import PUBLIC, Card, Kind, Searched


def adaptation_cards(adaptation_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of adaptations that more than their writers may read: one query."""
    found = Adaptation.objects.filter(pk__in=adaptation_ids).exclude(lesson__visibility="private")
    shown = found.select_related("lesson__programme", "organisation__place").order_by("pk")
    for adaptation in shown:
        lesson, place = adaptation.lesson, adaptation.organisation.place
        programme = lesson.programme
        is_public = lesson.visibility == Lesson.Visibility.PUBLIC and programme.is_public
        yield Card(
            object_id=adaptation.pk,
            title=str(adaptation),
            url=adaptation.get_absolute_url(),
            language=lesson.language,
            abstract=adaptation.how,
            text="\n".join((lesson.sentence, adaptation.for_plan)),
            detail=adaptation.organisation.name,
            names=[adaptation.organisation.name, *programme.names.values()],
            place=place.pk if place else None,
            place_name=str(place or ""),
            year=adaptation.at.year,
            within=f"programme:{programme.pk}",
            audiences=frozenset({PUBLIC} if is_public else {f"members:{programme.pk}"}),
        )


SEARCHED = Searched(
    kinds=[Kind("adaptation", _("Local adaptations"), Adaptation, adaptation_cards)]
)

"""What of a curriculum can be found.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections.abc import Iterator, Sequence

from django.db.models import F, Prefetch
from django.utils.translation import gettext_lazy as _

from innesto.curricula.models import Curriculum, Version
from innesto.curricula.outline import Outline
from innesto.search.models import OPERATORS, PUBLIC, Card, Kind, Searched


def curriculum_cards(curriculum_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of published curricula: three queries for any number."""
    read = Version.objects.filter(number=F("curriculum__edition"))
    found = Curriculum.objects.published().filter(pk__in=curriculum_ids)
    found = found.select_related("programme").prefetch_related(
        Prefetch("versions", read, to_attr="newest"), "translations"
    )
    for one in found.order_by("pk"):
        newest: Version = getattr(one, "newest", [])[0]
        outline = newest.outline
        programme = one.programme
        is_open = programme is None or programme.is_public
        yield Card(
            object_id=one.pk,
            title=outline.title,
            url=one.get_absolute_url(),
            language=outline.language,
            abstract=outline.summary,
            text=_words(outline),
            detail=_("Curriculum"),
            names=[programme.name] if programme else [],
            also={it.language: " ".join(it.texts.values()) for it in one.translations.all()},
            year=newest.published_at.year,
            within=f"programme:{programme.pk}" if programme else "",
            audiences=frozenset({PUBLIC})
            if is_open or programme is None
            else frozenset({f"programme:{programme.pk}", OPERATORS}),
        )


def _words(outline: Outline) -> str:
    return " ".join(" ".join((part.title, part.summary, *part.outcomes)) for part in outline.parts)


SEARCHED = Searched(kinds=[Kind("curriculum", _("Curricula"), Curriculum, curriculum_cards)])

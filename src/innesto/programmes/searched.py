"""What of a programme can be found, and by whom.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.programmes.models.programme import Programme
from innesto.search.models import OPERATORS, PUBLIC, Card, Kind, Searched


def programme_cards(programme_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of programmes and of the projects of calls: two queries for any number."""
    found = Programme.objects.filter(pk__in=programme_ids).select_related("scheme")
    for programme in found.prefetch_related("scheme__themes").order_by("pk"):
        language = next(iter(programme.names), "")
        others = {code: words for code, words in programme.names.items() if code != language}
        for code, words in programme.summaries.items():
            if code != language:
                others[code] = f"{others.get(code, '')}\n{words}"
        names = [*programme.funders.values(), *programme.lines.values()]
        yield Card(
            object_id=programme.pk,
            title=programme.names.get(language, programme.slug),
            url=programme.get_absolute_url(),
            language="" if language == "und" else language,
            abstract=programme.summaries.get(language, ""),
            detail=_("Project") if programme.call_id else "",
            names=[*names, programme.reference, programme.line_code, programme.territory],
            also=others,
            themes={
                f"{theme.scheme_id}:{theme.key}": theme.labels
                for theme in (programme.scheme.themes.all() if programme.scheme else ())
            },
            year=programme.starts_on.year if programme.starts_on else None,
            reference=programme.reference,
            within=f"programme:{programme.pk}",
            audiences=audiences_within(programme),
        )


def audiences_within(programme: Programme) -> frozenset[str]:
    """Return who may find what is within a programme."""
    if programme.is_public:
        return frozenset({PUBLIC})
    return frozenset({f"programme:{programme.pk}", OPERATORS})


def audiences_of_person(user: User) -> Iterator[str]:
    """Yield the programmes a person may read that not everyone may; operators need none."""
    if user.is_operator:
        return
    closed = Programme.objects.visible_to(user).closed()
    for pk in closed.order_by("pk").values_list("pk", flat=True):
        yield f"programme:{pk}"


SEARCHED = Searched(
    kinds=[Kind("programme", _("Programmes"), Programme, programme_cards)],
    audiences=audiences_of_person,
)

"""What of a practice can be found, and by whom.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.communities.queries.bridges import bridged_audiences
from innesto.practices.models import Challenge, Practice
from innesto.programmes.models import Programme
from innesto.search.models import OPERATORS, PUBLIC, Card, Kind, Searched
from innesto.toolkit.rich_text import as_words

EXAMPLE = _("example, not a documented fact")
"""Said with whatever is found of it, for nobody is to take it for a documented fact."""

TOLD = ("how", "procedure", "participation", "integration", "difficulties", "benefits")


def practice_cards(practice_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of practices that are out: four queries for any number."""
    shared = bridged_audiences(Practice, practice_ids)
    found = (
        Practice.objects.published()
        .filter(pk__in=practice_ids)
        .select_related("organisation", "programme", "country")
        .prefetch_related("themes", "translations")
    )
    for practice in found.order_by("pk"):
        day = practice.starts_on or practice.published_at
        also = {
            one.language: as_words(" ".join(one.texts.values()))
            for one in practice.translations.all()
        }
        names = [practice.organisation.name] if practice.organisation else []
        yield Card(
            object_id=practice.pk,
            title=practice.title,
            url=practice.get_absolute_url(),
            detail=EXAMPLE if practice.is_example else "",
            language=practice.language,
            abstract=_abstract(practice.strapline, as_words(practice.problem)),
            text=" ".join(as_words(getattr(practice, name)) for name in TOLD),
            names=[*names, practice.place_name, practice.subject],
            also=also,
            themes={
                f"{theme.scheme_id}:{theme.key}": theme.labels for theme in practice.themes.all()
            },
            place=practice.place_id,
            country=practice.country_id or "",
            year=day.year if day else None,
            reference=practice.external_ref,
            within=f"programme:{practice.programme_id}" if practice.programme_id else "",
            audiences=_audiences(practice) | shared.get(practice.pk, frozenset()),
        )


def _abstract(strapline: str, problem: str) -> str:
    """Return both, unless the one is how the other begins, as in a sheet from a file."""
    begins = problem.startswith(strapline.removesuffix("…").strip())
    return problem if begins else f"{strapline} {problem}".strip()


def _audiences(practice: Practice) -> frozenset[str]:
    programme = practice.programme
    is_open = programme is None or programme.is_public
    if practice.audience == Practice.Audience.EVERYONE and is_open:
        return frozenset({PUBLIC})
    if practice.audience == Practice.Audience.EVERYONE and programme:
        return frozenset({f"programme:{programme.pk}", OPERATORS})
    members = f"members:{programme.pk}" if programme else OPERATORS
    return frozenset({members, OPERATORS})


def audiences_of_person(user: User) -> Iterator[str]:
    """Yield the programmes of which a person is a member; operators need none."""
    if user.is_operator:
        return
    for pk in Programme.objects.joined_by(user).order_by("pk").values_list("pk", flat=True):
        yield f"members:{pk}"


def challenge_cards(challenge_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of shared challenges: two queries for any number."""
    found = Challenge.objects.filter(pk__in=challenge_ids).select_related("programme")
    for challenge in found.prefetch_related("themes").order_by("pk"):
        programme = challenge.programme
        is_open = programme is None or programme.is_public
        yield Card(
            object_id=challenge.pk,
            title=challenge.title,
            url=challenge.get_absolute_url(),
            language="it",
            abstract=challenge.about,
            themes={
                f"{theme.scheme_id}:{theme.key}": theme.labels for theme in challenge.themes.all()
            },
            within=f"programme:{programme.pk}" if programme else "",
            audiences=frozenset({PUBLIC})
            if is_open or programme is None
            else frozenset({f"programme:{programme.pk}", OPERATORS}),
        )


SEARCHED = Searched(
    kinds=[
        Kind("practice", _("Good practices"), Practice, practice_cards),
        Kind("challenge", _("Shared challenges"), Challenge, challenge_cards),
    ],
    audiences=audiences_of_person,
)

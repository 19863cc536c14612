"""Who answers, who leads, who is asked next."""

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from innesto.accounts.models import User
from innesto.communities.models import Community, Member
from innesto.places.queries import named_countries
from innesto.questions.models import Expert, Question
from innesto.themes.models import Theme

MOST_ASKED = 3
"""Persons who are asked at once to spend two hours, or to review."""


def experts_of(community: Community) -> QuerySet[Expert]:
    """Return the experts of a community by name, with their themes."""
    found = Expert.objects.filter(community=community)
    return (
        found.select_related("person", "organisation")
        .prefetch_related("themes")
        .order_by("-is_willing", "person__name", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def expert_in(community: int, person: int) -> Expert | None:
    """Return the person as an expert of the community."""
    return Expert.objects.filter(community=community, person=person).first()


def experts_for(question: Question) -> QuerySet[Expert]:
    """Return the willing experts whom a question concerns, the nearest to its theme first.

    Never whoever asked it.
    """
    willing = Expert.objects.willing().filter(community=question.community_id)
    willing = willing.exclude(person=question.asker_id) if question.asker_id else willing
    at_home = Exists(Theme.objects.filter(experts=OuterRef("pk"), pk=question.theme_id or 0))
    without = ~Exists(Theme.objects.filter(experts=OuterRef("pk")))
    held = Count("person__questions_taken", filter=Q(person__questions_taken__state="open"))
    return (
        willing.annotate(
            nearness=Case(
                When(at_home, then=Value(2)),
                When(without, then=Value(1)),
                default=Value(0),
                output_field=IntegerField(),
            ),
            held=held,
        )
        .select_related("person")
        .order_by("-nearness", "held", "pk")
    )


def concerned(question: Question) -> list[User]:
    """Return the experts who are told of a new question: those at home in it, else all."""
    found = list(experts_for(question))
    near = [expert for expert in found if expert.nearness]  # type: ignore[attr-defined]
    return [expert.person for expert in near or found]


def leaders_of(community: Community) -> QuerySet[User]:
    """Return who keeps or facilitates the community; nobody else is told what waits there."""
    leading = Member.objects.current().leading().filter(community=community)
    return User.objects.filter(pk__in=leading.values("person"), is_active=True).order_by("pk")


def peers_for(question: Question, *, beside: Collection[int] = ()) -> list[User]:
    """Return members who could help, those whose organisation shows something on it first.

    Neither whoever asked, nor guests, nor those ``beside``.
    """
    members = Member.objects.current().filter(community=question.community_id)
    members = members.exclude(level=Member.Level.GUEST).exclude(person__in=beside)
    members = members.exclude(person__is_active=False)
    if question.asker_id:
        members = members.exclude(person=question.asker_id)
    shows = Q(organisation__offers__theme=question.theme_id) if question.theme_id else Q(pk=None)
    offering = Exists(Member.objects.filter(shows, pk=OuterRef("pk")))
    ordered = members.annotate(shows=offering).order_by("-shows", "-is_facilitator", "pk")
    return [member.person for member in ordered.select_related("person")[:MOST_ASKED]]


def directory(
    *, viewer: User | AnonymousUser, theme: str = "", language: str = "", country: str = ""
) -> QuerySet[Expert]:
    """Experts the viewer may know of, once for each community, narrowed by what they know."""
    found = Expert.objects.visible_to(viewer).filter(person__is_active=True)
    if theme.isdigit():
        found = found.filter(Exists(Theme.objects.filter(experts=OuterRef("pk"), pk=int(theme))))
    if language:
        found = found.filter(spoken__contains=f",{language},")
    if country:
        found = found.filter(organisation__country=country)
    return (
        found.select_related("person", "organisation__place", "community__programme")
        .defer("community__programme__blueprint")
        .prefetch_related("themes")
        .order_by("person__name", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def themes_known(viewer: User | AnonymousUser) -> list[tuple[str, str]]:
    """Return the themes of the experts the viewer may know of, to choose from."""
    seen = Expert.objects.visible_to(viewer).values("pk")
    found = Theme.objects.filter(Exists(Expert.objects.filter(pk__in=seen, themes=OuterRef("pk"))))
    return sorted(((str(one.pk), str(one)) for one in found), key=lambda pair: pair[1].casefold())


def countries_known(viewer: User | AnonymousUser) -> list[tuple[str, str]]:
    """Return the countries of the experts the viewer may know of, to choose from."""
    seen = Expert.objects.visible_to(viewer).exclude(organisation__country=None)
    return named_countries(set(seen.values_list("organisation__country", flat=True)))

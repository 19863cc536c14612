"""Say who answers in a community, on what, and what the desk promises."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from innesto.accounts.models import User
from innesto.communities.models import Community, Member
from innesto.journal.actions import record
from innesto.questions.models import Desk, Expert, Question
from innesto.themes.models import Theme


class AlreadyAnExpert(Exception):
    """The person answers in this community."""


@transaction.atomic
def name_expert(
    member: Member,
    *,
    by: User | None,
    kind: str = Expert.Kind.EXPERT,
    about: str = "",
    themes: Iterable[Theme] = (),
    languages: Iterable[str] = (),
    is_listed: bool = False,
) -> Expert:
    """Name a member an expert of the community. Raises ``AlreadyAnExpert``."""
    community = Community.objects.select_for_update(of=("self",)).get(pk=member.community_id)
    if Expert.objects.filter(community=community, person=member.person_id).exists():
        raise AlreadyAnExpert
    expert = Expert.objects.create(
        community=community,
        person=member.person,
        organisation=member.organisation,
        kind=kind,
        about=about,
        spoken=_between_commas(languages),
        is_listed=is_listed,
    )
    expert.themes.set(themes)
    record("expert_named", community, by=by, within=community, person=member.person_id)
    return expert


@transaction.atomic
def change_expert(
    expert: Expert,
    *,
    by: User,
    kind: str,
    about: str,
    themes: Iterable[Theme],
    languages: Iterable[str],
    is_willing: bool,
    is_listed: bool,
) -> Expert:
    """Change what an expert answers on, and whether they take questions now."""
    expert = Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    expert.kind, expert.about, expert.spoken = kind, about, _between_commas(languages)
    expert.is_willing, expert.is_listed = is_willing, is_listed
    expert.save(update_fields=["kind", "about", "spoken", "is_willing", "is_listed"])
    expert.themes.set(themes)
    community = expert.community
    record("expert_changed", community, by=by, within=community, person=expert.person_id)
    return expert


@transaction.atomic
def end_expert(expert: Expert, *, by: User) -> None:
    """Take an expert off; what they answered stays, what they have in hand is free at once."""
    held = Question.objects.filter(community=expert.community_id, taken_by=expert.person_id)
    held.update(taken_by=None, taken_at=None, taken_until=None)
    community = expert.community
    record("expert_ended", community, by=by, within=community, person=expert.person_id)
    expert.delete()


@transaction.atomic
def promise_answers(
    community: Community, *, by: User, promised_days: int, escalates_after: int, lease_hours: int
) -> Desk:
    """Set what the desk promises from now on; what was promised for older questions stays.

    When questions that wait go further follows the new setting at once.
    """
    before = Desk.objects.select_for_update().filter(community=community).first()
    days = (before or Desk(community=community)).escalates_after
    wanted = {
        "promised_days": promised_days,
        "escalates_after": escalates_after,
        "lease_hours": lease_hours,
    }
    desk, _new = Desk.objects.update_or_create(community=community, defaults=wanted)
    waiting = Question.objects.unanswered().filter(community=community)
    waiting.update(escalates_at=F("escalates_at") + timedelta(days=escalates_after - days))
    record("desk_promised", community, by=by, within=community, **wanted)
    return desk


def _between_commas(codes: Iterable[str]) -> str:
    kept = sorted(set(codes))
    return f",{','.join(kept)}," if kept else ""

"""What waits for a person, and when they want it by e-mail."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, QuerySet

from innesto.accounts.models import User
from innesto.notifications.models import MailChoice, Morning, Notification
from innesto.notifications.stopping import read_stop
from innesto.toolkit.kinds_of_notice import When, kind_of_notice, kinds_of_notice
from innesto.toolkit.kinds_of_work import work_kinds
from innesto.toolkit.letters import plain_letters
from innesto.toolkit.prepared import Prepared


def notices_of(
    viewer: User | AnonymousUser, *, only_unread: bool = False, space: str = ""
) -> QuerySet[Notification]:
    """Return the notices of a person, newest first."""
    found = Notification.objects.visible_to(viewer)
    if only_unread:
        found = found.unread()
    if space:
        found = found.filter(space=space)
    return found.order_by("-created_at", "-pk").fetch_mode(models.FETCH_RAISE)


def count_unread(viewer: User) -> int:
    """Return how many notices wait."""
    found = _unread_rows(viewer.pk)
    return int(found[0][0]) if found else 0


@Prepared
def _unread_rows(person: int) -> QuerySet[Notification, tuple[int]]:
    unread = Notification.objects.visible_to(User(pk=person)).unread()
    return unread.values("to").annotate(count=Count("pk")).values_list("count")


def when_wanted(people: Collection[int], kind: str, space: str) -> dict[int, When]:
    """Return when each person wants such a notice by e-mail; the narrowest choice wins."""
    chosen: dict[int, tuple[int, str]] = {}
    rows = MailChoice.objects.filter(
        person__in=people, kind__in={kind, ""}, space__in={space, ""}
    ).values_list("person_id", "space", "kind", "when")
    for person, in_space, of_kind, when in rows:
        rank = 2 * bool(in_space) + bool(of_kind)
        if person not in chosen or rank > chosen[person][0]:
            chosen[person] = (rank, when)
    suggested = kind_of_notice(kind).when
    return {person: When(chosen[person][1]) if person in chosen else suggested for person in people}


def mail_choices(person: User, *, space: str = "") -> dict[str, str]:
    """Return what the person chose for each kind in a space, or anywhere; «» is for all kinds."""
    chosen = MailChoice.objects.filter(person=person, space=space)
    return dict(chosen.values_list("kind", "when"))


def choices_of_spaces(person: User) -> dict[str, str]:
    """Return what the person chose for whole spaces."""
    chosen = MailChoice.objects.filter(person=person, kind="").exclude(space="")
    return dict(chosen.values_list("space", "when"))


def closed_spaces(spaces: Collection[str], person: User) -> set[str]:
    """Return those of the spaces that the person may not open, as far as they are works."""
    return {
        f"{kind}:{key}"
        for kind, keys in _by_kind(spaces).items()
        for key in keys - work_kinds()[kind].describe(keys, person).keys()
    }


@dataclass(frozen=True, slots=True)
class Space:
    """A space that a person has heard from, or has chosen something for."""

    label: str
    title: str


def spaces_of(person: User) -> list[Space]:
    """Return the spaces of a person that are still open to them, by name."""
    told = Notification.objects.filter(to=person).exclude(space="")
    chosen = MailChoice.objects.filter(person=person).exclude(space="")
    labels = {*told.values_list("space", flat=True), *chosen.values_list("space", flat=True)}
    found = []
    for kind, keys in _by_kind(labels).items():
        for key, work in work_kinds()[kind].describe(keys, person).items():
            found.append(Space(f"{kind}:{key}", work.title))
    return sorted(found, key=lambda space: (plain_letters(space.title), space.label))


def told_spaces(person: User) -> list[Space]:
    """Return the spaces of which a person has notices, by name as last told: one question."""
    told = Notification.objects.visible_to(person).exclude(space="").order_by("pk")
    titles = dict(told.values_list("space", "space_title"))
    found = [Space(label, title or label) for label, title in titles.items()]
    return sorted(found, key=lambda space: (plain_letters(space.title), space.label))


def space_of(label: str, person: User) -> Space | None:
    """Return one space, if it is open to the person."""
    kind, _colon, key = label.partition(":")
    if kind not in work_kinds() or not key.isdecimal():
        return None
    work = work_kinds()[kind].describe([key], person).get(key)
    return Space(label, work.title) if work else None


def _by_kind(labels: Iterable[str]) -> dict[str, set[str]]:
    """Return the keys of works by the label of their model; others are no works."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for label in labels:
        kind, _colon, key = label.partition(":")
        if kind in work_kinds():
            keys[kind].add(key)
    return keys


def morning_of(person: User) -> Morning:
    """Return when gathered mail should be there; who chose nothing lives where the house does."""
    kept = Morning.objects.filter(person=person).first()
    return kept or Morning(person=person, time_zone=settings.TIME_ZONE)


@dataclass(frozen=True, slots=True)
class Stopped:
    """Which mails of whom a link ends, and what they are, in words."""

    person: User
    space: str
    kind: str
    rhythm: str
    words: str


def stopped_by(token: str) -> Stopped | None:
    """Return what a link in a mail ends; none for a link that is not whole or of who left."""
    stop = read_stop(token)
    person = User.objects.filter(pk=stop.person, is_active=True).first() if stop else None
    if stop is None or person is None:
        return None
    parts = []
    if stop.rhythm:
        parts = [str(When(stop.rhythm).label)]
    if stop.kind in kinds_of_notice():
        parts += [str(kinds_of_notice()[stop.kind].words)]
    if stop.space:
        told = Notification.objects.filter(to=person, space=stop.space).order_by("-pk").first()
        space = space_of(stop.space, person)
        parts += [space.title if space else told.space_title if told else ""]
    return Stopped(person, stop.space, stop.kind, stop.rhythm, ". ".join(filter(None, parts)))

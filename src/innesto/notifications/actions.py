"""Tell people, and keep what they read and want."""

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import batched

from django.conf import settings
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.notifications.models import MailChoice, Morning, Notification
from innesto.notifications.queries import when_wanted
from innesto.notifications.tasks import mail_notices
from innesto.notifications.wording import Said, Words
from innesto.toolkit.kinds_of_notice import When, kinds_of_notice
from innesto.toolkit.kinds_of_work import label_of

AT_ONCE = 1000
"""Persons whose notices are written together."""
A_TASK = 50
"""Mails that one task sends: others need not wait long for it."""


class UnknownKind(Exception):
    """No domain names this kind of notice in its ``kinds.py``."""


@transaction.atomic
def notify(
    people: Iterable[User],
    *,
    kind: str,
    key: str,
    title: Words,
    body: Words = "",
    url: str = "",
    stop_url: str = "",
    about: models.Model | None = None,
    space: models.Model | None = None,
    reply: str = "",
    by: User | None = None,
) -> None:
    """Tell each person once, in their language; mail follows after the commit, as each wants it.

    Give lazy texts (``gettext_lazy``, ``format_lazy``) or a function, for instance
    ``lambda: ngettext("…", "…", n) % {"n": n}``: they are said once for each language.
    ``key`` names the occasion; whoever was told before under the same key is left alone, and so
    is ``by``, who did it. Thousands of people are best given as a queryset, by a task.

    ``about`` is the work or thread: mail programs keep together what is about the same.
    ``space`` is the community, programme, … in which it happens: people choose by space.
    ``reply`` names who takes answers about it, as in a ``replies.py``. ``stop_url`` is for the
    mail: a POST there, by a person or their mail program, ends it.
    Raises ``UnknownKind`` for a kind that no ``kinds.py`` names.
    """
    if kind not in kinds_of_notice():
        raise UnknownKind(kind)
    said = Said(title, body, about, space)
    label = label_of(space) if space else ""
    now = timezone.now()
    languages = _languages(people)
    if by is not None:
        languages.pop(by.pk, None)
    for persons in batched(languages, AT_ONCE, strict=False):
        before = Notification.objects.filter(key=key, to__in=persons)
        told = set(before.values_list("to_id", flat=True))
        new = [person for person in persons if person not in told]
        when = when_wanted(new, kind, label)
        Notification.objects.bulk_create(
            [
                Notification(
                    to_id=person,
                    kind=kind,
                    key=key,
                    **said.within(languages[person]),
                    url=url,
                    stop_url=stop_url,
                    space=label,
                    about_type=said.about_type,
                    about_id=str(about.pk) if about else "",
                    reply=reply,
                    created_at=now,
                    mail=when[person],
                )
                for person in new
            ],
            ignore_conflicts=True,
        )
        # Also those of an earlier try: a worker may have died before it handed out their mail.
        waiting = before.filter(mail=When.NOW, sending_at=None).order_by("pk")
        for some in batched(waiting.values_list("pk", flat=True), A_TASK, strict=False):
            transaction.on_commit(partial(mail_notices.enqueue, list(some)))


def _languages(people: Iterable[User]) -> dict[int, str]:
    """Return the language of each person, each once."""
    if isinstance(people, QuerySet):
        return dict(people.values_list("pk", "language"))
    return {person.pk: person.language for person in people}


def mark_read(notice: Notification, *, by: User) -> None:
    """Take a notice off what waits."""
    Notification.objects.filter(pk=notice.pk, to=by, read_at=None).update(read_at=timezone.now())


def mark_about_read(thing: models.Model, *, by: User) -> None:
    """Take off what waits all that speaks of a thing, because its person has it before them."""
    Notification.objects.about(thing).filter(to=by, read_at=None).update(read_at=timezone.now())


def mark_about_over(thing: models.Model) -> None:
    """Take off what waits for anybody all that speaks of a thing, because it is over."""
    Notification.objects.about(thing).filter(read_at=None).update(read_at=timezone.now())


def mark_all_read(*, by: User) -> None:
    """Take everything off what waits."""
    Notification.objects.filter(to=by, read_at=None).update(read_at=timezone.now())


@transaction.atomic
def choose_mail(
    person: User,
    wanted: Mapping[str, str],
    *,
    by: User,
    spaces: Mapping[str, str] | None = None,
    hour: int = Morning.HOUR,
    time_zone: str = settings.TIME_ZONE,
) -> None:
    """Keep when the person wants notices by e-mail: of each kind, and of whole spaces.

    The kind «» stands for all; an empty wish drops the choice. What waits for a mail already is
    decided again. Gathered mail comes at the hour, there.
    """
    User.objects.select_for_update().get(pk=person.pk)
    _keep(person, {("", kind): when for kind, when in wanted.items()})
    _keep(person, {(space, ""): when for space, when in (spaces or {}).items()})
    Morning.objects.update_or_create(person=person, defaults={"hour": hour, "time_zone": time_zone})
    _decide_again(person)
    record("chose_mail", person, by=by, wanted=dict(wanted), spaces=dict(spaces or {}))


@transaction.atomic
def choose_mail_of_space(person: User, space: str, wanted: Mapping[str, str], *, by: User) -> None:
    """Keep when the person wants what happens in a space by e-mail, and each kind of it."""
    User.objects.select_for_update().get(pk=person.pk)
    _keep(person, {(space, kind): when for kind, when in wanted.items()})
    _decide_again(person)
    record("chose_mail", person, by=by, wanted=dict(wanted), space=space)


def _keep(person: User, wanted: Mapping[tuple[str, str], str]) -> None:
    """Keep what is wanted of each space and kind; an empty wish drops the choice."""
    for (space, kind), when in wanted.items():
        if not when:
            MailChoice.objects.filter(person=person, space=space, kind=kind).delete()
    MailChoice.objects.bulk_create(
        [
            MailChoice(person=person, space=space, kind=kind, when=when)
            for (space, kind), when in wanted.items()
            if when
        ],
        update_conflicts=True,
        unique_fields=["person", "space", "kind"],
        update_fields=["when"],
    )


@transaction.atomic
def stop_mail(person: User, *, space: str = "", kind: str = "", rhythm: str = "") -> None:
    """Mail no more of a space, or of a kind; with a rhythm, no more of whatever comes in it.

    Narrower choices give way, or mail would go on.
    """
    User.objects.select_for_update().get(pk=person.pk)
    choices = MailChoice.objects.filter(person=person)
    if rhythm:
        choices.filter(when=rhythm).update(when=When.NEVER)
        _keep(person, {("", kind): When.NEVER for kind in _comes_in(person, rhythm)})
    else:
        narrower = choices.filter(space=space) if space else choices
        (narrower.filter(kind=kind) if kind else narrower).delete()
        _keep(person, {(space, kind): When.NEVER})
    _decide_again(person)
    record("stopped_mail", person, by=person, space=space, kind=kind, rhythm=rhythm)


def _comes_in(person: User, rhythm: str) -> list[str]:
    """Return the kinds that would still come in this rhythm, because we suggest it."""
    return [
        kind
        for kind in kinds_of_notice()
        if when_wanted([person.pk], kind, "")[person.pk] == rhythm
    ]


def _decide_again(person: User) -> None:
    """Let what waits for a mail follow the new choice."""
    waiting = Notification.objects.filter(to=person, mailed_at=None, sending_at=None)
    waiting = waiting.exclude(mail=When.NEVER)
    for kind, space in waiting.values_list("kind", "space").distinct().order_by("kind", "space"):
        when = when_wanted([person.pk], kind, space)[person.pk]
        waiting.filter(kind=kind, space=space).exclude(mail=when).update(mail=when)

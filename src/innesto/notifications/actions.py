"""Tell people, and keep what they read and want."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone, translation
from django_stubs_ext import StrOrPromise

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.notifications.models import MailChoice, Notification
from innesto.notifications.occasions import occasions
from innesto.notifications.tasks import mail_notification

type Words = StrOrPromise | Callable[[], str]
"""A text that can still be said in any language: lazy, or a function that says it when asked."""


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
) -> None:
    """Tell each person once, in their language; the mail follows after the commit.

    Give lazy texts (``gettext_lazy``, ``format_lazy``) or a function, for instance
    ``lambda: ngettext("…", "…", n) % {"n": n}``: they are said once for each language.
    ``key`` names the occasion; whoever was told before under the same key is left alone.
    ``stop_url`` is for the mail: a POST there, by a person or their mail program, ends it.
    Raises ``UnknownKind`` for a kind that no ``kinds.py`` names.
    """
    if kind not in occasions():
        raise UnknownKind(kind)
    told = set(Notification.objects.filter(key=key, to__in=people).values_list("to_id", flat=True))
    notices = [
        Notification(
            to=person,
            kind=kind,
            key=key,
            title=_said(title, person.language)[:200],
            body=_said(body, person.language),
            url=url,
            stop_url=stop_url,
            about_type=ContentType.objects.get_for_model(about) if about else None,
            about_id=str(about.pk) if about else "",
            created_at=timezone.now(),
        )
        for person in {person.pk: person for person in people}.values()
        if person.pk not in told
    ]
    Notification.objects.bulk_create(notices, ignore_conflicts=True)
    written = Notification.objects.filter(key=key, to__in=[notice.to_id for notice in notices])
    for pk in written.values_list("pk", flat=True):
        transaction.on_commit(partial(mail_notification.enqueue, pk))


def _said(words: Words, language: str) -> str:
    """Return the text in a language."""
    with translation.override(language):
        return words() if callable(words) else str(words)


def mark_read(notice: Notification, *, by: User) -> None:
    """Take a notice off what waits."""
    Notification.objects.filter(pk=notice.pk, to=by, read_at=None).update(read_at=timezone.now())


def mark_all_read(*, by: User) -> None:
    """Take everything off what waits."""
    Notification.objects.filter(to=by, read_at=None).update(read_at=timezone.now())


@transaction.atomic
def choose_mail(person: User, wanted: Mapping[str, str], *, by: User) -> None:
    """Keep when the person wants each kind of notice by e-mail."""
    MailChoice.objects.bulk_create(
        [MailChoice(person=person, kind=kind, when=when) for kind, when in wanted.items()],
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["when"],
    )
    record("chose_mail", person, by=by, wanted=dict(wanted))

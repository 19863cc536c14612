"""Mail what was written: at once, or gathered in letters."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import batched
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.tasks import task
from django.utils import timezone, translation

from innesto.accounts.models import User
from innesto.notifications.mails import WEEKLY_LETTER, digest_mail, notice_mail, weekly_mail
from innesto.notifications.models import Letter, Morning, Notification
from innesto.notifications.queries import closed_spaces, when_wanted
from innesto.toolkit.kinds_of_notice import When
from innesto.toolkit.mailing import MailRefused, Send, each, mail_task, post
from innesto.toolkit.weekly_letters import Week, weekly_letters

A_TASK = 100
"""Letters that one task sends."""
AT_ONCE = 1000
"""Letters that are written down together."""
MONDAY = 0


@mail_task
def mail_notices(notice_ids: Sequence[int]) -> None:
    """Send notices by e-mail, each once; they wait on the site in any case.

    Never to who left, nor to the invented persons of a demo.
    """
    waiting = Notification.objects.filter(
        pk__in=notice_ids, mail=When.NOW, mailed_at=None, to__in=_reachable()
    )
    with post() as send:
        each(waiting.select_related("to", "about_type").order_by("pk"), partial(_mail_notice, send))


def _mail_notice(send: Send, notice: Notification) -> None:
    row = Notification.objects.filter(pk=notice.pk)
    claim = row.filter(mail=When.NOW, mailed_at=None)
    message = notice_mail(notice)
    if not claim.update(mail=When.DAILY, sending_at=timezone.now()):
        return
    try:
        send(message)
    except MailRefused:
        row.update(mail=When.NEVER, sending_at=None)
    except OSError:
        row.update(mail=When.NOW, sending_at=None)
        raise
    else:
        row.update(mail=When.NOW, mailed_at=timezone.now())


def _reachable() -> QuerySet[User]:
    return User.objects.filter(is_active=True, is_example=False)


# ── Letters ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Dawn:
    """The last morning of those who share an hour and a time zone."""

    people: QuerySet[User]
    at: datetime

    @property
    def on(self) -> date:
        """The day that it began, there."""
        return self.at.date()


def _dawns(now: datetime) -> Iterator[_Dawn]:
    """Yield the last morning of everybody; who chose nothing lives where the house does."""
    chosen = Morning.objects.order_by("time_zone", "hour").values_list("time_zone", "hour")
    people = _reachable()
    yield _Dawn(people.filter(morning=None), _last(now, settings.TIME_ZONE, Morning.HOUR))
    for zone, hour in chosen.distinct():
        early = people.filter(morning__time_zone=zone, morning__hour=hour)
        yield _Dawn(early, _last(now, zone, hour))


def _last(now: datetime, zone: str, hour: int) -> datetime:
    """Return when it was last this hour there."""
    local = now.astimezone(ZoneInfo(zone))
    dawn = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return dawn if dawn <= local else dawn - timedelta(days=1)


@task
def gather_letters() -> None:
    """Write down who gets which letter by now, and hand out their mailing; runs every hour.

    A letter is written down once for each person and day, in one transaction with its task: run
    twice, or killed in between, it makes no second one and loses none.
    """
    for dawn in _dawns(timezone.now()):
        _gather_digests(When.DAILY, dawn, dawn.at)
        week = dawn.at - timedelta(days=(dawn.at.weekday() - MONDAY) % 7)
        _gather_digests(When.WEEKLY, dawn, week)
        for label, letters in weekly_letters().items():
            for key in letters.spaces(week - timedelta(days=7), week):
                space = f"{label}:{key}"
                readers = dawn.people.filter(pk__in=letters.readers(key))
                wanting = _wanting(readers.values_list("pk", flat=True), space)
                _write_down(When.WEEKLY, wanting, week, space=space)


def _gather_digests(rhythm: When, dawn: _Dawn, until: datetime) -> None:
    waiting = Notification.objects.waiting_for(rhythm, until)
    people = dawn.people.filter(pk__in=waiting.values("to"))
    _write_down(rhythm, people.order_by("pk").values_list("pk", flat=True), until)


def _wanting(people: Iterable[int], space: str) -> Iterator[int]:
    for some in batched(people, AT_ONCE, strict=False):
        wanted = when_wanted(some, WEEKLY_LETTER, space)
        yield from (person for person in some if wanted[person] != When.NEVER)


def _write_down(rhythm: When, people: Iterable[int], until: datetime, *, space: str = "") -> None:
    """Make the letters that are not there yet, and hand out their mailing with them."""
    on = until.date()
    for some in batched(people, AT_ONCE, strict=False):
        with transaction.atomic():
            same = Letter.objects.filter(rhythm=rhythm, space=space, on=on, person__in=some)
            there = set(same.values_list("person", flat=True))
            missing = [person for person in some if person not in there]
            Letter.objects.bulk_create(
                [
                    Letter(rhythm=rhythm, space=space, on=on, until=until, person_id=person)
                    for person in missing
                ],
                ignore_conflicts=True,
            )
            made = same.filter(person__in=missing).order_by("pk").values_list("pk", flat=True)
            for letters in batched(made, A_TASK, strict=False):
                mail_letters.enqueue(list(letters))


@mail_task
def mail_letters(letter_ids: Sequence[int]) -> None:
    """Mail letters, each once."""
    waiting = Letter.objects.filter(pk__in=letter_ids, sending_at=None, person__in=_reachable())
    weeks = _Weeks()
    with post() as send:
        each(
            waiting.select_related("person").order_by("pk"),
            lambda letter: _mail_letter(send, letter, weeks),
        )


def _mail_letter(send: Send, letter: Letter, weeks: "_Weeks") -> None:
    if letter.space:
        week = weeks.told(letter)
        if week.chapters:  # what was written down on Monday may have been hidden since
            _deliver(send, letter, [], lambda: weekly_mail(letter, week))
        return
    notices = _open_notices(letter)
    if notices:
        _deliver(send, letter, notices, lambda: digest_mail(letter, notices))


def _open_notices(letter: Letter) -> list[Notification]:
    """Return what the digest carries, without spaces that have closed to its person."""
    waiting = Notification.objects.waiting_for(letter.rhythm, letter.until)
    notices = list(waiting.filter(to=letter.person).order_by("created_at", "pk"))
    closed = closed_spaces({one.space for one in notices if one.space}, letter.person)
    return [one for one in notices if one.space not in closed]


def _deliver(
    send: Send,
    letter: Letter,
    carried: Collection[Notification],
    write: Callable[[], EmailMessage],
) -> None:
    row = Letter.objects.filter(pk=letter.pk)
    message = write()
    if not row.filter(sending_at=None).update(sending_at=timezone.now()):
        return
    try:
        send(message)
    except MailRefused:
        Notification.objects.filter(pk__in=[one.pk for one in carried]).update(mail=When.NEVER)
    except OSError:
        row.update(sending_at=None)
        raise
    else:
        with transaction.atomic():
            now = timezone.now()
            row.update(mailed_at=now)
            told = Notification.objects.filter(pk__in=[one.pk for one in carried])
            told.update(mailed_at=now, letter=letter)


class _Weeks:
    """The weeks of spaces, told once for each language."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str, datetime], Week] = {}

    def told(self, letter: Letter) -> Week:
        """Return what happened in the space, in the language of the letter's person."""
        language = letter.person.language
        this = (letter.space, language, letter.until)
        if this not in self.kept:
            label, _colon, key = letter.space.partition(":")
            with translation.override(language):
                tell = weekly_letters()[label].tell
                self.kept[this] = tell(key, letter.until - timedelta(days=7), letter.until)
        return self.kept[this]

"""What the mails say, and what their headers tell mail programs.

No room fits: tasks send what is written here. Everything is plain text in the person's language.
Mail programs keep together what is about the same thing, sort by space, and offer to stop with
one click; answering machines leave us alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.mailbox.queries import reply_address
from innesto.notifications.models import Letter, Notification
from innesto.notifications.stopping import Stop
from innesto.toolkit.dates import weekday
from innesto.toolkit.kinds_of_notice import When, kind_of_notice
from innesto.toolkit.weekly_letters import Week

EXCERPT = 400
"""Characters of each text in a digest."""
WEEKLY_LETTER = "weekly_letter"
"""The kind of notice that a weekly letter counts as."""


EMPTY_LINES = re.compile(r"\n{4,}")


def host() -> str:
    """Return the name that our mails are numbered under."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def notice_mail(notice: Notification) -> EmailMessage:
    """Write the mail of one notice."""
    person = notice.to
    answer = _answer_to(notice)
    with translation.override(person.language):
        kind = "" if notice.space else notice.kind
        ways = _ways_out(notice.stop_url or Stop(person.pk, notice.space, kind))
        context = {
            "notice": notice,
            "link": settings.SITE_URL + notice.url if notice.url else "",
            "occasion": kind_of_notice(notice.kind).words,
            "answer": answer,
            **ways,
        }
        text = _rendered("notice", context)
        subject = notice.title
        if notice.reply and notice.about_title:
            # The same for a whole thread, or some mail programs would not keep it together.
            subject = notice.about_title
            if notice.space_title:
                subject = f"[{notice.space_title}] {subject}"
    headers = _headers(notice.space or notice.kind, ways["stop"], f"notice-{notice.pk}")
    if notice.about_type:
        kind = f"{notice.about_type.app_label}.{notice.about_type.model}"
        root = f"<{kind}-{notice.about_id}@{host()}>"
        headers |= {"In-Reply-To": root, "References": root}
    return EmailMessage(
        subject, text, to=[person.email], reply_to=[answer] if answer else None, headers=headers
    )


def _answer_to(notice: Notification) -> str:
    if not notice.reply or not notice.about_id.isdecimal():
        return ""
    return reply_address(notice.reply, int(notice.about_id), notice.to)


@dataclass(frozen=True, slots=True)
class Thing:
    """Notices about one thing, the oldest first; alone, a notice speaks for itself."""

    title: str
    notices: Sequence[Notification]


@dataclass(frozen=True, slots=True)
class Part:
    """What happened in one space; without a title it happened in none."""

    title: str
    things: Sequence[Thing]


def digest_mail(letter: Letter, notices: Sequence[Notification]) -> EmailMessage:
    """Write the mail that gathers the notices, by space and within it by what they are about."""
    person = letter.person
    count = len(notices)
    with translation.override(person.language):
        news = ngettext("%(n)d thing is new", "%(n)d things are new", count) % {"n": count}
        day = weekday(letter.on)
        if letter.rhythm == When.WEEKLY:
            subject = _("Your week on Innesto: %(news)s") % {"news": news}
        else:
            subject = _("Innesto, %(day)s: %(news)s") % {"day": day, "news": news}
        ways = _ways_out(Stop(person.pk, rhythm=letter.rhythm))
        context = {
            "name": person.get_short_name(),
            "news": news,
            "is_weekly": letter.rhythm == When.WEEKLY,
            "parts": parts_of(notices),
            "excerpt": EXCERPT,
            "site": settings.SITE_URL,
            "centre": settings.SITE_URL + reverse("notifications:index"),
            **ways,
        }
        text = _rendered("digest", context)
    headers = _headers(f"{letter.rhythm}-digest", ways["stop"], f"letter-{letter.pk}")
    return EmailMessage(subject, text, to=[person.email], headers=headers)


def parts_of(notices: Sequence[Notification]) -> list[Part]:
    """Group notices by space, and within it by what they are about; the busiest space first."""

    def is_about(notice: Notification) -> tuple[int, str]:
        return (notice.about_type_id or 0, notice.about_id or notice.key)

    parts = []
    for _space, found in groupby(sorted(notices, key=lambda one: one.space), lambda one: one.space):
        inside = sorted(found, key=lambda one: (is_about(one), one.created_at, one.pk))
        groups = [list(group) for _about, group in groupby(inside, is_about)]
        groups.sort(key=lambda group: (-len(group), group[0].created_at, group[0].pk))
        things = [Thing(group[0].about_title if len(group) > 1 else "", group) for group in groups]
        parts.append((inside[0].space == "", -len(inside), Part(inside[0].space_title, things)))
    return [part for _is_rest, _count, part in sorted(parts, key=lambda found: found[:2])]


def weekly_mail(letter: Letter, week: Week) -> EmailMessage:
    """Write the weekly letter of a space."""
    person = letter.person
    with translation.override(person.language):
        ways = _ways_out(Stop(person.pk, letter.space, WEEKLY_LETTER))
        context = {
            "name": person.get_short_name(),
            "week": week,
            "site": settings.SITE_URL,
            **ways,
        }
        text = _rendered("weekly", context)
        subject = _("The week of %(space)s") % {"space": week.title}
    headers = _headers(letter.space, ways["stop"], f"letter-{letter.pk}")
    return EmailMessage(subject, text, to=[person.email], headers=headers)


def _ways_out(stop: Stop | str) -> dict[str, str]:
    path = stop if isinstance(stop, str) else reverse("notifications:stop", args=[stop.token])
    return {
        "stop": settings.SITE_URL + path,
        "choices": settings.SITE_URL + reverse("notifications:choices"),
    }


def _rendered(name: str, context: Mapping[str, Any]) -> str:
    """Return the text, with no more than two empty lines anywhere."""
    text = render_to_string(f"notifications/mail/{name}.txt", dict(context)).strip() + "\n"
    return EMPTY_LINES.sub("\n\n\n", text)


def _headers(list_name: str, stop: str, number: str) -> dict[str, str]:
    """Return what tells mail programs where a mail belongs and how to stop such mails."""
    name = list_name.replace(":", "-").replace("_", "-").replace(".", "-")
    return {
        "Message-ID": f"<{number}@{host()}>",
        "List-Id": f"<{name}.{host()}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
        "X-Auto-Response-Suppress": "All",
    }

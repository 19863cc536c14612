"""What the page of minutes shows, and the same on paper."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.minutes.models import Decision, Minutes, Present, Remark, Task, Version
from innesto.toolkit.dates import day, days
from innesto.toolkit.rich_text import as_plain


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task, and whether its day is over."""

    task: Task
    is_late: bool


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The parts of minutes."""

    present: Sequence[Present]
    decisions: Sequence[Decision]
    tasks: Sequence[TaskLine]
    versions: Sequence[Version]
    remarks: Sequence[Remark]
    """Those with words; the others agree."""
    agreed: Sequence[Remark]


def minutes_at(exchange: Exchange, *, viewer: User | AnonymousUser) -> Minutes | None:
    """Return the minutes of an exchange if there are any and the viewer may read them."""
    found = Minutes.objects.visible_to(viewer).filter(exchange=exchange).select_related("writer")
    minutes = found.first()
    if minutes is not None:
        minutes.exchange = exchange
    return minutes


def minutes_page(minutes: Minutes, *, on: datetime.date) -> MinutesPage:
    """Return what the minutes hold: five queries."""
    tasks = minutes.tasks.select_related("owner", "partner__organisation")
    remarks = list(minutes.remarks.select_related("author"))
    return MinutesPage(
        present=list(minutes.present.all()),
        decisions=list(minutes.decisions.all()),
        tasks=[TaskLine(task, task.is_late(on)) for task in tasks],
        versions=list(minutes.versions.all()),
        remarks=[one for one in remarks if one.text],
        agreed=[one for one in remarks if not one.text],
    )


def minutes_document(minutes: Minutes, *, address: str) -> Mapping[str, Any]:
    """Return the words of minutes for paper; ``address`` is where their page is found."""
    exchange = minutes.exchange
    page = minutes_page(minutes, on=minutes.written_at.date())
    return {
        "lang": minutes.language,
        "author": "Innesto",
        "title": minutes.title,
        "running": f"{exchange.programme} · {minutes.get_state_display()}",
        "date": day(minutes.written_at.date()),
        "page": _("page"),
        "source": address,
        "lead": f"{days(exchange.starts_on, exchange.ends_on)}. {exchange.venue}".strip(" ."),
        "words": {
            "present": _("Who was there"),
            "said": _("What was said"),
            "decisions": _("Decisions"),
            "tasks": _("Tasks"),
            "head": [_("No."), _("What"), _("Who"), _("Until")],
        },
        "present": ", ".join(one.name for one in page.present),
        "paragraphs": [one for one in as_plain(minutes.text).split("\n\n") if one.strip()],
        "decisions": [[str(one.number), one.text] for one in page.decisions],
        "tasks": [
            [str(it.task.number), it.task.text, it.task.whose, day(it.task.due_on)]
            for it in page.tasks
        ],
    }

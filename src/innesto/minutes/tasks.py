"""What happens after the commit, and every morning: people are told of minutes and tasks."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from innesto.minutes.models import Minutes, Remark, Task
from innesto.minutes.queries.people import to_be_told
from innesto.minutes.queries.tasks import owners_of
from innesto.notifications.actions import notify
from innesto.toolkit.annotations import StrPromise
from innesto.toolkit.dates import day

BEFOREHAND = timedelta(days=3)
"""So long before its day a task is called to mind."""


@task
def tell_sent(minutes_id: int, version: int) -> None:
    """Tell who took part that the minutes go round, and who has to do something."""
    minutes = Minutes.objects.select_related("exchange__programme", "writer").get(pk=minutes_id)
    until = minutes.remarks_until
    assert until
    notify(
        to_be_told(minutes),
        kind="minutes_sent",
        key=f"minutes_sent:{minutes.pk}:{version}",
        title=lambda: _("%(minutes)s: are they right?") % {"minutes": minutes.title},
        body=lambda: _("You can remark on them until %(day)s.") % {"day": day(until)},
        url=minutes.get_absolute_url(),
        about=minutes,
        by=minutes.writer,
    )
    tasks = minutes.tasks.filter(done_at=None).select_related("partner__organisation")
    for one in tasks.order_by("number"):
        _tell_of(one, "task_given", gettext_lazy("A task for you: {task}"), occasion="given")


@task
def tell_remarked(remark_id: int) -> None:
    """Tell who writes the minutes what somebody says about them; agreement is no news."""
    found = Remark.objects.select_related("minutes__exchange", "minutes__writer", "author")
    remark = found.get(pk=remark_id)
    minutes = remark.minutes
    if remark.text and minutes.writer:
        words = {"person": remark.author, "minutes": minutes.title}
        notify(
            [minutes.writer],
            kind="minutes_remarked",
            key=f"minutes_remarked:{remark.pk}",
            title=lambda: _("%(person)s remarks on: %(minutes)s") % words,
            body=remark.text,
            url=minutes.get_absolute_url(),
            about=minutes,
            by=remark.author,
        )


@task
def tell_approved(minutes_id: int) -> None:
    """Tell who took part that the minutes stand."""
    minutes = Minutes.objects.select_related("exchange__programme", "writer").get(pk=minutes_id)
    notify(
        to_be_told(minutes),
        kind="minutes_approved",
        key=f"minutes_approved:{minutes.pk}",
        title=lambda: _("%(minutes)s: they are approved") % {"minutes": minutes.title},
        url=minutes.get_absolute_url(),
        about=minutes,
        by=minutes.writer,
    )


@task
def remind_of_tasks() -> None:
    """Call tasks to mind three days before, and once when they are late; moved ones anew."""
    today = timezone.localdate()
    told = Task.objects.open().exclude(minutes__state=Minutes.State.DRAFT)
    near = told.filter(due_on__lte=today + BEFOREHAND)
    for one in near.select_related("partner__organisation", "minutes").order_by("due_on", "pk"):
        if one.is_late(today):
            _tell_of(one, "task_due", gettext_lazy("It is late: {task}"), occasion="late")
        else:
            _tell_of(one, "task_due", gettext_lazy("It is due soon: {task}"), occasion="due")


def _tell_of(one: Task, kind: str, title: StrPromise, *, occasion: str) -> None:
    """Tell who has to do a task, once for each occasion and day."""
    notify(
        owners_of(one),
        kind=kind,
        key=f"task_{occasion}:{one.pk}:{one.due_on}",
        title=format_lazy(title, task=one.text),
        body=lambda: _("Until %(day)s.") % {"day": day(one.due_on)},
        url=one.get_absolute_url(),
        about=one.minutes,
    )

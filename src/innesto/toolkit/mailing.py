"""Mail that leaves once, and outlasts a mail server that is down."""

from collections.abc import Callable
from typing import Any

from django.core.mail import EmailMessage
from django.db.models import Model, QuerySet
from django.tasks import Task, task
from django.utils import timezone


def mail_task[**P](function: Callable[P, None]) -> Task[P, None]:
    """Make a task that is tried again for two days: the later attempts are an hour apart."""
    patience: dict[str, Any] = {"max_attempts": 58}
    made: Task[P, None] = task(**patience)(function)
    return made


def send_once[M: Model](row: QuerySet[M], letter: Callable[[], EmailMessage]) -> None:
    """Mail the letter of a row that has ``mailed_at``, and never twice.

    The row is claimed before the mail leaves: a worker killed in between loses this mail, but no
    repetition of the task sends it again. When the mail server refuses, the claim is given back
    and the task fails, so that it is tried again.
    """
    if not row.filter(mailed_at=None).update(mailed_at=timezone.now()):
        return
    try:
        letter().send()
    except OSError:
        row.update(mailed_at=None)
        raise

"""Mail that leaves once, and outlasts a mail server that is down."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.core.mail import EmailMessage, mailers
from django.db.models import Model, QuerySet
from django.tasks import Task, task
from django.utils import timezone

logger = logging.getLogger(__name__)

FOR_GOOD = 500
"""From this code on, a mail server says that trying again is of no use."""


class MailRefused(Exception):
    """The server will never take this mail: the address is gone, or the box is closed."""


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


type Send = Callable[[EmailMessage], None]


@contextmanager
def post() -> Iterator[Send]:
    """Give a function that mails, over one connection to the server.

    It raises ``MailRefused``, or ``OSError`` when it may work later.
    """
    connection = mailers.default

    def send(message: EmailMessage) -> None:
        try:
            connection.open()
            connection.send_messages([message])
        except ValueError as malformed:  # no server would take such an address
            raise MailRefused from malformed
        except (SMTPRecipientsRefused, SMTPResponseException) as refused:
            if min(_codes(refused)) >= FOR_GOOD:
                raise MailRefused from refused
            raise
        except OSError:
            with suppress(OSError):
                connection.close()
            raise

    try:
        yield send
    finally:
        with suppress(OSError):
            connection.close()


def _codes(refused: SMTPRecipientsRefused | SMTPResponseException) -> list[int]:
    if isinstance(refused, SMTPResponseException):
        return [refused.smtp_code]
    return [code for code, _words in refused.recipients.values()]


def each[T](things: Iterable[T], send: Callable[[T], None]) -> None:
    """Do it for each thing: one that fails stops no other, and fails the task in the end.

    A server that does not answer at all stops the others too.
    """
    failures: list[Exception] = []
    for thing in things:
        try:
            send(thing)
        except (SMTPRecipientsRefused, SMTPResponseException) as later:
            failures.append(later)
        except OSError:
            raise
        except Exception as failure:
            logger.exception("A mail could not be written.")
            failures.append(failure)
    if failures:
        raise failures[0]

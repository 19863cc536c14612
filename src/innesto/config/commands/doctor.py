"""``innesto doctor``: what is wrong with this installation, and how to mend it."""

import argparse
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.cache import cache
from django.db import OperationalError, connections
from django.utils import timezone

from innesto.config.installation import missing_migrations, start
from innesto.config.terminal import Ending, say

LEAST_SPACE = 500_000_000
LEAST_POSTGRESQL = 150_000


def run(line: Sequence[str]) -> int:
    """Look at everything and print what is wrong with what would mend it."""
    parser = argparse.ArgumentParser("innesto doctor", description=__doc__)
    parser.parse_args(line)
    start()
    wrong = 0
    for title, look in LOOKS.items():
        complaints = list(look())
        wrong += len(complaints)
        say(f"{'✘' if complaints else '✔'} {title}")
        for complaint in complaints:
            say(f"    {complaint}")
    say(f"\n{wrong} to mend." if wrong else "\nAll is well.")
    return Ending.NOT_READY if wrong else Ending.DONE


def _sqlite() -> Iterator[str]:
    if sqlite3.sqlite_version_info < (3, 37):
        yield f"SQLite {sqlite3.sqlite_version} is older than 3.37: use a newer Python."


def _folder() -> Iterator[str]:
    if not os.access(settings.DATA_DIR, os.W_OK):
        yield f"{settings.DATA_DIR} cannot be written. Give it to the user that runs Innesto."
    elif shutil.disk_usage(settings.DATA_DIR).free < LEAST_SPACE:
        yield f"Less than 500 MB are free in {settings.DATA_DIR}."
    key = settings.DATA_DIR / "secret-key"
    if key.exists() and key.stat().st_mode & 0o077:
        yield f"Others can read the secret key. Run: chmod 600 {key}"


def _database() -> Iterator[str]:
    connection = connections["default"]
    try:
        connection.ensure_connection()
    except OperationalError as error:
        yield f"The database does not answer ({error}). Check DATABASE_URL."
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            if int(cursor.fetchone()[0]) < LEAST_POSTGRESQL:
                yield "PostgreSQL is older than 15."
    if missing := missing_migrations():
        yield f"{len(missing)} migrations are missing. Run: innesto manage migrate"


def _registers() -> Iterator[str]:
    if not missing_migrations() and not apps.get_model("places", "Place").objects.exists():
        yield "The registers of places are empty. Run: innesto manage load_places"


def _cache() -> Iterator[str]:
    try:
        cache.set("doctor", "well", 10)
        if cache.get("doctor") != "well":
            yield "The cache forgets at once. Check CACHE_URL."
    except (OSError, ImportError) as error:
        yield f"The cache does not answer ({error}). Check CACHE_URL."


def _tasks() -> Iterator[str]:
    if missing_migrations():
        return
    tasks = apps.get_model("django_ox", "OxTask").objects
    waiting = tasks.filter(status="READY", run_after__lte=timezone.now())
    oldest = waiting.order_by("run_after").values_list("run_after", flat=True).first()
    if oldest and (timezone.now() - oldest).total_seconds() > 600:
        yield f"{waiting.count()} tasks wait since {oldest:%d.%m. %H:%M}. Is a worker running?"
    if failed := tasks.filter(status__in=["FAILED", "LOST"]).count():
        yield f"{failed} tasks failed for good; innesto manage shell shows why (OxTask.errors)."


def _answers() -> Iterator[str]:
    """Answers by e-mail need an address and a way in: one without the other takes none."""
    ways = settings.REPLIES_IMAP_URL or settings.REPLIES_WEBHOOK_KEY
    box = urlsplit(settings.REPLIES_IMAP_URL)
    if ways and not settings.REPLY_ADDRESS:
        yield "INNESTO_REPLY_ADDRESS is missing: mail comes in, but nobody is told where to answer."
    if settings.REPLY_ADDRESS and not ways:
        yield (
            "INNESTO_REPLY_ADDRESS is given, but answers have no way in."
            " Set INNESTO_REPLIES_IMAP_URL or INNESTO_REPLIES_WEBHOOK_KEY."
        )
    if settings.REPLY_ADDRESS and settings.REPLY_ADDRESS.strip("@").count("@") != 1:
        yield "INNESTO_REPLY_ADDRESS is no address like reply@host."
    if settings.REPLIES_IMAP_URL and box.scheme not in {"imap", "imaps"}:
        yield "INNESTO_REPLIES_IMAP_URL does not begin with imaps:// or imap://."
    if box.scheme == "imap" and box.hostname not in {"localhost", "127.0.0.1"}:
        yield "INNESTO_REPLIES_IMAP_URL sends the password in the open: use imaps://."


def _safety() -> Iterator[str]:
    if settings.DEBUG:
        yield "INNESTO_DEBUG is on: errors are shown to everyone."
    if len(settings.SECRET_KEY) < 32:
        yield "INNESTO_SECRET_KEY is shorter than 32 characters."
    if not settings.HTTPS:
        yield "INNESTO_HTTPS is off: sign-in can be overheard. Right on your own machine only."
    for message in checks.run_checks():
        yield f"{message.msg} {message.hint or ''}".strip()


LOOKS: dict[str, Callable[[], Iterator[str]]] = {
    "SQLite": _sqlite,
    "Data folder": _folder,
    "Database": _database,
    "Registers": _registers,
    "Cache": _cache,
    "Tasks": _tasks,
    "Answers by e-mail": _answers,
    "Safety": _safety,
}

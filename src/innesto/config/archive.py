"""Everything an installation must not lose, as one file: database, uploads, secret key.

No room fits: ``innesto backup`` writes it, ``innesto restore`` reads it, both know both engines.
"""

import io
import json
import subprocess
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from django.utils import timezone

from innesto.config.environment import insist

ABOUT = "about.json"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class NotPossible(Exception):
    """What stands in the way, in words for whoever runs the command."""


def write_archive(target: Path) -> None:
    """Write the archive under another name first, so that what is there is always whole.

    The database is copied at one moment, while others go on writing; uploads are copied after
    it, so that none is missing that it names.
    """
    kept = settings.DATA_DIR
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as scratch:
        copy, whole = Path(scratch, "database"), Path(scratch, "archive")
        engine = _copy_database(copy)
        about = {
            "innesto": version("innesto"),
            "engine": engine,
            "made_at": timezone.now().isoformat(timespec="seconds"),
        }
        whole.touch(mode=0o600)  # the key is in it
        with tarfile.open(whole, "w:gz", compresslevel=6) as archive:
            _add_text(archive, ABOUT, json.dumps(about))
            archive.add(copy, DATABASES[engine])
            for name in ("secret-key", "media"):
                if (kept / name).exists():
                    archive.add(kept / name, name)
        whole.replace(target)


def read_archive(source: Path) -> None:
    """Bring an archive into an installation that has nothing yet; raises NotPossible."""
    engine = connections["default"].vendor
    if connections["default"].introspection.table_names():
        raise NotPossible("The database is not empty. Restore into a new one, or remove it first.")
    try:
        with (
            tarfile.open(source) as archive,
            tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.DATA_DIR) as scratch,
        ):
            archive.extractall(scratch, filter="data")
            _take_in(Path(scratch), engine)
    except (tarfile.TarError, FileNotFoundError, EOFError) as error:
        raise NotPossible(f"{source} is no backup of Innesto ({error}).") from error


def _take_in(scratch: Path, engine: str) -> None:
    about = json.loads((scratch / ABOUT).read_text("utf-8"))
    if about["engine"] != engine:
        raise NotPossible(
            f"The backup holds a {about['engine']} database, DATABASE_URL is {engine}."
        )
    connections["default"].close()
    database = scratch / DATABASES[engine]
    if engine == "sqlite":
        database.replace(settings.DATABASES["default"]["NAME"])
    else:
        _postgresql("pg_restore", "--no-owner", "--exit-on-error", "--dbname=", str(database))
    for name in ("secret-key", "media"):
        if (scratch / name).exists():
            (scratch / name).replace(settings.DATA_DIR / name)


def _copy_database(copy: Path) -> str:
    """Copy the database as it is at one moment; return its engine."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
    else:
        _postgresql("pg_dump", "--format=custom", f"--file={copy}")
    return connection.vendor


def _postgresql(program: str, *line: str) -> None:
    """Run a program of PostgreSQL; it learns the address by variables, so no list shows it."""
    given: dict[str, Any] = connections["default"].get_connection_params()
    options = psycopg.pq.Conninfo.get_defaults()
    named = {one.keyword.decode(): one.envvar.decode() for one in options if one.envvar}
    for key in given.keys() & named.keys():
        insist(named[key], str(given[key]))
    try:
        subprocess.run([program, *line], check=True)  # noqa: S603
    except FileNotFoundError as error:
        raise NotPossible(f"{program} is missing: install the client of PostgreSQL.") from error
    except subprocess.CalledProcessError as error:
        raise NotPossible(f"{program} did not succeed; what it says stands above.") from error


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    entry = tarfile.TarInfo(name)
    content = text.encode()
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))

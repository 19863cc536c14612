"""What an installation needs before it can run: folder, secret key, static files, tables."""

import hashlib
import os
import secrets
from pathlib import Path
from pkgutil import iter_modules

import django
from django.apps import apps
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from innesto.config.environment import folder, suggest, text
from innesto.config.later import loading


def prepare() -> Path:
    """Make the data folder, and a secret key in it when none is given; return the folder."""
    data = folder("INNESTO_DATA_DIR", Path.cwd() / "var")
    data.mkdir(parents=True, exist_ok=True)
    key = data / "secret-key"
    if not text("INNESTO_SECRET_KEY") and not key.exists():
        # Made under another name first: two processes that start at once agree on one key.
        own = data / f"secret-key.{os.getpid()}"
        own.touch(mode=0o600)
        own.write_text(secrets.token_urlsafe(48), "utf-8")
        try:
            os.link(own, key)
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return data


def start() -> Path:
    """Make what is missing and set Django up, as every command does that needs an installation."""
    suggest("DJANGO_SETTINGS_MODULE", "innesto.config.settings")
    data = prepare()
    with loading():
        django.setup()
    return data


def missing_migrations() -> list[str]:
    """Return the names of migrations that the database has not seen; loads none of them."""
    seen = MigrationRecorder(connections["default"]).applied_migrations()
    known = (
        (app.label, module.name)
        for app in apps.get_app_configs()
        for module in iter_modules([str(Path(app.path) / "migrations")])
    )
    return [f"{label}.{name}" for label, name in known if (label, name) not in seen]


def collect_static(data: Path) -> bool:
    """Bring the static files to where they are served from; return whether they had changed."""
    fingerprint = _fingerprint()
    kept = data / "static" / ".fingerprint"
    if kept.exists() and kept.read_text("utf-8") == fingerprint:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(fingerprint, "utf-8")
    return True


def _fingerprint() -> str:
    """Return a text that changes when a static file does, ours or that of a package."""
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            found.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return found.hexdigest()

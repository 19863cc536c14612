"""``manage migrate``, quick on an empty database.

Django applies one migration after the other and draws every model anew for each, which takes the
square of their number: a minute for ours. An empty database has nothing to keep, so it gets its
tables from the models at once, and all migrations are written down as applied. That both ways end
in the same tables is proven in ``tests/config/test_tables.py``.
"""

from typing import Any

from django.apps import apps
from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# Who asks for one of these wants to look, or to stop half way.
PARTICULAR = ("app_label", "fake", "fake_initial", "plan", "check_unapplied", "prune", "one_by_one")


class Command(migrate.Command):
    """Django's command, but for a database in which there is nothing."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Add how to have them applied one by one all the same."""
        super().add_arguments(parser)
        parser.add_argument(
            "--one-by-one", action="store_true", help="apply migrations even to an empty database"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make all tables at once if there is none; else leave it to Django."""
        connection = connections[options["database"]]
        if any(options[name] for name in PARTICULAR) or connection.introspection.table_names():
            super().handle(*args, **options)
            return
        self.verbosity, self.interactive = options["verbosity"], options["interactive"]
        self.sync_apps(connection, {app.label for app in apps.get_app_configs()})
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for label, name in MigrationLoader(connection).disk_migrations:
            recorder.record_applied(label, name)
        emit_post_migrate_signal(self.verbosity, self.interactive, connection.alias)

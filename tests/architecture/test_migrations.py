"""Until 1.0 each app has one migration; that it agrees with the models, ``make check`` asks."""

from tools.house import SOURCE
from tools.migrations import in_few_steps


def _found():
    return {path.parents[1].name: path for path in SOURCE.glob("*/migrations/[0-9]*.py")}


def test_each_app_has_one_migration():
    many = {
        folder.parent.name: sorted(path.name for path in folder.glob("[0-9]*.py"))
        for folder in SOURCE.glob("*/migrations")
    }

    assert {name: files for name, files in many.items() if files != ["0001_initial.py"]} == {}


def test_each_migration_is_as_make_migrations_writes_it(settings):
    settings.MIGRATION_MODULES = {}  # tests make their tables without migrations

    found = {app: path.read_text("utf-8") for app, path in _found().items()}

    assert found == in_few_steps(found)

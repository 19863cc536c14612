"""Tables made at once from the models are those that the migrations make, one after the other."""

import sqlite3

from tests.config.installations import innesto

# Each operation draws only the neighbours of its model anew: half the time, the same tables.
ONE_BY_ONE = """
from functools import partialmethod
from django.core.management import call_command
from django.db.migrations.state import ProjectState
ProjectState.reload_model = partialmethod(ProjectState.reload_model, delay=True)
call_command("migrate", one_by_one=True, verbosity=0)
"""
KEPT = ("django_migrations", "django_content_type", "auth_permission")


def _columns(sql):
    """Return what a table is made of, in one order: migrations add foreign keys last."""
    parts, depth, last = [], 0, 0
    for place, letter in enumerate(sql):
        depth += (letter == "(") - (letter == ")")
        if depth == 1 and letter in "(,":
            parts, last = [*parts, sql[last:place].strip()], place + 1
    return sorted([*parts, sql[last:].removesuffix(")").strip()])


def _made(installation):
    """Return the tables and indexes of an installation, and how many rows Django keeps."""
    with sqlite3.connect(installation["data"] / "innesto.sqlite3") as database:
        made = database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        tables = {
            name: _columns(sql) if sql.startswith("CREATE TABLE") else sql for name, sql in made
        }
        rows = {
            table: database.execute(f"SELECT COUNT(*) FROM {table}").fetchone() for table in KEPT
        }
    database.close()
    return tables, rows


def test_migrations_make_the_tables_that_models_make_at_once(migrated, tmp_path):
    at_once = migrated("sqlite", tmp_path / "at once")
    line = ("manage", "shell", "--verbosity", "0", "--command", ONE_BY_ONE)
    slowly = innesto(*line, data=tmp_path / "slowly")

    assert slowly.returncode == 0, slowly.stderr
    assert _made({"data": tmp_path / "slowly"}) == _made(at_once)

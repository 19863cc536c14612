"""Installations with tables and nothing in them: each engine migrates once."""

import os
import shutil
from urllib.parse import urlsplit

import pytest

from tests.config.databases import migrate, new_database


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """Return how to make one: ``migrated("postgresql", folder)`` says how to call its commands."""
    # Given by make test: the folder of an installation, the name of a database.
    patterns = {
        "sqlite": os.environ.get("TEST_MIGRATED"),
        "postgresql": os.environ.get("TEST_PATTERN"),
    }

    def pattern(engine):
        if not patterns[engine]:
            folder, database = tmp_path_factory.mktemp(engine), new_database(engine)
            migrate(folder, **database)
            patterns[engine] = urlsplit(database.get("DATABASE_URL", "")).path[1:] or folder
        return patterns[engine]

    def make(engine, folder):
        if engine == "sqlite":
            return {"data": shutil.copytree(pattern(engine), folder, dirs_exist_ok=True)}
        return {"data": folder, **new_database(engine, pattern(engine))}

    return make

"""Installations with tables and nothing in them: each engine migrates once."""

import shutil
from urllib.parse import urlsplit

import pytest

from tests.config.databases import new_database
from tests.config.installations import innesto


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """Return how to make one: ``migrated("postgresql", folder)`` says how to call its commands."""
    patterns = {}

    def make(engine, folder):
        if engine not in patterns:
            patterns[engine] = {"data": tmp_path_factory.mktemp(engine), **new_database(engine)}
            done = innesto("manage", "migrate", "--verbosity", "0", **patterns[engine])
            assert done.returncode == 0, done.stderr
        pattern = patterns[engine]
        shutil.copytree(pattern["data"], folder, dirs_exist_ok=True)
        like = urlsplit(pattern.get("DATABASE_URL", "")).path.removeprefix("/")
        return {"data": folder, **new_database(engine, like)}

    return make

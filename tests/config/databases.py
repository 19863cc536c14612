"""Databases of their own for tests that start real processes."""

import os
import uuid

import psycopg
import pytest

from tests.config.installations import innesto

# Set by make test to the PostgreSQL that it started.
SERVER = os.environ.get("TEST_POSTGRESQL_URL", "")


def new_database(engine, like="template1"):
    """Return the address of a new database, empty or like another; SQLite makes its own."""
    if engine == "sqlite":
        return {}
    if not SERVER:
        pytest.skip("no PostgreSQL: make test starts one")
    return {"DATABASE_URL": create(SERVER, f"innesto_{uuid.uuid4().hex[:12]}", like)}


def create(server, name, like="template1"):
    """Create a database like another and return its address."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
    address, _, query = server.partition("?")
    return f"{address.rpartition('/')[0]}/{name}{'?' + query if query else ''}"


def migrate(data, **database):
    """Make the tables of an installation by its own command."""
    done = innesto("manage", "migrate", "--verbosity", "0", data=data, **database)
    assert done.returncode == 0, done.stderr

"""Databases of their own for tests that start real processes."""

import os
import uuid

import psycopg
import pytest

# Set by make test to the PostgreSQL that it started.
SERVER = os.environ.get("TEST_POSTGRESQL_URL", "")


def new_database(engine, like=""):
    """Return the address of a new database, empty or like another; SQLite makes its own."""
    if engine == "sqlite":
        return {}
    if not SERVER:
        pytest.skip("no PostgreSQL: make test starts one")
    name = f"innesto_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        template = f" TEMPLATE {like}" if like else ""
        connection.execute(f"CREATE DATABASE {name}{template}")
    address, _, query = SERVER.partition("?")
    return {"DATABASE_URL": f"{address.rpartition('/')[0]}/{name}{'?' + query if query else ''}"}

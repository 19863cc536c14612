"""What every test may use: the cast, named by what they are to the thing at hand."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import translation

from innesto.config.installation import missing_migrations
from tests.accounts.factories import UserFactory
from tests.architecture.journal_watch import Watch, public_actions
from tests.config.installations import innesto
from tests.html import complaints
from tools.messages import compile_stale

DATABASE = {"db", "transactional_db", "_django_db_helper"}


def pytest_addoption(parser):
    parser.addoption(
        "--only-database", action="store_true", help="leave out what touches no database"
    )


def pytest_collection_modifyitems(config, items):
    if config.getoption("--only-database"):
        items[:] = [item for item in items if _touches_a_database(item)]


def _touches_a_database(item):
    return bool(item.get_closest_marker("django_db") or DATABASE & {*item.fixturenames})


def pytest_configure(config):
    """Compile the catalogues once, so that pages speak Italian."""
    if not hasattr(config, "workerinput"):
        compile_stale()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Take the tables from the database that ``make test`` migrated; else from the models."""
    if pattern := os.environ.get("TEST_PATTERN"):
        connection.settings_dict["TEST"]["TEMPLATE"] = pattern


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Write down that tables made from the models are those of all migrations: commands look."""
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for label, name in (missing.split(".") for missing in missing_migrations()):
            recorder.record_applied(label, name)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The folder of a built demo. Copy it to change it; ``make test`` builds one for all."""
    if given := os.environ.get("TEST_DEMO"):
        return Path(given)
    data = tmp_path_factory.mktemp("demo")
    built = innesto("demo", "--no-serve", data=data)
    assert built.returncode == 0, built.stderr
    return data


@pytest.fixture(scope="session")
def journal_watch():
    watch = Watch({action.__code__: name for name, action in public_actions().items()})
    watch.start()
    yield watch
    watch.stop()


@pytest.fixture(autouse=True)
def _every_action_leaves_one_entry(journal_watch):
    journal_watch.found.clear()
    yield
    assert journal_watch.unexpected() == []


@pytest.fixture(autouse=True)
def _in_the_language_of_the_house():
    """Forget the language in which the page of another test was read."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _nothing_kept_from_another_test():
    cache.clear()


@pytest.fixture
def django_assert_num_queries(db, django_assert_num_queries):
    """Count without what a process asks once: whichever test comes first would pay for all."""
    ContentType.objects.get_for_models(*apps.get_models())
    return django_assert_num_queries


@pytest.fixture
def without_mail_server(monkeypatch):
    """Return a context in which the mail server answers nobody."""

    def refuse(backend, messages):
        raise ConnectionRefusedError

    @contextmanager
    def away():
        with monkeypatch.context() as broken:
            broken.setattr(EmailBackend, "send_messages", refuse)
            yield

    return away


class StrictClient(Client):
    """A client that looks at every page it is given."""

    def request(self, **request):
        response = super().request(**request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            assert "Content-Security-Policy" in response.headers
            if not response.streaming and response.status_code not in {301, 302}:
                assert complaints(response.text) == []
        return response


@pytest.fixture
def client():
    return StrictClient()


@pytest.fixture
def nobody():
    return AnonymousUser()


@pytest.fixture
def stranger(db):
    return UserFactory(name="Stella Straniera", email="stranger@example.org")


@pytest.fixture
def admin(db):
    person = UserFactory(
        name="Ada Opera", email="admin@example.org", is_staff=True, is_superuser=True
    )
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")  # operators need a second factor
    return person

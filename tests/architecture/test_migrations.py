"""Models and migrations agree, and until 1.0 each app has one migration."""

import pytest
from django.core.management import call_command

from tools.house import SOURCE


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_each_app_has_one_migration():
    many = {
        folder.parent.name: sorted(path.name for path in folder.glob("[0-9]*.py"))
        for folder in SOURCE.glob("*/migrations")
    }

    assert {name: files for name, files in many.items() if files != ["0001_initial.py"]} == {}

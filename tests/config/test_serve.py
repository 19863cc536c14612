import shutil
from contextlib import suppress

import psutil
import pytest

from tests.config.installations import innesto, running, spare_port, status, until


@pytest.fixture(scope="module")
def data(demo, tmp_path_factory):
    folder = tmp_path_factory.mktemp("installation") / "data"
    shutil.copytree(demo, folder)
    return folder


def _processes(process):
    parent = psutil.Process(process.pid)
    return [parent, *parent.children(recursive=True)]


def _worker(server):
    """Return the process of the worker: of our grandchildren the only one."""
    for child in psutil.Process(server.pid).children():
        with suppress(psutil.NoSuchProcess):
            for worker in child.children():
                return worker
    return None


def test_serve_answers_and_leaves_nothing_behind(data):
    port = spare_port()

    with running("serve", "--port", port, data=data) as server:
        answered = until(lambda: status(f"http://127.0.0.1:{port}/entra/"))
        family = until(lambda: len(found := _processes(server)) >= 3 and found)
        memory = sum(process.memory_full_info().pss for process in family)
        server.terminate()
        ending = server.wait(30)

    assert answered == 200
    assert memory < 200_000_000
    assert ending == 0
    assert [process for process in family if process.is_running()] == []


def test_serve_starts_another_worker_when_one_is_killed(data):
    with running("serve", "--port", spare_port(), data=data) as server:
        first = until(lambda: _worker(server))
        first.kill()
        first.wait()
        second = until(lambda: _worker(server))

    assert second


def test_serve_refuses_a_database_without_tables(tmp_path):
    refused = innesto("serve", data=tmp_path)

    assert refused.returncode == 3
    assert refused.stderr.endswith("Run: innesto manage migrate\n")


def test_demo_keeps_its_key_and_is_quick_the_second_time(data):
    key = (data / "secret-key").read_text()

    again = innesto("demo", "--no-serve", data=data)

    assert again.returncode == 0
    assert (data / "secret-key").read_text() == key
    assert (data / "secret-key").stat().st_mode & 0o077 == 0


def test_doctor_finds_a_fresh_demo_well_and_an_empty_folder_ill(demo, tmp_path):
    fresh = shutil.copytree(demo, tmp_path / "fresh")

    well = innesto("doctor", data=fresh, INNESTO_HTTPS="1")
    ill = innesto("doctor", data=tmp_path / "empty", INNESTO_HTTPS="1")

    assert (well.returncode, "✘" in well.stdout) == (0, False), well.stdout
    assert ill.returncode == 3
    assert "Run: innesto manage migrate" in ill.stdout

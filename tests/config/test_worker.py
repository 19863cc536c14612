"""What was enqueued is done, even when the worker is killed in the middle."""

import pytest

from tests.config.installations import innesto, running, until

ENQUEUE = "from tests.config.slow_tasks import take_time; take_time.enqueue({diary!r}, {seconds})"


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request, migrated, tmp_path):
    """Return how to call commands of a migrated installation with a short lease."""
    return {"INNESTO_TASK_LEASE": "3", **migrated(request.param, tmp_path)}


def _enqueue(installation, diary, seconds):
    script = ENQUEUE.format(diary=str(diary), seconds=seconds)
    enqueued = innesto("manage", "shell", "--verbosity", "0", "--command", script, **installation)
    assert enqueued.returncode == 0, enqueued.stderr


def _written(diary):
    return diary.read_text().split() if diary.exists() else []


def test_a_task_whose_worker_was_killed_is_done_by_another(installation, tmp_path):
    diary = tmp_path / "diary"
    _enqueue(installation, diary, 3)

    with running("worker", **installation) as first:
        assert until(lambda: _written(diary) == ["start"])
        first.kill()
        first.wait()
    with running("worker", **installation) as second:
        done = until(lambda: _written(diary) == ["start", "start", "end"], seconds=60)
        second.terminate()
        ending = second.wait(30)

    assert (done, ending) == (True, 0)


def test_a_worker_that_is_asked_to_stop_ends_what_it_began(installation, tmp_path):
    diary = tmp_path / "diary"
    _enqueue(installation, diary, 2)

    with running("worker", **installation) as worker:
        assert until(lambda: _written(diary) == ["start"])
        worker.terminate()
        ending = worker.wait(30)

    assert (_written(diary), ending) == (["start", "end"], 0)

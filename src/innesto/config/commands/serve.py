"""``innesto serve``: the web server, and beside it the worker."""

import argparse
import gc
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from importlib import import_module

from django.db import connections
from django.urls import get_resolver
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from innesto.config.environment import number
from innesto.config.installation import collect_static, missing_migrations, start
from innesto.config.terminal import Ending, say, warn

PAUSE_BEFORE_A_NEW_WORKER = 2.0


def run(line: Sequence[str]) -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser("innesto serve", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen at (8000)")
    parser.add_argument("--no-worker", action="store_true", help="tasks are done elsewhere")
    options = parser.parse_args(line)
    data = start()
    if missing_migrations():
        warn("The database is older than this version. Run: innesto manage migrate")
        return Ending.NOT_READY
    if collect_static(data):
        say("Static files are in place.")
    return serve(options.host, options.port, with_worker=not options.no_worker)


def serve(host: str, port: int, *, with_worker: bool) -> int:
    """Open the port. Django is loaded before granian forks, so processes share its memory."""
    import_module("innesto.config.wsgi")
    get_resolver().url_patterns  # noqa: B018
    connections.close_all()
    _settle_memory()
    server = Granian(
        "innesto.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=number("INNESTO_WEB_PROCESSES", 1),
        blocking_threads=number("INNESTO_WEB_THREADS", 4),
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.warning,
    )
    # Until granian listens to signals itself, an early SIGTERM must still end the worker.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(Ending.DONE))
    worker = None
    try:
        worker = _Worker() if with_worker else None
        say(f"Innesto is at http://{host}:{port}/ – stop it with Ctrl+C.")
        server.serve()
    finally:
        if worker:
            worker.stop()
    return Ending.DONE


def _settle_memory() -> None:
    """Look through what was loaded for garbage once, and never again: it lives as long as we do.

    Processes go on sharing it, and a page is not held up by a search through all of Django.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


class _Worker:
    """A worker process that is started again when it dies."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._process = self._start()
        threading.Thread(target=self._watch, daemon=True).start()

    def _start(self) -> subprocess.Popen[bytes]:
        # A group of its own: Ctrl+C reaches it through stop(), once and in order.
        command = [sys.executable, "-m", "innesto.config", "worker"]
        return subprocess.Popen(command, start_new_session=True)  # noqa: S603

    def _watch(self) -> None:
        while True:
            code = self._process.wait()
            if self._stopping.wait(PAUSE_BEFORE_A_NEW_WORKER):
                return
            with self._starting:
                if self._stopping.is_set():
                    return
                warn(f"The worker ended with {code}; starting another.")
                self._process = self._start()

    def stop(self) -> None:
        """Let the tasks at hand end, but not for ever: what is cut off is done again later."""
        with self._starting:
            self._stopping.set()
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

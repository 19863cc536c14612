"""``innesto serve``: the web server, and beside it the worker."""

import argparse
import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

from django.db import connections
from django.urls import get_resolver
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from innesto.config.commands.worker import run as work
from innesto.config.environment import number
from innesto.config.installation import collect_static, missing_migrations, start
from innesto.config.later import loading
from innesto.config.terminal import Ending, say, warn

PAUSE_BEFORE_A_NEW_WORKER = 2.0
AWAITED = (signal.SIGTERM, signal.SIGCHLD)
FORK = get_context("fork")


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
    with loading():
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
    with _kept_at_work() if with_worker else nullcontext():
        say(f"Innesto is at http://{host}:{port}/ – stop it with Ctrl+C.")
        server.serve()
    return Ending.DONE


def _settle_memory() -> None:
    """Never look for garbage in what was loaded: it lives as long as we do.

    Processes go on sharing it, and a page is not held up by a search through all of Django.
    """
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@contextmanager
def _kept_at_work() -> Iterator[None]:
    """Have tasks carried out meanwhile."""
    keeper = FORK.Process(target=_keep_working)
    keeper.start()
    try:
        yield
    finally:
        keeper.terminate()
        keeper.join()


def _keep_working() -> None:
    """Be the parent of a worker, and of another one when it dies, until asked to stop.

    This is a process with one thread: only such a one forks safely, and by forking the worker
    shares what was loaded. It has a group of its own: Ctrl+C reaches it once and in order.
    """
    os.setsid()
    signal.pthread_sigmask(signal.SIG_BLOCK, AWAITED)
    while True:
        worker = FORK.Process(target=_work)
        worker.start()
        while worker.is_alive():
            if signal.sigwait(AWAITED) == signal.SIGTERM:
                return _end(worker)
        warn(f"The worker ended with {worker.exitcode}; starting another.")
        if signal.sigtimedwait([signal.SIGTERM], PAUSE_BEFORE_A_NEW_WORKER):
            return None


def _work() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, AWAITED)
    work([])


def _end(worker: BaseProcess) -> None:
    """Let the tasks at hand end, but not for ever: what is cut off is done again later."""
    worker.terminate()
    worker.join(20)
    worker.kill()

"""The planner as a process of its own: started with a question, read line by line, stopped.

Not a room of its own because nothing else starts processes. The web process and the worker
never import a solver: it lives and dies in there, with its memory.
"""

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from innesto.rounds.letters.request import Request

MODULE = "innesto.rounds"

LOOK_EVERY = 0.5
"""Seconds between two looks at whether somebody asked to stop."""

PATIENCE = 60
"""Seconds beyond what was allowed, after which a planner that does not answer is ended."""


class PlannerBroke(Exception):
    """The process ended without an answer; the message is for operators."""


def ask_planner(request: Request, *, should_stop: Callable[[], bool]) -> Iterator[dict[str, Any]]:
    """Yield what the planner says: any number of ``progress``, then one ``proposal``.

    ``should_stop`` is asked about twice a second; when it says yes the planner answers with the
    best plan it has, or with nothing if it had not begun. Raises ``PlannerBroke``, also when it
    takes far longer than allowed.
    """
    planner = subprocess.Popen(  # noqa: S603 - our own module, nothing that anybody typed
        [sys.executable, "-m", MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    )
    try:
        assert planner.stdin
        planner.stdin.write(request.to_json().encode())
        planner.stdin.close()
        deadline = time.monotonic() + request.limits.seconds + PATIENCE
        answered = False
        for line in _lines(planner, should_stop=should_stop, deadline=deadline):
            message = json.loads(line)
            if "error" in message:
                raise PlannerBroke(message["error"])
            answered = answered or "proposal" in message
            yield message
        if not answered and not should_stop():
            raise PlannerBroke(f"no answer, exit code {planner.wait()}")
    finally:
        planner.kill()
        planner.wait()
        assert planner.stdout
        planner.stdout.close()


def _lines(
    planner: subprocess.Popen[bytes], *, should_stop: Callable[[], bool], deadline: float
) -> Iterator[bytes]:
    assert planner.stdout
    rest, asked = b"", False
    with selectors.DefaultSelector() as selector:
        selector.register(planner.stdout, selectors.EVENT_READ)
        while True:
            if selector.select(timeout=LOOK_EVERY):
                chunk = os.read(planner.stdout.fileno(), 65_536)
                if not chunk:
                    return
                *whole, rest = (rest + chunk).split(b"\n")
                yield from (line for line in whole if line.strip())
            if not asked and should_stop():
                planner.terminate()
                asked = True
            if time.monotonic() > deadline:
                raise PlannerBroke("no answer in time")

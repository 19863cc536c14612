"""``python -m innesto.rounds``: one request on standard input, the proposal on standard output.

Every line of output is one JSON object: ``{"progress": …}`` as often as there is news, at last
``{"proposal": …}`` with exit code 0, or ``{"error": …}`` with exit code 2 for a request that is
wrong and 1 for a fault of ours. SIGTERM stops the search; the best plan so far is still given.
"""

import json
import signal
import sys
import threading
from types import FrameType
from typing import Any

from innesto.blueprints.loading import BrokenBlueprint
from innesto.blueprints.problem import describe_problem
from innesto.planning.plan import Progress
from innesto.rounds.letters.proposal import Proposal
from innesto.rounds.letters.request import Request
from innesto.rounds.round import plan_round

DONE, OUR_FAULT, WRONG_REQUEST = 0, 1, 2


class Desk:
    """Takes one request, keeps the line open while the planner works, and can be stopped.

    The planner works in a thread of its own, so that a signal is heard at once even while a
    solver is deep in its sums.
    """

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self.proposal: Proposal | None = None
        self.error = ""
        self.code = OUR_FAULT

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        """Ask the planner to come to an end."""
        self.stopped.set()

    def hear(self, step: Progress) -> bool:
        """Pass on news, and say whether to go on."""
        news = {
            "stage": step.stage,
            "seconds": round(step.seconds, 3),
            "objective": step.objective,
            "bound": step.bound,
        }
        tell({"progress": news})
        return not self.stopped.is_set()

    def work(self, text: str) -> None:
        """Answer one request; whatever goes wrong becomes an error in words."""
        try:
            request = Request.from_json(text)
        except ValueError as wrong:
            self.error, self.code = str(wrong), WRONG_REQUEST
            return
        try:
            self.proposal, self.code = plan_round(request, self.hear), DONE
        except BrokenBlueprint as broken:
            self.error = " ".join(describe_problem(it, "en") for it in broken.problems)
            self.code = WRONG_REQUEST
        except Exception as fault:
            self.error = f"{type(fault).__name__}: {fault}"


def tell(line: dict[str, Any]) -> None:
    """Write one line at once."""
    sys.stdout.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Answer the request on standard input; return the exit code."""
    desk = Desk()
    signal.signal(signal.SIGTERM, desk.stop)
    text = sys.stdin.read()
    worker = threading.Thread(target=desk.work, args=(text,), daemon=True)
    worker.start()
    while worker.is_alive():
        worker.join(timeout=0.2)
    tell({"proposal": desk.proposal.to_data()} if desk.proposal else {"error": desk.error})
    return desk.code


if __name__ == "__main__":
    sys.exit(main())

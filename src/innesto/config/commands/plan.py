"""``innesto plan``: who hosts, who attends, who is paired, and when."""

import argparse
import csv
import datetime
import gzip
import signal
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from innesto.blueprints.speech.catalogue import SPOKEN
from innesto.config.terminal import say, spoken_language, warn
from innesto.planning.plan import Progress
from innesto.rounds.terminal.commands import Holidays, plan_partners, plan_problem

HOLIDAYS = Path(__file__).resolve().parents[2] / "places" / "data" / "holidays.csv.gz"


def run(line: Sequence[str]) -> int:
    """Print the plan; Ctrl+C gives the best one so far, a second one ends at once."""
    parser = argparse.ArgumentParser("innesto plan", description=__doc__)
    parser.add_argument("blueprint", help="YAML file, or the key of a blueprint that we ship")
    parser.add_argument("partners", nargs="?", help="CSV, XLS, XLSX or ODS file")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long to look (30)")
    parser.add_argument("--seed", type=int, default=0, help="the same seed, the same plan (0)")
    parser.add_argument("--json", metavar="FILE", default="", help="write the plan for programs")
    parser.add_argument("--language", choices=SPOKEN, default=spoken_language())
    parser.add_argument(
        "--problem",
        action="store_true",
        help="the one file given is a problem of the planner, as JSON",
    )
    options = parser.parse_args(line)
    if options.problem == bool(options.partners):
        parser.error("give a blueprint and a list of partners, or one file with --problem")
    listener = _Listener()
    asked = {
        "say": say,
        "language": options.language,
        "seconds": options.seconds,
        "seed": options.seed,
        "as_json": options.json,
        "tell": listener.hear,
    }
    if options.problem:
        return plan_problem(options.blueprint, **asked)
    return plan_partners(options.blueprint, options.partners, holidays=_holidays(), **asked)


def _holidays() -> Holidays:
    """Return the public holidays of whole countries."""
    if not HOLIDAYS.exists():
        return {}
    days = defaultdict(list)
    with gzip.open(HOLIDAYS, "rt", encoding="utf-8", newline="") as register:
        for row in csv.DictReader(register):
            if not row["place"]:
                days[row["country"]].append(datetime.date.fromisoformat(row["date"]))
    return {country: tuple(found) for country, found in days.items()}


class _Listener:
    """Shows where the planner stands, and lets it be stopped."""

    def __init__(self) -> None:
        self.is_stopped = False
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGTERM, self._stop)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        self.is_stopped = True
        signal.signal(number, signal.SIG_DFL)

    def hear(self, step: Progress) -> bool:
        """Tell people at a terminal, and say whether to go on."""
        if sys.stderr.isatty():
            warn(f"{step.seconds:6.1f} s  {step.stage}  {step.objective} / {step.bound}")
        return not self.is_stopped

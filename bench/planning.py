"""``python -m bench.planning [FOLDER] [SECONDS]``: programmes beside simple baselines, in one run.

Prints processor seconds, ratios, and whether each goal is met. The folder holds sample instances
of the interchange format; the seconds are those that one model of everything may take.
"""

import resource
import sys
from pathlib import Path

from bench import programmes

SAMPLES = Path("../shared/data/planning")
MEMORY_GOAL = 1000


def main(folder, seconds):
    """Measure and print, part by part."""
    programmes.small(folder)
    programmes.large(folder, seconds)
    say_memory()


def say_memory():
    """Print the most memory that was ever taken."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    programmes.say(peak <= MEMORY_GOAL, f"peak memory {peak:.0f} MB, goal {MEMORY_GOAL}")


def start(work):
    """Run with the folder and the seconds of the command line, if there is such a folder."""
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    if where.exists():
        work(where, float(sys.argv[2]) if len(sys.argv) > 2 else 10)
    else:
        print(f"Not measured: there is no {where}.")


if __name__ == "__main__":
    start(main)

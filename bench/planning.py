"""``python -m bench.planning FOLDER [SECONDS]``: plans against simple baselines, all in one run.

Prints processor seconds and ratios. The folder holds sample instances of the interchange format;
the seconds are those that one model of everything may take.
"""

import resource
import sys
from pathlib import Path

from bench import programmes


def main(folder, seconds):
    """Measure and print, part by part."""
    programmes.small(folder)
    programmes.large(folder, seconds)
    programmes.contradictions(folder)
    programmes.again(folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB (goal 1,000)")


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 60)

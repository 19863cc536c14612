"""Build the demo step by step; what is there already is left alone."""

from collections.abc import Callable

type Progress = Callable[[str], None]
type Step = Callable[[], None]

# Each step looks whether its part is there, makes it in one transaction if not, and may be
# run again after an interruption.
STEPS: dict[str, Step] = {}


def build(progress: Progress) -> None:
    """Run every step in order and say which one is under way."""
    for title, step in STEPS.items():
        progress(title)
        step()

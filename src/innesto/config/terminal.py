"""How commands speak, and with which code they end.

The codes are part of the interface: docs/run/commands.md lists them for scripts.
"""

import locale
import sys
from enum import IntEnum

from innesto.blueprints.speech.catalogue import SPOKEN


class Ending(IntEnum):
    """What a command tells the shell."""

    DONE = 0
    BROKEN_RULES = 1
    WRONG_INPUT = 2
    NOT_READY = 3
    NO_PLAN = 4
    INTERRUPTED = 130


def say(line: str = "") -> None:
    """Write a line of the answer."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def warn(line: str) -> None:
    """Write a line that is not part of the answer."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def spoken_language() -> str:
    """Return the language of this terminal, as far as we speak it."""
    locale.setlocale(locale.LC_CTYPE, "")
    spoken = (locale.getlocale()[0] or "").partition("_")[0]
    return spoken if spoken in SPOKEN else "en"

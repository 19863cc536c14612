"""The command ``innesto``: finds the module of the command and gives it the rest of the line.

Only the module of the command asked for is loaded, so that ``check`` and ``plan`` run without
Django and ``serve`` without the solver.
"""

import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

from innesto.config.later import loading
from innesto.config.terminal import Ending, say, warn

COMMANDS = {
    "demo": "build the demo if it is missing, and serve it",
    "serve": "serve this installation, with its worker",
    "worker": "carry out tasks",
    "check": "say which rules of a blueprint a list of partners breaks",
    "plan": "propose who hosts, who attends, who is paired, and when",
    "practices": "bring practices in from a file",
    "courses": "look at a package of a course, and bring it in",
    "credentials": "say whether an Open Badge is what it says, and if not, why",
    "search": "find what everyone may read, in any language",
    "index": "make the index of the search anew, or go on where it was interrupted",
    "backup": "keep database, uploads and secret key in one file",
    "restore": "bring a backup into a new installation",
    "doctor": "say what is wrong with this installation and how to mend it",
    "manage": "run a command of Django",
}


def main(line: Sequence[str] | None = None) -> int:
    """Run one command and return how it ended."""
    name, *rest = list(sys.argv[1:] if line is None else line) or ["--help"]
    if name == "--version":
        say(version("innesto"))
        return Ending.DONE
    if name in {"--help", "-h", "help"}:
        say("innesto COMMAND …\n")
        for command, purpose in COMMANDS.items():
            say(f"  {command:11} {purpose}")
        say("\ninnesto COMMAND --help tells more.")
        return Ending.DONE
    if name not in COMMANDS:
        warn(f"innesto: there is no command {name!r}; innesto --help lists them")
        return Ending.WRONG_INPUT
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    with loading():
        module = import_module(f"innesto.config.commands.{name}")
    try:
        ending: int = module.run(rest)
    except KeyboardInterrupt:
        return Ending.INTERRUPTED
    return ending

"""Every command and every way it may end is written down."""

import re

from innesto.config.cli import COMMANDS
from innesto.config.terminal import Ending
from tools.house import ROOT

PAGE = (ROOT / "docs" / "run" / "commands.md").read_text("utf-8")


def test_every_command_is_on_the_page():
    assert set(re.findall(r"^\| `innesto (\w+)` \|", PAGE, re.MULTILINE)) == set(COMMANDS)


def test_every_ending_is_on_the_page():
    written = {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)}

    assert written == {int(ending) for ending in Ending}


def test_every_target_of_make_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE).group(1).split()

    assert set(re.findall(r"^(\w+):.*## ", makefile, re.MULTILINE)) == set(targets)

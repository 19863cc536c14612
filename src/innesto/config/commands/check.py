"""``innesto check``: which rules of a blueprint does a list of partners break?"""

import argparse
from collections.abc import Sequence

from innesto.blueprints.speech.catalogue import SPOKEN
from innesto.config.terminal import say, spoken_language
from innesto.rounds.terminal.commands import check_partners


def run(line: Sequence[str]) -> int:
    """Print the findings; hard ones end with 1."""
    parser = argparse.ArgumentParser("innesto check", description=__doc__)
    parser.add_argument("blueprint", help="YAML file, or the key of a blueprint that we ship")
    parser.add_argument("partners", help="CSV, XLS, XLSX or ODS file")
    parser.add_argument("--json", action="store_true", help="print for programs")
    parser.add_argument("--language", choices=SPOKEN, default=spoken_language())
    options = parser.parse_args(line)
    return check_partners(
        options.blueprint,
        options.partners,
        say=say,
        language=options.language,
        as_json=options.json,
    )

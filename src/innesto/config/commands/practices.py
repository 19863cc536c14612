"""``innesto practices import``: bring sheets in from a file."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.module_loading import import_string

from innesto.config.commands.index import catch_up
from innesto.config.installation import missing_migrations, start
from innesto.config.terminal import Ending, say, spoken_language, warn

# By name: they need models, which are there only once Django is set up.
ACTIONS = "innesto.practices.actions.intake"
REASONS = {
    "empty": "the file is empty",
    "too_large": "the file is too large",
    "unreadable": "the file cannot be read",
    "too_many_rows": "the file has too many rows",
    "no_table": "the file holds no table",
    "no_title": "no column is called title",
}


def run(line: Sequence[str]) -> int:
    """Bring in all rows that can be, and say one line for each that cannot."""
    parser = argparse.ArgumentParser("innesto practices", description=__doc__)
    parser.add_argument("verb", choices=["import"])
    parser.add_argument("file", type=Path, help="CSV, XLSX or JSON lines")
    parser.add_argument("--published", action="store_true", help="show them at once")
    parser.add_argument("--programme", default="", help="address of the programme they belong to")
    parser.add_argument("--by", default="", help="e-mail address of whoever brings them in")
    parser.add_argument("--no-index", action="store_true", help="leave the index to the worker")
    options = parser.parse_args(line)
    start()
    if missing_migrations():
        warn("The database is older than this version. Run: innesto manage migrate")
        return Ending.NOT_READY
    try:
        content = options.file.read_bytes()
    except OSError as error:
        warn(f"{options.file}: {error.strerror}")
        return Ending.WRONG_INPUT
    countries: Any = import_string("innesto.places.models.Country").objects
    if not countries.exists():
        warn("The registers are empty: places, countries and themes are kept as written.")
        warn("To know them, run before: innesto manage load_places; innesto manage load_themes")
    with translation.override(spoken_language()):
        ending = _bring_in(content, options)
    if ending == Ending.DONE and not options.published:
        say("They are drafts: only colleagues see them, and nobody finds them. See --published.")
    elif ending == Ending.DONE and not options.no_index:
        catch_up()
    return ending


def _bring_in(content: bytes, options: argparse.Namespace) -> int:
    start: Callable[..., Any] = import_string(f"{ACTIONS}.start_practice_import")
    carry_out: Callable[..., Any] = import_string(f"{ACTIONS}.carry_out_practice_import")
    nothing: type[Exception] = import_string(f"{ACTIONS}.NothingToBringIn")
    not_a_sheet: type[Exception] = import_string("innesto.sheets.reading.NotASheet")
    programmes: Any = import_string("innesto.programmes.models.Programme").objects
    people: Any = import_string("innesto.accounts.models.User").objects
    programme = programmes.filter(slug=options.programme).first()
    person = people.filter(email=options.by).first()
    if options.programme and programme is None:
        warn(f"There is no programme {options.programme!r}.")
        return Ending.WRONG_INPUT
    if options.by and person is None:
        warn(f"There is nobody with the address {options.by!r}.")
        return Ending.WRONG_INPUT
    try:
        import_ = start(
            by=person, file_name=options.file.name, content=content, programme=programme
        )
        import_ = carry_out(import_, by=person, published=options.published)
    except not_a_sheet as problem:
        warn(f"{options.file}: {REASONS.get(str(problem), problem)}")
        return Ending.WRONG_INPUT
    except nothing:
        warn("No row can come in: they are here already, or have no title.")
        return Ending.WRONG_INPUT
    for number, title, reason in import_.made["out"]:
        warn(f"{number}: {title} – {reason}")
    say(f"{len(import_.made['practices'])} in, {import_.made['left_out']} left out.")
    return Ending.DONE

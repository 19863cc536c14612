"""``innesto demo``: the five programmes as living data, served on this machine."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from django.core.management import call_command
from django.utils.module_loading import import_string

from innesto.config.commands.serve import serve
from innesto.config.environment import folder, insist, suggest
from innesto.config.installation import collect_static, missing_migrations, start
from innesto.config.terminal import Ending, say

# By name: it needs models, which are there only once Django is set up.
BUILD = "innesto.config.demo.build"


def run(line: Sequence[str]) -> int:
    """Build what is missing, then serve until interrupted."""
    parser = argparse.ArgumentParser("innesto demo", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of the demo (var/demo)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen at (8000)")
    parser.add_argument("--no-serve", action="store_true", help="only build")
    options = parser.parse_args(line)
    if options.data:
        insist("INNESTO_DATA_DIR", str(options.data.resolve()))
    suggest("INNESTO_DATA_DIR", str(Path("var/demo").resolve()))
    suggest("INNESTO_DEMO", "1")
    suggest("INNESTO_HTTPS", "0")
    suggest("INNESTO_SITE_URL", f"http://localhost:{options.port}")
    suggest("INNESTO_MAIL_URL", f"file://{folder('INNESTO_DATA_DIR', Path()) / 'mail'}")
    data = start()
    if missing_migrations():
        say("Making tables …")
        call_command("migrate", interactive=False, verbosity=0)
    build: Callable[[Callable[[str], None]], None] = import_string(BUILD)
    build(say)
    collect_static(data)
    if options.no_serve:
        say(f"The demo is ready in {data}.")
        return Ending.DONE
    return serve(options.host, options.port, with_worker=True)

"""``innesto manage …``: the commands of Django and of the packages in use."""

from collections.abc import Sequence

from django.core.management import execute_from_command_line

from innesto.config.environment import suggest
from innesto.config.installation import prepare
from innesto.config.terminal import Ending


def run(line: Sequence[str]) -> int:
    """Hand the line to Django."""
    suggest("DJANGO_SETTINGS_MODULE", "innesto.config.settings")
    prepare()
    execute_from_command_line(["innesto manage", *line])
    return Ending.DONE

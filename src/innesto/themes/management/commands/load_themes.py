"""``load_themes``: take over the schemes that all programmes share."""

from typing import Any

from django.core.management.base import BaseCommand

from innesto.themes.actions import adopt_shared_scheme
from innesto.themes.shipped import shipped_schemes


class Command(BaseCommand):
    """Take over the schemes that ship with Innesto; safe to repeat."""

    help = "Load the schemes of themes that all programmes share; safe to repeat."

    def handle(self, *, verbosity: int, **_options: Any) -> None:
        """Take over each scheme, and say how many themes it has."""
        for shipped in shipped_schemes():
            adopt_shared_scheme(shipped, by=None)
            if verbosity:
                self.stdout.write(f"{shipped.key}: {len(shipped.themes)}")

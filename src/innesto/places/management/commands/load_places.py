"""``load_places``: write the registers of countries, places and holidays."""

from typing import Any

from django.core.management.base import BaseCommand

from innesto.places.actions import load_registers


class Command(BaseCommand):
    """Load the registers that come with Innesto; safe to repeat."""

    help = "Load countries, regions, places, their names and public holidays; safe to repeat."

    def handle(self, *, verbosity: int, **_options: Any) -> None:
        """Load all, and say what was written as it goes."""

        def tell(what: str, count: int) -> None:
            if verbosity:
                self.stdout.write(f"{what}: {count}")

        load_registers(tell=tell)

"""``load_frameworks``: take over the framework of competences that ships with Innesto."""

from typing import Any

from django.core.management.base import BaseCommand

from innesto.curricula.actions import FrameworkIsKnown, adopt_digcomp


class Command(BaseCommand):
    """Take over DigComp 2.2; safe to repeat."""

    help = "Load the framework of competences that ships, DigComp 2.2; safe to repeat."

    def handle(self, *, verbosity: int, **_options: Any) -> None:
        """Take it over unless it is here, and say so."""
        try:
            framework = adopt_digcomp(by=None)
        except FrameworkIsKnown:
            said = "DigComp 2.2 is here already."
        else:
            said = f"{framework}: {framework.competences.count()}"
        if verbosity:
            self.stdout.write(said)

"""What an installation does for itself, by its schedule."""

from django.core.management import call_command
from django.tasks import task


@task
def sweep() -> None:
    """Throw away finished tasks older than a month and sessions that have ended."""
    call_command("ox_prune", older_than="30d", include_failed=True, verbosity=0)
    call_command("clearsessions", verbosity=0)

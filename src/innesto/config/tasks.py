"""What an installation does for itself, by its schedule."""

from django.core.management import call_command
from django.tasks import task
from django.utils import timezone

from innesto.toolkit.keeping import keepings


@task
def sweep() -> None:
    """Throw away finished tasks older than a month and sessions that have ended."""
    call_command("ox_prune", older_than="30d", include_failed=True, verbosity=0)
    call_command("clearsessions", verbosity=0)


@task
def forget_what_is_old() -> None:
    """Hand out one task for each thing that is kept for a time: one that fails stops no other."""
    for key in keepings():
        forget.enqueue(key)


@task
def forget(key: str) -> None:
    """Forget what is too old of one kind."""
    keepings()[key].carry_out(timezone.now())

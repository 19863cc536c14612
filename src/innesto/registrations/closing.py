"""What happens the night after the last day to register.

Not a room: the schedule calls it, and unlike ``tasks`` it does what actions do.
"""

from django.tasks import task
from django.utils import timezone

from innesto.exchanges.models import Exchange
from innesto.registrations.actions.openings import close_waiting_list
from innesto.registrations.models import Opening, Registration
from innesto.registrations.queries.places import room_of, waiting_at
from innesto.registrations.seating import fill


@task
def give_what_is_left() -> None:
    """Give the places that are left, and what was kept for some, to whoever still waits."""
    today = timezone.localdate()
    waiting = Registration.objects.waiting().values("exchange")
    ended = Opening.objects.ended(today).filter(
        exchange__in=waiting,
        exchange__starts_on__gte=today,
        exchange__state__in=[Exchange.State.ANNOUNCED, Exchange.State.CONFIRMED],
    )
    for opening in ended.select_related("exchange__programme").order_by("pk"):
        room = room_of(opening, on=today)
        if any(fill(waiting_at(opening), room, all_audiences=True)):
            close_waiting_list(opening)

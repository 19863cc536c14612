"""What is known of how to get to an exchange; packs take it along."""

from innesto.exchanges.models import Exchange, Seat
from innesto.places.models import Place
from innesto.travel.models import Directions


def directions_of(exchange: Exchange) -> Directions | None:
    """Return what the host wrote, if anything."""
    return Directions.objects.filter(exchange=exchange).first()


def place_of(exchange: Exchange) -> Place | None:
    """Return where an exchange is likely to be: the place of who hosts it."""
    hosts = exchange.seats.filter(part=Seat.Part.HOST)
    seat = hosts.select_related("partner__organisation__place__province").first()
    return seat.partner.organisation.place if seat else None

"""What partners answered."""

from innesto.exchanges.models import Exchange, Seat


def is_accepted_by_all(exchange: Exchange) -> bool:
    """Say whether everybody who must take part has said yes; nobody at all is not everybody."""
    answers = set(exchange.seats.filter(is_optional=False).values_list("answer", flat=True))
    return answers == {Seat.Answer.ACCEPTED}

"""What pages of other floors answer with: exchanges for calendar programs."""

from innesto.exchanges.icalendar import calendar_of

__all__ = ["calendar_of"]

"""Days before today, on which the life of the demo happened."""

import datetime

from django.utils import timezone

MONTH = 30.4375
"""Days."""


def months_ago(months: float) -> datetime.date:
    """Return the day so many months before today."""
    return timezone.localdate() - datetime.timedelta(days=round(months * MONTH))


def noon_of(day: datetime.date) -> datetime.datetime:
    """Return noon of a day, here."""
    return datetime.datetime.combine(day, datetime.time(12), timezone.get_current_timezone())

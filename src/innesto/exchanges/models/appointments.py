"""When and how people meet: of an exchange as it stands, and as it was before it moved."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from innesto.toolkit.dates import hours
from innesto.toolkit.zones import is_readers_clock, moment_in, time_of


class Mode(models.TextChoices):
    """How people meet."""

    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("in person and online")


class Half(models.TextChoices):
    """The part of a day that a meeting takes."""

    WHOLE = "", _("whole day")
    MORNING = "morning", _("morning")
    AFTERNOON = "afternoon", _("afternoon")


OFFICE_HOURS = {
    Half.WHOLE: (time(9), time(18)),
    Half.MORNING: (time(9), time(13)),
    Half.AFTERNOON: (time(14), time(18)),
}
"""What is assumed while nobody has said at what hour a meeting begins and ends."""


def house_zone() -> str:
    """Return the time zone of this installation."""
    return str(settings.TIME_ZONE)


class Appointment(models.Model):
    """Days, hours and zone, how and where.

    Days and hours are those on the clocks of ``zone``: «9:30 in Lisbon» stays 9:30 in Lisbon,
    whatever becomes of summer time. Hours may not be known yet; then there are none.
    """

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    half = models.CharField(_("part of the day"), max_length=10, choices=Half, blank=True)
    opens = models.TimeField(_("begins at"), null=True, blank=True)
    closes = models.TimeField(_("ends at"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=40, default=house_zone)
    mode = models.CharField(_("how"), max_length=10, choices=Mode)
    venue = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link to the room"), blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_begins",
                condition=Q(ends_on__gt=F("starts_on"))
                | Q(ends_on=F("starts_on"), opens=None)
                | Q(ends_on=F("starts_on"), closes__gt=F("opens")),
            ),
            models.CheckConstraint(
                name="%(class)s_has_both_hours_or_none",
                condition=Q(opens=None, closes=None) | Q(opens__isnull=False, closes__isnull=False),
            ),
        ]

    @classmethod
    def fields(cls) -> tuple[str, ...]:
        """Return the names of what makes an appointment."""
        return tuple(field.name for field in Appointment._meta.fields)

    @property
    def begins_at(self) -> datetime:
        """The first moment, on the clock of its zone; office hours where none are known."""
        opens, _closes = OFFICE_HOURS[Half(self.half)]
        return moment_in(self.zone, self.starts_on, self.opens or opens)

    @property
    def ends_at(self) -> datetime:
        """The last moment, on the clock of its zone; office hours where none are known."""
        _opens, closes = OFFICE_HOURS[Half(self.half)]
        clock = closes if self.closes is None else self.closes
        return moment_in(self.zone, self.ends_on, clock)

    @property
    def days(self) -> int:
        """Calendar days from the first to the last, both included."""
        return (self.ends_on - self.starts_on + timedelta(days=1)).days

    @property
    def every_day(self) -> list[date]:
        """Its days, in order."""
        return [self.starts_on + timedelta(days=number) for number in range(self.days)]

    @property
    def has_hours(self) -> bool:
        """It is known at what hour it begins and ends."""
        return self.opens is not None and self.closes is not None

    @property
    def is_elsewhere_in_time(self) -> bool:
        """Its clock shows another hour than the reader's."""
        return not is_readers_clock(self.begins_at)

    @property
    def clock(self) -> str:
        """The hours in its own zone, «9:30–13:00, ora di Lisbona»; the half-day if none are known.

        The zone is named where the reader's clock differs and an hour is said or meant.
        """
        said = str(Half(self.half).label) if self.half else ""
        if self.opens is not None and self.closes is not None:
            said = hours(self.opens, self.closes)
        is_said = said and (self.has_hours or self.mode != Mode.IN_PERSON)
        if is_said and self.is_elsewhere_in_time:
            return f"{said}, {time_of(self.zone)}"
        return said

    @property
    def clock_here(self) -> str:
        """The same hours on the reader's clock, where it differs."""
        if not self.has_hours or not self.is_elsewhere_in_time:
            return ""
        return hours(self.begins_at, self.ends_at)

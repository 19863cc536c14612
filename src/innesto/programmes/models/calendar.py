"""Phases that were entered, dates that follow from others, and every time one was moved."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from innesto.programmes.models.partner import Partner
from innesto.programmes.models.programme import Programme, said


class PhaseEntry(models.Model):
    """The day on which the programme, or one partner on its own way, entered a phase.

    ``records`` holds what the blueprint wants to be written down in the phase, word by word in
    its order, for instance knowledge and motivation.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="phase_entries")
    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, null=True, blank=True, related_name="phase_entries"
    )
    phase = models.CharField(_("phase"), max_length=60)
    entered_on = models.DateField(_("entered on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    records = models.JSONField(_("what was recorded"), default=list, blank=True)

    class Meta:
        verbose_name = _("phase entered")
        verbose_name_plural = _("phases entered")
        ordering = ["entered_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(partner=None) & Q(left_on=None),
                name="phase_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["partner"], condition=Q(left_on=None), name="phase_one_a_partner"
            ),
            models.CheckConstraint(
                name="phase_left_after_it_was_entered",
                condition=Q(left_on=None) | Q(left_on__gte=F("entered_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner or self.programme}: {self.phase}"


class Milestone(models.Model):
    """Something with a date, absolute or relative: «end of year 2», «start of a phase».

    ``moment`` is how the date is written today and ``on`` what that gives; ``on`` is blank while
    the day it hangs on is. ``declared_year`` is the calendar year a source names for it: a clash
    is shown, not repaired. Once ``is_moved`` by hand, a new edition leaves it where it is.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="milestones")
    key = models.CharField(max_length=130)
    labels = models.JSONField(_("what"), default=dict)
    moment = models.CharField(_("when, as it is written"), max_length=120)
    on = models.DateField(_("day"), null=True, blank=True)
    declared_year = models.PositiveSmallIntegerField(_("year in the source"), null=True, blank=True)
    quote = models.CharField(_("words of the source"), max_length=500, blank=True)
    is_moved = models.BooleanField(_("moved by hand"), default=False)

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="milestone_once"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What happens on the day, in the reader's language."""
        return said(self.labels) or self.key

    @property
    def clashes(self) -> bool:
        """The computed day lies outside the year that the source names."""
        if self.on is None or self.declared_year is None:
            return False
        return self.on.year != self.declared_year


class Shift(models.Model):
    """One move of a date. All of them are kept; without a reason it followed another date."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="shifts")
    moment_before = models.CharField(_("written before"), max_length=120)
    moment_after = models.CharField(_("written after"), max_length=120)
    before = models.DateField(_("before"), null=True)
    after = models.DateField(_("after"), null=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("move of a date")
        verbose_name_plural = _("moves of dates")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.milestone}: {self.before} → {self.after}"


class Extension(models.Model):
    """A deadline of the blueprint that was moved to a later day. All of them are kept.

    ``rule`` and ``subject`` are keys as the facts of rules have them; a blank subject is the
    programme itself. ``before`` is the day it was due, blank where that could not be told.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="extensions")
    rule = models.CharField(_("rule"), max_length=60)
    subject = models.CharField(_("for whom"), max_length=220, blank=True)
    subject_name = models.CharField(_("name"), max_length=250, blank=True)
    before = models.DateField(_("before"), null=True)
    until = models.DateField(_("new deadline"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("extension of a deadline")
        verbose_name_plural = _("extensions of deadlines")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="extension_to_a_later_day",
                condition=Q(before=None) | Q(until__gt=F("before")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.before} → {self.until}"

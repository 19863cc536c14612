"""Who follows a course, with whom, and how far they are."""

import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.courses.models.course import Course, Unit
from innesto.organisations.models import Organisation


class CohortQuerySet(models.QuerySet["Cohort"]):
    """Ways to choose cohorts."""

    def taking_in(self, on: datetime.date) -> Self:
        """Those in which one can still enrol on this day, if there is a seat."""
        return self.filter(Q(enrol_until__gte=on) | Q(enrol_until=None, ends_on__gte=on))


class Cohort(models.Model):
    """People who follow a course together, between two days; ``seats`` None: whoever wants."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="cohorts")
    name = models.CharField(_("name"), max_length=120)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    enrol_until = models.DateField(_("last day to enrol"), null=True, blank=True)
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="cohort_ends_after_it_begins",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day comes before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def takes_people_in(self, on: datetime.date) -> bool:
        """Tell whether one can still enrol on this day, if there is a seat."""
        return on <= (self.enrol_until or self.ends_on)


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Ways to choose enrolments."""

    def current(self) -> Self:
        """Those of people who did not leave."""
        return self.filter(left_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own. Everyone else gets sums and shares, never names."""
        return self.filter(person=user) if isinstance(user, User) else self.none()


class Enrolment(models.Model):
    """A person in a course, alone or in a cohort, perhaps for an organisation.

    ``is_counted`` is the consent to be counted in the figures of the organisation. What is
    ``done_count`` and ``done_minutes`` the actions keep.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments"
    )
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="enrolments"
    )
    is_counted = models.BooleanField(_("counted for the organisation"), default=False)
    enrolled_at = models.DateTimeField(_("enrolled"))
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    done_count = models.PositiveIntegerField(_("units done"), default=0)
    done_minutes = models.PositiveIntegerField(_("minutes done"), default=0)
    last_unit = models.ForeignKey(
        Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    last_at = models.DateTimeField(_("last time"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(fields=["course", "person"], name="enrolment_once_a_course")
        ]
        indexes = [models.Index(fields=["person", "-last_at"], name="enrolment_of_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.course}"

    @property
    def is_finished(self) -> bool:
        """Everything was done that is not optional."""
        return self.finished_at is not None


class Progress(models.Model):
    """How far a learner is in a unit.

    ``position`` is where a recording was left, in seconds, and ``position_at`` when: what comes
    late from another tab or device does not move it back. ``furthest`` never grows smaller.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="progress")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="progress")
    opened_at = models.DateTimeField(_("opened"))
    position = models.PositiveIntegerField(_("left at second"), default=0)
    position_at = models.DateTimeField(null=True, blank=True)
    furthest = models.PositiveIntegerField(_("seen as far as second"), default=0)
    finished_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "unit"], name="progress_once_a_unit")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.unit}"

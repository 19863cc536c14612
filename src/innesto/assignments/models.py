"""Assignments, the works handed in, and what peers say of them."""

import datetime
from collections.abc import Sequence
from functools import cached_property
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.assignments.assessing import Criterion, rubric_from
from innesto.courses.models import Cohort, Course, Enrolment, Unit
from innesto.programmes.models.programme import said
from innesto.toolkit.addresses import address_of

LEASE = datetime.timedelta(days=7)
"""How long a work is kept for who was given it; then others may be given it too."""


class Assignment(models.Model):
    """The content of a unit that asks for a work; ``task`` and the rubric carry their languages.

    Each learner assesses as many works as ``peers`` says; with 0 only authors assess.
    """

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="assignment")
    task = models.JSONField(_("what is asked for"), default=dict)
    rubric = models.JSONField(_("criteria"), default=list)
    takes_file = models.BooleanField(_("a file can be handed in too"), default=True)
    peers = models.PositiveSmallIntegerField(
        _("works each learner assesses"), default=2, validators=[MaxValueValidator(5)]
    )
    is_anonymous = models.BooleanField(_("nobody sees whose work it is"), default=True)
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark, of a hundred"), default=60, validators=[MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.CheckConstraint(
                name="assignment_pass_mark_of_a_hundred", condition=Q(pass_mark__lte=100)
            )
        ]

    def __str__(self) -> str:
        return str(self.unit)

    @property
    def asked(self) -> str:
        """What is asked for, in the reader's language."""
        return said(self.task)

    @cached_property
    def criteria(self) -> Sequence[Criterion]:
        """The rubric, typed for readers."""
        return rubric_from(self.rubric)

    @property
    def named_criteria(self) -> Sequence[tuple[str, int]]:
        """The words and points of the rubric, in the reader's language."""
        return [(said(one.text), one.points) for one in self.criteria]


class Deadline(models.Model):
    """Until when a cohort hands in, and until when it assesses; who is alone has no deadline."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="deadlines")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    hand_in_on = models.DateField(_("last day to hand in"))
    assess_on = models.DateField(_("last day to assess"))

    class Meta:
        verbose_name = _("deadline of an assignment")
        verbose_name_plural = _("deadlines of an assignment")
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "cohort"], name="assignment_deadline_once_a_cohort"
            ),
            models.CheckConstraint(
                name="assignment_assessed_after_handed_in",
                condition=Q(assess_on__gt=F("hand_in_on")),
                violation_error_message=_("Assessing begins when handing in is over."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.cohort}"


class WorkQuerySet(models.QuerySet["Work"]):
    """Ways to choose works."""

    def waiting(self) -> Self:
        """Those without a result."""
        return self.filter(percent=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own, those one was given to assess, and those of courses one writes."""
        if not isinstance(user, User):
            return self.none()
        given = Assessment.objects.filter(enrolment__person=user).values("work")
        written = Course.objects.written_by(user).values("pk")
        return self.filter(
            Q(enrolment__person=user) | Q(pk__in=given) | Q(assignment__unit__course__in=written)
        )


class Work(models.Model):
    """What a learner handed in; who did not pass hands in another.

    ``percent`` comes from the median of the assessments, or from an author, with the reason.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="works")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="works")
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(_("text"), max_length=20_000, blank=True)
    file = models.FileField(_("file"), upload_to="assignments/%Y", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    handed_in_at = models.DateTimeField(_("handed in"))
    percent = models.PositiveSmallIntegerField(_("result, of a hundred"), null=True, blank=True)
    is_passed = models.BooleanField(_("passed"), default=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), max_length=2000, blank=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("work handed in")
        verbose_name_plural = _("works handed in")
        ordering = ["handed_in_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "enrolment", "number"], name="work_handed_in_once"
            ),
            models.UniqueConstraint(
                fields=["assignment", "enrolment"],
                condition=Q(percent=None),
                name="work_waiting_once",
            ),
            models.CheckConstraint(
                name="work_with_result_has_date",
                condition=Q(percent=None, decided_at=None, is_passed=False)
                | Q(percent__isnull=False, decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} ({self.number})"

    def get_absolute_url(self) -> str:
        """Return the page of the work."""
        return address_of("assignments:work", self.pk)

    @property
    def is_decided(self) -> bool:
        """It has a result."""
        return self.percent is not None


class GivenQuerySet(models.QuerySet["Assessment"]):
    """Ways to choose assessments."""

    def done(self) -> Self:
        """Those that were given."""
        return self.filter(done_at__isnull=False)

    def owed(self) -> Self:
        """Those still to be given, of works without a result."""
        return self.filter(done_at=None, work__percent=None)


class Assessment(models.Model):
    """A work that was given to a learner to assess; once done, points by criterion and words."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="assessments")
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="works_assessed"
    )
    given_at = models.DateTimeField(_("given"))
    points = models.JSONField(_("points by criterion"), default=dict, blank=True)
    words = models.TextField(_("what you say to who wrote it"), max_length=3000, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects = GivenQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a work", "assessment by a peer")
        verbose_name_plural = pgettext_lazy("of a work", "assessments by peers")
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["work", "enrolment"], name="work_assessed_once_by_each")
        ]

    def __str__(self) -> str:
        return str(self.work)

    def get_absolute_url(self) -> str:
        """Return the page on which the work is assessed."""
        return address_of("assignments:assess", self.pk)

    @property
    def is_done(self) -> bool:
        """It was given."""
        return self.done_at is not None

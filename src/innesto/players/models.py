"""Packages, what learners did in them, what they reported, and what they asked us to keep."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.courses.models import Enrolment, Unit


class Package(models.Model):
    """What is inside a unit: a package of SCORM or cmi5, unpacked into a folder of the storage.

    ``parts`` are the things that are launched, in their order, as ``contents.Part`` reads them.
    A new version takes the place of the old one and keeps what learners did.
    """

    class Standard(models.TextChoices):
        SCORM_12 = "scorm12", "SCORM 1.2"
        SCORM_2004 = "scorm2004", "SCORM 2004"
        CMI5 = "cmi5", "cmi5"

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="package")
    standard = models.CharField(_("standard"), max_length=9, choices=Standard)
    name = models.CharField(_("what it is"), max_length=40)
    title = models.CharField(_("title"), max_length=300)
    file_name = models.CharField(_("file"), max_length=200)
    folder = models.CharField(max_length=60, db_index=True)
    parts = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    lost = models.JSONField(default=dict)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    version = models.PositiveIntegerField(_("version"), default=1)
    imported_at = models.DateTimeField(_("imported"))
    imported_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("package")
        verbose_name_plural = _("packages")

    def __str__(self) -> str:
        return self.title


class Attempt(models.Model):
    """What a learner did in one part of a package, in as many sittings as they like.

    ``data`` is the data model of SCORM as it was last reported. A report counts if it is of a
    later sitting, or of the same one and later in it: so the last state wins, and one that is
    sent twice counts once. ``seconds`` are those of former sittings.
    """

    class Completion(models.TextChoices):
        UNKNOWN = "", pgettext_lazy("completion", "opened")
        INCOMPLETE = "incomplete", pgettext_lazy("completion", "begun")
        COMPLETED = "completed", pgettext_lazy("completion", "completed")

    class Success(models.TextChoices):
        UNKNOWN = "", pgettext_lazy("success", "no result")
        PASSED = "passed", pgettext_lazy("success", "passed")
        FAILED = "failed", pgettext_lazy("success", "not passed")

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="attempts")
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="package_attempts"
    )
    part = models.CharField(max_length=500)
    registration = models.UUIDField(default=uuid.uuid4, unique=True)
    version = models.PositiveIntegerField(default=1)
    sitting = models.PositiveIntegerField(default=0)
    reported_sitting = models.PositiveIntegerField(default=0)
    reported_number = models.PositiveIntegerField(default=0)
    data = models.JSONField(default=dict)
    completion = models.CharField(
        _("how far"), max_length=10, choices=Completion, blank=True, default=""
    )
    success = models.CharField(_("result"), max_length=6, choices=Success, blank=True, default="")
    score = models.FloatField(_("share of points"), null=True, blank=True)
    seconds = models.PositiveIntegerField(default=0)
    sitting_seconds = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(_("begun"))
    last_at = models.DateTimeField(_("last time"))
    finished_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.UniqueConstraint(
                fields=["package", "enrolment", "part"], name="attempt_once_a_part"
            ),
            models.CheckConstraint(
                name="attempt_score_is_a_share",
                condition=Q(score=None) | Q(score__gte=-1, score__lte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.part}"

    @property
    def whole_seconds(self) -> int:
        """Seconds of all sittings."""
        return self.seconds + self.sitting_seconds

    @property
    def minutes(self) -> int:
        """Minutes of all sittings, begun ones counted."""
        return -(-self.whole_seconds // 60)

    @property
    def percent(self) -> int | None:
        """Points out of a hundred."""
        return None if self.score is None else round(self.score * 100)


class Statement(models.Model):
    """One line of the learning record store: who did what, as xAPI says it."""

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="statements")
    verb = models.CharField(max_length=300)
    activity = models.CharField(max_length=500)
    stored_at = models.DateTimeField(_("stored"))
    body: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["stored_at", "pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.activity}"


class Leaf(models.Model):
    """A document that a unit of cmi5 keeps here: a state, or a profile of learner or activity."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="leaves")
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=500)
    kind = models.CharField(max_length=100)
    content = models.BinaryField()
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("kept document")
        verbose_name_plural = _("kept documents")
        constraints = [models.UniqueConstraint(fields=["attempt", "key"], name="leaf_once_a_key")]

    def __str__(self) -> str:
        return self.name

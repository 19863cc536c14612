"""What readers report, what moderators decide, and what they are asked to look at again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from innesto.talk.models.threads import Post


class Report(models.Model):
    """Somebody asks that a post be looked at."""

    class Reason(models.TextChoices):
        PRIVACY = "privacy", _("It lets a minor or a beneficiary be recognised")
        RUDE = "rude", _("It offends somebody")
        SPAM = "spam", _("It is advertising or a trick")
        ELSEWHERE = "elsewhere", _("It does not belong here")
        OTHER = "other", _("Something else")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=9, choices=Reason)
    note = models.CharField(_("note"), max_length=500, blank=True)
    at = models.DateTimeField(_("when"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                fields=["post", "by"],
                condition=Q(closed_at=None),
                name="report_once_a_person",
            )
        ]

    def __str__(self) -> str:
        return self.get_reason_display()


class Ruling(models.Model):
    """What a moderator decided on a post and why; its author may ask another one to look again."""

    class Verdict(models.TextChoices):
        KEEP = "keep", _("Leave it, it may be read")
        HIDE = "hide", _("Hide it")
        REMOVE = "remove", _("Remove it for good")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="rulings")
    verdict = models.CharField(_("decision"), max_length=6, choices=Verdict)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))
    appeal = models.CharField(_("why look again"), max_length=1000, blank=True)
    appealed_at = models.DateTimeField(_("asked to look again"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("decision of a moderator")
        verbose_name_plural = _("decisions of moderators")
        constraints = [
            models.CheckConstraint(
                name="ruling_appeal_answered_by_another",
                condition=Q(answered_by=None) | Q(by=None) | ~Q(answered_by=F("by")),
            )
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()

    @property
    def is_appealed(self) -> bool:
        """Waits for another person to look again."""
        return self.appealed_at is not None and self.answered_at is None

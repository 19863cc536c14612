"""Notices to persons, and what each of them wants by e-mail."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Ways to choose notices."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Notices to this person: nobody reads those of others, operators neither."""
        return self.filter(to=user) if isinstance(user, User) else self.none()

    def unread(self) -> Self:
        """Notices that wait."""
        return self.filter(read_at=None)


class Notification(models.Model):
    """Something one person should know, in their language.

    ``key`` names the occasion («exchange-7-accepted»): the same person is told once, however
    often the task or the action runs. ``stop_url`` leads, without signing in, to where its person
    stops notices of this one thing.
    """

    to = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="notifications", verbose_name=_("to")
    )
    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(_("occasion"), max_length=120)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=300, blank=True)
    stop_url = models.CharField(_("address to hear no more"), max_length=300, blank=True)
    about_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    about_id = models.CharField(max_length=64, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    created_at = models.DateTimeField(_("written"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(fields=["to", "key"], name="notification_told_once"),
        ]
        indexes = [models.Index(fields=["to", "created_at"], name="notification_of_person")]

    def __str__(self) -> str:
        return self.title


class MailChoice(models.Model):
    """When a person wants one kind of notice by e-mail; without a choice it is at once."""

    class When(models.TextChoices):
        NOW = "now", _("At once")
        NEVER = "never", _("Never, only here")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mail_choices")
    kind = models.CharField(_("kind"), max_length=60)
    when = models.CharField(_("by e-mail"), max_length=5, choices=When, default=When.NOW)

    class Meta:
        verbose_name = _("choice of mail")
        verbose_name_plural = _("choices of mail")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="mail_choice_once_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.when}"

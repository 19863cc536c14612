"""The room of an exchange: whether it takes questions, the meeting in it, what was recorded."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange


def _new_meeting() -> str:
    return f"innesto-{uuid4()}"


class Room(models.Model):
    """How people come together: one row for each exchange that has an agenda or a meeting.

    ``meeting`` is what BigBlueButton calls the meeting; it is hard to guess.
    """

    exchange = models.OneToOneField(Exchange, on_delete=models.CASCADE, related_name="room")
    takes_questions = models.BooleanField(_("takes questions"), default=True)
    shows_at_once = models.BooleanField(_("shows questions before anyone looked"), default=False)
    is_recorded = models.BooleanField(_("the meeting is recorded"), default=False)
    meeting = models.CharField(max_length=80, unique=True, default=_new_meeting)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")

    def __str__(self) -> str:
        return str(self.exchange)


class Consent(models.Model):
    """Somebody who was told that the meeting is recorded, and agreed."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="consents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("agreed"))

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["room", "person"], name="consent_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.room}"


class RecordingQuerySet(models.QuerySet["Recording"]):
    """Ways to choose recordings."""

    def published(self) -> Self:
        """Those that somebody decided to show."""
        return self.exclude(published_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Published ones, to whoever sees the exchange."""
        return self.published().filter(room__exchange__in=Exchange.objects.visible_to(user))


class Recording(models.Model):
    """What the meeting server recorded; nobody sees the address before it is published."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="recordings")
    key = models.CharField(max_length=120)
    url = models.URLField(_("address"), max_length=500)
    began_at = models.DateTimeField(_("begun"))
    minutes = models.PositiveIntegerField(_("how many minutes"), default=0)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RecordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering = ["began_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["room", "key"], name="recording_once")]

    def __str__(self) -> str:
        return str(self.room)

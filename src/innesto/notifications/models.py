"""Notices to persons, the letters that gather them, and what each person wants by e-mail."""

from datetime import datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.toolkit.kinds_of_notice import When


class Letter(models.Model):
    """A mail that gathers: the digest of a person, or the weekly letter of a space.

    There is one for each person, rhythm, space and day, so that none is sent twice. It is claimed
    (``sending_at``) before it leaves. A worker killed in between does not send it again: what it
    had gathered is not marked as mailed, and the next letter carries it.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="letters")
    rhythm = models.CharField(_("rhythm"), max_length=6, choices=When)
    space = models.CharField(_("space"), max_length=80, blank=True)
    on = models.DateField(_("day"))
    until = models.DateTimeField(_("tells of what was before"))
    sending_at = models.DateTimeField(_("taken up"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(
                name="letter_once_a_day", fields=["person", "rhythm", "space", "on"]
            ),
        ]
        indexes = [models.Index(fields=["on"], name="letter_of_day")]

    def __str__(self) -> str:
        return f"{self.rhythm} {self.on}"


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Ways to choose notices."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Notices to this person: nobody reads those of others, operators neither."""
        return self.filter(to=user) if isinstance(user, User) else self.none()

    def unread(self) -> Self:
        """Notices that wait."""
        return self.filter(read_at=None)

    def about(self, thing: models.Model) -> Self:
        """Notices that speak of this very thing."""
        return self.filter(
            about_type=ContentType.objects.get_for_model(thing), about_id=str(thing.pk)
        )

    def waiting_for(self, rhythm: str, before: datetime) -> Self:
        """Notices that the next letter of this rhythm carries: not those read meanwhile."""
        on_the_way = models.Q(sending_at=None) | models.Q(sending_at__lt=before)
        waiting = self.unread().filter(mail=rhythm, mailed_at=None, created_at__lt=before)
        return waiting.filter(on_the_way)


class Notification(models.Model):
    """Something one person should know, in their language.

    ``key`` names the occasion («exchange-7-accepted»): the same person is told once, however
    often the task or the action runs. ``space`` and ``about`` say where it belongs, with the names
    those had on that day. ``mail`` is decided when it is written, and again when its person
    chooses otherwise. A mail is claimed by making it wait for the next digest (``mail`` is daily,
    ``sending_at`` is set): whatever was on the wire when a worker died comes with that.
    ``stop_url`` leads, without signing in, to where its person stops notices of this one thing.
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
    space = models.CharField(_("space"), max_length=80, blank=True)
    space_title = models.CharField(_("name of the space"), max_length=150, blank=True)
    about_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    about_id = models.CharField(max_length=64, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    about_title = models.CharField(_("what it is about"), max_length=150, blank=True)
    reply = models.CharField(_("what an answer becomes"), max_length=12, blank=True)
    created_at = models.DateTimeField(_("written"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    mail = models.CharField(_("by e-mail"), max_length=6, choices=When, default=When.NOW)
    sending_at = models.DateTimeField(_("taken up"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    letter = models.ForeignKey(
        Letter, on_delete=models.SET_NULL, related_name="notices", null=True, blank=True
    )

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(fields=["to", "key"], name="notification_told_once"),
        ]
        indexes = [
            models.Index(fields=["to", "created_at"], name="notification_of_person"),
            models.Index(
                name="notification_waiting",
                fields=["mail", "created_at", "to"],
                condition=models.Q(
                    mailed_at=None, read_at=None, mail__in=[When.DAILY, When.WEEKLY]
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MailChoice(models.Model):
    """When a person wants notices by e-mail: of a kind in a space, of a space, of a kind, or all.

    The narrowest choice wins, in this order; without any it is as the kind suggests.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mail_choices")
    space = models.CharField(_("space"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    when = models.CharField(_("by e-mail"), max_length=6, choices=When, default=When.NOW)

    class Meta:
        verbose_name = _("choice of mail")
        verbose_name_plural = _("choices of mail")
        constraints = [
            models.UniqueConstraint(
                name="mail_choice_once_a_kind", fields=["person", "space", "kind"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.space} {self.kind}: {self.when}".strip()


class Morning(models.Model):
    """When the day of a person begins, for the mail that gathers."""

    HOUR = 7

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="morning")
    hour = models.PositiveSmallIntegerField(
        _("hour"), default=HOUR, validators=[MaxValueValidator(23)]
    )
    time_zone = models.CharField(_("time zone"), max_length=40)

    class Meta:
        verbose_name = _("morning")
        verbose_name_plural = _("mornings")
        indexes = [models.Index(fields=["time_zone", "hour"], name="morning_of_zone")]

    def __str__(self) -> str:
        return f"{self.hour}:00 {self.time_zone}"

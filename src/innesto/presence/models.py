"""Who was at an exchange, in which session and how long; and what was certified."""

import secrets
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Half
from innesto.presence.sessions import hours_said
from innesto.registrations.models import Registration

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and figures that nobody confuses."""
SHARE = 75
"""Percent of the hours that are asked for while the organisers say nothing."""


def new_code() -> str:
    """Return a code of twelve letters: nobody guesses one of 10¹⁸."""
    return "".join(secrets.choice(LETTERS) for _letter in range(12))


def plain_code(typed: str) -> str:
    """Return a code as it is kept, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter in LETTERS)


class Requirement(models.Model):
    """How much of an exchange somebody must attend to get a certificate."""

    exchange = models.OneToOneField(Exchange, on_delete=models.CASCADE, related_name="requirement")
    share = models.PositiveSmallIntegerField(
        _("percent of the hours"),
        default=SHARE,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )

    class Meta:
        verbose_name = _("condition of a certificate")
        verbose_name_plural = _("conditions of certificates")

    def __str__(self) -> str:
        return f"{self.share} %"


class AttendeeQuerySet(models.QuerySet["Attendee"]):
    """Ways to choose those who were there."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own presence, and that at exchanges one runs."""
        if not isinstance(user, User):
            return self.none()
        if user.is_operator:
            return self
        run = Exchange.objects.run_by(user)
        return self.filter(Q(person=user) | Q(exchange__in=run.values("pk")))


class Attendee(models.Model):
    """Somebody who was there, with a registration or without: who walks in is only a name.

    The name is that of the day, so that a registration may change without changing what was.
    """

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="attendees")
    registration = models.ForeignKey(
        Registration, on_delete=models.SET_NULL, null=True, blank=True, related_name="attendees"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="attended",
    )
    name = models.CharField(_("name and surname"), max_length=120)
    body = models.CharField(_("organisation"), max_length=160, blank=True)
    language = models.CharField(_("language"), max_length=7, choices=settings.LANGUAGES)

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("person who was there")
        verbose_name_plural = _("persons who were there")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "registration"],
                condition=Q(registration__isnull=False),
                name="attendee_once_a_registration",
            ),
        ]

    def __str__(self) -> str:
        return self.name or gettext("Erased person")


class Attendance(models.Model):
    """One person in one session, with the session as it was then: moving the exchange later
    changes nothing of what happened. ``minutes`` is what counts; a correction says it anew.
    """

    class How(models.TextChoices):
        LIST = "list", _("ticked on the list")
        CODE = "code", _("with the code on the spot")
        SCAN = "scan", _("by their own code")

    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="attendances")
    on = models.DateField(_("day"))
    half = models.CharField(_("part of the day"), max_length=10, choices=Half, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    how = models.CharField(_("how"), max_length=4, choices=How)
    arrived_at = models.DateTimeField(_("arrived"), null=True, blank=True)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("minutes that count"))
    reason = models.CharField(_("why it was corrected"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        ordering = ["on", "starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["attendee", "on", "half"], name="attendance_once"),
            models.CheckConstraint(
                name="attendance_in_a_session", condition=Q(ends_at__gt=F("starts_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendee}: {self.on}"

    @property
    def hours(self) -> str:
        """What counts, in words."""
        return hours_said(self.minutes)

    @property
    def is_late_note(self) -> bool:
        """Was noted long after: the phone had no network, or it was remembered later."""
        return self.noted_at > self.ends_at + timedelta(hours=1)


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Ways to choose certificates."""

    def valid(self) -> Self:
        """Not revoked."""
        return self.filter(revoked_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own, and those of exchanges one runs. Who knows a code verifies without this."""
        if not isinstance(user, User):
            return self.none()
        if user.is_operator:
            return self
        run = Exchange.objects.run_by(user)
        return self.filter(Q(person=user) | Q(exchange__in=run.values("pk")))

    def by_code(self, typed: str) -> "Certificate | None":
        """Return the certificate with a code, however it was typed, valid or revoked."""
        return self.filter(code=plain_code(typed)).select_related("exchange").first()


class Certificate(models.Model):
    """What a paper says about somebody's presence, word for word, and whether it still holds.

    It is a copy in the language of the person: what is corrected later does not change a paper
    that was handed out. The organisers see the difference, revoke it and issue another.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code)
    attendee = models.ForeignKey(
        Attendee, on_delete=models.SET_NULL, null=True, related_name="certificates"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="certificates",
    )
    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="certificates")
    language = models.CharField(max_length=7)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    programme = models.CharField(max_length=300)
    place = models.CharField(max_length=300, blank=True)
    days = models.JSONField(default=list)
    minutes = models.PositiveIntegerField()
    whole = models.PositiveIntegerField()
    notice = models.TextField(blank=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("why it was revoked"), max_length=300, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate of attendance")
        verbose_name_plural = _("certificates of attendance")
        ordering = ["-issued_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["attendee"],
                condition=Q(revoked_at__isnull=True, attendee__isnull=False),
                name="certificate_one_valid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.title}"

    def get_absolute_url(self) -> str:
        """Return the page that confirms it."""
        return reverse("presence:certificate", args=[self.code])

    @property
    def shown_code(self) -> str:
        """The code as people read it: «K7QM-2XPD-9RTA»."""
        return "-".join(self.code[at : at + 4] for at in range(0, len(self.code), 4))

    @property
    def is_revoked(self) -> bool:
        """Does not hold any more."""
        return self.revoked_at is not None

    @property
    def hours(self) -> str:
        """The hours it certifies."""
        return hours_said(self.minutes)

    @property
    def whole_hours(self) -> str:
        """The hours of the whole exchange."""
        return hours_said(self.whole)

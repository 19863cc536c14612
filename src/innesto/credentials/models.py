"""Who issues credentials, with which keys; what can be awarded; what was, and whether it holds."""

import secrets
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.badges.issuing import did_at
from innesto.organisations.models import Membership, Organisation
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import day

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and figures that nobody confuses."""


def new_code() -> str:
    """Return a code of twelve letters: nobody guesses one of 10¹⁸."""
    return "".join(secrets.choice(LETTERS) for _letter in range(12))


def plain_code(typed: str) -> str:
    """Return a code as it is kept, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter in LETTERS)


def said_in(words: Mapping[str, str], language: str | None = None) -> str:
    """Return words in a language, that of the reader unless told, or in the first they are in."""
    wanted = language or get_language() or settings.LANGUAGE_CODE
    order = (wanted, settings.LANGUAGE_CODE, "en", *words)
    return next((words[code] for code in order if words.get(code)), "")


def months_later(at: datetime, months: int) -> datetime:
    """Return the same day so many months later, or the last of that month."""
    years, month = divmod(at.month - 1 + months, 12)
    last = monthrange(at.year + years, month + 1)[1]
    return at.replace(year=at.year + years, month=month + 1, day=min(at.day, last))


def site_address(path: str) -> str:
    """Return a whole address of this installation."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def spoken_for(user: User) -> models.QuerySet[Organisation]:
    """Organisations whose page the person keeps."""
    led = Membership.objects.current().filter(person=user, is_referent=True)
    return Organisation.objects.filter(pk__in=led.values("organisation"))


class Issuer(models.Model):
    """An organisation as others know it from credentials.

    It has an address of its own, which never moves: that of the organisation may, and after a
    merge the closed issuer still answers for what it signed.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="issuers")
    code = models.CharField(max_length=12, unique=True, default=new_code)
    address = models.URLField(_("address"), max_length=300)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("issuer of credentials")
        verbose_name_plural = _("issuers of credentials")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(closed_at=None),
                name="issuer_one_open_an_organisation",
            )
        ]

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def did(self) -> str:
        """Its name in credentials: did:web."""
        return did_at(self.address)


class SigningKey(models.Model):
    """A key of an issuer: the secret half is locked, the public one is told for ever."""

    issuer = models.ForeignKey(Issuer, on_delete=models.CASCADE, related_name="keys")
    name = models.CharField(max_length=20)
    public = models.CharField(max_length=80)
    secret = models.TextField()
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("key of an issuer")
        verbose_name_plural = _("keys of issuers")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "name"], name="signing_key_name_once"),
            models.UniqueConstraint(
                fields=["issuer"], condition=Q(replaced_at=None), name="signing_key_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer}: {self.name}"


class StatusList(models.Model):
    """A list of bits, one for each credential: set when it was taken back. Signed in both forms."""

    issuer = models.ForeignKey(Issuer, on_delete=models.CASCADE, related_name="status_lists")
    number = models.PositiveIntegerField()
    document = models.JSONField(default=dict)
    token = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("list of revocations")
        verbose_name_plural = _("lists of revocations")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "number"], name="status_list_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.issuer}: {self.number}"

    @property
    def address(self) -> str:
        """Where it is told as JSON; as token with «jwt/» behind."""
        return f"{self.issuer.address}/stato/{self.number}/"


class AchievementQuerySet(models.QuerySet["Achievement"]):
    """Ways to choose achievements."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All that can be or were awarded; drafts only for who writes them."""
        seen = ~Q(state=Achievement.State.DRAFT)
        if not isinstance(user, User):
            return self.filter(seen)
        if user.is_operator:
            return self
        return self.filter(seen | Q(issuer__organisation__in=spoken_for(user).values("pk")))


class Achievement(models.Model):
    """What can be awarded: its name, what one must have done, how long it holds.

    Who holds it keeps the words of the ``version`` that was awarded.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Awarded")
        CLOSED = "closed", _("No longer awarded")

    class Kind(models.TextChoices):
        """As the standard calls them."""

        CERTIFICATION = "Certification", _("qualification")
        COMPETENCY = "Competency", _("competence")
        COMPLETION = "CertificateOfCompletion", _("path completed")
        COMMUNITY = "CommunityService", _("service to others")
        BADGE = "Badge", _("recognition")

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="achievements")
    names = models.JSONField(_("name"), default=dict)
    abouts = models.JSONField(_("in a few words"), default=dict)
    criteria = models.JSONField(_("what one must have done"), default=dict)
    kind = models.CharField(_("kind"), max_length=25, choices=Kind, default=Kind.BADGE)
    lasts_months = models.PositiveSmallIntegerField(
        _("months for which it holds"),
        null=True,
        blank=True,
        help_text=_("Empty: it holds for ever."),
    )
    alignments = models.JSONField(_("competences"), default=list, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.DRAFT)

    objects = AchievementQuerySet.as_manager()

    class Meta:
        verbose_name = _("what is awarded")
        verbose_name_plural = _("what is awarded")
        ordering = ["pk"]

    def __str__(self) -> str:
        return said_in(self.names)

    def get_absolute_url(self) -> str:
        """Return the page that says what it takes."""
        return address_of("credentials:achievement", self.pk)

    @property
    def about(self) -> str:
        """What it is, in the reader's language."""
        return said_in(self.abouts)

    @property
    def asked(self) -> str:
        """What one must have done, in the reader's language."""
        return said_in(self.criteria)

    @property
    def is_open(self) -> bool:
        """Can be awarded."""
        return self.state == self.State.OPEN


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that shows what was done: a name, where it stands, and when it was."""

    name: str
    address: str = ""
    on: date | None = None
    text: str = ""

    def kept(self) -> dict[str, str]:
        """Return it as a row keeps it."""
        return {**asdict(self), "on": self.on.isoformat() if self.on else ""}

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> "Evidence":
        """Return it from a row."""
        on = date.fromisoformat(kept["on"]) if kept.get("on") else None
        return cls(kept["name"], kept.get("address", ""), on, kept.get("text", ""))

    @property
    def day(self) -> str:
        """When it was, in words."""
        return day(self.on) if self.on else ""


class CredentialQuerySet(models.QuerySet["Credential"]):
    """Ways to choose credentials."""

    def standing(self, at: datetime) -> Self:
        """Neither revoked nor expired."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=at), revoked_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those that are shown to who has their address; one's own; those of one's organisation.

        Of who asked to be forgotten nothing is shown.
        """
        kept = self.exclude(name="")
        shown = Q(is_private=False)
        if not isinstance(user, User):
            return kept.filter(shown)
        if user.is_operator:
            return kept
        own = Q(issuer__organisation__in=spoken_for(user).values("pk"))
        return kept.filter(shown | Q(holder=user) | own)


class Credential(models.Model):
    """What a person was awarded, signed in both forms, word for word as it left us."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    achievement = models.ForeignKey(
        Achievement, on_delete=models.PROTECT, related_name="credentials"
    )
    version = models.PositiveSmallIntegerField()
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="credentials")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="credentials",
    )
    name = models.CharField(_("name and surname"), max_length=120)
    language = models.CharField(max_length=7)
    title = models.CharField(max_length=300)
    evidence = models.JSONField(default=list)
    issued_at = models.DateTimeField(_("issued"))
    expires_at = models.DateTimeField(_("holds until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    reason = models.CharField(_("why it was revoked"), max_length=300, blank=True)
    is_private = models.BooleanField(_("only I see its page"), default=False)
    status_list = models.ForeignKey(
        StatusList, on_delete=models.PROTECT, related_name="credentials"
    )
    place = models.PositiveIntegerField()
    document = models.JSONField(default=dict)
    token = models.TextField()

    objects = CredentialQuerySet.as_manager()

    class Meta:
        verbose_name = _("credential")
        verbose_name_plural = _("credentials")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["status_list", "place"], name="credential_own_place")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page on which anyone verifies it."""
        return address_of("credentials:credential", self.code)

    @property
    def shown_code(self) -> str:
        """The code as people read it: «K7QM-2XPD-9RTA»."""
        return "-".join(self.code[at : at + 4] for at in range(0, len(self.code), 4))

    @property
    def is_revoked(self) -> bool:
        """Was taken back."""
        return self.revoked_at is not None

    def is_over(self, at: datetime) -> bool:
        """Held, and does not any more."""
        return self.expires_at is not None and self.expires_at <= at

    @property
    def shown(self) -> list[Evidence]:
        """What shows that it was earned."""
        return [Evidence.of(one) for one in self.evidence]

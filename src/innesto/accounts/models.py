"""Persons who sign in, and invitations to become one."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser, AnonymousUser, BaseUserManager
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes persons; an address is stored in lower case, for it is the person's name here."""

    def create_user(self, email: str, **fields: Any) -> "User":
        """Make a person who signs in by e-mailed code or passkey, without a password."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, **fields: Any) -> "User":
        """Make an operator of the installation."""
        return self.create_user(email, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person, who acts for an organisation, in a role, within a programme."""

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everyone, also without an account")
        MEMBERS = "members", _("Only who has an account")
        NOBODY = "nobody", _("Nobody but the operators")

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name and surname"), max_length=120)
    language = models.CharField(
        _("language of pages and messages"),
        max_length=7,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    headline = models.CharField(
        _("what I do, in a line"),
        max_length=160,
        blank=True,
    )
    languages = models.JSONField(_("languages I speak"), default=list, blank=True)
    contact_shown_to = models.CharField(
        _("who sees my e-mail address"),
        max_length=10,
        choices=Audience,
        default=Audience.MEMBERS,
    )
    holds_office = models.BooleanField(
        _("needs a second factor"),
        default=False,
        help_text=_("Coordinates a programme or handles the data of others."),
    )
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)
    is_example = models.BooleanField(_("invented person of the demo"), default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")

    def __str__(self) -> str:
        return self.name or (gettext("Erased person") if self.erased_at else self.email)

    def get_short_name(self) -> str:
        """Return the first word of the name, for greetings."""
        return self.name.partition(" ")[0]

    @property
    def is_operator(self) -> bool:
        """Runs the installation."""
        return self.is_staff


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Ways to choose invitations."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Invitations this person sent; operators see all. The mailed link needs no list."""
        if not isinstance(user, User):
            return self.none()
        return self.all() if user.is_operator else self.filter(invited_by=user)

    def open(self, at: datetime) -> Self:
        """Invitations that can be accepted at this moment."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=at)

    def to(self, email: str, *, subject: models.Model | None) -> Self:
        """Invitations that were sent to an address for the sake of one thing."""
        kind = ContentType.objects.get_for_model(subject) if subject else None
        return self.filter(
            email=email, subject_type=kind, subject_id=str(subject.pk) if subject else ""
        )

    def by_token(self, token: str) -> "Invitation | None":
        """Return the invitation a mailed link speaks of, open or not."""
        try:
            pk, nonce = signing.loads(token, salt=Invitation.SALT)
        except (signing.BadSignature, ValueError):
            return None
        return self.filter(pk=pk, nonce=nonce).select_related("invited_by", "accepted_by").first()


class Invitation(models.Model):
    """A mailed link that lets one person in, once, for a stated reason.

    The link is kept nowhere, not even as a hash: it is computed from ``nonce`` and the secret key
    of the installation when the mail is written, so neither a copy of the database nor the queue
    of tasks can be used to get in.
    """

    SALT = "innesto.invitation"
    REPEAT = timedelta(minutes=1)

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name and surname"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=7, choices=settings.LANGUAGES)
    purpose = models.CharField(_("what for"), max_length=300)
    invited_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="sent_invitations", verbose_name=_("by")
    )
    subject_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    subject_id = models.CharField(max_length=64, blank=True)
    subject = GenericForeignKey("subject_type", "subject_id")
    nonce = models.CharField(max_length=32, unique=True, editable=False)
    created_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("good until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="invitations", null=True, blank=True
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                name="invitation_accepted_by_somebody",
                condition=models.Q(accepted_at=None, accepted_by=None)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email or gettext("Erased person")

    @property
    def token(self) -> str:
        """The last part of the mailed link."""
        return signing.dumps([self.pk, self.nonce], salt=self.SALT)

    def is_open(self, at: datetime) -> bool:
        """Can be accepted at this moment."""
        return not self.accepted_at and not self.revoked_at and at < self.expires_at

    def is_repeat(self, at: datetime) -> bool:
        """Accepted a moment ago, by whoever clicks twice."""
        return self.accepted_at is not None and at < self.accepted_at + self.REPEAT

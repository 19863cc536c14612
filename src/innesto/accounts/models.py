"""Persons who sign in."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
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

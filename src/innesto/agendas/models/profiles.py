"""Who speaks well about what: lecturers and expert administrators who wish to be found."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.organisations.models import Organisation
from innesto.places.models import Place
from innesto.themes.models import Theme
from innesto.toolkit.addresses import address_of


class ProfileQuerySet(models.QuerySet["Profile"]):
    """Ways to choose profiles."""

    def visible_to(self, _user: User | AnonymousUser) -> Self:
        """Everyone finds them: that is what their persons agreed to. Closed accounts are gone."""
        return self.filter(person__is_active=True)


class Profile(models.Model):
    """What a person wishes others to know who look for a speaker.

    The person writes it and takes it out again; nobody else can put them here.
    """

    class Kind(models.TextChoices):
        LECTURER = "lecturer", _("lecturer")
        ADMINISTRATOR = "administrator", _("expert administrator")
        OFFICER = "officer", _("expert officer")
        OTHER = "other", _("another expert")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="speaker_profile"
    )
    kind = models.CharField(_("you are"), max_length=13, choices=Kind)
    headline = models.CharField(_("in one line"), max_length=160)
    about = models.TextField(_("what you can tell, and whom it helps"), max_length=2000)
    languages = models.JSONField(_("languages in which you speak"), default=list)
    themes = models.ManyToManyField(
        Theme, related_name="speakers", blank=True, verbose_name=_("themes")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    place = models.ForeignKey(
        Place,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("where you start from"),
    )
    travels = models.BooleanField(_("you are willing to travel"), default=False)
    speaks_online = models.BooleanField(_("you speak online too"), default=True)
    agreed_at = models.DateTimeField(_("agreed to be found"))
    is_example = models.BooleanField(_("part of the demo"), default=False)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["person__name", "pk"]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        """Return the page of the speaker."""
        return address_of("agendas:speaker", self.pk)

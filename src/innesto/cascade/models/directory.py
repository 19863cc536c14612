"""Who can be asked to train, and who keeps the log of a programme alive."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.organisations.models import Organisation
from innesto.places.models import Place
from innesto.programmes.models import Programme
from innesto.themes.models import Theme
from innesto.toolkit.addresses import address_of


class TrainerQuerySet(models.QuerySet["Trainer"]):
    """Ways to choose trainers."""

    def visible_to(self, _user: User | AnonymousUser) -> Self:
        """Everyone finds them: that is what their persons agreed to. Closed accounts are gone."""
        return self.filter(person__is_active=True)


class Trainer(models.Model):
    """What a person wishes others to know who look for somebody to train them.

    The person writes it and takes it out again; nobody else can put them here.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="trainer_page"
    )
    headline = models.CharField(_("in one line"), max_length=160)
    about = models.TextField(_("what you can teach, and to whom"), max_length=2000, blank=True)
    languages = models.JSONField(_("languages in which you train"), default=list)
    themes = models.ManyToManyField(
        Theme, related_name="trainers", blank=True, verbose_name=_("themes")
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
    trains_online = models.BooleanField(_("you train online too"), default=True)
    agreed_at = models.DateTimeField(_("agreed to be found"))
    is_example = models.BooleanField(_("part of the demo"), default=False)

    objects = TrainerQuerySet.as_manager()

    class Meta:
        verbose_name = _("trainer")
        verbose_name_plural = _("trainers")
        ordering = ["person__name", "pk"]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        """Return the page of the trainer."""
        return address_of("cascade:trainer", self.pk)


class Stewardship(models.Model):
    """Who keeps the log of a programme's trainings alive, and when it is looked at next."""

    programme = models.OneToOneField(
        Programme, on_delete=models.CASCADE, related_name="trainings_stewardship"
    )
    steward = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="stewardships",
        verbose_name=_("who keeps the log"),
    )
    review_on = models.DateField(_("next look"))
    note = models.CharField(_("what was found at the last look"), max_length=500, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("stewardship of a log")
        verbose_name_plural = _("stewardships of logs")

    def __str__(self) -> str:
        return f"{self.programme}: {self.steward}"

"""Ideas: what somebody saw at an exchange and would bring home."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.exchanges.models.meetings import Exchange
from innesto.organisations.models import Organisation
from innesto.practices.models import Practice


class IdeaQuerySet(models.QuerySet["Idea"]):
    """Ways to choose ideas."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Ideas are read by whoever sees the exchange: its form says so."""
        return self.filter(exchange__in=Exchange.objects.visible_to(user))


class Idea(models.Model):
    """A few lines noted at an exchange, for one organisation, about a practice seen there or not.

    It is a work of the lineage: inspired by the exchange and the practice. An adoption that began
    with it is inspired by it.
    """

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="ideas")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", verbose_name=_("for whom")
    )
    practice = models.ForeignKey(
        Practice,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("practice"),
    )
    text = models.TextField(_("idea"), max_length=600)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return Truncator(self.text).words(12)

    def get_absolute_url(self) -> str:
        """Return its place on the page of the exchange."""
        return f"{self.exchange.get_absolute_url()}#idea-{self.pk}"

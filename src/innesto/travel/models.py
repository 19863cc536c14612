"""Journeys to an exchange with their legs, and what a host says on how to get there."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.organisations.models import Organisation
from innesto.places.models import Place
from innesto.toolkit.addresses import address_of


class Mode(models.TextChoices):
    """How people travel; each has its factor in ``data/factors.yaml``."""

    TRAIN = "train", _("train")
    COACH = "coach", _("coach")
    BUS = "bus", _("local bus")
    TRAM = "tram", _("tram or underground")
    CAR = "car", _("car")
    ELECTRIC_CAR = "electric_car", _("electric car")
    FERRY = "ferry", _("ferry")
    PLANE = "plane", _("plane")
    LONG_PLANE = "long_plane", _("plane, over 3,700 km")
    WALK = "walk", _("on foot or by bicycle")


class TripQuerySet(models.QuerySet["Trip"]):
    """Ways to choose trips."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own, those one entered, and those to exchanges one looks after.

        The only place where reading is decided; sums are shown to more people.
        """
        if not isinstance(user, User):
            return self.none()
        if user.is_operator:
            return self
        run = Exchange.objects.run_by(user).values("pk")
        return self.filter(Q(traveller=user) | Q(entered_by=user) | Q(exchange__in=run))


class Trip(models.Model):
    """A journey of one person, or of some who travel together, there and perhaps back.

    What it cost is declared; how far it is, is declared leg by leg or estimated. A guest has a
    name and no account. Names are forgotten in time, figures stay.
    """

    class Payer(models.TextChoices):
        OWN = "own", pgettext_lazy("who pays", "the own organisation")
        HOST = "host", pgettext_lazy("who pays", "the host")
        PROGRAMME = "programme", pgettext_lazy("who pays", "the programme")
        SELF = "self", pgettext_lazy("who pays", "the traveller")

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="trips")
    traveller = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who travels"),
    )
    name = models.CharField(_("name of a guest"), max_length=160, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for whom"),
    )
    start = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    end = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_return = models.BooleanField(_("and back the same way"), default=True)
    people = models.PositiveSmallIntegerField(_("how many travel together"), default=1)
    nights = models.PositiveSmallIntegerField(_("nights"), default=0)
    cost = models.DecimalField(
        _("what it cost in all"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    payer = models.CharField(_("who pays"), max_length=9, choices=Payer, default=Payer.OWN)
    note = models.CharField(_("note"), max_length=300, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    objects = TripQuerySet.as_manager()

    class Meta:
        verbose_name = _("trip")
        verbose_name_plural = _("trips")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="trip_of_somebody", condition=Q(people__gte=1)),
            models.CheckConstraint(
                name="trip_cost_not_negative", condition=Q(cost=None) | Q(cost__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return str(self.traveller or self.name or self.organisation or "")

    def get_absolute_url(self) -> str:
        """Return the page of travel to its exchange."""
        return address_of("travel:index", self.exchange_id)


class Leg(models.Model):
    """A part of a trip by one mode; without kilometres, its length is estimated."""

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="legs")
    position = models.PositiveSmallIntegerField()
    mode = models.CharField(_("how"), max_length=12, choices=Mode)
    km = models.PositiveIntegerField(_("kilometres one way"), null=True, blank=True)

    class Meta:
        verbose_name = _("leg")
        verbose_name_plural = _("legs")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["trip", "position"], name="leg_position_once"),
            models.UniqueConstraint(
                fields=["trip"], condition=Q(km=None), name="leg_one_estimated_a_trip"
            ),
        ]

    def __str__(self) -> str:
        return self.get_mode_display()


class Directions(models.Model):
    """How to get to an exchange and where to stay, in the words of who hosts it."""

    exchange = models.OneToOneField(Exchange, on_delete=models.CASCADE, related_name="directions")
    getting_there = models.TextField(_("how to get there"), blank=True)
    staying = models.TextField(_("where to stay"), blank=True)
    language = models.CharField(_("language"), max_length=3)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("directions")
        verbose_name_plural = _("directions")

    def __str__(self) -> str:
        return str(self.exchange)

"""Who may come to an exchange, how many, and what is asked of them."""

import datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange


class OpeningQuerySet(models.QuerySet["Opening"]):
    """Ways to choose openings."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever sees the exchange may know who can come to it."""
        return self.filter(exchange__in=Exchange.objects.visible_to(user).values("pk"))

    def ended(self, on: datetime.date) -> Self:
        """Those whose last day is over."""
        return self.filter(closes_on__lt=on)


class Opening(models.Model):
    """That persons can come to an exchange: when they may ask, how many, and who.

    It is the lock: whoever gives or frees a place holds this row first. An empty list lets come
    whatever it is about. ``audiences`` and roles are keys of the blueprint, countries are codes.
    """

    class Reach(models.TextChoices):
        PROGRAMME = "programme", _("who takes part in the programme")
        PUBLIC = "public", _("everyone, also without an account")
        NAMED = "named", _("only who is named or invited")

    exchange = models.OneToOneField(Exchange, on_delete=models.CASCADE, related_name="opening")
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("last day to register"))
    places = models.PositiveIntegerField(
        pgettext_lazy("registration", "places"), null=True, blank=True
    )
    reach = models.CharField(
        _("who may come"), max_length=9, choices=Reach, default=Reach.PROGRAMME
    )
    partner_roles = models.JSONField(_("roles of partners"), default=list, blank=True)
    person_roles = models.JSONField(_("roles of persons"), default=list, blank=True)
    audiences = models.JSONField(_("meant for"), default=list, blank=True)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    needs_approval = models.BooleanField(
        _("the organisers look at each request before they give a place"), default=False
    )
    is_free = models.BooleanField(_("free of charge"), default=True)
    note = models.TextField(_("good to know before registering"), max_length=1000, blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening of registration")
        verbose_name_plural = _("openings of registration")
        ordering = ["opens_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="opening_closes_after_it_opens",
                condition=Q(closes_on__gte=F("opens_on")),
                violation_error_message=_("The last day comes before the first."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.exchange)

    def get_absolute_url(self) -> str:
        """Return the page of the people of the exchange."""
        return reverse("registrations:people", args=[self.exchange_id])

    @property
    def is_public(self) -> bool:
        """Anybody may come."""
        return self.reach == self.Reach.PUBLIC

    def is_offered(self, on: datetime.date) -> bool:
        """People are offered to register: not where one must be named, nor outside the days."""
        return self.reach != self.Reach.NAMED and self.is_open(on)

    def is_open(self, on: datetime.date) -> bool:
        """People can ask for a place on this day."""
        return self.opens_on <= on <= self.closes_on


class Quota(models.Model):
    """At most so many places for some, or so many kept for them.

    ``key`` is the country, role, project … it is about; a blank one means each of them. One that
    is not hard only warns. What is kept for some is free for others from the last day on.
    """

    class By(models.TextChoices):
        ORGANISATION = "organisation", _("organisation")
        COUNTRY = "country", _("country")
        PARTNER_ROLE = "partner_role", _("role of the partner")
        PERSON_ROLE = "person_role", _("role of the person")
        PROJECT = "project", _("project")
        SIZE = "size", _("size of the municipality")

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="quotas")
    by = models.CharField(_("counted by"), max_length=12, choices=By)
    key = models.CharField(_("for which"), max_length=60, blank=True)
    seats = models.PositiveIntegerField(_("how many"))
    is_reserved = models.BooleanField(_("kept for them"), default=False)
    is_hard = models.BooleanField(_("holds without exception"), default=True)

    class Meta:
        verbose_name = _("share of places")
        verbose_name_plural = _("shares of places")
        ordering = ["by", "key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "by", "key", "is_reserved"], name="quota_once"
            ),
            models.CheckConstraint(
                name="quota_reserved_for_some", condition=Q(is_reserved=False) | ~Q(key="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_by_display()} {self.key}: {self.seats}"


class FormQuestion(models.Model):
    """Something asked beside name and address: what, what for, and how long it is kept.

    ``days_kept`` counts from the last day of the exchange. The second step is asked of whoever
    has a place.
    """

    class Type(models.TextChoices):
        SHORT = "short", _("a few words")
        LONG = "long", _("some lines")
        CHOICE = "choice", _("one of several")
        FLAG = "flag", _("yes or no")
        DATE = "date", _("a date")

    class Step(models.IntegerChoices):
        FIRST = 1, _("when they register")
        SECOND = 2, _("once they have a place")

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="questions")
    label = models.CharField(_("question"), max_length=200)
    hint = models.CharField(_("help"), max_length=300, blank=True)
    type = models.CharField(_("answer"), max_length=6, choices=Type, default=Type.SHORT)
    choices = models.JSONField(_("to choose from"), default=list, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)
    purpose = models.CharField(_("what for"), max_length=200)
    days_kept = models.PositiveSmallIntegerField(_("days it is kept afterwards"), default=90)
    step = models.PositiveSmallIntegerField(_("asked"), choices=Step, default=Step.FIRST)

    class Meta:
        verbose_name = _("question of a registration")
        verbose_name_plural = _("questions of a registration")
        ordering = ["step", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def key(self) -> str:
        """Under which its answers are kept."""
        return str(self.pk)

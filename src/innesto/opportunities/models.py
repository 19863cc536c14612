"""Opportunities, and how far each reaches."""

import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.organisations.models import Organisation
from innesto.places.models import Place
from innesto.toolkit.addresses import address_of


class OpportunityQuerySet(models.QuerySet["Opportunity"]):
    """Ways to choose opportunities."""

    def standing(self, on: datetime.date) -> Self:
        """Those that were not withdrawn and can still be taken on this day."""
        return self.filter(Q(closes_on=None) | Q(closes_on__gte=on), withdrawn_at=None)

    def near(self, places: models.QuerySet[Place]) -> Self:
        """Those that reach any of these places.

        A local one reaches the province of its place, or the country's whole region where no
        province is known; a regional one the region; an interregional one every place.
        """
        local = Q(reach=Opportunity.Reach.LOCAL) & (
            Q(place__in=places.values("pk"))
            | Q(place__province__in=places.exclude(province=None).values("province"))
            | Q(
                place__province=None,
                place__region__in=places.exclude(region=None).values("region"),
            )
        )
        regional = Q(
            reach=Opportunity.Reach.REGIONAL,
            place__region__in=places.exclude(region=None).values("region"),
        )
        return self.filter(local | regional | Q(reach=Opportunity.Reach.INTERREGIONAL))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Public ones, and those inside communities open to this user; withdrawn: its author."""
        public = Q(visibility=Opportunity.Visibility.PUBLIC)
        inside = Q(community__in=Community.objects.open_to(user).values("pk"))
        seen = self.filter(public | inside)
        if not isinstance(user, User):
            return seen.filter(withdrawn_at=None)
        return seen.filter(Q(withdrawn_at=None) | Q(author=user))


class Opportunity(models.Model):
    """A call, a training, a fund or a job that others in the same territory can use.

    ``place`` is where it is from; how far it goes from there says ``reach``. One of a community may
    stay inside it; one without a community is public.
    """

    class Kind(models.TextChoices):
        TRAINING = "training", _("training")
        CALL = "call", _("call")
        FUND = "fund", _("fund")
        JOB = "job", _("job")
        EVENT = "event", pgettext_lazy("opportunity", "meeting or event")
        SERVICE = "service", _("service")

    class Reach(models.TextChoices):
        LOCAL = "local", pgettext_lazy("reach", "local")
        REGIONAL = "regional", pgettext_lazy("reach", "regional")
        INTERREGIONAL = "interregional", pgettext_lazy("reach", "interregional")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("everyone")
        COMMUNITY = "community", _("whoever may read the community")

    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, null=True, blank=True, related_name="opportunities"
    )
    kind = models.CharField(_("what it is"), max_length=8, choices=Kind)
    title = models.CharField(_("title"), max_length=160)
    about = models.TextField(_("what is offered, and to whom"), max_length=2000)
    language = models.CharField(_("language"), max_length=3)
    reach = models.CharField(_("how far it reaches"), max_length=13, choices=Reach)
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("where"),
    )
    url = models.URLField(_("where to read more"), blank=True)
    contact = models.CharField(_("whom to ask"), max_length=200, blank=True)
    begins_on = models.DateField(_("begins"), null=True, blank=True)
    closes_on = models.DateField(_("last day to take it"), null=True, blank=True)
    visibility = models.CharField(
        _("who may read it"), max_length=9, choices=Visibility, default=Visibility.PUBLIC
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="opportunities"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    posted_at = models.DateTimeField(_("posted"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    is_example = models.BooleanField(_("part of the demo"), default=False)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")
        ordering = ["-posted_at", "-pk"]
        indexes = [models.Index(fields=["closes_on"], name="opportunity_closes")]
        constraints = [
            models.CheckConstraint(
                name="opportunity_without_community_is_public",
                condition=Q(community__isnull=False) | Q(visibility="public"),
            ),
            models.CheckConstraint(
                name="opportunity_reaches_from_a_place",
                condition=Q(reach="interregional") | Q(place__isnull=False),
                violation_error_message=_("Say where: a local or regional one reaches its area."),
            ),
            models.CheckConstraint(
                name="opportunity_closes_after_it_begins",
                condition=Q(begins_on=None)
                | Q(closes_on=None)
                | Q(kind__in=["training", "event"])
                | Q(closes_on__gte=F("begins_on")),
                violation_error_message=_("The last day comes before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the opportunity."""
        return address_of("opportunities:detail", self.pk)

    @property
    def is_withdrawn(self) -> bool:
        """Taken back."""
        return self.withdrawn_at is not None

    @property
    def area(self) -> str:
        """Where it is for, in a word: a province, a region, or nothing for everywhere."""
        if self.place is None or self.reach == self.Reach.INTERREGIONAL:
            return ""
        if self.reach == self.Reach.LOCAL and self.place.province:
            return str(self.place.province)
        return str(self.place.region or self.place)

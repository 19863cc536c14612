"""The agreement of the cities that exchange staff: sides, people, versions."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.organisations.models import Membership, Office, Organisation
from innesto.practices.models import Practice
from innesto.programmes.models import Partner, Programme
from innesto.toolkit.addresses import address_of


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Ways to choose placements."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A placement is seen by whoever sees its programme; its agreement by its people alone."""
        return self.filter(programme__in=Programme.objects.visible_to(user).values("pk"))

    def lived_by(self, user: User) -> Self:
        """Those whose people include this person: named in the agreement, or speaking for a side.

        They read the agreement and what the others wrote in the diary.
        """
        return self.filter(pk__in=Side.objects.lived_by(user).values("placement"))


class Placement(models.Model):
    """What stands over the legs of one staff exchange: the agreement of those who take part.

    Its legs are the exchanges of the same format and scope as ``opening``, the first of them.
    ``purposes`` holds, by the key of a leg, what both cities wrote in place of the blueprint's
    words. Every change of the text makes a new ``revision``, and asks all sides again.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="placements")
    opening = models.OneToOneField(Exchange, on_delete=models.CASCADE, related_name="placement")
    language = models.CharField(_("working language"), max_length=3, blank=True)
    purposes = models.JSONField(_("purpose of each leg"), default=dict, blank=True)
    costs = models.TextField(_("who pays for what"), max_length=1500, blank=True)
    confidentiality = models.TextField(_("what stays confidential"), max_length=1500, blank=True)
    accessibility = models.TextField(
        _("what people need to take part"), max_length=1500, blank=True
    )
    across = models.CharField(_("why across communities"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(_("version"), default=1)
    begun_at = models.DateTimeField(_("begun"))
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("staff exchange")
        verbose_name_plural = _("staff exchanges")
        ordering = ["opening__starts_on", "pk"]

    def __str__(self) -> str:
        return str(self.opening)

    def get_absolute_url(self) -> str:
        """Return its page, under the first leg."""
        return address_of("placements:detail", self.opening_id)

    @property
    def is_agreed(self) -> bool:
        """Every side said yes to the text as it stands."""
        return self.agreed_at is not None

    @property
    def terms(self) -> dict[str, object]:
        """The text of the agreement, without the sides, as a version keeps it."""
        return {
            "language": self.language,
            "purposes": self.purposes,
            "costs": self.costs,
            "confidentiality": self.confidentiality,
            "accessibility": self.accessibility,
        }


class SideQuerySet(models.QuerySet["Side"]):
    """Ways to choose sides."""

    def spoken_for_by(self, user: User) -> Self:
        """Sides whose partner, or whose town under it, this person speaks for."""
        led = Membership.objects.current().filter(person=user, is_referent=True)
        bodies = led.values("organisation")
        return self.filter(Q(partner__organisation__in=bodies) | Q(organisation__in=bodies))

    def lived_by(self, user: User) -> Self:
        """Sides for which this person speaks, or goes, or receives."""
        named = Delegate.objects.filter(user=user).values("side")
        led = Membership.objects.current().filter(person=user, is_referent=True)
        bodies = led.values("organisation")
        return self.filter(
            Q(pk__in=named) | Q(partner__organisation__in=bodies) | Q(organisation__in=bodies)
        )


class Side(models.Model):
    """A partner in a placement, and the body of it that takes part.

    For a partner that stands for others, ``organisation`` is the municipality that goes under it.
    What it prepares stands here too: the challenge, three questions, and what it did of the
    checklists. ``accepted_revision`` is the version of the agreement it said yes to.
    """

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="sides")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("who takes part"),
    )
    offices = models.ManyToManyField(
        Office, related_name="+", blank=True, verbose_name=_("offices involved")
    )
    accepted_revision = models.PositiveIntegerField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    challenge = models.TextField(_("your challenge"), max_length=1000, blank=True)
    questions = models.JSONField(_("learning questions"), default=list, blank=True)
    context = models.TextField(_("your own context"), max_length=1500, blank=True)
    practices = models.ManyToManyField(
        Practice, related_name="+", blank=True, verbose_name=_("practices to see")
    )
    ticked = models.JSONField(_("done of the checklists"), default=list, blank=True)

    objects = SideQuerySet.as_manager()

    class Meta:
        verbose_name = _("side of a staff exchange")
        verbose_name_plural = _("sides of staff exchanges")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "partner"], name="side_once"),
            models.CheckConstraint(
                name="side_accepted_has_moment",
                condition=Q(accepted_revision=None) | Q(accepted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def is_under_another(self) -> bool:
        """A municipality that takes part under a partner that stands for it."""
        return self.organisation_id != self.partner.organisation_id

    def accepts(self, placement: Placement) -> bool:
        """Tell whether it said yes to the text as it stands."""
        return self.accepted_revision == placement.revision


class Delegate(models.Model):
    """A person in a placement: who goes, who receives and accompanies, whom to call.

    Who has an account keeps the diary; somebody may also be named without one.
    """

    class Part(models.TextChoices):
        VISITOR = "visitor", _("visitor")
        TUTOR = "tutor", _("tutor at the host")
        CONTACT = "contact", _("contact")

    side = models.ForeignKey(Side, on_delete=models.CASCADE, related_name="delegates")
    part = models.CharField(_("part"), max_length=7, choices=Part)
    name = models.CharField(_("name and surname"), max_length=120)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("office"),
    )

    class Meta:
        verbose_name = _("person in a staff exchange")
        verbose_name_plural = _("people in staff exchanges")
        ordering = ["side", "-part", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["side", "part", "name"], name="delegate_once_a_part")
        ]

    def __str__(self) -> str:
        return self.name


class AgreementVersion(models.Model):
    """The agreement as it stood: its text, its sides with offices and people, what was changed."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    text = models.JSONField(default=dict)
    changed = models.JSONField(_("what changed"), default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of an agreement")
        verbose_name_plural = _("versions of agreements")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "number"], name="agreement_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.placement} {self.number}"


def names_of(sides: Iterable[Side]) -> str:
    """Say who exchanges staff with whom: «Città di Torino – Cuneo»."""
    return " – ".join(side.organisation.name for side in sides)

"""Who takes part: organisations with their roles and strands, and the persons in roles."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import Invitation, User
from innesto.organisations.models import Organisation
from innesto.places.models import Country
from innesto.programmes.models.programme import Programme
from innesto.toolkit.addresses import address_of


class PartnerQuerySet(models.QuerySet["Partner"]):
    """Ways to choose partners. Each returns a queryset and can be chained."""

    def present(self) -> Self:
        """Partners that have not withdrawn."""
        return self.filter(left_on=None)

    def in_role(self, *roles: str) -> Self:
        """Partners that hold any of these roles today."""
        held = PartnerRole.objects.current().filter(role__in=roles)
        return self.filter(pk__in=held.values("partner"))

    def in_strand(self, *strands: str) -> Self:
        """Partners that belong to any of these strands today."""
        joined = PartnerStrand.objects.current().filter(strand__in=strands)
        return self.filter(pk__in=joined.values("partner"))

    def from_country(self, code: str) -> Self:
        """Partners of a country: the one the source means, else that of the registers."""
        return self.filter(
            Q(declared_country=code)
            | Q(declared_country=None, organisation__country=code)
            | Q(
                declared_country=None,
                organisation__country=None,
                organisation__place__country=code,
            )
        )

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Partners are seen by whoever sees their programme."""
        return self.filter(programme__in=Programme.objects.visible_to(user).values("pk"))


class Partner(models.Model):
    """An organisation in a programme.

    ``printed_name`` and ``printed_country`` are what the partner list says, letter by letter;
    they stay beside what the registers know, because a difference is shown and never repaired
    in silence. ``declared_country`` is how the printed one was read. ``brought_by`` is the
    intermediary that brings in a municipality which is no partner in its own right.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="partnerships",
        verbose_name=_("organisation"),
    )
    printed_name = models.CharField(_("name in the source"), max_length=250, blank=True)
    printed_country = models.CharField(_("country in the source"), max_length=80, blank=True)
    declared_country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country the source means"),
    )
    contribution = models.DecimalField(
        _("contribution"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    brought_by = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="brings",
        verbose_name=_("brought in by"),
    )
    contact = models.ForeignKey(
        "Participant",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact person"),
    )
    joined_on = models.DateField(_("joined"), null=True, blank=True)
    left_on = models.DateField(_("withdrew"), null=True, blank=True)
    reason = models.CharField(_("reason for withdrawing"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["programme", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "organisation"], name="partner_once"),
            models.CheckConstraint(
                name="partner_not_brought_by_itself",
                condition=Q(brought_by=None) | ~Q(brought_by=F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name

    def get_absolute_url(self) -> str:
        """Return the page of the partner."""
        return address_of("programmes:partner", self.programme.slug, self.pk)

    @property
    def has_left(self) -> bool:
        """Withdrew from the programme."""
        return self.left_on is not None


class HeldQuerySet[M: models.Model](models.QuerySet[M]):
    """Ways to choose what holds for a time."""

    def current(self) -> Self:
        """What holds today."""
        return self.filter(until=None)


class PartnerRole(models.Model):
    """A role of the blueprint, by its key, that a partner holds for a time."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=60)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = HeldQuerySet["PartnerRole"].as_manager()

    class Meta:
        verbose_name = _("role of a partner")
        verbose_name_plural = _("roles of partners")
        ordering = ["pk"]
        indexes = [models.Index(fields=["role", "partner"], name="partner_role")]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "role"], condition=Q(until=None), name="partner_role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.role}"


class PartnerStrand(models.Model):
    """A strand of the blueprint, by its key, to which a partner belongs for a time."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="strands")
    strand = models.CharField(_("strand"), max_length=60)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = HeldQuerySet["PartnerStrand"].as_manager()

    class Meta:
        verbose_name = _("strand of a partner")
        verbose_name_plural = _("strands of partners")
        ordering = ["pk"]
        indexes = [models.Index(fields=["strand", "partner"], name="partner_strand")]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "strand"], condition=Q(until=None), name="partner_strand_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.strand}"


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """Ways to choose participants."""

    def current(self) -> Self:
        """Those who have their role today."""
        return self.filter(until=None)

    def waiting(self) -> Self:
        """Those who were named without an account, and have their role today."""
        return self.current().filter(user=None)

    def promised_by(self, invitation: Invitation) -> Self:
        """Those who wait for the person whom the invitation went to."""
        return self.waiting().filter(invitation=invitation)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Persons are named to whoever takes part in the programme, and to operators."""
        if not isinstance(user, User):
            return self.none()
        if user.is_operator:
            return self
        mine = Programme.objects.visible_to(user).filter(
            Q(pk__in=Programme.objects.joined_by(user).values("pk"))
            | Q(pk__in=Programme.objects.coordinated_by(user).values("pk"))
        )
        return self.filter(Q(user=user) | Q(programme__in=mine.values("pk")))


class Participant(models.Model):
    """A person in a role of a programme, with an account or by name only.

    Somebody named without an account may hold an ``invitation``: when they accept it, they are
    the ``user``. One invitation may promise several roles, each in its own programme.

    What the role lets them do is written in the blueprint; ``may_coordinate`` and
    ``may_contribute`` keep the answer for this edition, so that rules need not read it again.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name and surname"), max_length=120)
    partner = models.ForeignKey(
        Partner,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("partner"),
    )
    role = models.CharField(_("role"), max_length=60)
    invitation = models.ForeignKey(
        Invitation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="promises",
        verbose_name=_("invitation"),
    )
    audiences = models.JSONField(_("audiences"), default=list, blank=True)
    may_coordinate = models.BooleanField(default=False)
    may_contribute = models.BooleanField(default=False)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["user", "programme"], name="participant_of_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "user", "role"],
                condition=Q(until=None) & Q(user__isnull=False),
                name="participant_once_a_role",
            ),
        ]

    def __str__(self) -> str:
        return self.name

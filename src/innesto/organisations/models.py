"""Bodies that take part, the offices inside them, and the people who act for them."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.places.models import Country, Place
from innesto.themes.models import Theme
from innesto.toolkit.addresses import address_of
from innesto.toolkit.letters import PlainField


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Ways to choose organisations. Each returns a queryset and can be chained."""

    def standing(self) -> Self:
        """Organisations that were not merged into another one."""
        return self.filter(merged_into=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Organisations this user may find: all, for who takes part is public."""
        return self.standing()

    def of(self, user: User) -> Self:
        """Organisations the person acts for today."""
        return self.filter(
            pk__in=Membership.objects.current().filter(person=user).values("organisation")
        )


class Organisation(models.Model):
    """A municipality or another body that gives or takes in an exchange of experience.

    A municipality is not its town: ``place`` points at the register of places, which holds
    code, population and position. ``country`` is what the partner list *says*; it is kept even
    when the register knows better, because a difference is shown and never repaired in silence.
    """

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Municipality")
        UNION = "union", _("Union of municipalities")
        PROVINCE = "province", _("Province or metropolitan city")
        REGION = "region", _("Region")
        STATE = "state", _("State body")
        AGENCY = "agency", _("Agency")
        MUNICIPALITIES = "municipalities", _("Association of municipalities")
        NETWORK = "network", _("Network of cities")
        EXPERT = "expert", _("Expert organisation")
        UNIVERSITY = "university", _("University or research body")
        SCHOOL = "school", _("School or training body")
        NONPROFIT = "nonprofit", _("Non-profit organisation")
        FOUNDATION = "foundation", _("Foundation")
        COMPANY = "company", _("Company")
        OTHER = "other", _("Other body")

    name = models.CharField(_("name"), max_length=200)
    sought = PlainField(_("name in plain letters"), source="name", max_length=200)
    slug = models.SlugField(_("address"), max_length=220, unique=True)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("country"),
    )
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("municipality or place"),
    )
    languages = models.JSONField(_("working languages"), default=list, blank=True)
    website = models.URLField(_("website"), blank=True)
    about = models.TextField(_("in a few words"), max_length=600, blank=True)
    stands_for = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="stood_for_by",
        blank=True,
        verbose_name=_("municipalities it stands for"),
    )
    # Nearly all are merged into none: an index of all rows misleads SQLite.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="absorbed",
        db_index=False,
    )
    is_example = models.BooleanField(_("invented for the demo"), default=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sought", "pk"]
        indexes = [
            models.Index(
                fields=["sought", "id"],
                condition=Q(merged_into=None),
                name="organisation_standing_by_name",
            ),
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="organisation_merged",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="organisation_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page of the organisation."""
        return address_of("organisations:detail", self.slug)

    @property
    def is_said_elsewhere(self) -> bool:
        """The country that was given is not that of its place in the register."""
        return bool(self.place and self.country_id and self.place.country_id != self.country_id)

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """Return the kind in words. Django's own way translates all kinds to find one."""
        return str(self.Kind(self.kind).label)


class Office(models.Model):
    """A part of an organisation that people work in and that takes part in exchanges."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="offices")
    name = models.CharField(_("name of the office"), max_length=160)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="office_once",
                violation_error_message=_("This office is already in the list."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Ways to choose memberships."""

    def current(self) -> Self:
        """Confirmed and not ended."""
        return self.filter(status=Membership.Status.CONFIRMED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Colleagues are named to whoever has signed in, and requests to those who decide."""
        if not isinstance(user, User):
            return self.none()
        if user.is_operator:
            return self
        led = Membership.objects.current().filter(person=user, is_referent=True)
        return self.filter(
            Q(status=Membership.Status.CONFIRMED)
            | Q(person=user)
            | Q(organisation__in=led.values("organisation"))
        )


class Membership(models.Model):
    """A person who acts for an organisation, from an office, in a job."""

    class Status(models.TextChoices):
        ASKED = "asked", _("Waiting for an answer")
        CONFIRMED = "confirmed", _("Colleague")
        ENDED = "ended", _("No longer there")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("office"),
    )
    job = models.CharField(_("job"), max_length=120, blank=True)
    is_elected = models.BooleanField(_("elected administrator"), default=False)
    is_referent = models.BooleanField(
        _("referent"),
        default=False,
        help_text=_("Keeps the organisation's page and decides who speaks for it."),
    )
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.ASKED)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["organisation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=~Q(status="ended"),
                name="membership_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"

    @property
    def is_asked(self) -> bool:
        """Somebody must still say yes or no."""
        return self.status == self.Status.ASKED


class Weight(models.IntegerChoices):
    """How much something is wanted; the planner multiplies need by offer."""

    SOME = 1, _("a little")
    GOOD = 2, _("quite")
    MUCH = 3, _("a lot")


class Level(models.IntegerChoices):
    """How well something is known."""

    SOME = 1, _("a little")
    GOOD = 2, _("well")
    MUCH = 3, _("very well")


class Need(models.Model):
    """What an organisation wants to learn, by theme."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="needs")
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="needs", verbose_name=_("theme")
    )
    level = models.PositiveSmallIntegerField(
        _("how much it matters"), validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    question = models.CharField(_("the question you bring"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["-level", "theme", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "theme"], name="need_once_a_theme"),
            models.CheckConstraint(name="need_level_1_to_3", condition=Q(level__range=(1, 3))),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.theme}"

    @property
    def weight(self) -> str:
        """How much it matters, in a word."""
        return str(Weight(self.level).label)


class Offer(models.Model):
    """What an organisation can show to others, by theme, and what proves it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="offers")
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="offers", verbose_name=_("theme")
    )
    level = models.PositiveSmallIntegerField(
        _("how well you know it"), validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    evidence = models.CharField(_("what proves it"), max_length=300, blank=True)
    evidence_url = models.URLField(_("where to read more"), blank=True)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["-level", "theme", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "theme"], name="offer_once_a_theme"),
            models.CheckConstraint(name="offer_level_1_to_3", condition=Q(level__range=(1, 3))),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.theme}"

    @property
    def skill(self) -> str:
        """How well it is known, in a word."""
        return str(Level(self.level).label)


class Closure(models.Model):
    """Days on which an organisation neither hosts nor travels; both ends are closed days."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="closures"
    )
    first_day = models.DateField(_("first closed day"))
    last_day = models.DateField(_("last closed day"))
    reason = models.CharField(_("reason"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="closure_ends_after_it_begins",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day comes before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.first_day} – {self.last_day}"

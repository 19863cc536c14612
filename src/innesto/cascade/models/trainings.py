"""Trainings given by those who were trained, for whom, and what proves them."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.organisations.models import Office, Organisation
from innesto.places.models import Place
from innesto.programmes.models import Programme
from innesto.themes.models import Theme
from innesto.toolkit.addresses import address_of


class TrainingQuerySet(models.QuerySet["Training"]):
    """Ways to choose trainings. Each returns a queryset and can be chained."""

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Public ones, and those given, attended, witnessed or held where one takes part.

        One that was taken back is seen by whoever gave it.
        """
        public = Q(visibility=Training.Visibility.PUBLIC)
        if not isinstance(user, User):
            return self.standing().filter(public)
        if user.is_operator:
            return self
        joined = Programme.objects.joined_by(user) | Programme.objects.coordinated_by(user)
        return self.filter(
            Q(trainer=user)
            | Q(withdrawn_at=None)
            & (
                public
                | Q(pk__in=self.model.objects.filter(trainees__person=user).values("pk"))
                | Q(pk__in=self.model.objects.filter(witnesses__person=user).values("pk"))
                | Q(programme__in=joined.values("pk"))
                | Q(organisation__in=Organisation.objects.of(user).values("pk"))
            )
        )


class Training(models.Model):
    """One training that somebody gave: to people of other cities, or in their own house.

    ``learned_at`` is the training in which its trainer was trained; so trainings make a tree, and
    ``generation`` is the distance from who was trained by the programme. ``role`` is what the
    trainer was in the programme on that day, by the key of its blueprint. Nothing here asks
    whether the programme still runs.
    """

    class Kind(models.TextChoices):
        TRAINING = "training", _("training for others")
        SESSION = "session", _("in-house session")

    class Mode(models.TextChoices):
        ON_SITE = "on_site", pgettext_lazy("training", "in a place")
        ONLINE = "online", pgettext_lazy("training", "online")
        BOTH = "both", pgettext_lazy("training", "in a place and online")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("everyone, without the names of who was trained")
        INSIDE = "inside", _("who takes part in the programme, and colleagues")

    kind = models.CharField(_("what it is"), max_length=8, choices=Kind)
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="trainings_given"
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="trainings"
    )
    role = models.CharField(max_length=60, blank=True)
    learned_at = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="passed_on",
        verbose_name=_("where you were trained for it"),
    )
    generation = models.PositiveSmallIntegerField(default=1, editable=False)
    title = models.CharField(_("what it was about"), max_length=160)
    about = models.TextField(_("what was done, and what came of it"), max_length=3000, blank=True)
    language = models.CharField(_("language"), max_length=3)
    themes = models.ManyToManyField(
        Theme, related_name="trainings", blank=True, verbose_name=_("themes")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    hours = models.DecimalField(
        _("hours"), max_digits=5, decimal_places=1, validators=[MinValueValidator(0.5)]
    )
    mode = models.CharField(_("how"), max_length=7, choices=Mode, default=Mode.ON_SITE)
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("where"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="trainings",
        verbose_name=_("who organised it"),
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for which office"),
    )
    visibility = models.CharField(
        _("who may read it"), max_length=6, choices=Visibility, default=Visibility.INSIDE
    )
    logged_at = models.DateTimeField(_("logged"))
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    is_example = models.BooleanField(_("part of the demo"), default=False)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ["-starts_on", "-pk"]
        indexes = [
            models.Index(fields=["programme", "-starts_on", "-id"], name="training_of_programme")
        ]
        constraints = [
            models.CheckConstraint(
                name="training_ends_after_it_begins",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                name="training_not_learned_at_itself",
                condition=Q(learned_at=None) | ~Q(learned_at=F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the training."""
        return address_of("cascade:training", self.pk)

    @property
    def is_session(self) -> bool:
        """Was held in the trainer's own house."""
        return self.kind == self.Kind.SESSION

    @property
    def is_withdrawn(self) -> bool:
        """Was taken back by whoever gave it."""
        return self.withdrawn_at is not None


class Group(models.Model):
    """Those of one organisation who were at a training.

    ``headcount`` are people who have no address to be asked: told by the trainer, never confirmed.
    """

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="groups")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="groups_trained",
        verbose_name=_("city or body"),
    )
    headcount = models.PositiveSmallIntegerField(_("people without an e-mail address"), default=0)

    class Meta:
        verbose_name = _("group of people trained")
        verbose_name_plural = _("groups of people trained")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["training", "organisation"], name="group_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.training}"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Ways to choose evidence."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever gave, attended or witnessed the training, and who coordinates its programme."""
        if not isinstance(user, User):
            return self.none()
        if user.is_operator:
            return self
        led = Programme.objects.coordinated_by(user)
        there = Training.objects.filter(trainees__person=user)
        asked = Training.objects.filter(witnesses__person=user)
        return self.filter(
            Q(training__trainer=user)
            | Q(training__in=there.values("pk"))
            | Q(training__in=asked.values("pk"))
            | Q(training__programme__in=led.values("pk"))
        )


class Evidence(models.Model):
    """What proves a training: a file or an address. Files may show people: not for everyone."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(_("what it is"), max_length=160)
    file = models.FileField(_("file"), upload_to="trainings/%Y", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    url = models.URLField(_("address"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence of a training")
        verbose_name_plural = _("evidence of trainings")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="training_evidence_is_something", condition=~Q(file="") | ~Q(url="")
            ),
        ]

    def __str__(self) -> str:
        return self.title

"""How partners are chosen: a call for applications, scores of judges, an outcome, a prize."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.organisations.models import Organisation
from innesto.places.models import Country
from innesto.programmes.models.programme import Programme


class SelectionQuerySet(models.QuerySet["Selection"]):
    """Ways to choose selections."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Selections are seen by whoever sees their programme."""
        return self.filter(programme__in=Programme.objects.visible_to(user).values("pk"))

    def judged_by(self, user: User) -> Self:
        """Selections in which the person may give points: who may contribute judges."""
        return self.filter(
            programme__participants__user=user,
            programme__participants__until=None,
            programme__participants__may_contribute=True,
        )


class Selection(models.Model):
    """One round of choosing, for the whole programme or for one country.

    Form, criteria and prizes are those of the blueprint's selection with this ``key``.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed, being judged")
        DECIDED = "decided", _("decided")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="selections")
    key = models.CharField(max_length=60)
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("last day to apply"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)

    objects = SelectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("selection")
        verbose_name_plural = _("selections")
        ordering = ["-opens_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "key", "country"],
                condition=Q(country__isnull=False),
                name="selection_once_a_country",
            ),
            models.UniqueConstraint(
                fields=["programme", "key"],
                condition=Q(country=None),
                name="selection_once",
            ),
            models.CheckConstraint(
                name="selection_closes_after_it_opens",
                condition=Q(closes_on__gte=models.F("opens_on")),
                violation_error_message=_("The last day comes before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}, {self.country}" if self.country else str(self.programme)

    def get_absolute_url(self) -> str:
        """Return the page of the selection."""
        return reverse("programmes:selection", args=[self.programme.slug, self.pk])

    @property
    def is_open(self) -> bool:
        """Applications are taken."""
        return self.state == self.State.OPEN


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Ways to choose applications."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """An application is read by who applied, by colleagues, judges and coordinators.

        Chosen ones are public with their programme: that is what the partner list says.
        """
        chosen = Q(
            outcome=Application.Outcome.CHOSEN,
            selection__in=Selection.objects.visible_to(user).values("pk"),
        )
        if not isinstance(user, User):
            return self.filter(chosen)
        if user.is_operator:
            return self
        led = Programme.objects.coordinated_by(user).values("pk")
        own = Organisation.objects.of(user).values("pk")
        return self.filter(
            chosen
            | Q(sent_by=user)
            | Q(organisation__in=own)
            | Q(selection__programme__in=led)
            | Q(selection__in=Selection.objects.judged_by(user).values("pk"))
        )


class Application(models.Model):
    """What an organisation answered to the form, and what became of it."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("not decided")
        CHOSEN = "chosen", _("chosen")
        RESERVE = "reserve", _("reserve")
        DECLINED = "declined", _("not chosen")
        WITHDRAWN = "withdrawn", _("withdrawn")

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="applications")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="applications",
        verbose_name=_("organisation"),
    )
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    role = models.CharField(_("role given"), max_length=60, blank=True)
    prize = models.CharField(_("prize"), max_length=60, blank=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["selection", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["selection", "organisation"], name="application_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}"


class Score(models.Model):
    """The points that one judge gave to one application on one criterion."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="scores")
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    criterion = models.CharField(_("criterion"), max_length=60)
    points = models.PositiveSmallIntegerField(_("points"))
    comment = models.CharField(_("comment"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["criterion", "judge", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "judge", "criterion"], name="score_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.criterion} {self.points}"

"""The call of a conference, what people send in, and what reviewers say of it."""

import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.agendas.models import Block
from innesto.exchanges.models import Exchange
from innesto.organisations.models import Organisation
from innesto.programmes.models import Programme
from innesto.toolkit.addresses import address_of


class ContributionCall(models.Model):
    """What a conference asks for, from when to when, and how it chooses.

    ``kinds`` and ``criteria`` are the words of whoever calls; each criterion gets one to five
    points. In a blind review nobody who reviews learns who wrote.
    """

    exchange = models.OneToOneField(
        Exchange, on_delete=models.CASCADE, related_name="contribution_call"
    )
    about = models.TextField(_("what is asked for"), max_length=3000)
    kinds = models.JSONField(_("kinds of contribution"), default=list)
    criteria = models.JSONField(_("criteria"), default=list)
    is_blind = models.BooleanField(_("reviewers do not see who wrote"), default=True)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("last day to send"))

    class Meta:
        verbose_name = _("call for contributions")
        verbose_name_plural = _("calls for contributions")
        constraints = [
            models.CheckConstraint(
                name="contribution_call_closes_after_it_opens",
                condition=Q(closes_on__gte=F("opens_on")),
                violation_error_message=_("The last day comes before the first."),
            )
        ]

    def __str__(self) -> str:
        return str(self.exchange)

    def is_open(self, on: datetime.date) -> bool:
        """Tell whether something can be sent on this day."""
        return self.opens_on <= on <= self.closes_on


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Ways to choose contributions."""

    def accepted(self) -> Self:
        """Those that are part of the conference."""
        return self.filter(state=Contribution.State.ACCEPTED)

    def of(self, user: User) -> Self:
        """Those that the person sent, or wrote with others."""
        together = Author.objects.filter(person=user).values("contribution")
        return self.filter(Q(by=user) | Q(pk__in=together))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Accepted ones, to whoever sees the exchange; else authors, reviewers, coordination."""
        seen = Q(
            state=Contribution.State.ACCEPTED,
            call__exchange__in=Exchange.objects.visible_to(user).values("pk"),
        )
        if not isinstance(user, User):
            return self.filter(seen)
        if user.is_operator:
            return self
        mine = Q(pk__in=Contribution.objects.of(user).values("pk"))
        given = Q(pk__in=Assessment.objects.filter(reviewer=user).values("contribution"))
        led = Programme.objects.coordinated_by(user).values("pk")
        return self.filter(seen | mine | given | Q(call__exchange__programme__in=led))


class Contribution(models.Model):
    """A talk, a poster, a workshop that somebody offers; accepted, it is knowledge for all."""

    class State(models.TextChoices):
        SENT = "sent", pgettext_lazy("contribution", "sent")
        WITHDRAWN = "withdrawn", pgettext_lazy("contribution", "withdrawn")
        ACCEPTED = "accepted", pgettext_lazy("contribution", "accepted")
        DECLINED = "declined", pgettext_lazy("contribution", "declined")

    call = models.ForeignKey(
        ContributionCall, on_delete=models.PROTECT, related_name="contributions"
    )
    kind = models.CharField(_("what kind"), max_length=80)
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("summary"), max_length=4000)
    language = models.CharField(_("language"), max_length=3)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="contributions"
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.SENT)
    sent_at = models.DateTimeField(_("sent"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.TextField(_("why"), max_length=1000, blank=True)
    block = models.OneToOneField(
        Block, on_delete=models.SET_NULL, null=True, blank=True, related_name="contribution"
    )
    is_example = models.BooleanField(_("part of the demo"), default=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["sent_at", "pk"]
        indexes = [models.Index(fields=["call", "state"], name="contribution_of_call")]
        constraints = [
            models.CheckConstraint(
                name="contribution_declined_has_reason",
                condition=~Q(state="declined") | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="contribution_in_agenda_is_accepted",
                condition=Q(block=None) | Q(state="accepted"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the contribution."""
        return address_of("contributions:detail", self.pk)

    @property
    def is_sent(self) -> bool:
        """It waits for a decision."""
        return self.state == self.State.SENT


class Author(models.Model):
    """Who wrote a contribution together with its sender; not everyone has an account."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(_("name"), max_length=160)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Assessment(models.Model):
    """One reviewer's task and, once it is done, their points and words."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="assessments"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assessments"
    )
    points = models.JSONField(_("points by criterion"), default=dict, blank=True)
    words = models.TextField(_("what you say to those who decide"), max_length=3000, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "reviewer"], name="assessment_once")
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.contribution}"

    @property
    def total(self) -> int:
        """All its points."""
        return sum(self.points.values())

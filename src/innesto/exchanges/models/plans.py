"""Plans that the planner proposes, and what a coordinator wishes of the next one."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.programmes.models import Programme


class PlanQuerySet(models.QuerySet["Plan"]):
    """Ways to choose plans."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Proposals belong to whoever coordinates; what was published is in the exchanges."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(programme__in=Programme.objects.coordinated_by(user))

    def unfinished(self) -> Self:
        """Still waiting for the planner, or being worked on."""
        return self.filter(state__in=[Plan.State.WAITING, Plan.State.RUNNING])

    def published_after(self, plan: "Plan") -> Self:
        """Later versions of the same plan that were published."""
        return self.filter(scope=plan.scope, number__gt=plan.number, state=Plan.State.PUBLISHED)


class Plan(models.Model):
    """One run of the planner for a programme, or for one country or strand of it.

    ``proposal`` is the JSON of ``innesto.rounds.letters.proposal.Proposal``: kept whole, because
    a plan is shown with its proof and compared with the next one, long after the solver has gone.
    ``trial`` holds wishes and numbers of rules that only this plan knows («and if Torino hosts
    one more?»): such a plan is looked at, and published only once it was adopted.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to start")
        RUNNING = "running", _("Being planned")
        READY = "ready", _("Ready")
        STOPPED = "stopped", _("Stopped")
        FAILED = "failed", _("Interrupted")
        PUBLISHED = "published", pgettext_lazy("plan", "Published")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="plans")
    scope = models.CharField(_("country or strand"), max_length=60, blank=True)
    number = models.PositiveIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    seconds = models.PositiveIntegerField(_("seconds allowed"), default=20)
    seed = models.PositiveIntegerField(_("seed"), default=0)
    reading = models.JSONField(
        _("choices where the sources leave them open"), default=dict, blank=True
    )
    trial = models.JSONField(_("what is tried out"), default=dict, blank=True)
    tried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="trials"
    )
    stop_asked = models.BooleanField(default=False)
    progress = models.JSONField(_("progress"), default=dict, blank=True)
    proposal = models.JSONField(_("proposal"), null=True, blank=True)
    problem = models.TextField(_("what went wrong"), blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-number", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "scope", "number"], name="plan_number_once"
            ),
            models.UniqueConstraint(
                fields=["programme", "scope"],
                condition=Q(state__in=["waiting", "running"]),
                name="plan_one_at_a_time",
            ),
            models.CheckConstraint(
                name="plan_published_has_proposal",
                condition=~Q(state="published") | Q(proposal__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.scope} {self.number}".replace("  ", " ")

    def get_absolute_url(self) -> str:
        """Return the page of the plan."""
        return reverse("exchanges:plan", args=[self.programme.slug, self.pk])

    @property
    def is_unfinished(self) -> bool:
        """The planner has not answered yet."""
        return self.state in {self.State.WAITING, self.State.RUNNING}

    @property
    def is_ready(self) -> bool:
        """There is a proposal that can still be published."""
        return self.has_answer and not self.trial and self.state != self.State.PUBLISHED

    @property
    def has_answer(self) -> bool:
        """The planner has proposed something, or has said why nothing is possible."""
        return not self.is_unfinished and bool(self.proposal)


class PlanWish(models.Model):
    """What a coordinator fixed or forbade; it enters every later plan as a rule with a name."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="wishes")
    kind = models.CharField(_("kind"), max_length=20)
    exchange_key = models.CharField(_("exchange"), max_length=250, blank=True)
    value = models.CharField(_("partner or date"), max_length=120)
    pair_with = models.CharField(_("other partner of the pair"), max_length=120, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "exchange_key", "value", "pair_with"], name="wish_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.exchange_key} {self.value}"

    @property
    def what(self) -> dict[str, Any]:
        """The fields that say what is wished; only one wish of a programme has the same."""
        fields = ("kind", "exchange_key", "value", "pair_with")
        return {name: getattr(self, name) for name in fields}

"""What happens to a practice afterwards: checks, and municipalities that take it home."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.organisations.models import Office, Organisation
from innesto.practices.models.practice import Practice
from innesto.programmes.models import Programme
from innesto.toolkit.addresses import address_of


class Check(models.Model):
    """One look at a practice after it was published: is it still alive, with which figures."""

    class Verdict(models.TextChoices):
        ALIVE = "alive", _("alive")
        CHANGED = "changed", _("alive, but changed")
        ENDED = "ended", pgettext_lazy("practice", "ended")

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="checks")
    on = models.DateField(_("day of the check"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    verdict = models.CharField(_("how it is"), max_length=7, choices=Verdict)
    figures = models.CharField(_("figures"), max_length=300, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    next_on = models.DateField(_("next check"), null=True, blank=True)

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.practice}: {self.get_verdict_display()}"


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    """Ways to choose adoptions."""

    def standing(self) -> Self:
        """Adoptions that both sides agreed to and nobody gave up."""
        return self.exclude(state__in=[Adoption.State.ASKED, *GIVEN_UP])

    def open(self) -> Self:
        """Adoptions on which somebody still works."""
        return self.exclude(state__in=[Adoption.State.DONE, *GIVEN_UP])

    def concerning(self, user: User) -> Self:
        """Adoptions of which the person's organisations are a side, or that the person advises."""
        own = Organisation.objects.of(user).values("pk")
        led = Programme.objects.coordinated_by(user).values("pk")
        return self.filter(
            Q(organisation__in=own)
            | Q(practice__organisation__in=own)
            | Q(practice__author=user)
            | Q(adviser=user)
            | Q(practice__programme__in=led)
        )

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The two sides, the adviser and the coordination; the sheet tells the others enough."""
        if not isinstance(user, User):
            return self.none()
        return self if user.is_operator else self.concerning(user)


class Adoption(models.Model):
    """A municipality takes a practice home: understand, adapt, re-use.

    It goes on only when the owner and an adviser both agreed. ``revision`` is that of the sheet
    on the day it was asked for. ``before_pause`` is where a paused one goes on.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("waits for owner and adviser")
        UNDERSTAND = "understand", _("understand")
        ADAPT = "adapt", _("adapt")
        REUSE = "reuse", _("re-use")
        DONE = "done", _("adopted")
        PAUSED = "paused", _("paused")
        WITHDRAWN = "withdrawn", _("withdrawn")
        DECLINED = "declined", pgettext_lazy("practice", "declined")

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="adoptions")
    revision = models.PositiveIntegerField(_("version of the sheet"))
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="adoptions",
        verbose_name=_("who takes it home"),
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("office"),
    )
    motive = models.TextField(_("why you want it"), max_length=1000)
    budget = models.DecimalField(
        _("what you can spend"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    conditions = models.TextField(_("what is there already"), max_length=600, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who leads it"),
    )
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="advised_adoptions",
        verbose_name=_("adviser"),
    )
    owner_agreed_at = models.DateTimeField(null=True, blank=True)
    adviser_agreed_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    before_pause = models.CharField(max_length=10, blank=True)
    reason = models.CharField(_("reason"), max_length=600, blank=True)
    resources = models.TextField(_("what it took"), max_length=600, blank=True)
    result = models.TextField(_("result"), max_length=2000, blank=True)
    done_on = models.DateField(_("adopted on"), null=True, blank=True)
    sheet = models.OneToOneField(
        Practice,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="born_from",
        verbose_name=_("sheet of the adopter"),
    )

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "organisation"],
                condition=~Q(state__in=["withdrawn", "declined", "done"]),
                name="adoption_once_at_a_time",
            ),
            models.CheckConstraint(
                name="adoption_done_has_day",
                condition=~Q(state="done") | Q(done_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.practice}"

    def get_absolute_url(self) -> str:
        """Return the page where both sides work."""
        return address_of("practices:adoption", self.pk)

    @property
    def is_at_work(self) -> bool:
        """In one of the three steps."""
        return self.state in STEPS

    @property
    def is_over(self) -> bool:
        """Adopted or given up."""
        return self.state == self.State.DONE or self.state in GIVEN_UP

    @property
    def step(self) -> int:
        """How many of the three steps are done or under way, to be drawn."""
        order = [*STEPS, self.State.DONE]
        state = self.before_pause or self.state
        return min(order.index(self.State(state)) + 1, 3) if state in order else 0


GIVEN_UP = (Adoption.State.WITHDRAWN, Adoption.State.DECLINED)
STEPS = (Adoption.State.UNDERSTAND, Adoption.State.ADAPT, Adoption.State.REUSE)


class Adaptation(models.Model):
    """One thing that an adopter kept, changed, dropped or added, and why."""

    class Kind(models.TextChoices):
        KEPT = "kept", _("kept")
        CHANGED = "changed", _("changed")
        DROPPED = "dropped", _("dropped")
        ADDED = "added", _("added")

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="adaptations")
    kind = models.CharField(_("what you did with it"), max_length=7, choices=Kind)
    what = models.CharField(_("which part"), max_length=300)
    why = models.CharField(_("why"), max_length=600)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("adaptation")
        verbose_name_plural = _("adaptations")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.what


class Outcome(models.Model):
    """A figure that an adoption led to, with its source."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="outcomes")
    claim = models.CharField(_("what changed"), max_length=200)
    before = models.DecimalField(
        _("figure before"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    figure = models.DecimalField(_("figure"), max_digits=16, decimal_places=3)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    on = models.DateField(_("date of the figure"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("figure of an adoption")
        verbose_name_plural = _("figures of adoptions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.claim


class FollowUp(models.Model):
    """The question, some months after an adoption, what became of it."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField(_("months after"))
    due_on = models.DateField(_("due"))
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    verdict = models.CharField(_("how it is"), max_length=7, choices=Check.Verdict, blank=True)
    figures = models.CharField(_("figures"), max_length=300, blank=True)
    note = models.TextField(_("what happened"), max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["adoption", "months"], name="follow_up_once"),
            models.CheckConstraint(
                name="follow_up_answered_with_verdict",
                condition=Q(answered_on=None) | ~Q(verdict=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adoption}, {self.months}"

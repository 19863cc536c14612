"""What came of a placement: how lessons are adapted at home, and their use later."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.organisations.models import Organisation
from innesto.outcomes.models import Lesson
from innesto.placements.models.agreement import Placement, Side
from innesto.toolkit.addresses import address_of


class AdaptationQuerySet(models.QuerySet["Adaptation"]):
    """Ways to choose adaptations."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Read by whoever may read the lesson and sees the exchange."""
        return self.filter(
            lesson__in=Lesson.objects.visible_to(user).values("pk"),
            exchange__in=Exchange.objects.visible_to(user).values("pk"),
        )

    def ready_for_plan(self) -> Self:
        """Those of which somebody said that they can go into the plan of action."""
        return self.filter(is_ready=True)


class Adaptation(models.Model):
    """How a lesson of a staff exchange is adapted at home, and what of it goes into the plan.

    The lesson stands among all others. This is a work of its own: adapted from the lesson, which
    comes of the leg and of ideas noted before. Plans take up those that are ``is_ready``.
    """

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="adaptations")
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="adaptations")
    lesson = models.ForeignKey(
        Lesson, on_delete=models.CASCADE, related_name="adaptations", verbose_name=_("lesson")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", verbose_name=_("for whom")
    )
    how = models.TextField(_("how it is adapted at home"), max_length=1500)
    for_plan = models.TextField(_("what goes into the action plan"), max_length=600, blank=True)
    is_ready = models.BooleanField(_("ready for the plan"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    objects = AdaptationQuerySet.as_manager()

    class Meta:
        verbose_name = _("local adaptation")
        verbose_name_plural = _("local adaptations")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="adaptation_ready_says_what", condition=Q(is_ready=False) | ~Q(for_plan="")
            )
        ]

    def __str__(self) -> str:
        return Truncator(self.how).words(12)

    def get_absolute_url(self) -> str:
        """Return its place on the page of the placement."""
        return f"{address_of('placements:detail', self.exchange_id)}#adattamento-{self.pk}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Ways to choose answers."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What became of it is read by whoever sees the placement."""
        return self.filter(side__placement__in=Placement.objects.visible_to(user).values("pk"))


class FollowUp(models.Model):
    """What a side says six months after the last leg: is it used, where, what proves it."""

    class Use(models.TextChoices):
        USED = "used", pgettext_lazy("use", "it is used")
        PARTLY = "partly", pgettext_lazy("use", "in part")
        NOT_YET = "not_yet", pgettext_lazy("use", "not yet")
        NO = "no", pgettext_lazy("use", "no")

    side = models.OneToOneField(Side, on_delete=models.CASCADE, related_name="follow_up")
    use = models.CharField(_("is it used?"), max_length=7, choices=Use)
    where = models.TextField(_("where, and since when"), max_length=600, blank=True)
    evidence = models.CharField(_("what proves it"), max_length=300, blank=True)
    evidence_url = models.URLField(_("where to read more"), blank=True)
    adaptations = models.ManyToManyField(
        Adaptation, related_name="+", blank=True, verbose_name=_("lessons that are used")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("what became of it")
        verbose_name_plural = _("what became of it")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.side}: {self.get_use_display()}"

    @property
    def is_use(self) -> bool:
        """Something of it is used."""
        return self.use in {self.Use.USED, self.Use.PARTLY}

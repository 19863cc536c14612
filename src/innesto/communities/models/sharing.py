"""Works of one community that another one reads too."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.communities.models.community import Community


class BridgeQuerySet(models.QuerySet["Bridge"]):
    """Ways to choose bridges."""

    def standing(self) -> Self:
        """Those by which something can be read."""
        return self.filter(state=Bridge.State.ACCEPTED)

    def waiting(self) -> Self:
        """Those that nobody has answered yet."""
        return self.filter(state=Bridge.State.OFFERED)

    def reaching(self, user: User | AnonymousUser) -> Self:
        """Those that let this person read: they belong to the community at the other end."""
        if not isinstance(user, User):
            return self.none()
        return self.standing().filter(to__in=Community.objects.joined_by(user).values("pk"))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Bridges are known to whoever leads at either end, and to who offered them."""
        if not isinstance(user, User):
            return self.none()
        led = Community.objects.managed_by(user).values("pk")
        return self.filter(Q(origin__in=led) | Q(to__in=led) | Q(offered_by=user))


class Bridge(models.Model):
    """One work of a community shown in another one, with the reason for it.

    The work keeps its home. Whoever belongs to the other community reads this work and nothing
    else of the first; who leads there has agreed.
    """

    class State(models.TextChoices):
        OFFERED = "offered", pgettext_lazy("bridge", "offered")
        ACCEPTED = "accepted", pgettext_lazy("bridge", "shared")
        DECLINED = "declined", pgettext_lazy("bridge", "declined")
        ENDED = "ended", pgettext_lazy("bridge", "taken back")

    origin = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="bridges_from")
    to = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="bridges_to")
    work_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    work_id = models.PositiveBigIntegerField()
    work = GenericForeignKey("work_type", "work_id")
    title = models.CharField(_("work"), max_length=200)
    reason = models.CharField(_("why it is shared"), max_length=500)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OFFERED)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    offered_at = models.DateTimeField(_("offered"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    objects = BridgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("bridge")
        verbose_name_plural = _("bridges")
        ordering = ["-offered_at", "-pk"]
        indexes = [models.Index(fields=["work_type", "to", "state"], name="bridge_of_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["to", "work_type", "work_id"],
                condition=Q(state__in=["offered", "accepted"]),
                name="bridge_once_a_work",
            ),
            models.CheckConstraint(name="bridge_between_two", condition=~Q(origin=F("to"))),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_waiting(self) -> bool:
        """Nobody has answered yet."""
        return self.state == self.State.OFFERED

    @property
    def is_standing(self) -> bool:
        """The work can be read at the other end."""
        return self.state == self.State.ACCEPTED

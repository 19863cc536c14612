"""The diary of a leg: short notes by day, each idea kept, adapted or parked."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Idea
from innesto.placements.models.agreement import Placement, Side
from innesto.toolkit.addresses import address_of


class NoteQuerySet(models.QuerySet["Note"]):
    """Ways to choose notes."""

    def shared(self) -> Self:
        """Notes that left the diary."""
        return self.filter(shared_at__isnull=False)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own and those of the placement's other people; shared ones with the exchange.

        Neither the coordination nor operators read what was not shared.
        """
        shared = Q(
            shared_at__isnull=False, exchange__in=Exchange.objects.visible_to(user).values("pk")
        )
        if not isinstance(user, User):
            return self.filter(shared)
        lived = Placement.objects.lived_by(user).values("pk")
        return self.filter(shared | Q(placement__in=lived) | Q(author=user))


class Note(models.Model):
    """A few lines of somebody who lives a leg, with a picture or without.

    A note that is shared with a choice to keep or adapt it becomes an ``idea``, a work of the
    lineage; until then only the people of the placement read it. ``written_at`` is what the clock
    of a phone without network said, ``at`` when the note came.
    """

    class Choice(models.TextChoices):
        KEEP = "keep", pgettext_lazy("idea", "keep")
        ADAPT = "adapt", pgettext_lazy("idea", "adapt")
        PARK = "park", pgettext_lazy("idea", "park")

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="notes")
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="diary")
    side = models.ForeignKey(Side, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    on = models.DateField()
    block = models.CharField(_("what it was"), max_length=60, blank=True)
    text = models.TextField(_("note"), max_length=600)
    picture = models.FileField(_("picture"), upload_to="placements/%Y", blank=True)
    alt = models.CharField(_("what is to be seen"), max_length=300, blank=True)
    choice = models.CharField(_("what to do with it"), max_length=5, choices=Choice, blank=True)
    written_at = models.DateTimeField(_("written"))
    at = models.DateTimeField()
    shared_at = models.DateTimeField(_("shared"), null=True, blank=True)
    idea = models.OneToOneField(
        Idea, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note in the diary")
        verbose_name_plural = _("notes in the diary")
        ordering = ["on", "written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="note_picture_has_words", condition=Q(picture="") | ~Q(alt="")
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.text).words(12)

    def get_absolute_url(self) -> str:
        """Return its place in the diary of the leg."""
        return f"{address_of('placements:diary', self.exchange_id)}#nota-{self.pk}"

    @property
    def is_shared(self) -> bool:
        """Whoever sees the exchange reads it."""
        return self.shared_at is not None

    @property
    def comes_home(self) -> bool:
        """It is to be kept as it is, or adapted."""
        return self.choice in {self.Choice.KEEP, self.Choice.ADAPT}

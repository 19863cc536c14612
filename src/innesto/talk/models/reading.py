"""How far a person has read: one row a person and thread, one a person and community."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.communities.models import Community
from innesto.talk.models.threads import Thread


class Place(models.Model):
    """The last number a person read in a thread, and whether they follow it."""

    class Attitude(models.TextChoices):
        NONE = "", pgettext_lazy("how one follows", "as the community")
        FOLLOWS = "follows", pgettext_lazy("how one follows", "follows")
        MUTED = "muted", pgettext_lazy("how one follows", "muted")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="talk_places"
    )
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="places")
    number = models.PositiveIntegerField(_("read up to"), default=0)
    attitude = models.CharField(
        _("follows"), max_length=7, choices=Attitude, default="", blank=True
    )

    class Meta:
        verbose_name = _("place in a conversation")
        verbose_name_plural = _("places in conversations")
        constraints = [
            models.UniqueConstraint(fields=["person", "thread"], name="place_once_a_thread")
        ]
        indexes = [models.Index(fields=["thread", "attitude", "person"], name="place_of_followers")]

    def __str__(self) -> str:
        return f"{self.thread}: {self.number}"


class Watch(models.Model):
    """Up to when a person has seen all of a community, and whether they follow it whole.

    Without a row it is the day on which they came in.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="talk_watches"
    )
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="watches")
    seen_until = models.DateTimeField(_("all seen until"), null=True, blank=True)
    follows = models.BooleanField(_("follows every conversation"), default=False)

    class Meta:
        verbose_name = _("watch over a community")
        verbose_name_plural = _("watches over communities")
        constraints = [
            models.UniqueConstraint(fields=["person", "community"], name="watch_once_a_community")
        ]
        indexes = [
            models.Index(fields=["community", "follows", "person"], name="watch_of_followers")
        ]

    def __str__(self) -> str:
        return str(self.community)

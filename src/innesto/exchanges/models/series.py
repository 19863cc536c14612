"""Several meetings that belong together: a path, with one registration."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.programmes.models import Programme
from innesto.programmes.models.programme import said


class SeriesQuerySet(models.QuerySet["Series"]):
    """Ways to choose series."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Series are seen by whoever sees their programme."""
        return self.filter(programme__in=Programme.objects.visible_to(user))


class Series(models.Model):
    """Meetings made in one go; each can be moved or called off alone.

    Whoever registers for one of them registers for all that are still to come.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="series")
    title = models.JSONField(_("title by language"), default=dict)
    made_at = models.DateTimeField()

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return said(self.title)

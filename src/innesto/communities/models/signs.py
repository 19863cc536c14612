"""Figures that say how alive a community is, counted every night."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from innesto.communities.models.community import Community


class Sign(models.Model):
    """One figure of one community; ``key`` names what was counted, ``on`` the day."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="signs")
    key = models.CharField(_("what is counted"), max_length=60)
    figure = models.PositiveIntegerField(_("figure"))
    on = models.DateField(_("counted on"))

    class Meta:
        verbose_name = _("sign of life")
        verbose_name_plural = _("signs of life")
        ordering = ["community", "key"]
        constraints = [
            models.UniqueConstraint(fields=["community", "key"], name="sign_once_a_community"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.figure}"

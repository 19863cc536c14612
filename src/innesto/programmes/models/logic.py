"""The logic tree: what is to be done, what shall come of it, and what came."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from innesto.programmes.models.programme import Programme, said


class LogicNode(models.Model):
    """A branch of the tree, from macro-action to result, planned beside actual.

    ``level`` is a key of the blueprint. ``planned`` and ``actual`` are blank where nobody counts:
    some results are words only, and then ``outcome`` says what came of them.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="logic_nodes")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="parts"
    )
    key = models.CharField(max_length=60)
    level = models.CharField(_("level"), max_length=60)
    labels = models.JSONField(_("what"), default=dict)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    planned = models.DecimalField(
        _("planned"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    units = models.JSONField(_("unit"), default=dict, blank=True)
    actual = models.DecimalField(
        _("actual"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    outcome = models.TextField(_("what came of it"), max_length=2000, blank=True)
    source = models.CharField(_("where the figure comes from"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("branch of the logic tree")
        verbose_name_plural = _("branches of the logic tree")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="logic_node_once"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What it says, in the reader's language."""
        return said(self.labels) or self.key

    @property
    def unit(self) -> str:
        """What is counted, in the reader's language."""
        return said(self.units)

"""Money that a programme passes on to its partners."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from innesto.programmes.models.partner import Partner


class SubGrant(models.Model):
    """An amount given to a partner under a grant of the blueprint, ``key``.

    The same amount on the same day is the same grant: a double click gives nothing twice.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="grants")
    key = models.CharField(_("grant"), max_length=60)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    decided_on = models.DateField(_("decided on"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("grant to a partner")
        verbose_name_plural = _("grants to partners")
        ordering = ["-decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "key", "amount", "decided_on"], name="grant_given_once"
            ),
            models.CheckConstraint(name="grant_is_some_money", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.amount}"

"""What goes into a pack and stands nowhere else."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from innesto.exchanges.models import Exchange


class PackNote(models.Model):
    """Whom to call, and what to bring: the words of who runs the exchange."""

    exchange = models.OneToOneField(Exchange, on_delete=models.CASCADE, related_name="pack_note")
    emergency = models.TextField(_("whom to call in an emergency"), max_length=600, blank=True)
    questions = models.TextField(_("questions to bring"), max_length=2000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("note of a visit pack")
        verbose_name_plural = _("notes of visit packs")

    def __str__(self) -> str:
        return str(self.exchange)

"""Sheets from a spreadsheet or a file of lines, kept until they are brought in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from innesto.programmes.models import Programme
from innesto.toolkit.addresses import address_of


class PracticeImport(models.Model):
    """A file with sheets, what each row became, and how to take it back.

    While it is open the file is kept whole; once brought in it is dropped. ``made`` holds the
    keys of the practices that came of it and the rows that stayed out with their reasons.
    """

    class State(models.TextChoices):
        OPEN = "open", _("to be confirmed")
        DONE = "done", _("brought in")
        UNDONE = "undone", _("undone")

    programme = models.ForeignKey(
        Programme,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="practice_imports",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))
    file_name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(_("the file itself"), blank=True)
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.OPEN)
    made = models.JSONField(_("what came of it"), default=dict, blank=True)

    class Meta:
        verbose_name = _("import of practices")
        verbose_name_plural = _("imports of practices")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Return the page where the rows are looked at."""
        return address_of("practices:import", self.pk)

    @property
    def is_open(self) -> bool:
        """Nothing was brought in yet."""
        return self.state == self.State.OPEN

    @property
    def is_done(self) -> bool:
        """It was brought in and can be undone."""
        return self.state == self.State.DONE

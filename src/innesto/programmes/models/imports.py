"""A list of partners from a spreadsheet, kept until it is brought in, and what came of it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from innesto.programmes.models.programme import Programme


class PartnerImport(models.Model):
    """A file with partners, which column means what, and what came of it.

    While it is open the file is kept whole, so that a bad line loses nothing and it can be
    read again in another encoding; once brought in it is dropped, for it may name persons.
    ``columns`` gives the number of the column for each field of ``queries.columns``. ``choices``
    is what was decided row by row, by row number: ``places`` chosen among homonyms, and rows
    ``left_out``. ``made`` holds the primary keys of all that was created, by kind.
    """

    class State(models.TextChoices):
        OPEN = "open", _("to be confirmed")
        DONE = "done", _("brought in")
        UNDONE = "undone", _("undone")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="imports")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))
    file_name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(_("the file itself"), blank=True)
    encoding = models.CharField(_("encoding"), max_length=40, blank=True)
    columns = models.JSONField(_("which column is what"), default=dict)
    choices = models.JSONField(_("what was decided row by row"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.OPEN)
    made = models.JSONField(_("what came of it"), default=dict, blank=True)

    class Meta:
        verbose_name = _("import of partners")
        verbose_name_plural = _("imports of partners")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Return the page where the rows are confirmed, later the one of what came of it."""
        return reverse("programmes:import", args=[self.programme.slug, self.pk])

    @property
    def is_open(self) -> bool:
        """Nothing was brought in yet."""
        return self.state == self.State.OPEN

    @property
    def is_done(self) -> bool:
        """It was brought in and can be undone."""
        return self.state == self.State.DONE

"""What is inside the units of our own kinds: text, recording, document, practice, discussion."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from innesto.courses.models.course import Unit
from innesto.practices.models import Practice
from innesto.talk.models import Thread


class Text(models.Model):
    """What is to be read in a unit, in one language; ``revision`` counts its texts.

    Every kind may have one: what to look at in a film, what to do with a document.
    """

    class Origin(models.TextChoices):
        AUTHOR = "author", pgettext_lazy("origin of a text", "written")
        HUMAN = "human", pgettext_lazy("origin of a text", "translated by a person")
        MACHINE = "machine", pgettext_lazy("origin of a text", "translated by a machine")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=3)
    body = models.TextField(_("text"))
    origin = models.CharField(_("origin"), max_length=7, choices=Origin, default=Origin.AUTHOR)
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("text of a unit")
        verbose_name_plural = _("texts of a unit")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "language"], name="unit_text_once_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.unit} ({self.language})"


class Recording(models.Model):
    """The film or sound of a unit; the small file is what one gets who does not ask for more."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="recording")
    file = models.FileField(_("file"), upload_to="courses/%Y", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    small_file = models.FileField(_("small file"), upload_to="courses/%Y", blank=True)
    small_name = models.CharField(max_length=200, blank=True)
    small_size = models.PositiveBigIntegerField(_("size of the small file"), default=0)
    seconds = models.PositiveIntegerField(_("seconds it lasts"), default=0)
    language = models.CharField(_("language spoken"), max_length=3)

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    def __str__(self) -> str:
        return self.file_name


class Track(models.Model):
    """What is said in a recording, in one language: as captions, as a text, or both."""

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="tracks")
    language = models.CharField(_("language"), max_length=3)
    captions = models.FileField(_("captions"), upload_to="courses/captions/%Y", blank=True)
    transcript = models.TextField(_("what is said"), max_length=60_000, blank=True)

    class Meta:
        verbose_name = _("captions and transcript")
        verbose_name_plural = _("captions and transcripts")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["recording", "language"], name="track_once_a_language"),
            models.CheckConstraint(
                name="track_says_something", condition=~Q(captions="") | ~Q(transcript="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recording} ({self.language})"


class Document(models.Model):
    """The document of a unit: a file, its first page and its words, or a picture with its words."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="document")
    file = models.FileField(_("file"), upload_to="courses/%Y")
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    language = models.CharField(_("language"), max_length=3)
    alt = models.TextField(_("what is to be seen, or what it says"), max_length=4000, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    words = models.TextField(blank=True)
    preview = models.FileField(upload_to="courses/previews/%Y", blank=True)

    class Meta:
        verbose_name = _("document of a unit")
        verbose_name_plural = _("documents of a unit")

    def __str__(self) -> str:
        return self.file_name


class PracticeCall(models.Model):
    """A practice that a unit asks to be looked at."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="practice_call")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="calls")

    class Meta:
        verbose_name = _("practice of a unit")
        verbose_name_plural = _("practices of units")

    def __str__(self) -> str:
        return str(self.practice)


class Discussion(models.Model):
    """The conversation of a unit, in the community of its course; opened when the unit comes out.

    Until then its question is the text of the unit.
    """

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="discussion")
    thread = models.ForeignKey(
        Thread, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("discussion of a unit")
        verbose_name_plural = _("discussions of units")

    def __str__(self) -> str:
        return str(self.unit)

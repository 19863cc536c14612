"""Entries: audit trail, activity feed, source of notifications and time axis of evidence."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from innesto.journal.phrases import alone, phrase


class EntryQuerySet(models.QuerySet["Entry"]):
    """Ways to choose entries."""

    def visible_to(self, user: AbstractUser | AnonymousUser) -> Self:
        """Entries this user may read wherever they are: all for operators, else one's own.

        What happened to a thing is read through ``queries.history_of``, by whoever may read it.
        """
        if not isinstance(user, AbstractUser):
            return self.none()
        if user.is_staff:
            return self.all()
        on_oneself = models.Q(
            subject_type=ContentType.objects.get_for_model(user), subject_id=str(user.pk)
        )
        return self.filter(models.Q(by=user) | models.Q(acting_as=user) | on_oneself)

    def about(self, subject: models.Model) -> Self:
        """Entries on this very thing."""
        return self.filter(
            subject_type=ContentType.objects.get_for_model(subject), subject_id=str(subject.pk)
        )

    def within(self, context: models.Model) -> Self:
        """Entries on anything that belongs to this thing, for instance a programme."""
        return self.filter(
            context_type=ContentType.objects.get_for_model(context), context_id=str(context.pk)
        )


class Entry(models.Model):
    """One action: who did what to what, when and for whom.

    Written once by ``record`` inside the action's transaction, never changed. ``title`` keeps
    the name the subject had on that day, so that the journal outlives what it speaks of.
    """

    at = models.DateTimeField(_("when"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("who"),
    )
    acting_as = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("in whose place"),
        help_text=_("The person whose account a supporter was using."),
    )
    verb = models.CharField(_("what was done"), max_length=60, db_index=True)
    title = models.CharField(_("to what"), max_length=200)
    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id")
    context_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    context_id = models.CharField(max_length=64, blank=True)
    context = GenericForeignKey("context_type", "context_id")
    facts = models.JSONField(_("details"), default=dict, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"], name="entry_subject"),
            models.Index(fields=["context_type", "context_id", "at"], name="entry_context"),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.title}"

    @property
    def phrase(self) -> str:
        """What was done, in words for a reader; content types come from Django's memory."""
        kind = ContentType.objects.get_for_id(self.subject_type_id)
        return phrase(self.verb, kind.app_label)

    @property
    def reason(self) -> str:
        """Why, where somebody had to say."""
        return str(self.facts.get("reason") or "")

    @property
    def deed(self) -> str:
        """What was done, where the title does not follow."""
        return alone(self.phrase)

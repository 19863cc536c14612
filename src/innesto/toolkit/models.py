"""Drafts, what a person has not sent yet; sendings, what a phone sent and must be taken once."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class DraftQuerySet(models.QuerySet["Draft"]):
    """Ways to choose drafts."""

    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """Drafts are their writer's alone."""
        return self.filter(user_id=user.pk) if user.pk else self.none()


class Draft(models.Model):
    """Answers not sent yet. Not an act: the journal knows nothing of it.

    ``form`` and ``subject`` say which form about which thing; ``address`` leads back to it.
    ``answers`` holds what was sent, name → list of texts, unchecked as it was typed. Files are
    not kept, and the page says so.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    form = models.CharField(_("form"), max_length=80)
    subject = models.CharField(_("subject"), max_length=80, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300)
    answers = models.JSONField(_("answers"), default=dict)
    saved_at = models.DateTimeField(_("saved"), db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(name="draft_once_a_form", fields=["user", "form", "subject"])
        ]

    def __str__(self) -> str:
        return self.title or self.form

    def initial(self) -> dict[str, Any]:
        """Return the answers as a form wants them: ``PracticeForm(initial=draft.initial())``."""
        return {
            name: texts[0] if len(texts) == 1 else texts
            for name, texts in self.answers.items()
            if texts
        }


class SendingQuerySet(models.QuerySet["Sending"]):
    """Ways to choose sendings."""

    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """Sendings are their writer's alone."""
        return self.filter(user_id=user.pk) if user.pk else self.none()


class Sending(models.Model):
    """A note that a phone kept without network and sent later, by the key the phone gave it.

    ``answer`` is the address to which the first sending led, and leads the second one too.
    ``written_at`` is the clock of the phone as it said, ``taken_at`` that of the server.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sendings"
    )
    key = models.UUIDField(_("key"))
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    written_at = models.DateTimeField(_("written"), null=True, blank=True)
    taken_at = models.DateTimeField(_("taken"), db_index=True)

    objects = SendingQuerySet.as_manager()

    class Meta:
        verbose_name = _("sending")
        verbose_name_plural = _("sendings")
        constraints = [models.UniqueConstraint(name="sending_once", fields=["user", "key"])]

    def __str__(self) -> str:
        return str(self.key)

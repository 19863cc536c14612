"""Messages, a copy of each for every side that gets it, and the answers.

A *side* is a project of a call, a partner of a programme, or the coordination of either. The table
has no row for it: two columns say which, and both empty means the coordination.
"""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.organisations.models import Organisation
from innesto.programmes.models import Participant, Partner, Programme
from innesto.toolkit.addresses import address_of


def projects_of(user: User) -> models.QuerySet[Programme]:
    """Return the projects for which this person speaks.

    Those where a role lets them act, and those of whose partners they are colleagues.
    """
    acting = Participant.objects.current().filter(Q(may_contribute=True) | Q(may_coordinate=True))
    named = Q(pk__in=acting.filter(user=user).values("programme"))
    bodies = Organisation.objects.of(user).values("pk")
    colleague = Q(
        pk__in=Partner.objects.present().filter(organisation__in=bodies).values("programme")
    )
    return Programme.objects.exclude(call=None).filter(named | colleague)


def partners_of(user: User) -> models.QuerySet[Partner]:
    """Return the partners for which this person speaks: as a colleague, or named for one."""
    named = Participant.objects.current().filter(user=user).exclude(partner=None)
    colleague = Q(organisation__in=Organisation.objects.of(user).values("pk"))
    return Partner.objects.present().filter(colleague | Q(pk__in=named.values("partner")))


def led_by(user: User) -> models.QuerySet[Programme]:
    """Return the programmes whose own coordination this person has, not that of a call above."""
    named = Participant.objects.current().filter(user=user, may_coordinate=True)
    return Programme.objects.filter(pk__in=named.values("programme"))


def _on_side(user: User, *, side: str, programme: str) -> Q:
    """Say that a person stands on a side; ``side`` and ``programme`` are paths to the columns."""
    return (
        Q(**{f"{side}project__in": projects_of(user).values("pk")})
        | Q(**{f"{side}partner__in": partners_of(user).values("pk")})
        | Q(
            **{
                f"{side}project": None,
                f"{side}partner": None,
                f"{programme}programme__in": led_by(user).values("pk"),
            }
        )
    )


class MessageQuerySet(models.QuerySet["Message"]):
    """Ways to choose messages."""

    def sent_by(self, user: User) -> Self:
        """Those of a side this person stands on."""
        return self.filter(_on_side(user, side="", programme=""))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The two sides read a message, and nobody else: no coordination above, no operator."""
        if not isinstance(user, User):
            return self.none()
        copies = Copy.objects.visible_to(user)
        return self.filter(pk__in=copies.values("message"))


class Message(models.Model):
    """What one side writes to another, or to all of a programme or call, once."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="messages")
    project = models.ForeignKey(
        Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="messages_sent"
    )
    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, null=True, blank=True, related_name="messages_sent"
    )
    is_to_all = models.BooleanField(_("to all"), default=False)
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("text"), max_length=5000)
    language = models.CharField(_("language"), max_length=3)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"))
    last_at = models.DateTimeField(_("last word"))

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-last_at", "-pk"]
        indexes = [
            models.Index(fields=["programme", "-last_at"], name="message_last"),
            models.Index(fields=["author", "sent_at"], name="message_of_author"),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_from_one_side", condition=Q(project=None) | Q(partner=None)
            ),
            models.CheckConstraint(
                name="message_last_after_sent", condition=Q(last_at__gte=F("sent_at"))
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """Return the page of the message."""
        return address_of("correspondence:detail", self.pk)


class CopyQuerySet(models.QuerySet["Copy"]):
    """Ways to choose copies."""

    def received_by(self, user: User) -> Self:
        """Those that went to a side this person stands on."""
        return self.filter(_on_side(user, side="", programme="message__"))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The side that got it and the side that wrote it."""
        if not isinstance(user, User):
            return self.none()
        sent = _on_side(user, side="message__", programme="message__")
        received = _on_side(user, side="", programme="message__")
        return self.filter(sent | received)


class Copy(models.Model):
    """A message as one side got it: answers belong to it, so that no other side reads them."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="copies")
    project = models.ForeignKey(
        Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy of a message")
        verbose_name_plural = _("copies of messages")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="copy_to_one_side", condition=Q(project=None) | Q(partner=None)
            ),
            models.UniqueConstraint(
                name="copy_once_a_project",
                fields=["message", "project"],
                condition=Q(project__isnull=False),
            ),
            models.UniqueConstraint(
                name="copy_once_a_partner",
                fields=["message", "partner"],
                condition=Q(partner__isnull=False),
            ),
            models.UniqueConstraint(
                name="copy_once_a_coordination",
                fields=["message"],
                condition=Q(project=None, partner=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.message)

    def get_absolute_url(self) -> str:
        """Return where it stands on the page of its message."""
        return f"{self.message.get_absolute_url()}#copy-{self.pk}"


class Answer(models.Model):
    """What one of the two sides of a copy says further."""

    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="answers")
    is_of_sender = models.BooleanField(_("of the side that wrote the message"), default=False)
    text = models.TextField(_("answer"), max_length=5000)
    language = models.CharField(_("language"), max_length=3)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("answer to a message")
        verbose_name_plural = _("answers to messages")
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["author", "written_at"], name="message_answer_of_author")]

    def __str__(self) -> str:
        return str(self.copy)


class EnclosureQuerySet(models.QuerySet["Enclosure"]):
    """Ways to choose files."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever reads what it was sent with."""
        copies = Copy.objects.visible_to(user)
        return self.filter(
            Q(message__copies__in=copies.values("pk")) | Q(answer__copy__in=copies.values("pk"))
        ).distinct()


class Enclosure(models.Model):
    """A small file sent with a message or with an answer."""

    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, null=True, blank=True, related_name="enclosures"
    )
    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, null=True, blank=True, related_name="enclosures"
    )
    file = models.FileField(_("file"), upload_to="correspondence/%Y")
    name = models.CharField(_("name"), max_length=120)

    objects = EnclosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("file sent with a message")
        verbose_name_plural = _("files sent with messages")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="enclosure_of_one_text",
                condition=Q(message=None, answer__isnull=False)
                | Q(message__isnull=False, answer=None),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """Return where it is handed out, to whoever reads what it was sent with."""
        return address_of("correspondence:file", self.pk)

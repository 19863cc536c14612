"""What people ask, in the room and from afar, and who else wants to know."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.agendas.models.blocks import Block
from innesto.exchanges.models import Exchange
from innesto.practices.models import Practice
from innesto.practices.models import Question as CaseQuestion


class RoomQuestionQuerySet(models.QuerySet["RoomQuestion"]):
    """Ways to choose questions."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Questions that were let through, to whoever sees the exchange."""
        seen = self.filter(exchange__in=Exchange.objects.visible_to(user))
        return seen.filter(state=RoomQuestion.State.SHOWN)


class RoomQuestion(models.Model):
    """A question put at an exchange, from the room or online, with or without an account.

    ``visitor`` is the mark of a browser without an account: it counts how much one asks, and
    keeps anybody from voting twice. About a practice, question and answer stand on its page too:
    ``on_case``.
    """

    class Origin(models.TextChoices):
        ROOM = "room", _("from the room")
        ONLINE = "online", pgettext_lazy("question", "online")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("question", "waits for the facilitator")
        SHOWN = "shown", pgettext_lazy("question", "shown")
        HIDDEN = "hidden", pgettext_lazy("question", "hidden")

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="room_questions")
    block = models.ForeignKey(
        Block, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    practice = models.ForeignKey(
        Practice, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("question"), max_length=600)
    asker = models.CharField(_("who asks"), max_length=120, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    visitor = models.CharField(max_length=43, blank=True)
    origin = models.CharField(
        _("where it was asked"), max_length=6, choices=Origin, default=Origin.ONLINE
    )
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(_("asked"))
    votes = models.PositiveIntegerField(_("votes"), default=0)
    answer = models.TextField(_("answer"), max_length=3000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    on_case = models.OneToOneField(
        CaseQuestion, on_delete=models.SET_NULL, null=True, blank=True, related_name="asked_in_room"
    )

    objects = RoomQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-votes", "asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="room_question_answered_is_shown",
                condition=Q(answered_at=None) | (~Q(answer="") & ~Q(state="waiting")),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Vote(models.Model):
    """Somebody who wants to know this too; one a person, one a browser without an account."""

    question = models.ForeignKey(RoomQuestion, on_delete=models.CASCADE, related_name="voices")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    visitor = models.CharField(max_length=43, blank=True)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "person"], condition=Q(visitor=""), name="vote_once_a_person"
            ),
            models.UniqueConstraint(
                fields=["question", "visitor"], condition=~Q(visitor=""), name="vote_once_a_browser"
            ),
            models.CheckConstraint(
                name="vote_of_somebody", condition=Q(person__isnull=False) | ~Q(visitor="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)

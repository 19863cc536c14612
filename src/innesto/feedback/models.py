"""Rounds of feedback, who was asked, and answers that lead to nobody.

A ticket knows a person and whether they answered; an answer knows neither ticket, person nor hour.
Both are written so that not even the order of rows joins them: see ``actions``.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.toolkit.addresses import address_of


def handle() -> str:
    """Return a name that says nothing: neither who nor when nor in which order."""
    return uuid4().hex


class RoundQuerySet(models.QuerySet["Round"]):
    """Ways to choose rounds."""

    def open(self) -> Self:
        """Those that can still be answered."""
        return self.filter(closed_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Rounds are seen by who was asked and by who runs the exchange.

        The only place where reading is decided.
        """
        if not isinstance(user, User):
            return self.none()
        if user.is_operator:
            return self
        asked = Ticket.objects.filter(person=user).values("round")
        run = Exchange.objects.run_by(user).values("pk")
        return self.filter(Q(pk__in=asked) | Q(exchange__in=run))


class Round(models.Model):
    """Feedback on one exchange, at the end or after six months.

    ``questions`` are those of the day on which it was opened, with their words by language.
    """

    class Moment(models.TextChoices):
        END = "end", _("at the end")
        LATER = "later", _("after six months")

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="rounds")
    moment = models.CharField(_("when"), max_length=5, choices=Moment)
    questions = models.JSONField(_("questions"), default=list)
    is_anonymous = models.BooleanField(_("without names"), default=True)
    opened_at = models.DateTimeField(_("asked"))
    closes_on = models.DateField(_("last day to answer"))
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    shared_at = models.DateTimeField(_("results shared"), null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of feedback")
        verbose_name_plural = _("rounds of feedback")
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["exchange", "moment"], name="feedback_once_a_moment"),
            models.CheckConstraint(
                name="feedback_shared_after_it_closed",
                condition=Q(shared_at=None) | Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.exchange)

    def get_absolute_url(self) -> str:
        """Return the page of feedback of its exchange."""
        return address_of("feedback:index", self.exchange_id)

    @property
    def is_open(self) -> bool:
        """It can still be answered."""
        return self.closed_at is None

    @property
    def asked(self) -> Sequence[Mapping[str, Any]]:
        """The questions, typed for readers."""
        return list(self.questions)


class Ticket(models.Model):
    """The right of one person to answer once. It is spent without a trace of what was answered.

    It has no hour: ``is_spent`` of all tickets of a round is written whenever one is spent.
    """

    SALT = "innesto.feedback"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="tickets")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=7)
    nonce = models.CharField(max_length=32, default=handle, editable=False)
    is_spent = models.BooleanField(_("answered"), default=False)

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"],
                condition=Q(person__isnull=False),
                name="feedback_ticket_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def token(self) -> str:
        """What the link of a guest holds; it is kept nowhere."""
        return signing.dumps([self.pk, self.nonce], salt=self.SALT)


class Letter(models.Model):
    """A mail to a guest: the first, or the one reminder; each is mailed once."""

    class Kind(models.TextChoices):
        FIRST = "first", pgettext_lazy("letter", "first")
        REMINDER = "reminder", pgettext_lazy("letter", "reminder")

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=8, choices=Kind)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(fields=["ticket", "kind"], name="feedback_letter_once"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Answer(models.Model):
    """What one person answered: neither who nor when. ``ticket`` only where names were announced.

    ``gender`` is what they chose to say, for sums alone.
    """

    handle = models.CharField(max_length=32, primary_key=True, default=handle, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    values = models.JSONField(_("answers"), default=dict)
    gender = models.CharField(_("gender"), max_length=5, blank=True)
    ticket = models.ForeignKey(
        Ticket, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return self.handle[:8]


class Passage(models.Model):
    """One open text of a round that is over, looked at before others read it.

    Texts of one person are not kept together; what is shown may be shortened by who looks.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("text", "to be looked at")
        SHOWN = "shown", pgettext_lazy("text", "shown")
        HIDDEN = "hidden", pgettext_lazy("text", "not shown")

    handle = models.CharField(max_length=32, primary_key=True, default=handle, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="passages")
    question = models.CharField(max_length=60)
    text = models.TextField(_("text"), max_length=2000)
    signed = models.CharField(_("by"), max_length=160, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["question", "handle"]

    def __str__(self) -> str:
        return self.handle[:8]

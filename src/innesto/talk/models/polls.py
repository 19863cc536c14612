"""A question to all in a thread, answered by choosing."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from innesto.organisations.models import Organisation
from innesto.talk.models.threads import Thread
from innesto.toolkit import dates


class Poll(models.Model):
    """One question with options; one may change one's vote until it closes.

    ``voters_count`` is how many voted; where several options may be chosen they add up to more.
    """

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="poll")
    question = models.CharField(_("question"), max_length=200)
    takes_several = models.BooleanField(_("several may be chosen"), default=False)
    closes_on = models.DateField(_("open until"), null=True, blank=True)
    voters_count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("poll")
        verbose_name_plural = _("polls")

    def __str__(self) -> str:
        return self.question

    def is_open(self, on: date) -> bool:
        """Tell whether one may vote on this day; the last day included."""
        return self.closes_on is None or on <= self.closes_on


class Option(models.Model):
    """One answer of a poll: a day, or words."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(_("answer"), max_length=120, blank=True)
    day = models.DateField(_("day"), null=True, blank=True)
    votes_count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("answer of a poll")
        verbose_name_plural = _("answers of a poll")
        constraints = [
            models.UniqueConstraint(fields=["poll", "position"], name="option_position_once")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What is chosen, in the reader's language."""
        return " ".join(filter(None, [dates.weekday(self.day) if self.day else "", self.words]))


class Vote(models.Model):
    """What a person chose, for an organisation."""

    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="talk_votes"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["option", "person"], name="vote_once_an_option")
        ]

    def __str__(self) -> str:
        return str(self.option)

"""Quizzes, their editions, and the attempts of learners."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.courses.models import Course, Enrolment, Unit
from innesto.quizzes.drawing import paper
from innesto.quizzes.questions import Kind, Marker, Question, questions_from
from innesto.toolkit.addresses import address_of


class Quiz(models.Model):
    """The content of a unit that asks questions, and the rules by which it is taken.

    A pass mark of 0 makes it a measure: whoever hands it in has done it. ``begins_with`` is the
    quiz that measured the same before the path; what was reached then is shown beside.
    """

    class Counts(models.TextChoices):
        BEST = "best", _("the best attempt")
        LAST = "last", _("the last attempt")

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="quiz")
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark, of a hundred"), default=60, validators=[MaxValueValidator(100)]
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    counts = models.CharField(_("what counts"), max_length=4, choices=Counts, default=Counts.BEST)
    is_shuffled = models.BooleanField(_("questions and choices in another order"), default=True)
    begins_with = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("quiz that measured the same before"),
    )

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        constraints = [
            models.CheckConstraint(
                name="quiz_pass_mark_of_a_hundred", condition=Q(pass_mark__lte=100)
            ),
            models.CheckConstraint(
                name="quiz_allows_an_attempt",
                condition=Q(attempts_allowed=None) | Q(attempts_allowed__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)

    @property
    def is_measure(self) -> bool:
        """Nobody fails it."""
        return self.pass_mark == 0


class Edition(models.Model):
    """The questions of a quiz as they stood for some attempts.

    Changing a quiz that somebody has begun makes a new edition: what was answered never changes
    its meaning.
    """

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField(default=1)
    questions = models.JSONField(_("questions"), default=list)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("edition of a quiz")
        verbose_name_plural = _("editions of a quiz")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["quiz", "number"], name="quiz_edition_once")]

    def __str__(self) -> str:
        return f"{self.quiz} ({self.number})"

    @cached_property
    def asked(self) -> Sequence[Question]:
        """The questions as they were written."""
        return questions_from(self.questions)


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Ways to choose attempts."""

    def open(self) -> Self:
        """Still being answered."""
        return self.filter(state=Attempt.State.OPEN)

    def handed_in(self) -> Self:
        """No answer changes any more."""
        return self.exclude(state=Attempt.State.OPEN)

    def marked(self) -> Self:
        """Those with a result."""
        return self.filter(state=Attempt.State.MARKED)

    def awaiting_author(self) -> Self:
        """Those whose free texts an author of the course is to mark."""
        return self.filter(state=Attempt.State.FOR_AUTHOR)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own; and, without a name, those whose texts one is to mark as an author."""
        if not isinstance(user, User):
            return self.none()
        written = Course.objects.written_by(user).values("pk")
        to_mark = Q(state=Attempt.State.FOR_AUTHOR, quiz__unit__course__in=written)
        return self.filter(Q(enrolment__person=user) | to_mark)


class Attempt(models.Model):
    """One go of one learner: what was answered, in which order it was shown, and its result.

    ``answers`` are kept by the key of the question, as ``marking`` reads them; ``shares`` say which
    part of its points each was worth («1/3»); ``marks`` what a person said of a free text:
    ``{"points": {criterion: points}, "words": "…"}``. Once it is handed in, answers never change.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("attempt at a quiz", "being answered")
        FOR_LEARNER = "for_learner", pgettext_lazy("attempt at a quiz", "you mark your text")
        FOR_AUTHOR = "for_author", pgettext_lazy("attempt at a quiz", "an author marks the text")
        MARKED = "marked", pgettext_lazy("attempt at a quiz", "marked")

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="attempts")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="quiz_attempts")
    number = models.PositiveSmallIntegerField(default=1)
    seed = models.PositiveIntegerField()
    state = models.CharField(_("state"), max_length=11, choices=State, default=State.OPEN)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    shares = models.JSONField(default=dict, blank=True)
    marks = models.JSONField(default=dict, blank=True)
    percent = models.PositiveSmallIntegerField(_("result, of a hundred"), null=True, blank=True)
    is_passed = models.BooleanField(_("passed"), default=False)
    opened_at = models.DateTimeField(_("begun"))
    kept_at = models.DateTimeField(_("last answer kept"), null=True, blank=True)
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    marked_at = models.DateTimeField(_("marked"), null=True, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt at a quiz")
        verbose_name_plural = _("attempts at a quiz")
        ordering = ["number"]
        indexes = [models.Index(fields=["quiz", "state"], name="quiz_attempt_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "enrolment", "number"], name="quiz_attempt_once"
            ),
            models.UniqueConstraint(
                fields=["quiz", "enrolment"],
                condition=Q(state="open"),
                name="quiz_attempt_open_once",
            ),
            models.CheckConstraint(
                name="quiz_attempt_handed_in_has_date",
                condition=Q(state="open") | Q(handed_in_at__isnull=False),
            ),
            models.CheckConstraint(
                name="quiz_attempt_marked_has_result",
                condition=Q(state="marked", percent__isnull=False)
                | ~Q(state="marked") & Q(percent=None, is_passed=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz} ({self.number})"

    def get_absolute_url(self) -> str:
        """Return the page on which it is looked over and, later, explained."""
        return address_of("quizzes:attempt", self.pk)

    @property
    def is_open(self) -> bool:
        """It is still being answered."""
        return self.state == self.State.OPEN

    @property
    def is_marked(self) -> bool:
        """It has a result."""
        return self.state == self.State.MARKED

    @cached_property
    def paper(self) -> Sequence[Question]:
        """The questions as this attempt shows them."""
        return paper(self.edition.asked, self.seed, is_shuffled=self.quiz.is_shuffled)

    def texts_for(self, marker: Marker) -> Sequence[Question]:
        """Return the free texts that this marker has still to mark."""
        return [
            one
            for one in self.edition.asked
            if one.kind == Kind.TEXT and one.marked_by == marker and one.key not in self.shares
        ]

    @property
    def given(self) -> Mapping[str, Any]:
        """The answers by question, typed for readers."""
        return dict(self.answers)

    @property
    def worth(self) -> Mapping[str, Fraction]:
        """Which part of its points each answer was worth."""
        return {key: Fraction(share) for key, share in self.shares.items()}

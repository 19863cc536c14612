"""Questions of a community, their answers, and the steps of those that nobody answers."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.communities.queries.bridges import works_reaching
from innesto.organisations.models import Organisation
from innesto.places.models import Place
from innesto.questions.models.expert import Expert
from innesto.themes.models import Theme
from innesto.toolkit.addresses import address_of


class QuestionQuerySet(models.QuerySet["Question"]):
    """Ways to choose questions. Each returns a queryset and can be chained."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Questions this user may read: within communities that are open to them, or shared there.

        What is asked of the experts alone is read by them, by who leads, and by whoever asked.
        """
        within = Q(community__in=Community.objects.open_to(user).values("pk"))
        shared = Q(pk__in=works_reaching(user, Question))
        for_all = Q(audience=Question.Audience.COMMUNITY, archived_at=None)
        if not isinstance(user, User):
            return self.filter(within | shared, for_all)
        led = Community.objects.led_by(user).values("pk")
        answered = Expert.objects.filter(person=user).values("community")
        helped = Step.objects.filter(persons=user).values("question")
        theirs = (
            Q(asker=user)
            | Q(community__in=led)
            | Q(community__in=answered)
            | Q(pk__in=helped, archived_at=None)
        )
        return self.filter((within & (for_all | theirs)) | (shared & for_all))

    def standing(self) -> Self:
        """Those that are not put away."""
        return self.filter(archived_at=None)

    def unanswered(self) -> Self:
        """Those that wait for a first answer, or for another one since they were reopened."""
        return self.standing().filter(state=Question.State.OPEN, locked_at=None)

    def free(self, at: datetime) -> Self:
        """Those that no expert has in hand: a lease ends by the clock, whoever looks."""
        return self.filter(Q(taken_until=None) | Q(taken_until__lte=at))

    def overdue(self, at: datetime) -> Self:
        """Those that are to go further: unanswered for too long, and in nobody's hands."""
        going = self.unanswered().free(at).filter(community__closed_on=None)
        return going.filter(escalates_at__lte=at, stage__lt=Question.Stage.REVIEW)


class Question(models.Model):
    """Something a member wants to know from the experts of a community, or from all of it.

    ``asker`` is kept in any case, for their page and their notices; who else may know is
    ``anonymity``. Only ``rules.may_know_asker`` and what is built on it show the name, and an
    anonymous question leaves no name in the journal. ``taken_until`` is a lease: past that moment
    the question is free, whether or not a task has run. ``promised_days`` and ``due_at`` keep what
    was promised on the day of asking; ``escalates_at`` says when the question goes further.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", _("a question")
        SEEKS = "seeks", _("who has a practice on this?")
        OFFERS = "offers", _("we offer a practice on this")

    class Urgency(models.IntegerChoices):
        LOW = 1, pgettext_lazy("urgency", "it can wait")
        NORMAL = 2, pgettext_lazy("urgency", "as promised")
        HIGH = 3, pgettext_lazy("urgency", "urgent")

    class Audience(models.TextChoices):
        COMMUNITY = "community", _("whoever may read the community")
        EXPERTS = "experts", _("the experts and who facilitates")

    class Anonymity(models.TextChoices):
        NAMED = "named", _("everyone who reads the question sees who asks")
        MEMBERS = "members", _("only the experts and who facilitates see who asks")
        ALL = "all", _("nobody sees who asks, the experts neither")

    class State(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        ANSWERED = "answered", _("answered")
        SOLVED = "solved", _("solved")

    class Stage(models.IntegerChoices):
        DESK = 0, _("at the expert desk")
        OTHER = 1, _("another expert")
        MEETING = 2, _("two hours together")
        REVIEW = 3, _("peer review")

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="asked")
    kind = models.CharField(_("what is it?"), max_length=8, choices=Kind, default=Kind.QUESTION)
    title = models.CharField(_("question"), max_length=160)
    body = models.TextField(_("what one should know"), blank=True)
    language = models.CharField(_("language"), max_length=3)
    theme = models.ForeignKey(
        Theme,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("theme"),
    )
    place = models.ForeignKey(
        Place,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
    )
    urgency = models.PositiveSmallIntegerField(
        _("how urgent is it?"), choices=Urgency, default=Urgency.NORMAL
    )
    audience = models.CharField(
        _("who may read it"), max_length=9, choices=Audience, default=Audience.COMMUNITY
    )
    anonymity = models.CharField(
        _("who sees that you ask"), max_length=7, choices=Anonymity, default=Anonymity.NAMED
    )
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="questions_asked",
        verbose_name=_("who asks"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for which organisation"),
    )
    asked_at = models.DateTimeField(_("asked"))
    promised_days = models.PositiveSmallIntegerField(_("days promised"))
    due_at = models.DateTimeField(_("promised until"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    stage = models.PositiveSmallIntegerField(_("how far it has gone"), choices=Stage, default=0)
    escalates_at = models.DateTimeField(_("goes further"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions_taken",
        verbose_name=_("in whose hands"),
    )
    taken_at = models.DateTimeField(_("taken since"), null=True, blank=True)
    taken_until = models.DateTimeField(_("taken until"), null=True, blank=True)
    is_prolonged = models.BooleanField(_("prolonged once"), default=False)
    first_answered_at = models.DateTimeField(_("first answered"), null=True, blank=True)
    first_by_expert = models.BooleanField(_("first answered by an expert"), default=False)
    accepted = models.OneToOneField(
        "Answer",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accepted answer"),
    )
    solved_at = models.DateTimeField(_("solved"), null=True, blank=True)
    locked_at = models.DateTimeField(_("locked"), null=True, blank=True)
    archived_at = models.DateTimeField(_("put away"), null=True, blank=True)
    is_example = models.BooleanField(_("part of the demo"), default=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["community", "state", "asked_at"], name="question_in_community"),
            models.Index(fields=["state", "escalates_at"], name="question_going_further"),
        ]
        constraints = [
            models.CheckConstraint(
                name="question_taken_by_somebody_until",
                condition=Q(taken_by=None) | Q(taken_until__isnull=False),
            ),
            models.CheckConstraint(
                name="question_solved_has_date",
                condition=~Q(state="solved") | Q(solved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return its page."""
        return address_of("questions:detail", self.community.slug, self.pk)

    def holder(self, at: datetime) -> User | None:
        """Return the expert who has it in hand at this moment."""
        running = self.taken_until is not None and at < self.taken_until
        return self.taken_by if running and self.state == self.State.OPEN else None

    def as_recorded(self) -> models.Model:
        """Return what the journal names: the community alone when nobody else may know of it."""
        return self.community if self.community.is_private else self

    def recorded_by(self, person: User | None) -> User | None:
        """Return whom the journal names: not the asker of a question asked without a name."""
        is_asker = person is not None and person.pk == self.asker_id
        return None if is_asker and self.is_anonymous else person

    @property
    def stays_inside(self) -> bool:
        """Is shared with no other community: it was asked of the experts alone, or put away."""
        return self.audience != self.Audience.COMMUNITY or self.archived_at is not None

    @property
    def is_anonymous(self) -> bool:
        """The community does not see who asks."""
        return self.anonymity != self.Anonymity.NAMED

    @property
    def is_open(self) -> bool:
        """Waits for an answer."""
        return self.state == self.State.OPEN

    @property
    def is_solved(self) -> bool:
        """Whoever asked, or who facilitates, accepted an answer."""
        return self.state == self.State.SOLVED

    @property
    def is_shut(self) -> bool:
        """Locked or put away: it is read, and nothing is added."""
        return self.locked_at is not None or self.archived_at is not None


class Answer(models.Model):
    """An answer, perhaps with a practice or another work that shows how it is done.

    The work is named as links name works, for this package knows no domain that stands beside or
    above it; who may not open it does not see it.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="answers"
    )
    body = models.TextField(_("answer"))
    language = models.CharField(_("language"), max_length=3)
    by_expert = models.BooleanField(_("by an expert"))
    work_kind = models.CharField(max_length=80, blank=True)
    work_key = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return gettext("Answer to “%(question)s”") % {"question": self.question}


class Vote(models.Model):
    """Somebody says that an answer was of use to them."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [models.UniqueConstraint(fields=["answer", "person"], name="vote_once")]

    def __str__(self) -> str:
        return str(self.pk)


class Comment(models.Model):
    """A word between question and answer: a request for detail, or what was missing."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(_("comment"), max_length=1500)
    asks_detail = models.BooleanField(_("asks for a detail"), default=False)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Step(models.Model):
    """One step by which a question nobody answered went further, and on whose desk it lies.

    ``by`` is None when the clock took it. ``persons`` are those who are asked: an expert, whoever
    is proposed for two hours together, the peers who review. ``times`` are moments proposed for
    the two hours, in ISO 8601; ``meets_at`` is the one that was agreed.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="steps")
    stage = models.PositiveSmallIntegerField(_("step"), choices=Question.Stage)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(_("why"), max_length=500, blank=True)
    persons = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="question_steps", verbose_name=_("who is asked")
    )
    times = models.JSONField(_("times proposed"), default=list, blank=True)
    meets_at = models.DateTimeField(_("when you meet"), null=True, blank=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_stage_display()

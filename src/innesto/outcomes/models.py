"""Accounts of an exchange, capacity before and after it, and lessons."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.documents.models import Document
from innesto.exchanges.models import Exchange
from innesto.organisations.models import Organisation
from innesto.programmes.models import Partner, Programme
from innesto.themes.models import Theme
from innesto.toolkit.addresses import address_of


class Content(models.TextChoices):
    """What was exchanged."""

    PRACTICE = "practice", _("good practice")
    EXPERIENCE = "experience", _("experience")
    KNOWLEDGE = "knowledge", _("knowledge")


class AccountQuerySet(models.QuerySet["Account"]):
    """Ways to choose accounts."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Accounts are read by whoever sees the exchange: the form says so."""
        return self.filter(exchange__in=Exchange.objects.visible_to(user))


class Account(models.Model):
    """What one side learned at an exchange and what it gave: a partner, or one person of it.

    Without ``person`` it speaks for the whole organisation; with one it counts in the balance of
    that operator too.
    """

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="accounts")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="accounts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="accounts_given",
    )
    learned = models.TextField(_("what you learned"), max_length=1000, blank=True)
    gave = models.TextField(_("what you gave"), max_length=1000, blank=True)
    changes = models.TextField(_("what you will change"), max_length=1000, blank=True)
    content = models.CharField(_("it is above all"), max_length=10, choices=Content, blank=True)
    evidence = models.URLField(_("what proves it"), blank=True)
    language = models.CharField(_("language"), max_length=3, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account of an exchange")
        verbose_name_plural = _("accounts of exchanges")
        ordering = ["exchange", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "partner"],
                condition=Q(person=None),
                name="account_once_a_partner",
            ),
            models.UniqueConstraint(
                fields=["exchange", "partner", "person"],
                condition=Q(person__isnull=False),
                name="account_once_a_person",
            ),
            models.CheckConstraint(
                name="account_says_something", condition=~Q(learned="") | ~Q(gave="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.partner} · {self.exchange}"

    def get_absolute_url(self) -> str:
        """Return its place on the page of reports."""
        return f"{address_of('outcomes:reports', self.exchange_id)}#resoconto-{self.pk}"


class Capacity(models.Model):
    """How well a partner knew a theme before an exchange, and how well after it."""

    LEVELS = (
        (0, _("not at all")),
        (1, _("a little")),
        (2, _("well")),
        (3, _("very well")),
    )

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="capacities")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="capacities")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    before = models.PositiveSmallIntegerField(
        _("before"), null=True, blank=True, choices=LEVELS, validators=[MaxValueValidator(3)]
    )
    after = models.PositiveSmallIntegerField(
        _("after"), null=True, blank=True, choices=LEVELS, validators=[MaxValueValidator(3)]
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("capacity on a theme")
        verbose_name_plural = _("capacities on themes")
        ordering = ["partner", "theme"]
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "partner", "theme"], name="capacity_once_a_theme"
            ),
            models.CheckConstraint(
                name="capacity_0_to_3",
                condition=(Q(before=None) | Q(before__lte=3)) & (Q(after=None) | Q(after__lte=3)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.theme}"

    @property
    def difference(self) -> int | None:
        """How many levels were gained; None while one of the two is not known."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


class LessonQuerySet(models.QuerySet["Lesson"]):
    """Ways to choose lessons."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Public ones of programmes one sees, those of one's programmes, one's own."""
        public = Q(
            visibility=Lesson.Visibility.PUBLIC, programme__in=Programme.objects.visible_to(user)
        )
        if not isinstance(user, User):
            return self.filter(public)
        joined = Programme.objects.joined_by(user)
        beside = joined.exclude(call=None).values("call__projects")
        within = Q(visibility=Lesson.Visibility.PROGRAMME) & (
            Q(programme__in=joined.values("pk"))
            | Q(programme__in=beside)
            | Q(programme__in=Programme.objects.coordinated_by(user).values("pk"))
        )
        own = Q(organisation__in=Organisation.objects.of(user)) | Q(author=user)
        return self.filter(public | within | own)


class Lesson(models.Model):
    """What somebody learned, as others can use it: «if …, then …, because …».

    A work of the lineage: of an exchange, of an idea noted there, of a report. A lesson template of
    the blueprint may ask for more; those answers are in ``extra``, with the document they are of.
    """

    class Dimension(models.TextChoices):
        DECISION = "decision", pgettext_lazy("dimension", "decision")
        COORDINATION = "coordination", pgettext_lazy("dimension", "coordination")
        NETWORK = "network", pgettext_lazy("dimension", "network")
        COMMUNICATION = "communication", pgettext_lazy("dimension", "communication")
        RESOURCES = "resources", pgettext_lazy("dimension", "resources")

    class Confidence(models.TextChoices):
        ONE = "one", _("seen once")
        SEVERAL = "several", _("seen several times")
        CONFIRMED = "confirmed", _("confirmed elsewhere")

    class Visibility(models.TextChoices):
        PRIVATE = "private", _("only my organisation")
        PROGRAMME = "programme", _("whoever takes part in the programme, or in its call")
        PUBLIC = "public", _("everyone")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="lessons")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="lessons", verbose_name=_("whose")
    )
    exchange = models.ForeignKey(
        Exchange, on_delete=models.SET_NULL, null=True, blank=True, related_name="lessons"
    )
    document = models.OneToOneField(
        Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="lesson"
    )
    sentence = models.CharField(_("the lesson in a sentence"), max_length=300)
    context = models.TextField(_("context"), max_length=1000, blank=True)
    expected = models.TextField(_("what you expected"), max_length=1000, blank=True)
    happened = models.TextField(_("what happened"), max_length=1500)
    why = models.TextField(_("why"), max_length=1000, blank=True)
    evidence = models.TextField(_("what proves it"), max_length=1000, blank=True)
    for_whom = models.CharField(_("for whom it is useful"), max_length=300, blank=True)
    recommendation = models.TextField(_("what you recommend"), max_length=1000, blank=True)
    dimension = models.CharField(
        _("dimension of governance"), max_length=13, choices=Dimension, blank=True
    )
    confidence = models.CharField(
        _("how sure you are"), max_length=9, choices=Confidence, default=Confidence.ONE
    )
    content = models.CharField(
        _("what it is"), max_length=10, choices=Content, default=Content.EXPERIENCE
    )
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="lessons", verbose_name=_("themes")
    )
    extra = models.JSONField(_("fields of the programme"), default=dict, blank=True)
    visibility = models.CharField(
        _("who may read it"), max_length=9, choices=Visibility, default=Visibility.PROGRAMME
    )
    review_on = models.DateField(_("to be looked at again"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=3)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField(_("written"))

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["dimension", "programme"], name="lesson_dimension")]

    def __str__(self) -> str:
        return self.sentence

    def get_absolute_url(self) -> str:
        """Return the page of the lesson."""
        return address_of("outcomes:lesson", self.pk)

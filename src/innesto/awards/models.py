"""What credentials ask for, who set out for them, and what witnesses say."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.courses.models import Course, Unit
from innesto.credentials.models import Achievement
from innesto.curricula.models import Curriculum
from innesto.organisations.models import Membership
from innesto.toolkit.addresses import address_of


class AwardQuerySet(models.QuerySet["Award"]):
    """Ways to choose awards."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What is asked for is as public as what is awarded."""
        return self.filter(achievement__in=Achievement.objects.visible_to(user).values("pk"))


class Award(models.Model):
    """An achievement that is earned by what the platform knows: all its requirements together.

    ``issues_itself``: whoever set out and has everything gets it without waiting for anybody.
    """

    achievement = models.OneToOneField(
        Achievement, on_delete=models.CASCADE, related_name="award", primary_key=True
    )
    issues_itself = models.BooleanField(
        _("award it without waiting for us, when nothing is missing"), default=False
    )

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("way to a credential")
        verbose_name_plural = _("ways to credentials")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.achievement)

    def get_absolute_url(self) -> str:
        """Return the page that says what is missing."""
        return address_of("awards:award", self.pk)


class Requirement(models.Model):
    """One thing that an award asks for, as data: its kind says what counts.

    ``number`` and ``cities`` are how many trainings or sessions, and for how many cities;
    ``words`` is what a witness says.
    """

    class Kind(models.TextChoices):
        CURRICULUM = "curriculum", _("curriculum completed")
        COURSE = "course", _("course completed")
        UNIT = "unit", _("unit of a course done, for instance its quiz")
        SESSIONS = "sessions", _("in-house sessions that a colleague witnesses")
        TRAININGS = "trainings", _("trainings given to other cities")
        PRACTICE = "practice", _("good practice published or brought home")
        STATEMENT = "statement", _("word of a witness")

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="requirements")
    kind = models.CharField(_("what is asked for"), max_length=10, choices=Kind)
    position = models.PositiveSmallIntegerField(default=0)
    curriculum = models.ForeignKey(
        Curriculum,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("curriculum"),
    )
    course = models.ForeignKey(
        Course,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("course"),
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit"),
    )
    number = models.PositiveSmallIntegerField(_("how many"), default=1)
    cities = models.PositiveSmallIntegerField(_("for how many cities"), default=0)
    words = models.CharField(_("what the witness confirms"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="requirement_names_its_thing",
                condition=~Q(kind__in=["curriculum", "course", "unit", "statement"])
                | Q(kind="curriculum", curriculum__isnull=False)
                | Q(kind="course", course__isnull=False)
                | Q(kind="unit", unit__isnull=False)
                | (Q(kind="statement") & ~Q(words="")),
            ),
            models.CheckConstraint(
                name="requirement_asks_for_something", condition=Q(number__gte=1)
            ),
        ]

    def __str__(self) -> str:
        thing = self.curriculum or self.course or self.unit or self.words
        return f"{self.get_kind_display()}: {thing}" if thing else self.get_kind_display()


class CandidacyQuerySet(models.QuerySet["Candidacy"]):
    """Ways to choose candidacies."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own, and those for what one's organisation awards: setting out is the consent."""
        if not isinstance(user, User):
            return self.none()
        if user.is_operator:
            return self
        led = Membership.objects.current().filter(person=user, is_referent=True)
        return self.filter(
            Q(person=user)
            | Q(award__achievement__issuer__organisation__in=led.values("organisation"))
        )


class Candidacy(models.Model):
    """A person who set out for a credential, and so lets its issuer see how far they are."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="candidacies")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="candidacies"
    )
    begun_at = models.DateTimeField(_("set out"))
    awarded_at = models.DateTimeField(_("awarded"), null=True, blank=True)

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name = _("person on the way to a credential")
        verbose_name_plural = _("persons on the way to credentials")
        ordering = ["begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["award", "person"], name="candidacy_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.award}"


class Statement(models.Model):
    """What a colleague, who is asked by the candidate, says about one requirement."""

    class Answer(models.TextChoices):
        ASKED = "asked", pgettext_lazy("witness", "has not answered")
        YES = "yes", pgettext_lazy("witness", "confirms it")
        NO = "no", pgettext_lazy("witness", "does not confirm it")

    requirement = models.ForeignKey(
        Requirement, on_delete=models.CASCADE, related_name="statements"
    )
    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="statements")
    witness = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="statements"
    )
    answer = models.CharField(_("answer"), max_length=5, choices=Answer, default=Answer.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("word of a witness")
        verbose_name_plural = _("words of witnesses")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["requirement", "candidacy", "witness"], name="statement_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.witness}: {self.requirement}"

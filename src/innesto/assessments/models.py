"""Rounds in which people or bodies are asked, and what each of them said."""

import datetime
from collections.abc import Mapping
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.curricula.models import Competence, Curriculum, Framework
from innesto.organisations.models import Membership, Office, Organisation
from innesto.programmes.models import Programme
from innesto.themes.models import Theme
from innesto.toolkit.addresses import address_of


class Capacity(models.TextChoices):
    """What a body needs for any theme: six questions that every office can answer."""

    AIM = "aim", _("It is clear what we want, and who answers for it.")
    PEOPLE = "people", _("There are people who can do it, and they have the time.")
    RULES = "rules", _("Acts, procedures and contracts carry it.")
    MEANS = "means", _("There are money, data and equipment for it.")
    OTHERS = "others", _("Citizens and other bodies take part in it.")
    RESULTS = "results", _("We measure what changes, and use what we learn.")


class CapacityLevel(models.IntegerChoices):
    """How far a body is."""

    NONE = 0, pgettext_lazy("capacity", "not yet")
    FIRST = 1, pgettext_lazy("capacity", "first attempts")
    SOME = 2, pgettext_lazy("capacity", "in some offices")
    RULE = 3, pgettext_lazy("capacity", "as a rule")
    SHOWN = 4, pgettext_lazy("capacity", "so well that others can learn from it")


def exactly_one(*names: str) -> Q:
    """Say that exactly one of some keys is set."""
    found = Q()
    for name in names:
        rest = {f"{other}__isnull": other != name for other in names}
        found |= Q(**rest)
    return found


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    """Ways to choose rounds."""

    def open(self, on: datetime.date) -> Self:
        """Those that can be answered on this day."""
        return self.filter(closed_at=None, closes_on__gte=on)

    def run_by(self, user: User) -> Self:
        """Those of programmes the person coordinates and of bodies they speak for."""
        led = Programme.objects.coordinated_by(user).values("pk")
        spoken = Membership.objects.current().filter(person=user, is_referent=True)
        return self.filter(Q(programme__in=led) | Q(organisation__in=spoken.values("organisation")))

    def asking(self, user: User) -> Self:
        """Those in which the person is asked: for themselves, or for a body they speak for."""
        mine = Membership.objects.current().filter(person=user)
        spoken = mine.filter(is_referent=True).values("organisation")
        joined = Programme.objects.joined_by(user).values("pk")
        around = Q(programme__in=joined) | Q(organisation__in=mine.values("organisation"))
        persons = Q(of="persons") & around
        if not mine.filter(is_elected=True).exists():
            persons &= ~Q(asked=Inquiry.Asked.ELECTED)
        elif not mine.filter(is_elected=False).exists():
            persons &= ~Q(asked=Inquiry.Asked.STAFF)
        bodies = Q(of="bodies", programme__partners__in=_partners(spoken))
        return self.filter(pk__in=self.model.objects.filter(persons | bodies).values("pk"))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Who is asked, who asks, and operators. The only place where reading is decided."""
        if not isinstance(user, User):
            return self.none()
        if user.is_operator:
            return self
        asked = self.model.objects.asking(user).values("pk")
        return self.filter(Q(pk__in=asked) | Q(pk__in=self.model.objects.run_by(user).values("pk")))


def _partners(organisations: Any) -> Any:
    return Organisation.objects.filter(pk__in=organisations, partnerships__left_on=None).values(
        "partnerships"
    )


class Inquiry(models.Model):
    """A question to many, until a day: by a programme, or by a body to its own people.

    Persons are asked about a framework or a curriculum; bodies about a theme. When it closes, sums
    are kept in ``results``, and nothing of them can be led back to a person.
    """

    class Of(models.TextChoices):
        PERSONS = "persons", _("people, each for themselves")
        BODIES = "bodies", _("partners, each for their organisation")

    class Asked(models.TextChoices):
        ALL = "", pgettext_lazy("asked", "everybody")
        ELECTED = "elected", _("elected administrators only")
        STAFF = "staff", _("those who are not elected only")

    title = models.CharField(_("title"), max_length=120)
    of = models.CharField(_("who answers"), max_length=7, choices=Of, default=Of.PERSONS)
    asked = models.CharField(
        _("whom you ask"), max_length=7, choices=Asked, default=Asked.ALL, blank=True
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="inquiries"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="inquiries",
    )
    framework = models.ForeignKey(
        Framework,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("framework of competences"),
    )
    curriculum = models.ForeignKey(
        Curriculum,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("curriculum"),
    )
    theme = models.ForeignKey(
        Theme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("theme"),
    )
    kind = models.CharField(
        _("which competences"), max_length=11, choices=Competence.Kind, blank=True
    )
    follows = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("compare with the earlier round"),
    )
    opened_at = models.DateTimeField(_("asked"))
    closes_on = models.DateField(_("last day to answer"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    results = models.JSONField(_("sums"), default=dict, blank=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of self-assessments")
        verbose_name_plural = _("rounds of self-assessments")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="round_of_programme_or_body",
                condition=exactly_one("programme", "organisation"),
            ),
            models.CheckConstraint(
                name="round_about_one_thing",
                condition=(Q(of="persons") & exactly_one("framework", "curriculum"))
                | Q(of="bodies", framework=None, curriculum=None, theme__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the round."""
        return address_of("assessments:round", self.pk)

    @property
    def is_of_persons(self) -> bool:
        """People are asked, and none of them is ever named."""
        return self.of == self.Of.PERSONS

    @property
    def is_closed(self) -> bool:
        """No answer is taken any more, and sums are there."""
        return self.closed_at is not None

    @property
    def sums(self) -> Mapping[str, Any]:
        """The sums, typed for readers."""
        return dict(self.results)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Ways to choose assessments."""

    def finished(self) -> Self:
        """Those that were answered whole."""
        return self.exclude(finished_at=None)

    def of_persons(self) -> Self:
        """Those that people made for themselves."""
        return self.filter(is_of_body=False)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A person's own are theirs alone, also for operators; a body's are read by its colleagues
        and by who coordinates the programme that asked.
        """
        if not isinstance(user, User):
            return self.none()
        own = Q(is_of_body=False, person=user)
        colleagues = Q(is_of_body=True, organisation__in=Organisation.objects.of(user))
        led = Programme.objects.coordinated_by(user).values("pk")
        asked = Q(is_of_body=True, round__programme__in=led, finished_at__isnull=False)
        return self.filter(own | colleagues | asked)


class Assessment(models.Model):
    """What one person says of themselves, or of the body or office they answer for.

    ``answers`` are levels by the key of a question, ``notes`` what proves them. One of a person
    that is in no round is read by them alone, and counted nowhere.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="self_assessments",
        verbose_name=_("who answers"),
    )
    is_of_body = models.BooleanField(_("for a body"), default=False)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="self_assessments",
        verbose_name=_("organisation"),
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("office"),
    )
    round = models.ForeignKey(
        Inquiry, on_delete=models.SET_NULL, null=True, blank=True, related_name="assessments"
    )
    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    curriculum = models.ForeignKey(
        Curriculum, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    theme = models.ForeignKey(
        Theme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("theme"),
    )
    kind = models.CharField(max_length=11, choices=Competence.Kind, blank=True)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    notes = models.JSONField(_("what proves it"), default=dict, blank=True)
    started_at = models.DateTimeField(_("begun"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("self-assessment")
        verbose_name_plural = _("self-assessments")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="assessment_about_one_thing",
                condition=exactly_one("framework", "curriculum", "theme"),
            ),
            models.CheckConstraint(
                name="assessment_of_body_has_one",
                condition=Q(is_of_body=False) | Q(organisation__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["round", "person"],
                condition=Q(is_of_body=False, round__isnull=False),
                name="assessment_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["round", "organisation"],
                condition=Q(is_of_body=True, round__isnull=False),
                name="assessment_once_a_body",
            ),
        ]

    def __str__(self) -> str:
        return str(self.subject)

    def get_absolute_url(self) -> str:
        """Return the page of the result."""
        return address_of("assessments:detail", self.pk)

    @property
    def subject(self) -> Framework | Curriculum | Theme:
        """What it is about."""
        found = self.framework or self.curriculum or self.theme
        assert found is not None
        return found

    @property
    def is_finished(self) -> bool:
        """It was answered whole."""
        return self.finished_at is not None

    @property
    def levels(self) -> dict[str, int]:
        """The answers, typed for readers."""
        return {str(key): int(level) for key, level in self.answers.items()}

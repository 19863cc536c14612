"""A course, its sections and units, who writes it, and who said yes before it came out."""

from collections.abc import Mapping
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.curricula.models import Module
from innesto.organisations.models import Membership, Organisation
from innesto.programmes.models import Programme
from innesto.programmes.models.programme import other_language, said
from innesto.themes.models import Theme
from innesto.toolkit.addresses import address_of
from innesto.toolkit.annotations import StrOrPromise

MEANT_FOR: Mapping[str, StrOrPromise] = {
    "for_officers": _("administrative staff and officers"),
    "for_administrators": _("elected administrators"),
    "for_stakeholders": _("associations and other stakeholders"),
    "for_citizens": _("citizens"),
}
"""The four audiences of any programme, by the field that says it."""


def time_needed(minutes: int) -> str:
    """Return minutes as people say them: «40 minutes», «2 hours», «2 and a half hours»."""
    if minutes < 90:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    halves = round(minutes / 30)
    if halves % 2:
        return gettext("%(n)s and a half hours") % {"n": halves // 2}
    return ngettext("%(n)s hour", "%(n)s hours", halves // 2) % {"n": halves // 2}


class CourseQuerySet(models.QuerySet["Course"]):
    """Ways to choose courses. Each returns a queryset and can be chained."""

    def out(self) -> Self:
        """Courses that came out, also those that take nobody in any more."""
        return self.exclude(state=Course.State.DRAFT)

    def written_by(self, user: User | AnonymousUser) -> Self:
        """Courses the person writes, or whose programme they coordinate."""
        if not isinstance(user, User):
            return self.none()
        coordinated = Programme.objects.coordinated_by(user)
        return self.filter(
            Q(pk__in=Author.objects.filter(person=user).values("course"))
            | Q(programme__in=coordinated.values("pk"))
        )

    def answered_for_by(self, user: User | AnonymousUser) -> Self:
        """Courses for which this person may say yes before they come out."""
        if not isinstance(user, User):
            return self.none()
        if user.is_operator:
            return self
        kept = Membership.objects.current().filter(person=user, is_referent=True)
        return self.filter(
            Q(pk__in=self.model.objects.written_by(user).values("pk"))
            | Q(programme=None, organisation__in=kept.values("organisation"))
        )

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Public courses that are out; those of a programme for whoever takes part in it.

        A draft is read by who writes it and by who may say yes to it. Who has begun a course can
        always go back to it.
        """
        public = ~Q(state=Course.State.DRAFT) & Q(visibility=Course.Visibility.PUBLIC)
        if not isinstance(user, User):
            return self.filter(public)
        within = ~Q(state=Course.State.DRAFT) & Q(
            programme__in=Programme.objects.joined_by(user).values("pk")
        )
        begun = ~Q(state=Course.State.DRAFT) & Q(enrolments__person=user)
        return self.filter(
            public
            | within
            | Q(pk__in=self.model.objects.filter(begun).values("pk"))
            | Q(pk__in=self.model.objects.answered_for_by(user).values("pk"))
        )


class Course(models.Model):
    """What a person can learn alone or with others, in units.

    Names, summary and what one is able to do afterwards carry their languages, as those of
    programmes do; a course is offered in the languages of its name. It stands in a programme or
    is of an organisation. ``seats`` are those of an open course; without a number whoever wants
    has one. ``minutes`` and ``units_count`` are kept by the actions, never counted.
    It outlives its programme: ``steward`` is who looks after it then, and ``review_on`` when.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a course", "being written")
        PUBLISHED = "published", pgettext_lazy("state of a course", "out")
        CLOSED = "closed", pgettext_lazy("state of a course", "takes nobody in any more")

    class Pace(models.TextChoices):
        OPEN = "open", _("whoever wants, whenever they want, at their own pace")
        COHORTS = "cohorts", _("in groups that begin and end together")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("everyone")
        PROGRAMME = "programme", _("who takes part in the programme")

    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="courses",
        verbose_name=_("programme"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="courses",
        verbose_name=_("organisation"),
    )
    community = models.ForeignKey(
        Community,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="courses",
        verbose_name=_("community in which it is discussed"),
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    titles = models.JSONField(_("title"), default=dict)
    summaries = models.JSONField(_("in a few words"), default=dict, blank=True)
    abilities = models.JSONField(_("what one is able to do afterwards"), default=dict, blank=True)
    language = models.CharField(_("language it is written in"), max_length=3)
    themes = models.ManyToManyField(
        Theme, related_name="courses", blank=True, verbose_name=_("themes")
    )
    audiences = models.JSONField(_("audiences of the programme"), default=list, blank=True)
    for_officers = models.BooleanField(MEANT_FOR["for_officers"], default=True)
    for_administrators = models.BooleanField(MEANT_FOR["for_administrators"], default=True)
    for_stakeholders = models.BooleanField(MEANT_FOR["for_stakeholders"], default=True)
    for_citizens = models.BooleanField(MEANT_FOR["for_citizens"], default=True)
    pace = models.CharField(_("how one takes part"), max_length=7, choices=Pace, default=Pace.OPEN)
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    visibility = models.CharField(
        _("who may take it"), max_length=9, choices=Visibility, default=Visibility.PUBLIC
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    minutes = models.PositiveIntegerField(_("minutes it takes"), default=0)
    units_count = models.PositiveIntegerField(_("units"), default=0)
    steward = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who looks after it"),
    )
    review_on = models.DateField(_("next look at whether it still holds"), null=True, blank=True)
    created_at = models.DateTimeField(_("begun"))
    published_at = models.DateTimeField(_("out since"), null=True, blank=True)
    is_example = models.BooleanField(_("part of the demo"), default=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="course_is_of_somebody",
                condition=Q(programme__isnull=False) | Q(organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="course_without_programme_is_public",
                condition=Q(programme__isnull=False) | Q(visibility="public"),
            ),
            models.CheckConstraint(
                name="course_out_has_date",
                condition=Q(state="draft") | Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the course."""
        return address_of("courses:detail", self.slug)

    @property
    def title(self) -> str:
        """Its name in the reader's language."""
        return said(self.titles) or self.slug

    @property
    def summary(self) -> str:
        """What it is about, in the reader's language."""
        return said(self.summaries)

    @property
    def abilities_lines(self) -> list[str]:
        """What one is able to do afterwards, in the reader's language, one thing a line."""
        return [line.strip(" -•") for line in said(self.abilities).splitlines() if line.strip()]

    @property
    def other_language(self) -> str:
        """The language of its words, if they are not in the reader's."""
        return other_language(self.titles)

    @property
    def hours(self) -> str:
        """How long it takes, as people say it."""
        return time_needed(self.minutes)

    @property
    def meant_for(self) -> list[StrOrPromise]:
        """Whom it is for, of the four audiences; empty when it is for all of them."""
        chosen = [label for name, label in MEANT_FOR.items() if getattr(self, name)]
        return [] if len(chosen) == len(MEANT_FOR) else chosen

    @property
    def languages(self) -> list[str]:
        """The languages in which it is offered, the one it is written in first."""
        return sorted(self.titles, key=lambda code: (code != self.language, code))

    @property
    def is_out(self) -> bool:
        """It came out, and can be read by whom it is for."""
        return self.state != self.State.DRAFT

    @property
    def is_public(self) -> bool:
        """Everyone may read it, also without an account."""
        return self.is_out and self.visibility == self.Visibility.PUBLIC

    @property
    def takes_people_in(self) -> bool:
        """One can begin it, if there is a place."""
        return self.state == self.State.PUBLISHED


class Author(models.Model):
    """Somebody who writes a course; the one who began it is among them."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="authored_courses"
    )
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "person"], name="author_once_a_course")
        ]

    def __str__(self) -> str:
        return str(self.person)


class Section(models.Model):
    """A part of a course; it may teach a module of a curriculum."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="sections")
    module = models.ForeignKey(
        Module,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sections",
        verbose_name=_("module that it teaches"),
    )
    titles = models.JSONField(_("title"), default=dict)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("section of a course")
        verbose_name_plural = _("sections of a course")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return said(self.titles)

    @property
    def title(self) -> str:
        """Its name in the reader's language."""
        return said(self.titles)

    @property
    def other_language(self) -> str:
        """The language of its name, if it is not the reader's."""
        return other_language(self.titles)


class UnitQuerySet(models.QuerySet["Unit"]):
    """Ways to choose units."""

    def shown(self) -> Self:
        """Units that came out."""
        return self.filter(shown_at__isnull=False)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Units that came out, of courses this user may read; who writes them reads all."""
        seen = Course.objects.visible_to(user).values("pk")
        answered = Course.objects.answered_for_by(user).values("pk")
        return self.filter(Q(shown_at__isnull=False, course__in=seen) | Q(course__in=answered))


class Unit(models.Model):
    """One thing to read, watch, hear or do in a course.

    What is inside stands in a model of its kind, one to one with it. ``shown_at`` is when it came
    out; ``minutes`` is how long it takes, by the word of its authors.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="units")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="units")
    kind = models.CharField(_("kind"), max_length=20)
    titles = models.JSONField(_("title"), default=dict)
    position = models.PositiveIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), default=10)
    is_optional = models.BooleanField(_("for those who want to know more"), default=False)
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    shown_at = models.DateTimeField(_("out since"), null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["section__position", "section", "position", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page on which it is learned."""
        return address_of("courses:unit", self.pk)

    @property
    def title(self) -> str:
        """Its name in the reader's language."""
        return said(self.titles)

    @property
    def other_language(self) -> str:
        """The language of its name, if it is not the reader's."""
        return other_language(self.titles)

    @property
    def is_shown(self) -> bool:
        """It came out."""
        return self.shown_at is not None


class Review(models.Model):
    """A look by somebody else before what is new comes out: yes, or what is to be changed."""

    class Verdict(models.TextChoices):
        YES = "yes", pgettext_lazy("verdict on a course", "it can come out")
        CHANGES = "changes", pgettext_lazy("verdict on a course", "something is to be changed")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="reviews")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    note = models.CharField(_("what to look at"), max_length=600, blank=True)
    verdict = models.CharField(_("verdict"), max_length=7, choices=Verdict, blank=True)
    reason = models.TextField(_("reason"), max_length=3000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("review of a course")
        verbose_name_plural = _("reviews of a course")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course"], condition=Q(verdict=""), name="course_review_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.get_verdict_display() or '…'}"

"""Frameworks of competences, curricula with their modules, versions and translations.

What is being written stands in ``Curriculum`` and ``Module``; what was published stands whole in
a ``Version`` and never changes. So a course can point at a module, and a reader at a version.
"""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.curricula.outline import Outline, outline_from
from innesto.organisations.models import Organisation
from innesto.programmes.models import Programme
from innesto.programmes.models.programme import said
from innesto.toolkit.addresses import address_of

LEVELS = {
    2: pgettext_lazy("level", "with help"),
    4: pgettext_lazy("level", "on one’s own"),
    6: pgettext_lazy("level", "so as to help others"),
    8: pgettext_lazy("level", "so as to find new ways"),
}
"""The four steps that DigComp makes of its eight levels: each by its upper one."""


def steps_to(highest: int) -> list[tuple[int, str]]:
    """Return the levels that one is asked to choose from, with words."""
    if highest == max(LEVELS):
        return [(level, str(words)) for level, words in LEVELS.items()]
    return [(level, level_words(level, highest)) for level in range(1, highest + 1)]


def level_words(level: int, highest: int) -> str:
    """Say a level: «da soli» for 3 or 4 of 8, «2 di 5» elsewhere."""
    if highest == max(LEVELS):
        return str(LEVELS[level + level % 2]) if level else gettext("not yet")
    words = gettext("%(level)d of %(highest)d") % {"level": level, "highest": highest}
    return words if level else gettext("not yet")


class FrameworkQuerySet(models.QuerySet["Framework"]):
    """Ways to choose frameworks."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those of a programme are read by whoever reads the programme, others by all."""
        shown = Programme.objects.visible_to(user).values("pk")
        return self.filter(Q(programme=None) | Q(programme__in=shown))


class Framework(models.Model):
    """What one can be able to do, in areas and levels: of Europe, or of one programme.

    ``roles`` names the roles that its competences are of, by key and language.
    """

    key = models.SlugField(_("address"), max_length=80, unique=True)
    names = models.JSONField(_("name"), default=dict)
    abouts = models.JSONField(_("in a few words"), default=dict, blank=True)
    roles = models.JSONField(_("roles"), default=dict, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    website = models.URLField(_("where it is published"), blank=True)
    licence = models.CharField(_("licence"), max_length=80, blank=True)
    highest = models.PositiveSmallIntegerField(
        _("highest level"),
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(8)],
    )
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="frameworks",
        verbose_name=_("programme"),
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("framework of competences")
        verbose_name_plural = _("frameworks of competences")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                name="framework_levels_1_to_8", condition=Q(highest__range=(1, 8))
            )
        ]

    def __str__(self) -> str:
        return said(self.names) or self.key

    def get_absolute_url(self) -> str:
        """Return the page with its competences."""
        return address_of("curricula:framework", self.key)

    @property
    def about(self) -> str:
        """What it is, in the reader's language."""
        return said(self.abouts)


class Competence(models.Model):
    """Something one can be able to do; ``area`` groups them, and an area has none itself.

    Who decides and who carries out need different ones: ``kind`` tells them apart; without it a
    competence is for both. Empty ``roles`` or ``countries`` mean all of them.
    """

    class Kind(models.TextChoices):
        DECISION = "decision", pgettext_lazy("competence", "to decide")
        OPERATIONAL = "operational", pgettext_lazy("competence", "to carry out")

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="competences")
    code = models.CharField(_("code"), max_length=20)
    names = models.JSONField(_("name"), default=dict)
    abouts = models.JSONField(_("in a few words"), default=dict, blank=True)
    area = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="competences",
        verbose_name=_("area"),
    )
    kind = models.CharField(_("what for"), max_length=11, choices=Kind, blank=True)
    roles = models.JSONField(_("roles"), default=list, blank=True)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    aligned = models.ManyToManyField(
        "self", symmetrical=False, blank=True, verbose_name=_("corresponds to")
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    class Meta:
        verbose_name = _("competence")
        verbose_name_plural = _("competences")
        ordering = ["framework", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="competence_code_once"),
            models.CheckConstraint(
                name="competence_not_its_own_area", condition=Q(area=None) | ~Q(area=F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {said(self.names)}"

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return said(self.names)

    @property
    def about(self) -> str:
        """What it is, in the reader's language."""
        return said(self.abouts)


class CurriculumQuerySet(models.QuerySet["Curriculum"]):
    """Ways to choose curricula."""

    def published(self) -> Self:
        """Those that have a version and were not withdrawn."""
        return self.filter(edition__gt=0, withdrawn_at=None)

    def written_by(self, user: User) -> Self:
        """Those whose author the person is, or whose programme they coordinate."""
        led = Programme.objects.coordinated_by(user).values("pk")
        own = self.model.objects.filter(authors=user).values("pk")
        return self.filter(Q(pk__in=own) | Q(programme__in=led))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Published ones are read by whoever reads the programme; drafts by who writes them."""
        shown = Programme.objects.visible_to(user).values("pk")
        open_ = Q(edition__gt=0, withdrawn_at=None) & (Q(programme=None) | Q(programme__in=shown))
        if not isinstance(user, User):
            return self.filter(open_)
        if user.is_operator:
            return self
        return self.filter(open_ | Q(pk__in=self.model.objects.written_by(user).values("pk")))


class Curriculum(models.Model):
    """What somebody should learn, in modules; of a programme, or free.

    Its fields are what is being written; readers get the ``Version`` of its ``edition``.
    """

    class Audience(models.TextChoices):
        ELECTED = "elected", _("elected administrators")
        STAFF = "staff", _("people who work for a municipality")
        BODIES = "bodies", _("associations, companies and other bodies")
        CITIZENS = "citizens", _("citizens")

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("what one is able to do at the end"), max_length=600, blank=True)
    language = models.CharField(_("language"), max_length=3)
    audiences = models.JSONField(_("for whom"), default=list, blank=True)
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="curricula",
        verbose_name=_("programme"),
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="curricula"
    )
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="curricula", verbose_name=_("who writes it")
    )
    edition = models.PositiveIntegerField(_("number of the version"), default=0)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    is_example = models.BooleanField(_("part of the demo"), default=False)

    objects = CurriculumQuerySet.as_manager()

    class Meta:
        verbose_name = _("curriculum")
        verbose_name_plural = _("curricula")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of what was published, or of what is being written."""
        return address_of("curricula:detail", self.slug)

    @property
    def is_published(self) -> bool:
        """Readers find it."""
        return self.edition > 0 and self.withdrawn_at is None


class ModuleQuerySet(models.QuerySet["Module"]):
    """Ways to choose modules."""

    def standing(self) -> Self:
        """Those that are in what is being written."""
        return self.filter(is_dropped=False)


class Module(models.Model):
    """A part of a curriculum that can be taught by itself.

    One that a version holds is never deleted, only dropped: courses may teach it.
    """

    curriculum = models.ForeignKey(Curriculum, on_delete=models.CASCADE, related_name="modules")
    position = models.PositiveSmallIntegerField(_("place in the list"))
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("what it is about"), max_length=600, blank=True)
    outcomes = models.JSONField(_("what one is able to do afterwards"), default=list, blank=True)
    hours = models.DecimalField(
        _("hours"), max_digits=5, decimal_places=1, validators=[MinValueValidator(0)]
    )
    prerequisites = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="opens", verbose_name=_("comes after")
    )
    competences = models.ManyToManyField(
        Competence, through="Teaching", related_name="modules", verbose_name=_("competences")
    )
    is_dropped = models.BooleanField(_("no longer in the curriculum"), default=False)

    objects = ModuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ["curriculum", "position", "pk"]
        constraints = [
            models.CheckConstraint(name="module_hours_not_negative", condition=Q(hours__gte=0)),
        ]

    def __str__(self) -> str:
        return self.title


class Teaching(models.Model):
    """Up to which level a module teaches a competence."""

    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="teachings")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="teachings")
    level = models.PositiveSmallIntegerField(_("level"))

    class Meta:
        verbose_name = _("competence of a module")
        verbose_name_plural = _("competences of a module")
        ordering = ["module", "competence__framework", "competence__position"]
        constraints = [
            models.UniqueConstraint(fields=["module", "competence"], name="teaching_once"),
            models.CheckConstraint(name="teaching_level_1_to_8", condition=Q(level__range=(1, 8))),
        ]

    def __str__(self) -> str:
        return f"{self.competence} ({self.level})"


class Version(models.Model):
    """A curriculum as it was published: whole, in the language it was written in."""

    curriculum = models.ForeignKey(Curriculum, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    note = models.CharField(_("what is new"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published"))

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["curriculum", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["curriculum", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.curriculum} {self.number}"

    @property
    def outline(self) -> Outline:
        """Return what it holds."""
        return outline_from(self.content)


class Translation(models.Model):
    """The texts of a curriculum in another language, beside the original.

    ``texts`` holds them by the keys of ``Outline.texts``. ``edition`` is the version that was
    translated: a later one makes it old, and readers are told.
    """

    curriculum = models.ForeignKey(
        Curriculum, on_delete=models.CASCADE, related_name="translations"
    )
    language = models.CharField(_("language"), max_length=3)
    texts = models.JSONField(_("texts"), default=dict)
    edition = models.PositiveIntegerField(_("version of the original"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["curriculum", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["curriculum", "language"], name="curriculum_translated_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.curriculum} ({self.language})"

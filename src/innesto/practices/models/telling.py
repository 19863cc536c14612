"""How a practice is told: as a story, in other languages, together with others."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.organisations.models import Organisation
from innesto.practices.models.practice import Practice
from innesto.programmes.models import Programme
from innesto.themes.models import Theme
from innesto.toolkit.addresses import address_of


class Telling(models.Model):
    """A case told by its protagonists, always in the same four steps, for a room to discuss."""

    practice = models.OneToOneField(Practice, on_delete=models.CASCADE, related_name="telling")
    tellers = models.CharField(_("who tells it"), max_length=300)
    context = models.TextField(_("context"))
    obstacles = models.TextField(_("obstacles"))
    steps = models.TextField(_("administrative steps"))
    result = models.TextField(_("result"))
    session = models.CharField(_("session at which it is presented"), max_length=200, blank=True)
    session_on = models.DateField(_("day of the session"), null=True, blank=True)

    class Meta:
        verbose_name = _("story of a case")
        verbose_name_plural = _("stories of cases")

    def __str__(self) -> str:
        return str(self.practice)


class Question(models.Model):
    """A question on a case, from the room or online, answered where the case is told."""

    class Origin(models.TextChoices):
        ROOM = "room", _("from the room")
        ONLINE = "online", _("online")

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField(_("question"), max_length=1000)
    origin = models.CharField(
        _("where it was asked"), max_length=6, choices=Origin, default=Origin.ONLINE
    )
    asker = models.CharField(_("who asked"), max_length=120, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    answer = models.TextField(_("answer"), max_length=3000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="question_answered_has_words",
                condition=Q(answered_at=None) | ~Q(answer=""),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Follower(models.Model):
    """A person, of the municipality or not, who is told what becomes of a practice."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="followers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followed_practices"
    )
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        constraints = [models.UniqueConstraint(fields=["practice", "person"], name="follower_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.practice}"


class Translation(models.Model):
    """The texts of a sheet in another language, beside the original and never in its place.

    ``texts`` holds them by field. ``revision`` is that of the original which was translated: a
    later one makes the translation old, and readers are told.
    """

    class Origin(models.TextChoices):
        AUTHOR = "author", _("by the author")
        HUMAN = "human", _("by a person")
        MACHINE = "machine", _("by a machine")

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=7)
    texts = models.JSONField(_("texts"), default=dict)
    origin = models.CharField(_("translated"), max_length=7, choices=Origin)
    revision = models.PositiveIntegerField(_("version of the original"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "language"], name="translation_once_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.practice} ({self.language})"


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    """Ways to choose challenges."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Challenges of programmes are read by whoever reads the programme, others by all."""
        shown = Programme.objects.visible_to(user).values("pk")
        return self.filter(Q(programme=None) | Q(programme__in=shown))


class Challenge(models.Model):
    """A problem that many territories share; practices answer it by a link."""

    title = models.CharField(_("the problem, as a question"), max_length=160)
    slug = models.SlugField(_("address"), max_length=170, unique=True)
    about = models.TextField(_("why it is hard"), max_length=1500, blank=True)
    themes = models.ManyToManyField(
        Theme, related_name="challenges", blank=True, verbose_name=_("themes")
    )
    programme = models.ForeignKey(
        Programme,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="challenges",
        verbose_name=_("programme"),
    )
    strand = models.CharField(_("community or line of work"), max_length=60, blank=True)
    organisations = models.ManyToManyField(
        Organisation, related_name="challenges", blank=True, verbose_name=_("who shares it")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    is_example = models.BooleanField(_("part of the demo"), default=False)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared challenge")
        verbose_name_plural = _("shared challenges")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page with all that answers it."""
        return address_of("practices:challenge", self.slug)


class JointAction(models.Model):
    """What small municipalities do together because each alone could not."""

    practice = models.OneToOneField(Practice, on_delete=models.CASCADE, related_name="joint_action")
    process = models.TextField(_("what you do together"), max_length=1500)
    agreement = models.CharField(_("agreement"), max_length=300, blank=True)
    agreement_url = models.URLField(_("where the agreement is"), blank=True)
    cost = models.DecimalField(_("what it costs a year"), max_digits=12, decimal_places=2)
    rule = models.CharField(_("how the costs are split"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("joint action")
        verbose_name_plural = _("joint actions")

    def __str__(self) -> str:
        return str(self.practice)


class JointMember(models.Model):
    """A municipality in a joint action, and what it pays."""

    joint_action = models.ForeignKey(JointAction, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="joint_actions"
    )
    share = models.DecimalField(_("what it pays a year"), max_digits=12, decimal_places=2)
    agreed_on = models.DateField(_("agreed"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a joint action")
        verbose_name_plural = _("members of joint actions")
        ordering = ["organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["joint_action", "organisation"], name="joint_member_once"
            ),
            models.CheckConstraint(name="joint_share_not_negative", condition=Q(share__gte=0)),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

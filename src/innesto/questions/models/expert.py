"""Who answers in a community, on what, and what the community promises."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.organisations.models import Organisation
from innesto.themes.models import Theme

PROMISED_DAYS = 5
LEASE_HOURS = 72


class Desk(models.Model):
    """What the expert desk of a community promises; without a row, what the house promises."""

    community = models.OneToOneField(
        Community, on_delete=models.CASCADE, primary_key=True, related_name="desk"
    )
    promised_days = models.PositiveSmallIntegerField(
        _("within how many days do you answer?"),
        default=PROMISED_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    escalates_after = models.PositiveSmallIntegerField(
        _("after how many days without an answer does a question go further?"),
        default=PROMISED_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    lease_hours = models.PositiveSmallIntegerField(
        _("for how many hours may an expert keep a question?"),
        default=LEASE_HOURS,
        validators=[MinValueValidator(1), MaxValueValidator(336)],
    )

    class Meta:
        verbose_name = _("expert desk")
        verbose_name_plural = _("expert desks")

    def __str__(self) -> str:
        return str(self.community)


class ExpertQuerySet(models.QuerySet["Expert"]):
    """Ways to choose experts. Each returns a queryset and can be chained."""

    def willing(self) -> Self:
        """Those who take questions now."""
        return self.filter(is_willing=True, person__is_active=True)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Experts of communities one may read, and those who agreed to stand in the directory.

        Nobody without an account: these are persons.
        """
        if not isinstance(user, User):
            return self.none()
        open_ones = Community.objects.open_to(user).values("pk")
        listed = Q(is_listed=True) & ~Q(community__visibility=Community.Visibility.PRIVATE)
        return self.filter(Q(community__in=open_ones) | listed | Q(person=user))


class Expert(models.Model):
    """A person who answers questions of a community on some themes.

    Named by whoever leads the community; whether they take questions now, and whether they stand
    in the directory of all experts, they say themselves. Without themes they answer on all.
    ``spoken`` are the codes of their languages between commas, «,it,en,», so that SQL can choose.
    """

    class Kind(models.TextChoices):
        EXPERT = "expert", pgettext_lazy("kind of expert", "expert")
        LECTURER = "lecturer", pgettext_lazy("kind of expert", "lecturer")
        ELECTED = "elected", pgettext_lazy("kind of expert", "expert administrator")

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="experts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="expertises",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for which organisation"),
    )
    kind = models.CharField(_("what they are"), max_length=8, choices=Kind, default=Kind.EXPERT)
    about = models.CharField(_("what they know, in a line"), max_length=200, blank=True)
    themes = models.ManyToManyField(
        Theme, related_name="experts", blank=True, verbose_name=_("themes")
    )
    spoken = models.CharField(_("languages"), max_length=120, blank=True)
    is_willing = models.BooleanField(_("takes questions now"), default=True)
    is_listed = models.BooleanField(
        _("stands in the directory that everyone with an account reads"), default=False
    )

    objects = ExpertQuerySet.as_manager()

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        ordering = ["community", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["community", "person"], name="expert_once"),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def languages(self) -> list[str]:
        """The codes of the languages they answer in."""
        return [code for code in self.spoken.split(",") if code]

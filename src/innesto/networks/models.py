"""Bodies and what they decide; relations with others, and each time somebody looked at one."""

import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.organisations.models import Organisation
from innesto.programmes.models import Participant, Programme
from innesto.toolkit.addresses import address_of

SIX_MONTHS = 6


def circle_of(user: User | AnonymousUser) -> models.QuerySet[Programme]:
    """Return the programmes whose governance and network this user reads as one of their own.

    Whoever takes part in a programme; in a call and its projects, whoever takes part in any.
    """
    if not isinstance(user, User):
        return Programme.objects.none()
    if user.is_operator:
        return Programme.objects.all()
    joined = Programme.objects.joined_by(user).exclude(state=Programme.State.DRAFT)
    calls = joined.exclude(call=None).values("call")
    return Programme.objects.filter(
        Q(pk__in=joined.values("pk"))
        | Q(call__in=joined.values("pk"))
        | Q(pk__in=calls)
        | Q(call__in=calls)
        | Q(pk__in=Programme.objects.coordinated_by(user).values("pk"))
    )


class Openness(models.Model):
    """What of this a programme shows to everyone; without a row nothing."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="openness")
    governance_is_public = models.BooleanField(
        _("Everyone may read who decides what"), default=False
    )
    relations_are_public = models.BooleanField(
        _("Everyone may read with whom we work, without names of persons"), default=False
    )

    class Meta:
        verbose_name = _("what is public of a network")
        verbose_name_plural = _("what is public of networks")

    def __str__(self) -> str:
        return str(self.programme)


class BodyQuerySet(models.QuerySet["Body"]):
    """Ways to choose bodies."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever belongs to the programme or to its call, and everyone where it says so."""
        return self.filter(
            Q(programme__in=circle_of(user).values("pk"))
            | Q(
                programme__openness__governance_is_public=True,
                programme__in=Programme.objects.visible_to(user).values("pk"),
            )
        )


class Body(models.Model):
    """Those who meet to govern a project: a steering group, an assembly, a table of operators."""

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", pgettext_lazy("rhythm of a body", "every week")
        MONTHLY = "monthly", pgettext_lazy("rhythm of a body", "every month")
        QUARTERLY = "quarterly", pgettext_lazy("rhythm of a body", "every three months")
        TWICE = "twice", pgettext_lazy("rhythm of a body", "twice a year")
        YEARLY = "yearly", pgettext_lazy("rhythm of a body", "once a year")
        NEEDED = "needed", pgettext_lazy("rhythm of a body", "when needed")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="bodies")
    name = models.CharField(_("name"), max_length=120)
    members = models.CharField(_("who sits in it"), max_length=300)
    rhythm = models.CharField(_("how often it meets"), max_length=9, choices=Rhythm)
    about = models.TextField(_("what it is there for"), max_length=1000, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body of governance")
        verbose_name_plural = _("bodies of governance")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="body_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Decision(models.Model):
    """Who decides on one matter, and how; the matters are the same everywhere, to be compared."""

    class Matter(models.TextChoices):
        MONEY = "money", _("Money: who spends, who moves it")
        PARTNERS = "partners", _("Partners: who comes in, who leaves")
        ACTIVITIES = "activities", _("Activities: what is done, and when")
        PEOPLE = "people", _("People: who works on it")
        VOICE = "voice", _("What is said outside")
        TROUBLE = "trouble", _("Delays and conflicts")
        CHANGES = "changes", _("Changes of the project")

    class Manner(models.TextChoices):
        CONSENSUS = "consensus", _("all agree")
        MAJORITY = "majority", _("by majority")
        HEARD = "heard", _("one decides, the others are heard")
        ALONE = "alone", _("one decides")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="decisions")
    matter = models.CharField(_("matter"), max_length=10, choices=Matter)
    body = models.ForeignKey(
        Body, on_delete=models.CASCADE, related_name="decisions", verbose_name=_("who decides")
    )
    manner = models.CharField(_("how"), max_length=9, choices=Manner)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("who decides on a matter")
        verbose_name_plural = _("who decides on matters")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "matter"], name="decision_once_a_matter"),
        ]

    def __str__(self) -> str:
        return self.get_matter_display()


class RelationQuerySet(models.QuerySet["Relation"]):
    """Ways to choose relations."""

    def standing(self) -> Self:
        """Those that have not ended."""
        return self.exclude(state=Relation.State.ENDED)

    def dormant(self, on: datetime.date) -> Self:
        """Those that stand, and that nobody has confirmed in time."""
        return self.standing().filter(again_on__lt=on)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever belongs to the programme or to its call, and everyone where it says so."""
        return self.filter(
            Q(programme__in=circle_of(user).values("pk"))
            | Q(
                programme__openness__relations_are_public=True,
                programme__in=Programme.objects.visible_to(user).values("pk"),
            )
        )


class Relation(models.Model):
    """Somebody around a project whom it works with, or wants to.

    ``again_on`` is the day until which the last look holds: after it the relation is dormant, and
    shows up until somebody confirms it or says how it stands now.
    """

    class Kind(models.TextChoices):
        PUBLIC = "public", _("public body")
        SERVICES = "services", _("social or health services")
        SCHOOL = "school", _("school or university")
        THIRD = "third", _("association or cooperative")
        BUSINESS = "business", _("business")
        PEOPLE = "people", _("group of citizens")
        FAITH = "faith", _("religious community")
        OTHER = "other", pgettext_lazy("kind of stakeholder", "other")

    class State(models.TextChoices):
        WANTED = "wanted", pgettext_lazy("state of a relation", "to be built")
        BEGUN = "begun", pgettext_lazy("state of a relation", "begun")
        ACTIVE = "active", pgettext_lazy("state of a relation", "active")
        STRAINED = "strained", pgettext_lazy("state of a relation", "difficult")
        ENDED = "ended", pgettext_lazy("state of a relation", "ended")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="relations")
    name = models.CharField(_("with whom"), max_length=160)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="relations",
        verbose_name=_("its page here, if it has one"),
    )
    kind = models.CharField(_("what they are"), max_length=8, choices=Kind)
    state = models.CharField(_("how it stands"), max_length=8, choices=State)
    purpose = models.CharField(_("what for"), max_length=300)
    keeper = models.ForeignKey(
        Participant,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="relations_kept",
        verbose_name=_("who keeps it"),
    )
    months = models.PositiveSmallIntegerField(
        _("looked at every so many months"),
        default=SIX_MONTHS,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
    )
    confirmed_on = models.DateField(_("last confirmed"))
    again_on = models.DateField(_("to be looked at by"))

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["again_on"], name="relation_again")]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="relation_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page of the relation."""
        return address_of("networks:relation", self.programme.slug, self.pk)

    def is_dormant(self, on: datetime.date) -> bool:
        """Tell whether nobody confirmed it in time."""
        return self.state != self.State.ENDED and self.again_on < on


class Look(models.Model):
    """Somebody looked at a relation: how it stood that day."""

    relation = models.ForeignKey(Relation, on_delete=models.CASCADE, related_name="looks")
    state = models.CharField(_("how it stands"), max_length=8, choices=Relation.State)
    note = models.CharField(_("what happened since"), max_length=300, blank=True)
    on = models.DateField(_("day"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("look at a relation")
        verbose_name_plural = _("looks at relations")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.relation}: {self.get_state_display()}"

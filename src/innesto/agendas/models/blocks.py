"""The pieces of an agenda, with who speaks, what is handed out and what is kept."""

import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.organisations.models import Organisation
from innesto.practices.models import Practice
from innesto.programmes.models.programme import said
from innesto.talk.models import Thread
from innesto.toolkit.addresses import address_of


class BlockQuerySet(models.QuerySet["Block"]):
    """Ways to choose blocks."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Blocks are seen by whoever sees their exchange."""
        return self.filter(exchange__in=Exchange.objects.visible_to(user))


class Block(models.Model):
    """A stretch of a day of an exchange: a session, a visit, a discussion, a break.

    ``day`` counts from the first day of the exchange and the hours are local, so that an agenda
    moves with its exchange and keeps its hours. ``key`` and ``topic`` are what the format of the
    blueprint calls it; both are empty for a block that somebody added.
    """

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="blocks")
    key = models.CharField(max_length=60, blank=True)
    topic = models.CharField(max_length=60, blank=True)
    names = models.JSONField(_("name by language"), default=dict, blank=True)
    title = models.CharField(_("title"), max_length=160, blank=True)
    day = models.PositiveSmallIntegerField(pgettext_lazy("agenda", "day"), default=1)
    begins = models.TimeField(pgettext_lazy("agenda", "begins"))
    ends = models.TimeField(pgettext_lazy("agenda", "ends"))
    place = models.CharField(_("room or place"), max_length=120, blank=True)
    is_break = models.BooleanField(_("a break"), default=False)
    opens_review = models.BooleanField(_("cities review one another’s work"), default=False)
    about = models.TextField(_("what it is about"), max_length=2000, blank=True)
    method = models.CharField(_("method"), max_length=120, blank=True)
    keeps = models.CharField(_("what is to be written down"), max_length=160, blank=True)
    goes_on = models.URLField(_("where it goes on"), blank=True)
    result = models.TextField(_("result"), max_length=8000, blank=True)
    result_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    result_at = models.DateTimeField(_("written down"), null=True, blank=True)
    thread = models.ForeignKey(
        Thread, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    practices = models.ManyToManyField(
        Practice, related_name="blocks", blank=True, verbose_name=_("practices shown")
    )
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["day", "begins", "ends", "pk"]
        constraints = [
            models.CheckConstraint(
                name="block_ends_after_it_begins",
                condition=Q(ends__gt=F("begins")),
                violation_error_message=_("It ends before it begins. Give a later end."),
            ),
            models.CheckConstraint(
                name="block_day_counts_from_one",
                condition=Q(day__gte=1),
                violation_error_message=_("The first day is day 1."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or said(self.names) or (gettext("Break") if self.is_break else "–")

    def get_absolute_url(self) -> str:
        """Return the page of the session."""
        return address_of("agendas:session", self.pk)

    @property
    def on(self) -> datetime.date:
        """The date of its day."""
        return self.exchange.starts_on + datetime.timedelta(days=self.day - 1)

    @property
    def kind(self) -> str:
        """What kind of session it is, where a title of its own does not say it."""
        return said(self.names) if self.title else ""

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return _minutes(self.ends) - _minutes(self.begins)

    def overlaps(self, other: "Block") -> bool:
        """Tell whether both are under way at some moment."""
        same_day = self.day == other.day
        return same_day and self.begins < other.ends and other.begins < self.ends


def _minutes(clock: datetime.time) -> int:
    return clock.hour * 60 + clock.minute


class Speaker(models.Model):
    """Somebody who speaks, shows or leads in a block; not everyone has an account."""

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(_("name"), max_length=160)
    as_what = models.CharField(_("as what"), max_length=160, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="talks",
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["block", "person"], name="speaker_once_a_block")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_the_same_as(self) -> str:
        """What tells one speaker from another: the person, else the name as it is written."""
        return f"person {self.person_id}" if self.person_id else self.name.casefold()


class Team(models.Model):
    """People who work together in a block, and what they bring out of it."""

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(_("name"), max_length=120)
    task = models.CharField(_("task"), max_length=300, blank=True)
    members = models.TextField(_("who is in it, one a line"), max_length=2000, blank=True)
    output = models.TextField(_("output"), max_length=6000, blank=True)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["block", "name"], name="team_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def people(self) -> list[str]:
        """Its members by name."""
        return [name.strip() for name in self.members.splitlines() if name.strip()]


class Material(models.Model):
    """A file or an address that goes with a block; ``team`` says who made it.

    A picture or a recording says in ``alternative`` what is to be seen or heard.
    """

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="materials")
    team = models.ForeignKey(
        Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="materials"
    )
    title = models.CharField(_("title"), max_length=160)
    file = models.FileField(_("file"), upload_to="agendas/%Y", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    url = models.URLField(_("address"), blank=True)
    alternative = models.CharField(_("what is to be seen or heard"), max_length=600, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="material_is_a_file_or_an_address",
                condition=(Q(url="") & ~Q(file="")) | (Q(file="") & ~Q(url="")),
                violation_error_message=_("Give either a file or an address."),
            )
        ]

    def __str__(self) -> str:
        return self.title

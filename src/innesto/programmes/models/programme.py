"""The programme itself and the editions of its blueprint."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.blueprints.schema.dates import add_months, months_in
from innesto.organisations.models import Organisation
from innesto.themes.models import Scheme
from innesto.toolkit.addresses import address_of

ONE_DAY = datetime.timedelta(days=1)


def said(words: Mapping[str, str], language: str | None = None) -> str:
    """Return words in the reader's language, or in the nearest one there is.

    ``und`` stands for names that are the same everywhere, as in blueprints.
    """
    return words.get(_spoken(words, language), "")


def other_language(words: Mapping[str, str]) -> str:
    """Return the language in which the reader gets these words, if it is not the reader's own."""
    spoken = _spoken(words, None)
    return "" if spoken in ("und", (get_language() or "").partition("-")[0]) else spoken


def _spoken(words: Mapping[str, str], language: str | None) -> str:
    wanted = (language or get_language() or settings.LANGUAGE_CODE).partition("-")[0]
    for code in (wanted, "und", "en"):
        if words.get(code):
            return code
    return next(iter(words), "und")


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Ways to choose programmes. Each returns a queryset and can be chained."""

    def top(self) -> Self:
        """Programmes and calls, without the projects inside calls."""
        return self.filter(call=None)

    def coordinated_by(self, user: User | AnonymousUser) -> Self:
        """Programmes, and projects of calls, whose coordination the person has today."""
        if not isinstance(user, User):
            return self.none()
        led = self.model.objects.filter(
            participants__user=user, participants__until=None, participants__may_coordinate=True
        ).values("pk")
        return self.filter(Q(pk__in=led) | Q(call__in=led))

    def joined_by(self, user: User | AnonymousUser) -> Self:
        """Programmes in which the person has a role today, or acts for a partner."""
        if not isinstance(user, User):
            return self.none()
        people = self.model.objects.filter(participants__user=user, participants__until=None)
        bodies = self.model.objects.filter(
            partners__organisation__in=Organisation.objects.of(user), partners__left_on=None
        )
        return self.filter(Q(pk__in=people.values("pk")) | Q(pk__in=bodies.values("pk")))

    def closed(self) -> Self:
        """Programmes that not everyone may read: drafts, and those for their members."""
        return self.exclude(~Q(state="draft"), visibility="public")

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Programmes this user may read. The only place where reading is decided.

        A draft is read by the persons named in it; a programme for its members by them, by the
        colleagues of its partners and by the people of the call or of the projects around it.
        """
        public = Q(visibility=Programme.Visibility.PUBLIC) & ~Q(state=Programme.State.DRAFT)
        if not isinstance(user, User):
            return self.filter(public)
        if user.is_operator:
            return self
        joined = self.model.objects.joined_by(user).exclude(state=Programme.State.DRAFT)
        named = self.model.objects.filter(participants__user=user, participants__until=None)
        return self.filter(
            public
            | Q(pk__in=named.values("pk"))
            | Q(pk__in=joined.values("pk"))
            | Q(pk__in=joined.exclude(call=None).values("call"))
            | Q(call__in=self.model.objects.coordinated_by(user).values("pk"))
        )


class Programme(models.Model):
    """A blueprint at work: who takes part, in which role, when and with whose money.

    ``blueprint`` is the text of this programme's own edition, so that a change in the library
    never changes what runs. What the coordinator knows better than the blueprint (names, dates,
    money) is kept in fields of its own; a blank is a blank and never zero. A *call* holds
    *projects*, each a programme with its own partnership; a project without a text of its own
    speaks the language of its call.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("in preparation")
        RUNNING = "running", _("running")
        ENDED = "ended", _("ended")
        ARCHIVED = "archived", _("archived")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("everyone")
        MEMBERS = "members", _("who takes part")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    blueprint_key = models.CharField(_("blueprint it started from"), max_length=60, blank=True)
    blueprint = models.TextField(_("its own blueprint"), blank=True)
    edition = models.PositiveIntegerField(_("number of the edition"), default=1)
    names = models.JSONField(_("name"), default=dict)
    summaries = models.JSONField(_("in a few words"), default=dict, blank=True)
    sought = models.TextField(_("names as they are searched"), blank=True, editable=False)
    funders = models.JSONField(_("funder"), default=dict, blank=True)
    lines = models.JSONField(_("fund and line"), default=dict, blank=True)
    line_code = models.CharField(_("action code"), max_length=40, blank=True)
    reference = models.CharField(_("reference"), max_length=80, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    grant_amount = models.DecimalField(
        _("grant"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    languages = models.JSONField(_("working languages"), default=list, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    duration_months = models.PositiveSmallIntegerField(
        _("declared duration in months"), null=True, blank=True
    )
    notices = models.JSONField(_("co-funding notice"), default=dict, blank=True)
    website = models.URLField(_("website"), blank=True)
    territory = models.CharField(_("territory"), max_length=200, blank=True)
    scheme = models.ForeignKey(
        Scheme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes",
        verbose_name=_("themes"),
    )
    call = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("call"),
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    visibility = models.CharField(
        _("who may read it"), max_length=8, choices=Visibility, default=Visibility.PUBLIC
    )
    is_example = models.BooleanField(_("part of the demo"), default=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-starts_on", "slug"]
        constraints = [
            models.CheckConstraint(
                name="programme_ends_after_it_begins",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                name="programme_has_blueprint_or_call",
                condition=~Q(blueprint="") | Q(call__isnull=False),
            ),
            models.CheckConstraint(
                name="programme_not_its_own_call", condition=Q(call=None) | ~Q(call=F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page that shows the whole programme, which composes upper floors."""
        return address_of("portal:programme", self.slug)

    @property
    def has_own_rules(self) -> bool:
        """Is judged and planned by itself; a project without a text of its own is, in its call."""
        return bool(self.blueprint) or self.call_id is None

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return said(self.names) or self.slug

    @property
    def summary(self) -> str:
        """What it is about, in the reader's language."""
        return said(self.summaries)

    @property
    def other_language(self) -> str:
        """The language of its words, if they are not in the reader's."""
        return other_language(self.summaries or self.names)

    @property
    def funder(self) -> str:
        """Who pays, in the reader's language; empty when the source leaves it blank."""
        return said(self.funders)

    @property
    def line(self) -> str:
        """Out of which fund and line, in the reader's language."""
        return said(self.lines)

    @property
    def notice(self) -> str:
        """What the funder wants to read on every page."""
        return said(self.notices)

    @property
    def is_draft(self) -> bool:
        """Still being prepared."""
        return self.state == self.State.DRAFT

    @property
    def is_public(self) -> bool:
        """Everyone may read it, also without an account."""
        return not self.is_draft and self.visibility == self.Visibility.PUBLIC

    @property
    def last_day(self) -> datetime.date | None:
        """Its last day, from the declared duration while no day is given."""
        if self.ends_on or self.starts_on is None or self.duration_months is None:
            return self.ends_on
        return add_months(self.starts_on, self.duration_months) - ONE_DAY

    @property
    def days(self) -> int | None:
        """How many days it lasts, first and last included; None while a date is blank."""
        if self.starts_on is None or self.ends_on is None:
            return None
        return (self.ends_on - self.starts_on + ONE_DAY).days

    @property
    def months(self) -> Decimal | None:
        """How long it lasts in months of mean length, to one decimal."""
        return None if self.days is None else months_in(self.days)

    def stage(self, on: datetime.date) -> "Programme.State":
        """Return the state on a day: its dates drive it until somebody says otherwise."""
        state = Programme.State(self.state)
        if state == Programme.State.RUNNING and self.ends_on and on > self.ends_on:
            return Programme.State.ENDED
        return state


class Edition(models.Model):
    """One saved text of a programme's blueprint: who changed what, when and why."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("blueprint"))
    reason = models.CharField(_("why"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("edition of a blueprint")
        verbose_name_plural = _("editions of a blueprint")
        ordering = ["-number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="edition_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.number}"

"""Pairs, exchanges and the seats in them: what was published, and the answers."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from fractions import Fraction
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.communities.queries.bridges import works_reaching
from innesto.exchanges.models.appointments import Appointment, Half, Mode
from innesto.exchanges.models.plans import Plan
from innesto.exchanges.models.series import Series
from innesto.exchanges.models.timing import When
from innesto.organisations.models import Membership
from innesto.programmes.models import Partner, Programme
from innesto.programmes.models.programme import said
from innesto.toolkit.addresses import address_of
from innesto.toolkit.lengths import Length, Unit


class PairQuerySet(models.QuerySet["Pair"]):
    """Ways to choose pairs."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Pairs are seen by whoever sees the programme: they exist once published."""
        return self.filter(programme__in=Programme.objects.visible_to(user))

    def with_names(self) -> Self:
        """Load the organisations of both sides."""
        return self.select_related(
            "first__organisation", "second__organisation", "third__organisation"
        )


class Pair(models.Model):
    """Two partners matched for a reciprocal exchange, or three, with the reason for the match.

    Where it ``accompanies``, the first is the mentor of the second, in ``themes`` of the blueprint.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="pairs")
    strand = models.CharField(_("strand"), max_length=60, blank=True)
    first = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    third = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    accompanies = models.BooleanField(_("the first accompanies"), default=False)
    themes = models.JSONField(_("themes"), default=list, blank=True)
    score = models.IntegerField(_("points"), default=0)
    parts = models.JSONField(_("parts of the score"), default=list, blank=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair")
        verbose_name_plural = _("pairs")
        ordering = ["strand", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "strand", "first", "second", "accompanies"], name="pair_once"
            ),
            models.CheckConstraint(name="pair_of_two", condition=~Q(first=F("second"))),
        ]

    def __str__(self) -> str:
        return " – ".join(map(str, self.members))

    @property
    def scope(self) -> str:
        """What the planner calls them together, and their exchanges are for."""
        return "+".join(self.keys)

    @property
    def members(self) -> Sequence[Partner]:
        """The two, or the three."""
        return [self.first, self.second, *([self.third] if self.third else [])]

    @property
    def keys(self) -> tuple[str, ...]:
        """What the planner calls each of them."""
        return tuple(partner.organisation.slug for partner in self.members)


class ExchangeQuerySet(models.QuerySet["Exchange"]):
    """Ways to choose exchanges."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Exchanges are seen by whoever sees their programme, and where they are shared."""
        seen = Q(programme__in=Programme.objects.visible_to(user).values("pk"))
        if not isinstance(user, User) or user.is_operator:
            return self.filter(seen)
        return self.filter(seen | Q(pk__in=works_reaching(user, Exchange)))

    def standing(self) -> Self:
        """Not called off."""
        return self.exclude(state=Exchange.State.CANCELLED)

    def between(self, first_day: date, last_day: date) -> Self:
        """Those that touch these days, both included."""
        return self.filter(starts_on__lte=last_day, ends_on__gte=first_day)

    def of(self, user: User) -> Self:
        """Those in which a body takes part for which the person acts."""
        mine = Membership.objects.current().filter(person=user).values("organisation")
        return self.filter(
            pk__in=Seat.objects.filter(partner__organisation__in=mine).values("exchange")
        )

    def run_by(self, user: User) -> Self:
        """Those the person looks after: coordinates, or keeps the page of the host."""
        kept = Membership.objects.current().filter(person=user, is_referent=True)
        hosted = Seat.objects.filter(
            part=Seat.Part.HOST, partner__organisation__in=kept.values("organisation")
        )
        led = Programme.objects.coordinated_by(user)
        return self.filter(Q(pk__in=hosted.values("exchange")) | Q(programme__in=led.values("pk")))


class Exchange(Appointment):
    """A meeting of peers of a format that the blueprint describes, or one that it does not know.

    ``key`` is the planner's name for it («leadership.AT.1»): the same exchange keeps it when it
    is planned again, so that a moved date is a change and not a new thing. What was made by hand
    has such a key too, and no plan moves it or calls it off. A free meeting has no format: its
    ``kind`` is what people call such meetings.
    """

    class State(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        CONFIRMED = "confirmed", _("confirmed")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("called off")

    Mode = Mode
    Half = Half

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="exchanges")
    key = models.CharField(max_length=250)
    format = models.CharField(_("format"), max_length=60, blank=True)
    kind = models.CharField(_("kind of meeting"), max_length=80, blank=True)
    scope = models.CharField(_("country or strand"), max_length=160, blank=True)
    number = models.PositiveSmallIntegerField(default=1)
    leg = models.CharField(_("leg"), max_length=60, blank=True)
    title = models.JSONField(_("title by language"), default=dict)
    scope_names = models.JSONField(_("country or strand by language"), default=dict, blank=True)
    half_days = models.PositiveSmallIntegerField(_("length in half-days"))
    minutes = models.PositiveIntegerField(_("length in minutes"), null=True, blank=True)
    beside = models.CharField(_("on the occasion of"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ANNOUNCED)
    plan = models.ForeignKey(
        Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="exchanges"
    )
    series = models.ForeignKey(
        Series, on_delete=models.SET_NULL, null=True, blank=True, related_name="exchanges"
    )
    is_by_hand = models.BooleanField(_("made by hand"), default=False)
    reason = models.CharField(_("why it was called off"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="exchange_days")]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="exchange_key_once"),
            models.CheckConstraint(name="exchange_lasts", condition=Q(half_days__gte=1)),
            models.CheckConstraint(
                name="exchange_has_format_or_kind", condition=~Q(format="") | ~Q(kind="")
            ),
            *Appointment.Meta.constraints,
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.where}" if self.where else self.name

    def get_absolute_url(self) -> str:
        """Return the page of the exchange."""
        return address_of("exchanges:detail", self.pk)

    @property
    def name(self) -> str:
        """Its title in the reader's language."""
        return said(self.title) or self.key

    @property
    def where(self) -> str:
        """The country, strand or pair it is for, in the reader's language."""
        return said(self.scope_names)

    @property
    def length(self) -> Length:
        """How long it takes, as it was said: in hours, or in days when it fills them."""
        if self.minutes:
            return Length.of(Fraction(self.minutes, 60), Unit.HOUR)
        if self.half_days % 2:
            return Length.of(self.half_days, Unit.HALF_DAY)
        return Length.of(self.half_days // 2, Unit.DAY)

    @property
    def stays_inside(self) -> bool:
        """Is shared with no other community: it was called off."""
        return self.state == self.State.CANCELLED

    @property
    def is_standing(self) -> bool:
        """Announced or confirmed: it is still to come about."""
        return self.state in {self.State.ANNOUNCED, self.State.CONFIRMED}

    @property
    def when(self) -> When:
        """When, how and where it is, as one thing to compare."""
        return When(**{field.name: getattr(self, field.name) for field in fields(When)})

    def meet(self, when: When) -> Sequence[str]:
        """Take over when, how and where; return the names of what to save."""
        for field in fields(When):
            setattr(self, field.name, getattr(when, field.name))
        return [field.name for field in fields(When)]

    def revise(self, *names: str) -> None:
        """Save the fields as a new revision, so that calendars notice."""
        self.revision += 1
        self.changed_at = timezone.now()
        self.save(update_fields=[*names, "revision", "changed_at"])


class Move(Appointment):
    """What an exchange was before it moved, and why it did: history that its page tells.

    A plan that moved it stands for the reason.
    """

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="moves")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    plan = models.ForeignKey(
        Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("earlier date")
        verbose_name_plural = _("earlier dates")
        ordering = ["at", "pk"]
        constraints = [*Appointment.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.exchange}: {self.starts_on}"

    @classmethod
    def of(
        cls,
        exchange: Exchange,
        *,
        by: User | None = None,
        reason: str = "",
        plan: Plan | None = None,
    ) -> Self:
        """Return what an exchange is now, not saved yet: make it before anything changes."""
        was = {name: getattr(exchange, name) for name in Appointment.fields()}
        return cls(exchange=exchange, by=by, reason=reason, plan=plan, at=timezone.now(), **was)


class Seat(models.Model):
    """A partner's place in an exchange, as host or guest, and its answer."""

    class Part(models.TextChoices):
        HOST = "host", _("hosts")
        GUEST = "guest", _("attends")

    class Answer(models.TextChoices):
        ASKED = "asked", pgettext_lazy("seat", "asked")
        ACCEPTED = "accepted", pgettext_lazy("seat", "accepted")
        DECLINED = "declined", pgettext_lazy("seat", "declined")

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="seats")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="seats")
    part = models.CharField(_("part"), max_length=5, choices=Part)
    is_optional = models.BooleanField(_("by choice"), default=False)
    towns = models.JSONField(_("towns that come for it"), default=list, blank=True)
    people = models.PositiveSmallIntegerField(_("people who come for it"), default=0)
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, default=Answer.ASKED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["-part", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["exchange", "partner"], name="seat_once"),
            models.UniqueConstraint(
                fields=["exchange"], condition=Q(part="host"), name="seat_one_host"
            ),
            models.CheckConstraint(
                name="seat_declined_has_reason", condition=~Q(answer="declined") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} · {self.exchange}"

    @property
    def is_asked(self) -> bool:
        """The partner has not answered yet."""
        return self.answer == self.Answer.ASKED


class CalendarFeed(models.Model):
    """The secret address of a person's calendar; whoever has it reads what the person may."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        """Return the address that calendar programs subscribe to."""
        return reverse("exchanges:personal-feed", args=[self.token])

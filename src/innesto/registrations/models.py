"""Who may come to an exchange, the persons who do, and what was asked of them."""

import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Seat
from innesto.organisations.models import Membership, Office, Organisation
from innesto.programmes.models import Partner, Programme


def run_by(user: User) -> models.QuerySet[Exchange]:
    """Exchanges whose people are this person's to look after: of the coordination and the host."""
    led = Membership.objects.current().filter(person=user, is_referent=True)
    hosts = Seat.objects.filter(
        part=Seat.Part.HOST, partner__organisation__in=led.values("organisation")
    )
    return Exchange.objects.filter(
        Q(programme__in=Programme.objects.coordinated_by(user).values("pk"))
        | Q(pk__in=hosts.values("exchange"))
    )


class OpeningQuerySet(models.QuerySet["Opening"]):
    """Ways to choose openings."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever sees the exchange may know who can come to it."""
        return self.filter(exchange__in=Exchange.objects.visible_to(user).values("pk"))

    def ended(self, on: datetime.date) -> Self:
        """Those whose last day is over."""
        return self.filter(closes_on__lt=on)


class Opening(models.Model):
    """That persons can come to an exchange: when they may ask, how many, and who.

    It is the lock: whoever gives or frees a place holds this row first. An empty list lets come
    whatever it is about. ``audiences`` and roles are keys of the blueprint, countries are codes.
    """

    class Reach(models.TextChoices):
        PROGRAMME = "programme", _("who takes part in the programme")
        PUBLIC = "public", _("everyone, also without an account")
        NAMED = "named", _("only who is named or invited")

    exchange = models.OneToOneField(Exchange, on_delete=models.CASCADE, related_name="opening")
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("last day to register"))
    places = models.PositiveIntegerField(_("places"), null=True, blank=True)
    reach = models.CharField(
        _("who may come"), max_length=9, choices=Reach, default=Reach.PROGRAMME
    )
    partner_roles = models.JSONField(_("roles of partners"), default=list, blank=True)
    person_roles = models.JSONField(_("roles of persons"), default=list, blank=True)
    audiences = models.JSONField(_("meant for"), default=list, blank=True)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    needs_approval = models.BooleanField(
        _("the organisers look at each request before they give a place"), default=False
    )
    is_free = models.BooleanField(_("free of charge"), default=True)
    note = models.TextField(_("good to know before registering"), max_length=1000, blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening of registration")
        verbose_name_plural = _("openings of registration")
        ordering = ["opens_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="opening_closes_after_it_opens",
                condition=Q(closes_on__gte=F("opens_on")),
                violation_error_message=_("The last day comes before the first."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.exchange)

    def get_absolute_url(self) -> str:
        """Return the page of the people of the exchange."""
        return reverse("registrations:people", args=[self.exchange_id])

    @property
    def is_public(self) -> bool:
        """Anybody may come."""
        return self.reach == self.Reach.PUBLIC

    def is_open(self, on: datetime.date) -> bool:
        """People can ask for a place on this day."""
        return self.opens_on <= on <= self.closes_on


class Quota(models.Model):
    """At most so many places for some, or so many kept for them.

    ``key`` is the country, role, project … it is about; a blank one means each of them. One that
    is not hard only warns. What is kept for some is free for others from the last day on.
    """

    class By(models.TextChoices):
        ORGANISATION = "organisation", _("organisation")
        COUNTRY = "country", _("country")
        PARTNER_ROLE = "partner_role", _("role of the partner")
        PERSON_ROLE = "person_role", _("role of the person")
        PROJECT = "project", _("project")
        SIZE = "size", _("size of the municipality")

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="quotas")
    by = models.CharField(_("counted by"), max_length=12, choices=By)
    key = models.CharField(_("for which"), max_length=60, blank=True)
    seats = models.PositiveIntegerField(_("how many"))
    is_reserved = models.BooleanField(_("kept for them"), default=False)
    is_hard = models.BooleanField(_("holds without exception"), default=True)

    class Meta:
        verbose_name = _("share of places")
        verbose_name_plural = _("shares of places")
        ordering = ["by", "key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "by", "key", "is_reserved"], name="quota_once"
            ),
            models.CheckConstraint(
                name="quota_reserved_for_some", condition=Q(is_reserved=False) | ~Q(key="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_by_display()} {self.key}: {self.seats}"


class FormQuestion(models.Model):
    """Something asked beside name and address: what, what for, and how long it is kept.

    ``days_kept`` counts from the last day of the exchange. The second step is asked of whoever
    has a place.
    """

    class Type(models.TextChoices):
        SHORT = "short", _("a few words")
        LONG = "long", _("some lines")
        CHOICE = "choice", _("one of several")
        FLAG = "flag", _("yes or no")
        DATE = "date", _("a date")

    class Step(models.IntegerChoices):
        FIRST = 1, _("when they register")
        SECOND = 2, _("once they have a place")

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="questions")
    label = models.CharField(_("question"), max_length=200)
    hint = models.CharField(_("help"), max_length=300, blank=True)
    type = models.CharField(_("answer"), max_length=6, choices=Type, default=Type.SHORT)
    choices = models.JSONField(_("to choose from"), default=list, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)
    purpose = models.CharField(_("what for"), max_length=200)
    days_kept = models.PositiveSmallIntegerField(_("days it is kept afterwards"), default=90)
    step = models.PositiveSmallIntegerField(_("asked"), choices=Step, default=Step.FIRST)

    class Meta:
        verbose_name = _("question of a registration")
        verbose_name_plural = _("questions of a registration")
        ordering = ["step", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def key(self) -> str:
        """Under which its answers are kept."""
        return str(self.pk)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Ways to choose registrations. Each returns a queryset and can be chained."""

    def live(self) -> Self:
        """Those that may still lead to a place, or have one."""
        return self.filter(state__in=Registration.LIVE)

    def confirmed(self) -> Self:
        """Those with a place."""
        return self.filter(state=Registration.State.CONFIRMED)

    def waiting(self) -> Self:
        """Those on the waiting list, in no order."""
        return self.filter(state=Registration.State.WAITING)

    def on_places(self) -> Self:
        """Those who take one of the counted places: speakers and staff do not."""
        return self.filter(part=Registration.Part.PARTICIPANT)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own, those of the organisation one speaks for, and of exchanges one runs."""
        if not isinstance(user, User):
            return self.none()
        if user.is_operator:
            return self
        led = Membership.objects.current().filter(person=user, is_referent=True)
        return self.filter(
            Q(person=user)
            | Q(organisation__in=led.values("organisation"))
            | Q(exchange__in=run_by(user).values("pk"))
        )

    def by_token(self, token: str) -> "Registration | None":
        """Return the registration that a mailed link speaks of."""
        try:
            pk, nonce = signing.loads(token, salt=Registration.SALT)
        except (signing.BadSignature, ValueError):
            return None
        found = self.filter(pk=pk, nonce=nonce)
        return found.select_related("exchange__programme__call", "organisation", "person").first()


class Registration(models.Model):
    """A person at an exchange, with an account or only by name and address.

    One for a whole series: ``exchange`` is then the meeting that has the opening.

    ``queued_at`` is when they asked for a place, and their turn in the waiting list. ``marks``
    keeps what quotas count as they were on that day: «|country:IT|organisation:7|». ``nonce``
    makes the link that is mailed; the link itself is kept nowhere.
    """

    class Part(models.TextChoices):
        PARTICIPANT = "participant", _("takes part")
        SPEAKER = "speaker", _("speaks")
        STAFF = "staff", pgettext_lazy("part", "organises")

    class State(models.TextChoices):
        NOMINATED = "nominated", pgettext_lazy("registration", "named")
        INVITED = "invited", pgettext_lazy("registration", "invited")
        REGISTERED = "registered", pgettext_lazy("registration", "asks for a place")
        WAITING = "waiting", pgettext_lazy("registration", "on the waiting list")
        CONFIRMED = "confirmed", pgettext_lazy("registration", "has a place")
        WITHDRAWN = "withdrawn", pgettext_lazy("registration", "withdrew")
        DECLINED = "declined", pgettext_lazy("registration", "does not come")
        REFUSED = "refused", pgettext_lazy("registration", "not admitted")

    class Gender(models.TextChoices):
        WOMAN = "woman", pgettext_lazy("gender", "woman")
        MAN = "man", pgettext_lazy("gender", "man")
        OTHER = "other", pgettext_lazy("gender", "another")

    SALT = "innesto.registration"
    LIVE = frozenset({"nominated", "invited", "registered", "waiting", "confirmed"})

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="registrations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name and surname"), max_length=120)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=7, choices=settings.LANGUAGES)
    partner = models.ForeignKey(
        Partner,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("partner"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("organisation"),
    )
    body = models.CharField(_("organisation, as they wrote it"), max_length=160, blank=True)
    office = models.ForeignKey(
        Office,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("office"),
    )
    part = models.CharField(_("part"), max_length=11, choices=Part, default=Part.PARTICIPANT)
    state = models.CharField(_("state"), max_length=10, choices=State)
    marks = models.TextField(blank=True, editable=False)
    is_other_audience = models.BooleanField(_("of another audience"), default=False)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    gender = models.CharField(_("gender"), max_length=5, choices=Gender, blank=True)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("named by"),
    )
    stands_in_for = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    owes_answers = models.BooleanField(_("has not answered the second step"), default=False)
    nonce = models.CharField(max_length=32, editable=False)
    queued_at = models.DateTimeField(_("asked for a place"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["queued_at", "pk"]
        indexes = [models.Index(fields=["exchange", "state"], name="registration_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "person"],
                condition=Q(person__isnull=False),
                name="registration_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["exchange", "email"],
                condition=~Q(email=""),
                name="registration_once_an_address",
            ),
            models.CheckConstraint(
                name="registration_with_place_was_asked",
                condition=~Q(state__in=["registered", "waiting", "confirmed"])
                | Q(queued_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name or gettext("Erased person")

    def get_absolute_url(self) -> str:
        """Return the page on which the person finds where they stand."""
        return reverse("registrations:detail", args=[self.exchange_id, self.pk])

    @property
    def token(self) -> str:
        """The last part of the mailed link."""
        return signing.dumps([self.pk, self.nonce], salt=self.SALT)

    @property
    def is_live(self) -> bool:
        """May still lead to a place, or has one."""
        return self.state in self.LIVE

    @property
    def is_invited(self) -> bool:
        """Was asked to come, and has not answered."""
        return self.state == self.State.INVITED

    @property
    def is_confirmed(self) -> bool:
        """Has a place."""
        return self.state == self.State.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        """Is on the waiting list."""
        return self.state == self.State.WAITING

    @property
    def is_to_decide(self) -> bool:
        """Waits for a word of the organisers."""
        return self.state in {self.State.NOMINATED, self.State.REGISTERED}

    @property
    def marked(self) -> frozenset[str]:
        """What quotas count, each by itself."""
        return frozenset(filter(None, self.marks.split("|")))


class NeedsQuerySet(models.QuerySet["Needs"]):
    """Ways to choose what people need."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Only the person, and who speaks for the host; operators and coordinators do not pass.

        Where nobody hosts, the coordination does the host's part.
        """
        if not isinstance(user, User):
            return self.none()
        led = Membership.objects.current().filter(person=user, is_referent=True)
        hosted = Seat.objects.filter(part=Seat.Part.HOST)
        own = hosted.filter(partner__organisation__in=led.values("organisation"))
        coordinated = Exchange.objects.filter(
            programme__in=Programme.objects.coordinated_by(user).values("pk")
        ).exclude(pk__in=hosted.values("exchange"))
        return self.filter(
            Q(registration__person=user)
            | Q(registration__exchange__in=own.values("exchange"))
            | Q(registration__exchange__in=coordinated.values("pk"))
        )


class Needs(models.Model):
    """What somebody needs to take part, sealed: in a table of its own, so that no list reads it.

    Deleted after the exchange.
    """

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="needs"
    )
    text = models.TextField(_("what you need to take part"), max_length=1000)

    objects = NeedsQuerySet.as_manager()

    class Meta:
        verbose_name = _("needs of a person")
        verbose_name_plural = _("needs of persons")

    def __str__(self) -> str:
        return str(self.registration)


class Dispatch(models.Model):
    """A letter about a registration, mailed once: the occasion, and the revision it tells of.

    In a series ``exchange`` is the meeting that moved or was called off.
    """

    class Kind(models.TextChoices):
        INVITED = "invited", _("invitation")
        REGISTERED = "registered", _("request received")
        WAITING = "waiting", _("waiting list")
        CONFIRMED = "confirmed", _("place confirmed")
        REFUSED = "refused", _("not admitted")
        LEFT = "left", _("place given back")
        MOVED = "moved", _("exchange moved")
        CALLED_OFF = "called_off", _("exchange called off")

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="dispatches"
    )
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("letter about a registration")
        verbose_name_plural = _("letters about registrations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "exchange", "kind", "sequence"], name="dispatch_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration}: {self.kind}"

"""Persons at an exchange, what they need, and what was written to them."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Seat
from innesto.organisations.models import Membership, Office, Organisation
from innesto.programmes.models import Partner, Programme


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
            | Q(exchange__in=Exchange.objects.run_by(user).values("pk"))
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

"""Pleas without a name, who listens, and circles that nobody outside reads.

Nothing here is handed to the search, to the journal or to the threads of works (decision 0029).
"""

from datetime import date
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.organisations.models import Membership
from innesto.toolkit.addresses import address_of


def handle() -> str:
    """Return a name that says nothing: neither who nor when nor in which order."""
    return uuid4().hex


def is_confidant(user: User | AnonymousUser) -> bool:
    """Tell whether somebody may stand inside at all: persons, but never who runs the site."""
    return isinstance(user, User) and user.is_active and not user.is_operator


class Listener(models.Model):
    """A person who agreed to listen to pleas of others."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="listener",
    )
    since = models.DateField(_("since"))

    class Meta:
        verbose_name = _("listener")
        verbose_name_plural = _("listeners")

    def __str__(self) -> str:
        return str(self.person)


class PleaQuerySet(models.QuerySet["Plea"]):
    """Ways to choose pleas."""

    def shown(self, on: date) -> Self:
        """Those that have come out: all of one day come out together, the morning after."""
        return self.filter(shown_on__lte=on)

    def visible_to(self, user: User | AnonymousUser, *, on: date, own: list[str]) -> Self:
        """What listeners may read, and ``own``: those whose seal fits the person.

        Only ``queries.own_handles`` knows which are one's own. Operators read nothing.
        """
        if not isinstance(user, User) or not is_confidant(user):
            return self.none()
        listens = Listener.objects.filter(person=user).exists()
        shown = Q(shown_on__lte=on) if listens else Q(pk=None)
        return self.filter(shown | Q(pk__in=own))


class Plea(models.Model):
    """What somebody asks of peers without a name.

    There is no asker here and no moment, only the day on which all pleas of the day before come
    out. Who asked is a ``Seal``. ``signed_by`` is filled when the asker steps forward.
    """

    class About(models.TextChoices):
        DECISION = "decision", _("a decision I have to take")
        STAFF = "staff", _("relations in the office or in the council")
        MONEY = "money", _("budget and money")
        PRESSURE = "pressure", _("pressure, threats, hate")
        MYSELF = "myself", _("how I am")
        OTHER = "other", _("something else")

    class Size(models.TextChoices):
        SMALL = "small", pgettext_lazy("municipality", "a small one")
        MIDDLE = "middle", pgettext_lazy("municipality", "one of middle size")
        LARGE = "large", pgettext_lazy("municipality", "a large one")

    handle = models.CharField(max_length=32, primary_key=True, default=handle, editable=False)
    about = models.CharField(_("what is it about?"), max_length=8, choices=About)
    text = models.TextField(_("what you want to ask"), max_length=4000)
    language = models.CharField(_("language"), max_length=3)
    size = models.CharField(_("what kind of municipality"), max_length=6, choices=Size, blank=True)
    shown_on = models.DateField(_("comes out"))
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who stepped forward"),
    )

    objects = PleaQuerySet.as_manager()

    class Meta:
        verbose_name = _("plea")
        verbose_name_plural = _("pleas")
        ordering = ["-shown_on", "handle"]

    def __str__(self) -> str:
        return gettext("asked in confidence")

    def get_absolute_url(self) -> str:
        """Return its page, the same for whoever asked and for who listens."""
        return address_of("listening:plea", self.handle)


class Seal(models.Model):
    """That one person asked one plea, in a form that only this person's number opens.

    ``mark`` is a keyed digest of both. No column leads to a person or to a plea.
    """

    mark = models.CharField(max_length=64, primary_key=True, editable=False)

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")

    def __str__(self) -> str:
        return self.mark[:8]


class Reply(models.Model):
    """What a listener answers, with or without a name, or what the asker adds.

    An unsigned reply keeps no author at all. What the asker adds comes out the morning after.
    """

    plea = models.ForeignKey(Plea, on_delete=models.CASCADE, related_name="replies")
    text = models.TextField(_("reply"), max_length=4000)
    by_asker = models.BooleanField(_("by who asked"), default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    shown_on = models.DateField(_("comes out"))

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["shown_on", "pk"]

    def __str__(self) -> str:
        return gettext("asked in confidence")


class CircleQuerySet(models.QuerySet["Circle"]):
    """Ways to choose circles."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Circles to which the person belongs or is invited; nobody else knows of them."""
        if not isinstance(user, User) or not is_confidant(user):
            return self.none()
        return self.filter(pk__in=Seat.objects.filter(person=user).values("circle"))


class Circle(models.Model):
    """A few administrators who talk among themselves, under rules each has accepted."""

    handle = models.CharField(max_length=32, primary_key=True, default=handle, editable=False)
    name = models.CharField(_("name"), max_length=120)
    rules = models.TextField(_("rules"), max_length=3000)

    objects = CircleQuerySet.as_manager()

    class Meta:
        verbose_name = _("circle")
        verbose_name_plural = _("circles")
        ordering = ["name", "handle"]

    def __str__(self) -> str:
        return gettext("a circle")

    def get_absolute_url(self) -> str:
        """Return its page."""
        return address_of("listening:circle", self.handle)


class Seat(models.Model):
    """A person invited into a circle; before the rules are accepted they read only the rules."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="circle_seats"
    )
    accepted_on = models.DateField(_("rules accepted"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.UniqueConstraint(fields=["circle", "person"], name="circle_seat_once")
        ]

    def __str__(self) -> str:
        return str(self.person)


class Word(models.Model):
    """Something said in a circle."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="words")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(_("what you want to say"), max_length=4000)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("word in a circle")
        verbose_name_plural = _("words in circles")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return gettext("a circle")


def elected() -> "models.QuerySet[User]":
    """Return the elected administrators, without who runs the site."""
    held = Membership.objects.current().filter(is_elected=True)
    found = User.objects.filter(pk__in=held.values("person"), is_active=True, is_staff=False)
    return found.order_by("name", "pk")

"""Minutes, who was there, what was decided, who does what, and the remarks of who took part."""

import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.organisations.models import Membership, Organisation
from innesto.programmes.models import Partner, Programme
from innesto.toolkit.addresses import address_of


class MinutesQuerySet(models.QuerySet["Minutes"]):
    """Ways to choose minutes."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What is published; what went round, for its programme; drafts, for who runs the exchange.

        The only place where reading is decided.
        """
        seen = Exchange.objects.visible_to(user).values("pk")
        published = Q(is_public=True, exchange__in=seen)
        if not isinstance(user, User):
            return self.filter(published)
        if user.is_operator:
            return self
        joined = Programme.objects.joined_by(user).values("pk")
        there = Present.objects.filter(person=user).values("minutes")
        run = Exchange.objects.run_by(user)
        inside = Q(exchange__programme__in=joined) | Q(pk__in=there)
        return self.filter(
            published | inside & ~Q(state=Minutes.State.DRAFT) | Q(exchange__in=run.values("pk"))
        )


class Minutes(models.Model):
    """What was said at one exchange: a draft, then sent for remarks, then approved.

    They may be published once approved; until then the programme alone reads them.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("minutes", "draft")
        SENT = "sent", pgettext_lazy("minutes", "sent for remarks")
        APPROVED = "approved", pgettext_lazy("minutes", "approved")

    exchange = models.OneToOneField(Exchange, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("what was said"), blank=True)
    language = models.CharField(_("language"), max_length=3)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    remarks_until = models.DateField(_("remarks until"), null=True, blank=True)
    is_public = models.BooleanField(_("published"), default=False)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField(_("last written"))
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        ordering = ["-exchange__starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="minutes_published_only_if_approved",
                condition=Q(is_public=False) | Q(state="approved"),
            ),
            models.CheckConstraint(
                name="minutes_approved_has_date",
                condition=~Q(state="approved") | Q(approved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.exchange)

    def get_absolute_url(self) -> str:
        """Return the page of the minutes."""
        return address_of("minutes:detail", self.exchange_id)

    @property
    def title(self) -> str:
        """What they are called, in the reader's language."""
        return gettext("Minutes of %(exchange)s") % {"exchange": self.exchange}

    @property
    def is_draft(self) -> bool:
        """Nobody but who runs the exchange reads them yet."""
        return self.state == self.State.DRAFT

    @property
    def is_sent(self) -> bool:
        """Those who took part may remark on them."""
        return self.state == self.State.SENT

    @property
    def is_approved(self) -> bool:
        """Nothing of them is changed any more."""
        return self.state == self.State.APPROVED


class Present(models.Model):
    """Somebody who was there, by name; with an account or without."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="present")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=160)

    class Meta:
        verbose_name = _("person present")
        verbose_name_plural = _("persons present")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "person"],
                condition=Q(person__isnull=False),
                name="present_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """The minutes as they went round: text and decisions of that day, never changed."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("what was said"))
    decisions = models.JSONField(_("decisions"), default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="minutes_version_once"),
        ]

    def __str__(self) -> str:
        return gettext("version %(number)d") % {"number": self.number}


class Decision(models.Model):
    """Something that was decided; its number stays its own, also when another one is dropped."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("what was decided"), max_length=600)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="decision_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Remark(models.Model):
    """What somebody who took part would have otherwise; without words: it is right as it is."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="remarks")
    version = models.PositiveSmallIntegerField(_("version"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(_("remark"), max_length=2000, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return Truncator(self.text).words(12)


class TaskQuerySet(models.QuerySet["Task"]):
    """Ways to choose tasks."""

    def open(self) -> Self:
        """Those still to be done."""
        return self.filter(done_at=None)

    def late(self, on: datetime.date) -> Self:
        """Those still to be done whose day is over."""
        return self.open().filter(due_on__lt=on)

    def given_to(self, user: User) -> Self:
        """Those of the person, and of partners whose page they keep."""
        kept = Membership.objects.current().filter(person=user, is_referent=True)
        return self.filter(Q(owner=user) | Q(partner__organisation__in=kept.values("organisation")))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Tasks are read with their minutes, and always by whoever has to do them."""
        seen = Q(minutes__in=Minutes.objects.visible_to(user).values("pk"))
        if not isinstance(user, User):
            return self.filter(seen)
        mine = Organisation.objects.of(user).values("pk")
        told = ~Q(minutes__state=Minutes.State.DRAFT)
        return self.filter(seen | told & Q(owner=user) | told & Q(partner__organisation__in=mine))


class Task(models.Model):
    """Something that a person or a partner does until a day; its moves are kept with reasons.

    It is on the desk of its owner once the minutes went round.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("what is to be done"), max_length=400)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    partner = models.ForeignKey(
        Partner,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )
    due_on = models.DateField(_("until"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    done_note = models.CharField(_("what came of it"), max_length=600, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["number"]
        indexes = [models.Index(fields=["due_on"], name="task_due")]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="task_number_once"),
            models.CheckConstraint(
                name="task_has_one_owner_at_most", condition=Q(owner=None) | Q(partner=None)
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Return the page of the task."""
        return address_of("minutes:task", self.pk)

    @property
    def is_open(self) -> bool:
        """Still to be done."""
        return self.done_at is None

    @property
    def whose(self) -> str:
        """Who does it: the name of a person or of a partner."""
        return str(self.owner or self.partner or "")

    def is_late(self, on: datetime.date) -> bool:
        """Tell whether its day is over and it is not done."""
        return self.is_open and self.due_on < on


class Move(models.Model):
    """A task was put off, or brought forward, and why."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="moves")
    was_on = models.DateField(_("before"))
    is_on = models.DateField(_("now"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("move of a task")
        verbose_name_plural = _("moves of tasks")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.was_on} – {self.is_on}"

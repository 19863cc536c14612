"""Documents owed, what was answered in them, and how often their day was moved."""

from datetime import date
from functools import cached_property
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.blueprints.schema.templates import Template
from innesto.organisations.models import Organisation
from innesto.programmes.models import Participant, Partner, Programme
from innesto.programmes.models.programme import said
from innesto.toolkit.addresses import address_of

KEPT_AMONG_FEW = frozenset({"survey", "agreement", "review"})
"""Kinds of template whose answers are read by whoever gave them and by the coordination alone."""


class OwedQuerySet(models.QuerySet["Document"]):
    """Ways to choose documents."""

    def given(self) -> Self:
        """Handed in, whether accepted by now or not."""
        return self.filter(state__in=Document.GIVEN)

    def owed(self) -> Self:
        """Still to be written, by somebody who is still there."""
        return self.filter(state__in=Document.OPEN).filter(
            Q(partner=None) | Q(partner__left_on=None)
        )

    def late(self, on: date) -> Self:
        """Owed although their day is over."""
        return self.owed().filter(due_on__lt=on)

    def about(self, kind: str, key: str) -> Self:
        """Those about one work, named as links name it."""
        return self.filter(work_kind=kind, work_key=key)

    def of(self, user: User) -> Self:
        """Those that the person may be asked for: their own, and those of their organisations.

        What a person is asked by name is theirs; colleagues see it, but a survey.
        """
        partners = Partner.objects.filter(
            Q(organisation__in=Organisation.objects.of(user))
            | Q(pk__in=Participant.objects.current().filter(user=user).values("partner"))
        )
        theirs = Q(partner__in=partners.values("pk"))
        return self.filter(Q(person=user) | theirs & (Q(person=None) | ~Q(kind="survey")))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Public ones once they are handed in, what is one's own, and what one coordinates.

        Whoever takes part in the programme reads reports that were handed in, but neither surveys
        nor agreements nor reviews of others.
        """
        given = Q(state__in=Document.GIVEN)
        public = given & Q(is_public=True, programme__in=Programme.objects.visible_to(user))
        if not isinstance(user, User):
            return self.filter(public)
        if user.is_operator:
            return self
        joined = Programme.objects.joined_by(user).values("pk")
        shared = given & Q(programme__in=joined) & ~Q(kind__in=KEPT_AMONG_FEW)
        led = Programme.objects.coordinated_by(user).values("pk")
        own = Document.objects.of(user).values("pk")
        return self.filter(public | shared | Q(programme__in=led) | Q(pk__in=own))


class Document(models.Model):
    """A form of the blueprint that a partner, or one person, owes; and what was answered.

    ``form`` is the template as it was when it was asked for: a blueprint that changes later loses
    no answer. The work it is about is named as in links; ``about`` is what the rules of the
    blueprint call that work, for instance the planner's key of an exchange. ``occasion`` tells
    apart what is asked more than once («before», «after»).
    """

    class State(models.TextChoices):
        OWED = "owed", pgettext_lazy("document", "owed")
        DRAFT = "draft", pgettext_lazy("document", "begun")
        HANDED_IN = "handed_in", pgettext_lazy("document", "handed in")
        RETURNED = "returned", pgettext_lazy("document", "sent back")
        ACCEPTED = "accepted", pgettext_lazy("document", "accepted")
        EXCUSED = "excused", pgettext_lazy("document", "not owed any more")

    OPEN = (State.OWED, State.DRAFT, State.RETURNED)
    GIVEN = (State.HANDED_IN, State.ACCEPTED)

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="documents")
    template = models.CharField(_("form"), max_length=60)
    kind = models.CharField(max_length=10)
    form = models.JSONField(_("form as it was"), default=dict)
    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, null=True, blank=True, related_name="documents"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="documents",
    )
    work_kind = models.CharField(max_length=80, blank=True)
    work_key = models.CharField(max_length=64, blank=True)
    about = models.CharField(max_length=250, blank=True)
    occasion = models.CharField(max_length=60, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OWED)
    reason = models.CharField(_("reason"), max_length=600, blank=True)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    language = models.CharField(_("language"), max_length=3, blank=True)
    is_public = models.BooleanField(_("for everyone to read"), default=False)
    has_term = models.BooleanField(_("answers are kept for a time"), default=False)
    asked_at = models.DateTimeField(_("asked"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = OwedQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["work_kind", "work_key"], name="document_work"),
            models.Index(fields=["state", "due_on"], name="document_due"),
        ]
        constraints = [
            models.CheckConstraint(
                name="document_owed_by_somebody",
                condition=Q(partner__isnull=False) | Q(person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=[
                    *("programme", "template", "work_kind", "work_key", "occasion"),
                    "partner",
                ],
                condition=Q(person=None),
                name="document_once_a_partner",
            ),
            models.UniqueConstraint(
                fields=["programme", "template", "work_kind", "work_key", "occasion", "person"],
                condition=Q(person__isnull=False),
                name="document_once_a_person",
            ),
            models.CheckConstraint(
                name="document_given_has_date",
                condition=~Q(state__in=["handed_in", "accepted"]) | Q(handed_in_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.by_whom}"

    def get_absolute_url(self) -> str:
        """Return its page."""
        return address_of("documents:detail", self.pk)

    @cached_property
    def asked(self) -> Template:
        """The form as it was when it was asked for."""
        return Template.model_validate(self.form)

    @property
    def name(self) -> str:
        """What the form is called, in the reader's language."""
        label = self.form.get("label", {})
        return said(label) if isinstance(label, dict) else str(label)

    @property
    def by_whom(self) -> str:
        """Who owes it."""
        return str(self.person or self.partner)

    @property
    def is_open(self) -> bool:
        """It can be written."""
        return self.state in self.OPEN

    @property
    def is_given(self) -> bool:
        """It was handed in, and not sent back."""
        return self.state in self.GIVEN

    @property
    def work(self) -> tuple[str, str] | None:
        """The work it is about, as links name it."""
        return (self.work_kind, self.work_key) if self.work_kind else None

    def is_late(self, on: date) -> bool:
        """Owed although its day is over."""
        return self.is_open and self.due_on is not None and self.due_on < on


class Attachment(models.Model):
    """The file that answers one question of a document."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="attachments")
    question = models.CharField(max_length=60)
    file = models.FileField(_("file"), upload_to="documents/%Y")
    file_name = models.CharField(max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "question"], name="attachment_once")
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Return where the file is handed out."""
        return address_of("documents:attachment", self.document_id, self.pk)


class Postponement(models.Model):
    """The day of a document that was moved, and why. All of them are kept."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="postponements")
    before = models.DateField(_("before"), null=True)
    until = models.DateField(_("new day"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("day that was moved")
        verbose_name_plural = _("days that were moved")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="postponement_to_a_later_day",
                condition=Q(before=None) | Q(until__gt=F("before")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.until}"

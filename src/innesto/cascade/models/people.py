"""Who was trained and says so, and who is a witness."""

import secrets
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.cascade.models.trainings import Group, Training
from innesto.programmes.models import Programme


def new_nonce() -> str:
    """Return what makes a mailed link its own."""
    return secrets.token_urlsafe(16)


class TraineeQuerySet(models.QuerySet["Trainee"]):
    """Ways to choose people who were trained."""

    def confirmed(self) -> Self:
        """Those who said themselves that they were there, at trainings that stand."""
        return self.filter(answer=Trainee.Answer.YES, training__withdrawn_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Oneself, those one trained, those one is a witness for, and those of one's programmes."""
        if not isinstance(user, User):
            return self.none()
        if user.is_operator:
            return self
        led = Programme.objects.coordinated_by(user)
        return self.filter(
            Q(person=user)
            | Q(training__trainer=user)
            | Q(training__in=Witness.objects.filter(person=user).values("training"))
            | Q(training__programme__in=led.values("pk"))
        )

    def by_token(self, token: str) -> "Trainee | None":
        """Return whom a mailed link speaks of."""
        try:
            pk, nonce = signing.loads(token, salt=Trainee.SALT)
        except (signing.BadSignature, ValueError):
            return None
        found = self.filter(pk=pk, nonce=nonce, training__withdrawn_at=None)
        return found.select_related(
            "training__trainer", "training__programme__call", "training__place", "group", "person"
        ).first()


class Trainee(models.Model):
    """Somebody who is said to have been at a training, with an account or by name and address.

    Only their own yes counts. ``nonce`` makes the link that is mailed; the link is kept nowhere.
    """

    class Answer(models.TextChoices):
        ASKED = "asked", pgettext_lazy("trainee", "has not answered")
        YES = "yes", pgettext_lazy("trainee", "was there")
        NO = "no", pgettext_lazy("trainee", "was not there")

    SALT = "innesto.trainee"

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="trainees")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="trainees")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="trainings_attended",
    )
    name = models.CharField(_("name and surname"), max_length=120)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=7, choices=settings.LANGUAGES)
    answer = models.CharField(_("answer"), max_length=5, choices=Answer, default=Answer.ASKED)
    nonce = models.CharField(max_length=32, editable=False, default=new_nonce)
    asked_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = TraineeQuerySet.as_manager()

    class Meta:
        verbose_name = _("person trained")
        verbose_name_plural = _("persons trained")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["person", "answer"], name="trainee_answer")]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "email"], condition=~Q(email=""), name="trainee_once_an_address"
            ),
            models.UniqueConstraint(
                fields=["training", "person"],
                condition=Q(person__isnull=False),
                name="trainee_once_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.name or gettext("Erased person")

    @property
    def token(self) -> str:
        """The last part of the mailed link."""
        return signing.dumps([self.pk, self.nonce], salt=self.SALT)

    @property
    def is_asked(self) -> bool:
        """Has not answered."""
        return self.answer == self.Answer.ASKED

    @property
    def is_confirmed(self) -> bool:
        """Said that they were there."""
        return self.answer == self.Answer.YES


class WitnessQuerySet(models.QuerySet["Witness"]):
    """Ways to choose witnesses."""

    def confirmed(self) -> Self:
        """Those who said that it was so, of trainings that stand."""
        return self.filter(answer=Witness.Answer.YES, training__withdrawn_at=None)

    def waiting(self) -> Self:
        """Those who were asked and have not answered."""
        return self.filter(answer=Witness.Answer.ASKED, training__withdrawn_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A witness is seen with what they speak of."""
        return self.filter(training__in=Training.objects.visible_to(user).values("pk"))


class Witness(models.Model):
    """A colleague of the same organisation who says that a session was held."""

    class Answer(models.TextChoices):
        ASKED = "asked", pgettext_lazy("witness", "has not answered")
        YES = "yes", pgettext_lazy("witness", "confirms it")
        NO = "no", pgettext_lazy("witness", "does not confirm it")

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="witnesses")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="witnessed"
    )
    answer = models.CharField(_("answer"), max_length=5, choices=Answer, default=Answer.ASKED)
    words = models.CharField(_("what you saw"), max_length=500, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = WitnessQuerySet.as_manager()

    class Meta:
        verbose_name = _("witness")
        verbose_name_plural = _("witnesses")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["training", "person"], name="witness_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.training}"

    @property
    def is_asked(self) -> bool:
        """Has not answered."""
        return self.answer == self.Answer.ASKED

    @property
    def is_confirmed(self) -> bool:
        """Said that it was so."""
        return self.answer == self.Answer.YES

"""Mail that came in, and what became of it."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User


class IncomingQuerySet(models.QuerySet["Incoming"]):
    """Ways to choose incoming mail."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Operators see that something came and why it was refused; nobody sees what it said."""
        return self.all() if isinstance(user, User) and user.is_operator else self.none()


class Incoming(models.Model):
    """A mail that came in. ``raw`` is dropped as soon as it is known what becomes of it.

    A message has one row, however often it is fetched or handed over: its ``message_id`` is
    unique. Neither subject nor text is kept, and of a stranger's address only the domain.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("waits")
        TAKEN = "taken", _("taken")
        REFUSED = "refused", _("refused")
        IGNORED = "ignored", _("left aside")

    class Reason(models.TextChoices):
        AUTOMATIC = "automatic", _("written by a machine, or to a list")
        OURS = "ours", _("a mail of ours came back")
        NO_ADDRESS = "no_address", _("to no reply address, or to one that is not whole")
        STRANGER = "stranger", _("from an address of nobody here")
        OTHER = "other", _("from another person than the one we wrote to")
        FORGED = "forged", _("the mail server could not confirm the sender")
        GONE = "gone", _("its sender has no account any more")
        OFTEN = "often", _("too many in an hour")
        LARGE = "large", _("too large, or made of too many parts")
        BROKEN = "broken", _("cannot be read")
        EMPTY = "empty", _("nothing in it but what was quoted")
        DOMAIN = "domain", _("what it answers takes no such answer")
        FILES = "files", _("taken, but for attachments")

    message_id = models.CharField(_("number of the message"), max_length=255, unique=True)
    came_at = models.DateTimeField(_("came in"), db_index=True)
    size = models.PositiveIntegerField(_("bytes"))
    raw = models.BinaryField(_("as it came"), default=b"", editable=False)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, default=Outcome.WAITING)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason, blank=True)
    person = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="incoming_mail",
        verbose_name=_("to whom we had written"),
    )
    sender_host = models.CharField(_("from"), max_length=253, blank=True)
    kind = models.CharField(_("answers"), max_length=12, blank=True)
    thing = models.CharField(max_length=20, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    told = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    words = models.TextField(_("what is told"), blank=True, editable=False)
    mailed_at = models.DateTimeField(_("told"), null=True, blank=True)

    objects = IncomingQuerySet.as_manager()

    class Meta:
        verbose_name = _("incoming mail")
        verbose_name_plural = _("incoming mails")
        indexes = [models.Index(fields=["person", "came_at"], name="incoming_of_person")]

    def __str__(self) -> str:
        return f"{self.sender_host} {self.came_at:%Y-%m-%d %H:%M}"

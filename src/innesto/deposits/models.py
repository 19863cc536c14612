"""Works that members hand in, who re-uses them, and guidelines that they write together."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.communities.queries.bridges import works_reaching
from innesto.organisations.models import Organisation
from innesto.themes.models import Theme
from innesto.toolkit.addresses import address_of
from innesto.toolkit.uploads import AUDIOS, PICTURES, VIDEOS, kind_of


class DepositQuerySet(models.QuerySet["Deposit"]):
    """Ways to choose deposits."""

    def standing(self) -> Self:
        """Deposits that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What everyone may read, and what is inside communities open to this user or shared there.

        A withdrawn one is seen by its author and by whoever leads the community.
        """
        public = Q(visibility=Deposit.Visibility.PUBLIC)
        inside = Q(community__in=Community.objects.open_to(user).values("pk"))
        shared = Q(pk__in=works_reaching(user, Deposit))
        seen = self.filter(public | inside | shared)
        if not isinstance(user, User):
            return seen.standing()
        led = Community.objects.led_by(user).values("pk")
        return seen.filter(Q(withdrawn_at=None) | Q(author=user) | Q(community__in=led))


class Deposit(models.Model):
    """A work handed in to a community: a file or an address, in as many versions as it takes.

    A *tool* is made to be taken home by others: it has an open licence, and a register of who
    re-uses it. ``line`` is the key of a line of work in the programme's blueprint; ``occasion`` is
    the work of another domain at which it was handed in, for instance a meeting, by its reference.
    """

    class Kind(models.TextChoices):
        WORK = "work", _("work handed in")
        TOOL = "tool", _("tool for others to use")

    class Visibility(models.TextChoices):
        COMMUNITY = "community", _("whoever may read the community")
        PUBLIC = "public", _("everyone")

    class Licence(models.TextChoices):
        BY = "CC BY 4.0", "CC BY 4.0"
        BY_SA = "CC BY-SA 4.0", "CC BY-SA 4.0"
        ZERO = "CC0 1.0", "CC0 1.0"
        EUPL = "EUPL-1.2", "EUPL-1.2"

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="deposits")
    kind = models.CharField(_("what it is"), max_length=4, choices=Kind, default=Kind.WORK)
    title = models.CharField(_("title"), max_length=160)
    about = models.TextField(_("what is in it, and what for"), max_length=1500, blank=True)
    language = models.CharField(_("language"), max_length=3)
    answers = models.CharField(
        _("how it answers the question of the community"), max_length=300, blank=True
    )
    themes = models.ManyToManyField(
        Theme, related_name="deposits", blank=True, verbose_name=_("themes")
    )
    line = models.CharField(_("line of work"), max_length=60, blank=True)
    occasion_kind = models.CharField(max_length=80, blank=True)
    occasion_key = models.CharField(max_length=64, blank=True)
    licence = models.CharField(_("licence"), max_length=14, choices=Licence, blank=True)
    visibility = models.CharField(
        _("who may read it"), max_length=9, choices=Visibility, default=Visibility.COMMUNITY
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="deposits"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="deposits"
    )
    created_at = models.DateTimeField(_("handed in"))
    changed_at = models.DateTimeField(_("last version"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    is_example = models.BooleanField(_("part of the demo"), default=False)

    objects = DepositQuerySet.as_manager()

    class Meta:
        verbose_name = _("deposit")
        verbose_name_plural = _("deposits")
        ordering = ["-changed_at", "-pk"]
        indexes = [
            models.Index(fields=["community", "-changed_at", "-id"], name="deposit_in_community")
        ]
        constraints = [
            models.CheckConstraint(
                name="deposit_tool_has_open_licence", condition=~Q(kind="tool") | ~Q(licence="")
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the deposit."""
        return address_of("deposits:detail", self.pk)

    @property
    def is_tool(self) -> bool:
        """Made to be taken home by others."""
        return self.kind == self.Kind.TOOL

    @property
    def is_withdrawn(self) -> bool:
        """Taken back by its author or by whoever leads the community."""
        return self.withdrawn_at is not None


class Version(models.Model):
    """One state of a deposit: a file or an address, and what is new in it.

    ``words`` and ``preview`` are what a task found in the file; both may be missing for good. A
    recording has captions or a transcript, else nobody who cannot hear it may know what is said.
    """

    class Medium(models.TextChoices):
        DOCUMENT = "document", pgettext_lazy("medium", "document")
        PICTURE = "picture", pgettext_lazy("medium", "picture")
        VIDEO = "video", pgettext_lazy("medium", "video")
        AUDIO = "audio", pgettext_lazy("medium", "audio")
        ADDRESS = "address", pgettext_lazy("medium", "address")

    deposit = models.ForeignKey(Deposit, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    file = models.FileField(_("file"), upload_to="deposits/%Y", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    url = models.URLField(_("address"), blank=True)
    alt = models.CharField(_("what is to be seen"), max_length=300, blank=True)
    captions = models.FileField(_("captions"), upload_to="deposits/captions/%Y", blank=True)
    transcript = models.TextField(_("transcript"), max_length=60_000, blank=True)
    note = models.CharField(_("what is new"), max_length=300, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    words = models.TextField(blank=True)
    preview = models.FileField(upload_to="deposits/previews/%Y", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["deposit", "number"], name="deposit_version_once"),
            models.CheckConstraint(
                name="deposit_version_has_file_or_address", condition=~Q(url="") | ~Q(file="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deposit} {self.number}"

    @property
    def medium(self) -> str:
        """What kind of thing one looks at or listens to."""
        return medium_of(self.file_name) if self.file else self.Medium.ADDRESS


def medium_of(name: str) -> str:
    """Return the medium of a file by its name."""
    kind = kind_of(name)
    if kind in PICTURES:
        return Version.Medium.PICTURE
    if kind in VIDEOS:
        return Version.Medium.VIDEO
    return Version.Medium.AUDIO if kind in AUDIOS else Version.Medium.DOCUMENT


class Reuse(models.Model):
    """An organisation that took a tool home, and what for."""

    deposit = models.ForeignKey(Deposit, on_delete=models.CASCADE, related_name="reuses")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="reuses",
        verbose_name=_("organisation"),
    )
    purpose = models.CharField(_("what for, and what changed"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("re-use")
        verbose_name_plural = _("re-uses")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["deposit", "organisation"], name="reuse_once_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.deposit}"


class GuidelineQuerySet(models.QuerySet["Guideline"]):
    """Ways to choose guidelines."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Published ones are for everyone; drafts for whoever may read the community."""
        inside = Q(community__in=Community.objects.open_to(user).values("pk"))
        return self.filter(Q(published_at__isnull=False) | inside)


class Guideline(models.Model):
    """What a community advises a wider public, written together, section by section."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="guidelines")
    title = models.CharField(_("title"), max_length=160)
    about = models.TextField(_("for whom, and what for"), max_length=600)
    language = models.CharField(_("language"), max_length=3)
    answers = models.CharField(
        _("how it answers the question of the community"), max_length=300, blank=True
    )
    begun_at = models.DateTimeField(_("begun"))
    changed_at = models.DateTimeField(_("changed"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    is_example = models.BooleanField(_("part of the demo"), default=False)

    objects = GuidelineQuerySet.as_manager()

    class Meta:
        verbose_name = _("guideline")
        verbose_name_plural = _("guidelines")
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the guideline."""
        return address_of("deposits:guideline", self.pk)

    @property
    def is_public(self) -> bool:
        """Out for everyone."""
        return self.published_at is not None


class Section(models.Model):
    """One part of a guideline; ``revision`` counts its texts, so that no edit covers another."""

    guideline = models.ForeignKey(Guideline, on_delete=models.CASCADE, related_name="sections")
    heading = models.CharField(_("heading"), max_length=160)
    body = models.TextField(_("text"))
    position = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    history = HistoricalRecords(excluded_fields=["position"])

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.heading

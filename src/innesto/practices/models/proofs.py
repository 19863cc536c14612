"""What proves a practice, and what experts think of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from innesto.practices.models.practice import Practice
from innesto.programmes.models import Programme


class Evidence(models.Model):
    """A claim with what proves it: how much, in which unit, when, and who says so."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="evidence")
    claim = models.CharField(_("what changed"), max_length=200)
    before = models.DecimalField(
        _("figure before"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    figure = models.DecimalField(
        _("figure"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    on = models.DateField(_("date of the figure"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    url = models.URLField(_("address of the source"), blank=True)
    file = models.FileField(_("file"), upload_to="practices/evidence/%Y", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)

    history = HistoricalRecords(excluded_fields=["position"])

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.claim


class Act(models.Model):
    """An administrative act or another document that made the practice possible."""

    class Kind(models.TextChoices):
        RESOLUTION = "resolution", _("resolution")
        DECISION = "decision", _("decision of an office")
        REGULATION = "regulation", _("regulation")
        AGREEMENT = "agreement", _("agreement")
        NOTICE = "notice", _("call or notice")
        MODEL = "model", _("form or model to re-use")
        OTHER = "other", _("another document")

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    on = models.DateField(_("date"), null=True, blank=True)
    url = models.URLField(_("address"), blank=True)
    file = models.FileField(_("file"), upload_to="practices/acts/%Y", blank=True)
    file_name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="act_has_file_or_address", condition=~Q(url="") | ~Q(file="")
            )
        ]

    def __str__(self) -> str:
        return self.title


class Medium(models.Model):
    """A picture with the words that say what is in it; no picture is shown without them."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="media")
    file = models.ImageField(
        _("picture"),
        upload_to="practices/media/%Y",
        width_field="width",
        height_field="height",
    )
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    alt = models.CharField(_("what is to be seen"), max_length=300)
    credit = models.CharField(_("by whom"), max_length=160, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(name="medium_has_words", condition=~Q(alt=""))]

    def __str__(self) -> str:
        return self.alt


class DeadLink(models.Model):
    """An address in a sheet that leads nowhere any more, found by the task of the night."""

    class Trouble(models.TextChoices):
        GONE = "gone", _("the page is gone")
        NO_NAME = "no-name", _("the site does not exist any more")

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="dead_links")
    url = models.URLField(_("address"))
    trouble = models.CharField(_("what is wrong"), max_length=7, choices=Trouble)
    since = models.DateField(_("since"))

    class Meta:
        verbose_name = _("address that leads nowhere")
        verbose_name_plural = _("addresses that lead nowhere")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "url"], name="dead_link_once_a_sheet"),
        ]

    def __str__(self) -> str:
        return self.url


class Opinion(models.Model):
    """What an expert thinks of a practice, signed with name and role."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="opinions")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    role = models.CharField(_("in which role"), max_length=120)
    text = models.TextField(_("opinion"), max_length=4000)
    score = models.PositiveSmallIntegerField(_("how much it helps others, 1 to 5"))
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="opinion_score_1_to_5", condition=Q(score__range=(1, 5)))
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.practice}"


class ReviewSetting(models.Model):
    """How a programme reviews sheets: blind keeps from authors who asks for changes."""

    programme = models.OneToOneField(
        Programme, on_delete=models.CASCADE, related_name="practice_review"
    )
    is_blind = models.BooleanField(_("authors do not see who reviews"), default=False)

    class Meta:
        verbose_name = _("how sheets are reviewed")
        verbose_name_plural = _("how sheets are reviewed")

    def __str__(self) -> str:
        return str(self.programme)

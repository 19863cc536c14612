"""The sheet of a practice, its evidence, its acts and its media."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.communities.queries.bridges import works_reaching
from innesto.organisations.models import Office, Organisation
from innesto.places.models import Country, Place
from innesto.practices.models.versions import Versions
from innesto.programmes.models import Programme
from innesto.themes.models import Theme
from innesto.toolkit.addresses import address_of


class PracticeQuerySet(models.QuerySet["Practice"]):
    """Ways to choose practices. Each returns a queryset and can be chained."""

    def published(self) -> Self:
        """Practices that have left the desk of their authors, also archived ones."""
        return self.filter(state__in=OUT)

    def living(self) -> Self:
        """Practices that are out and neither ended nor put away."""
        return self.filter(state__in=LIVING)

    def overdue(self, on: datetime.date | None = None) -> Self:
        """Living practices whose check is due, the longest waiting first."""
        day = on or timezone.localdate()
        due = self.living().filter(next_check_on__lte=day)
        return due.order_by("next_check_on", "pk")

    def standing_at(self, state: str, on: datetime.date | None = None) -> Self:
        """Practices as ``Practice.state_now`` shows them: a late check tells nothing any more."""
        day = on or timezone.localdate()
        due = Q(state__in=LIVING, next_check_on__isnull=False, next_check_on__lte=day)
        if state == Practice.State.RECHECK:
            return self.filter(Q(state=state) | due)
        return self.filter(state=state).exclude(due)

    def of(self, user: User) -> Self:
        """Practices the person's organisations own, or that the person wrote."""
        own = Organisation.objects.of(user).values("pk")
        return self.filter(
            Q(organisation__in=own) | Q(partners__in=own) | Q(author=user)
        ).distinct()

    def proposed(self) -> Self:
        """Practices of citizens that a municipality has still to endorse or to refuse."""
        return self.filter(organisation=None, proposed_to__isnull=False, state=Practice.State.DRAFT)

    def coordinated_by(self, user: User) -> Self:
        """Practices of the programmes the person coordinates."""
        return self.filter(programme__in=Programme.objects.coordinated_by(user).values("pk"))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Practices this user may read. The only place where reading is decided.

        Published ones are for everyone, unless they or their programme are for members, who may
        share them with another community; what is on its way is read by its owners and by whoever
        coordinates its programme.
        """
        everyone = Q(state__in=OUT, audience=Practice.Audience.EVERYONE)
        if not isinstance(user, User):
            shown = Programme.objects.visible_to(user).values("pk")
            return self.filter(everyone & (Q(programme=None) | Q(programme__in=shown)))
        if user.is_operator:
            return self
        readable = Programme.objects.visible_to(user).values("pk")
        joined = Programme.objects.joined_by(user).values("pk")
        led = Programme.objects.coordinated_by(user).values("pk")
        own = Organisation.objects.of(user).values("pk")
        shared = Practice.partners.through.objects.filter(organisation__in=own)
        return self.filter(
            (everyone & (Q(programme=None) | Q(programme__in=readable)))
            | Q(state__in=OUT, programme__in=joined)
            | (Q(programme__in=led) & ~Q(state=Practice.State.DRAFT))
            | Q(organisation__in=own)
            | Q(proposed_to__in=own)
            | Q(pk__in=shared.values("practice"))
            | Q(state__in=OUT, pk__in=works_reaching(user, Practice))
            | Q(author=user)
        )


class Practice(models.Model):
    """What a municipality did, told so that another one can take it home.

    The fields are the union of the sheets in use in Europe; a programme's blueprint adds its own,
    kept in ``extra`` by their keys. Long texts are clean HTML. ``organisation`` is empty and
    ``source`` says more where a sheet came from elsewhere; it is empty too while citizens propose
    a practice of their own, until the municipality in ``proposed_to`` endorses it. ``revision``
    counts the changes of the text: whoever saves says on which one the change is based.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        CHANGES = "changes", _("changes asked")
        REFUSED = "refused", _("refused")
        PUBLISHED = "published", _("published")
        VALIDATED = "validated", _("validated by an expert")
        MONITORED = "monitored", _("alive, checked")
        RECHECK = "recheck", _("to be checked again")
        ARCHIVED = "archived", _("in the archive")
        ENDED = "ended", pgettext_lazy("practice", "ended")

    class Progress(models.TextChoices):
        IDEA = "idea", _("an idea")
        PLANNED = "planned", pgettext_lazy("practice", "planned")
        RUNNING = "running", _("carried out, still running")
        COMPLETED = "completed", _("carried out and completed")
        ENDED = "ended", _("given up")
        FAILED = "failed", _("did not work")

    class Content(models.TextChoices):
        PRACTICE = "practice", _("good practice")
        EXPERIENCE = "experience", _("experience")
        KNOWLEDGE = "knowledge", _("knowledge")

    class Scope(models.TextChoices):
        QUARTER = "quarter", _("part of a municipality")
        MUNICIPALITY = "municipality", _("a municipality")
        TOGETHER = "together", _("several municipalities")
        REGION = "region", _("a region")
        COUNTRY = "country", _("a country")

    class Audience(models.TextChoices):
        EVERYONE = "everyone", pgettext_lazy("practice", "everyone")
        MEMBERS = "members", _("who takes part in the programme")

    class Licence(models.TextChoices):
        CC_BY = "CC-BY-4.0", "CC BY 4.0"
        CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
        CC0 = "CC0-1.0", "CC0 1.0"
        OGL = "OGL-UK-3.0", "Open Government Licence 3.0"
        OTHER = "other", _("another licence, see the source")

    title = models.CharField(_("title"), max_length=100)
    slug = models.SlugField(_("address"), max_length=110, unique=True)
    strapline = models.CharField(_("in one sentence"), max_length=160, blank=True)
    language = models.CharField(_("language"), max_length=7, default="it")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name=_("whose practice it is"),
    )
    partners = models.ManyToManyField(
        Organisation, related_name="shared_practices", blank=True, verbose_name=_("together with")
    )
    offices = models.ManyToManyField(
        Office, related_name="practices", blank=True, verbose_name=_("offices")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="practices"
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("whom to ask"),
    )
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name=_("programme"),
    )
    strand = models.CharField(_("community or line of work"), max_length=60, blank=True)
    phase = models.CharField(_("phase"), max_length=60, blank=True)
    themes = models.ManyToManyField(
        Theme, related_name="practices", blank=True, verbose_name=_("themes")
    )
    subject = models.CharField(_("theme in the source"), max_length=200, blank=True)
    progress = models.CharField(
        _("how far it is"), max_length=9, choices=Progress, default=Progress.RUNNING
    )
    content = models.CharField(
        _("what it is"), max_length=10, choices=Content, default=Content.PRACTICE
    )
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name=_("place"),
    )
    place_name = models.CharField(_("place in the source"), max_length=200, blank=True)
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name=_("country"),
    )
    scope = models.CharField(
        _("how far it reaches"), max_length=12, choices=Scope, default=Scope.MUNICIPALITY
    )
    starts_on = models.DateField(_("since"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    problem = models.TextField(_("the problem and where it arose"), blank=True)
    how = models.TextField(_("what is done, step by step"), blank=True)
    procedure = models.TextField(_("administrative procedure"), blank=True)
    participation = models.TextField(_("who is involved"), blank=True)
    integration = models.TextField(_("how offices and sectors work together"), blank=True)
    way_before = models.TextField(_("how the office worked before"), blank=True)
    way_now = models.TextField(_("how it works now"), blank=True)
    staff_days = models.PositiveIntegerField(_("days of work of the staff"), null=True, blank=True)
    cost = models.DecimalField(
        _("cost"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    funding = models.CharField(_("who paid"), max_length=300, blank=True)
    zero_cost = models.BooleanField(_("at no cost to the administration"), default=False)
    difficulties = models.TextField(_("difficulties and what was learned"), blank=True)
    essential = models.TextField(_("what must stay as it is"), blank=True)
    adaptable = models.TextField(_("what can be changed"), blank=True)
    context_needed = models.TextField(_("what it takes to begin"), blank=True)
    beneficiaries = models.JSONField(_("who benefits"), default=list, blank=True)
    benefits = models.TextField(_("what changed for them"), blank=True)
    reached = models.PositiveIntegerField(_("people reached, estimated"), null=True, blank=True)
    can_show = models.BooleanField(_("we show it to visitors"), default=False)
    can_host = models.BooleanField(_("we host colleagues for some days"), default=False)
    can_mentor = models.BooleanField(_("we accompany who takes it home"), default=False)
    can_advise = models.BooleanField(_("we answer questions"), default=True)
    available_until = models.DateField(_("until when"), null=True, blank=True)
    references = models.TextField(_("bibliography"), blank=True)
    website = models.URLField(_("where to read more"), blank=True)
    mandate = models.CharField(
        _("programme of mandate or plan it belongs to"), max_length=200, blank=True
    )
    mandate_url = models.URLField(_("where that is published"), blank=True)
    licence = models.CharField(
        _("licence of the texts"), max_length=12, choices=Licence, default=Licence.CC_BY
    )
    extra = models.JSONField(_("fields of the programme"), default=dict, blank=True)
    audience = models.CharField(
        _("who may read it"), max_length=8, choices=Audience, default=Audience.EVERYONE
    )
    external_ref = models.CharField(_("reference in the source"), max_length=120, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_example = models.BooleanField(_("example, not a documented fact"), default=False)
    proposer = models.CharField(_("who proposed it"), max_length=160, blank=True)
    proposed_to = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("municipality it is proposed to"),
    )
    endorsed_on = models.DateField(_("endorsed"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(_("begun"))
    changed_at = models.DateTimeField(_("changed"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    checked_on = models.DateField(_("last check"), null=True, blank=True)
    next_check_on = models.DateField(_("next check"), null=True, blank=True)
    links_looked_at = models.DateTimeField(_("addresses looked at"), null=True, blank=True)

    history = Versions(
        m2m_fields=[themes, offices, partners],
        excluded_fields=[
            *("slug", "made_at", "changed_at", "published_at", "state", "reason"),
            *("checked_on", "next_check_on", "author", "is_example"),
            *("proposer", "proposed_to", "endorsed_on", "links_looked_at"),
        ],
    )
    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="practice_newest"),
            models.Index(
                fields=["next_check_on"],
                condition=Q(next_check_on__isnull=False),
                name="practice_next_check",
            ),
            models.Index(fields=["links_looked_at"], name="practice_links_looked_at"),
            models.Index(
                fields=["source", "external_ref"],
                condition=~Q(external_ref=""),
                name="practice_external",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="practice_published_has_date",
                condition=~Q(
                    state__in=[
                        *("published", "validated", "monitored", "recheck", "archived", "ended")
                    ]
                )
                | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="practice_refused_with_reason",
                condition=~Q(state__in=["changes", "refused"]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="practice_ends_after_it_begins",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day comes before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the sheet: a permanent address."""
        return address_of("practices:detail", self.slug)

    @property
    def stays_inside(self) -> bool:
        """Is shared with no other community while its authors write it."""
        return not self.is_out

    @property
    def is_out(self) -> bool:
        """Published once, wherever it stands now."""
        return self.state in OUT

    @property
    def is_living(self) -> bool:
        """Published and neither ended nor in the archive."""
        return self.state in LIVING

    @property
    def is_due(self) -> bool:
        """Its check is late: what was known of it is too old to be told as true."""
        day = self.next_check_on
        return self.is_living and day is not None and day <= timezone.localdate()

    @property
    def state_now(self) -> "Practice.State":
        """Where it stands today: nobody calls alive what was to be checked and was not."""
        return self.State.RECHECK if self.is_due else self.State(self.state)

    @property
    def is_proposal(self) -> bool:
        """Proposed by citizens, and a municipality has still to answer."""
        return (
            self.state == self.State.DRAFT
            and self.proposed_to_id is not None
            and self.organisation_id is None
        )

    @property
    def is_implemented(self) -> bool:
        """Carried out, and not only meant to be."""
        return self.progress not in {self.Progress.IDEA, self.Progress.PLANNED}

    @property
    def standing(self) -> str:
        """Where it stands, in a word or two: lists read this, for Django's way is slow there."""
        state = self.state_now
        if state in {self.State.ENDED, self.State.ARCHIVED, self.State.RECHECK}:
            return str(state.label)
        progress = str(self.Progress(self.progress).label)
        is_checked = state in {self.State.VALIDATED, self.State.MONITORED}
        return f"{progress}, {state.label}" if is_checked else progress

    @property
    def where(self) -> str:
        """Its place in words: that of the register, else that of the source."""
        return str(self.place) if self.place else self.place_name

    def has(self, key: str) -> bool:
        """Tell whether an answer is there."""
        value: Any = self.extra.get(key) if not hasattr(self, key) else getattr(self, key)
        return value not in (None, "", [], {})


OUT = (
    Practice.State.PUBLISHED,
    Practice.State.VALIDATED,
    Practice.State.MONITORED,
    Practice.State.RECHECK,
    Practice.State.ARCHIVED,
    Practice.State.ENDED,
)
LIVING = OUT[:4]

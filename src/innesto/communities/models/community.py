"""Communities of peers, and who belongs to them, for which organisation and how closely."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import Invitation, User
from innesto.organisations.models import Organisation
from innesto.programmes.models import Programme
from innesto.programmes.models.programme import other_language, said
from innesto.toolkit.addresses import address_of


class CommunityQuerySet(models.QuerySet["Community"]):
    """Ways to choose communities. Each returns a queryset and can be chained."""

    def joined_by(self, user: User | AnonymousUser) -> Self:
        """Communities to which the person belongs today, at whatever level."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(pk__in=Member.objects.current().filter(person=user).values("community"))

    def led_by(self, user: User | AnonymousUser) -> Self:
        """Communities the person facilitates or keeps, and those of programmes they coordinate.

        Who coordinates does not pass the wall of a private one.
        """
        if not isinstance(user, User):
            return self.none()
        leading = Member.objects.current().leading().filter(person=user)
        coordinated = Programme.objects.coordinated_by(user)
        return self.filter(
            Q(pk__in=leading.values("community"))
            | Q(programme__in=coordinated.values("pk"))
            & ~Q(visibility=Community.Visibility.PRIVATE)
        )

    def managed_by(self, user: User | AnonymousUser) -> Self:
        """Communities whose people and offers this user deals with: led, or as an operator."""
        led = Q(pk__in=self.model.objects.led_by(user).values("pk"))
        if isinstance(user, User) and user.is_operator:
            return self.filter(led | ~Q(visibility=Community.Visibility.PRIVATE))
        return self.filter(led)

    def open_to(self, user: User | AnonymousUser) -> Self:
        """Communities whose talk and works this user may read. Upper floors choose by it.

        Operators read what a programme or a community shares, never what is private.
        """
        public = Q(visibility=Community.Visibility.PUBLIC)
        if not isinstance(user, User):
            return self.filter(public)
        walled = Q(visibility=Community.Visibility.PRIVATE)
        joined = Q(pk__in=Member.objects.current().filter(person=user).values("community"))
        if user.is_operator:
            return self.filter(~walled | joined)
        around = Programme.objects.joined_by(user)
        coordinated = Programme.objects.coordinated_by(user)
        shared = Q(visibility=Community.Visibility.PROGRAMME) & (
            Q(programme__in=around.values("pk"))
            | Q(programme__in=around.exclude(call=None).values("call"))
        )
        led = Q(programme__in=coordinated.values("pk")) & ~walled
        return self.filter(public | shared | joined | led)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Communities this user may know of: their question, their people, how to join.

        One for its members is known to whoever sees its programme; a private one to nobody else.
        """
        open_ones = self.model.objects.open_to(user).values("pk")
        seen = Programme.objects.visible_to(user).values("pk")
        known = ~Q(visibility=Community.Visibility.PRIVATE) & (
            Q(programme=None) | Q(programme__in=seen)
        )
        return self.filter(known | Q(pk__in=open_ones))


class Community(models.Model):
    """People of several organisations who learn from each other around one question.

    ``strand`` is the key of the community in its programme's blueprint, if it is declared there;
    a community of a programme without a strand is the forum of all. A *section* is ``part_of``
    another community, perhaps of another programme, and has its own rules. Names and questions
    carry their languages, as those of programmes do. It outlives its programme: only
    ``closed_on`` ends it, and then it can still be read.
    """

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("everyone")
        PROGRAMME = "programme", _("who takes part in the programme")
        COMMUNITY = "community", _("its members")
        PRIVATE = "private", _("its members, and nobody else knows of it")

    class Joining(models.TextChoices):
        OPEN = "open", _("whoever may read it joins at once")
        ASK = "ask", _("one asks, and who facilitates answers")
        INVITED = "invited", _("only who is invited")

    class Stage(models.TextChoices):
        POTENTIAL = "potential", pgettext_lazy("life of a community", "potential")
        COALESCING = "coalescing", pgettext_lazy("life of a community", "coming together")
        ACTIVE = "active", pgettext_lazy("life of a community", "active")
        STEWARDSHIP = "stewardship", pgettext_lazy("life of a community", "in good keeping")
        MEMORABLE = "memorable", pgettext_lazy("life of a community", "memorable")

    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="communities",
        verbose_name=_("programme"),
    )
    strand = models.CharField(_("strand"), max_length=60, blank=True)
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sections",
        verbose_name=_("section of"),
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    names = models.JSONField(_("name"), default=dict)
    questions = models.JSONField(_("framing question"), default=dict, blank=True)
    charter = models.TextField(_("charter"), blank=True)
    charter_language = models.CharField(_("language of the charter"), max_length=3, blank=True)
    rhythm = models.CharField(_("rhythm"), max_length=200, blank=True)
    stage = models.CharField(
        _("stage of its life"), max_length=11, choices=Stage, default=Stage.POTENTIAL
    )
    stage_since = models.DateField(_("in this stage since"), null=True, blank=True)
    visibility = models.CharField(
        _("who may read it"), max_length=9, choices=Visibility, default=Visibility.PROGRAMME
    )
    joining = models.CharField(
        _("how one joins"), max_length=7, choices=Joining, default=Joining.OPEN
    )
    review_on = models.DateField(_("next look at whether it goes on"), null=True, blank=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    closing_note = models.TextField(_("closing note"), max_length=2000, blank=True)
    is_example = models.BooleanField(_("part of the demo"), default=False)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "strand"],
                condition=~Q(strand=""),
                name="community_once_a_strand",
            ),
            models.CheckConstraint(
                name="community_not_part_of_itself",
                condition=Q(part_of=None) | ~Q(part_of=F("pk")),
            ),
            models.CheckConstraint(
                name="community_of_a_programme_has_one",
                condition=~Q(visibility="programme") | Q(programme__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page of the community, which composes upper floors."""
        return address_of("communities:front", self.slug)

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return said(self.names) or self.slug

    @property
    def question(self) -> str:
        """What it asks, in the reader's language."""
        return said(self.questions)

    @property
    def other_language(self) -> str:
        """The language of its words, if they are not in the reader's."""
        return other_language(self.questions or self.names)

    @property
    def is_closed(self) -> bool:
        """It can be read, and nothing is added."""
        return self.closed_on is not None

    @property
    def is_private(self) -> bool:
        """Nobody but its members knows of it."""
        return self.visibility == self.Visibility.PRIVATE


class MemberQuerySet(models.QuerySet["Member"]):
    """Ways to choose members."""

    def asked(self) -> Self:
        """Those who asked to come in and wait for an answer."""
        return self.filter(status=Member.Status.ASKED)

    def current(self) -> Self:
        """Those who belong today."""
        return self.filter(status=Member.Status.IN)

    def leading(self) -> Self:
        """Those who keep the community or facilitate it."""
        return self.filter(Q(is_steward=True) | Q(is_facilitator=True))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Members are named to each other, and to whoever may read the community with them.

        A guest is told who leads and nothing else; a request is seen by who answers it.
        """
        if not isinstance(user, User):
            return self.none()
        open_ones = Community.objects.open_to(user).values("pk")
        led = Community.objects.managed_by(user).values("pk")
        as_guest = Member.objects.current().filter(person=user, level=Member.Level.GUEST)
        shown = Q(status=Member.Status.IN, community__in=open_ones) & (
            ~Q(community__in=as_guest.values("community"))
            | Q(is_steward=True)
            | Q(is_facilitator=True)
        )
        return self.filter(shown | Q(person=user) | Q(community__in=led))


class Member(models.Model):
    """A person in a community, for an organisation or for themselves.

    Guests are stakeholders of a community (a university, an association, a company): they read
    and answer, and open nothing of their own.
    """

    class Level(models.TextChoices):
        CORE = "core", pgettext_lazy("level of a member", "core")
        ACTIVE = "active", pgettext_lazy("level of a member", "active")
        PERIPHERAL = "peripheral", pgettext_lazy("level of a member", "follows")
        GUEST = "guest", pgettext_lazy("level of a member", "guest")

    class Status(models.TextChoices):
        ASKED = "asked", _("waiting for an answer")
        IN = "in", pgettext_lazy("state of a member", "member")
        ENDED = "ended", _("no longer there")

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="community_memberships",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="community_members",
        verbose_name=_("for which organisation"),
    )
    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.ACTIVE)
    is_steward = models.BooleanField(_("keeps the community"), default=False)
    is_facilitator = models.BooleanField(_("facilitates"), default=False)
    status = models.CharField(_("state"), max_length=5, choices=Status, default=Status.IN)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["community", "pk"]
        indexes = [models.Index(fields=["person", "status"], name="member_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "person"],
                condition=~Q(status="ended"),
                name="member_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def leads(self) -> bool:
        """Keeps the community or facilitates it."""
        return self.is_steward or self.is_facilitator

    @property
    def is_guest(self) -> bool:
        """Reads and answers, and opens nothing."""
        return self.level == self.Level.GUEST


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Ways to choose invitations to communities."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Who was invited is known to whoever leads the community."""
        return self.filter(community__in=Community.objects.managed_by(user).values("pk"))


class Promise(models.Model):
    """A place in a community for whoever accepts a mailed invitation."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="promises")
    invitation = models.OneToOneField(
        Invitation, on_delete=models.CASCADE, related_name="promised_membership"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for which organisation"),
    )
    level = models.CharField(
        _("level"), max_length=10, choices=Member.Level, default=Member.Level.ACTIVE
    )
    is_steward = models.BooleanField(_("keeps the community"), default=False)
    is_facilitator = models.BooleanField(_("facilitates"), default=False)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("promised membership")
        verbose_name_plural = _("promised memberships")
        ordering = ["community", "pk"]

    def __str__(self) -> str:
        return str(self.invitation)

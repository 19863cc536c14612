"""Threads, their posts, and what hangs on a post."""

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
from innesto.toolkit.addresses import address_of

PAGE = 25
"""Numbers on one page of a thread."""


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Ways to choose threads. Each returns a queryset and can be chained."""

    def shown(self) -> Self:
        """Threads whose first post nobody hid."""
        return self.filter(is_shown=True)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Threads of communities this user may read, and those shared with theirs.

        What is hidden is seen by who moderates.
        """
        opened = Q(community__in=Community.objects.open_to(user).values("pk"))
        inside = self.filter(opened | Q(pk__in=works_reaching(user, Thread)))
        if not isinstance(user, User):
            return inside.shown()
        return inside.filter(
            Q(is_shown=True) | Q(author=user) | Q(community__in=moderated_by(user).values("pk"))
        )


class Thread(models.Model):
    """A conversation in a community. Its counters are kept by the actions, never counted.

    ``last_number`` is the highest number of a post that is shown, ``posts_count`` how many are.
    ``is_shown`` follows its first post. One that was joined into another leads there.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a conversation", "open")
        LOCKED = "locked", pgettext_lazy("state of a conversation", "locked")
        ARCHIVED = "archived", pgettext_lazy("state of a conversation", "archived")

    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="threads", verbose_name=_("community")
    )
    title = models.CharField(_("title"), max_length=150)
    language = models.CharField(_("language"), max_length=3)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="threads"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="threads"
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    is_pinned = models.BooleanField(_("pinned"), default=False)
    is_shown = models.BooleanField(_("shown"), default=True)
    has_poll = models.BooleanField(_("with a poll"), default=False)
    joined_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="joined"
    )
    answer = models.ForeignKey(
        "talk.Post", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("opened"))
    given_numbers = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0)
    posts_count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(_("last post"))
    last_author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        indexes = [
            models.Index(
                *("community", "is_shown"),
                models.F("is_pinned").desc(),
                models.F("last_at").desc(),
                models.F("id").desc(),
                name="thread_list",
            ),
            models.Index(
                *("community", "is_shown"), models.F("last_at").desc(), name="thread_news"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return its page, which stays the same when it moves to another community."""
        return address_of("talk:thread", self.pk)

    def address_of_post(self, number: int) -> str:
        """Return the place of a post; pages hold ranges of numbers, so nobody counts."""
        page = (max(number, 1) - 1) // PAGE + 1
        query = f"?page={page}" if page > 1 else ""
        return f"{self.get_absolute_url()}{query}#post-{number}"

    @property
    def is_open(self) -> bool:
        """Takes answers."""
        return self.state == self.State.OPEN

    @property
    def answers_count(self) -> int:
        """How many answered the first post."""
        return max(self.posts_count - 1, 0)

    @property
    def pages_count(self) -> int:
        """How many pages its numbers fill."""
        return (max(self.last_number, 1) - 1) // PAGE + 1


class PostQuerySet(models.QuerySet["Post"]):
    """Ways to choose posts."""

    def shown(self) -> Self:
        """Posts that whoever reads the thread reads."""
        return self.filter(state=Post.State.SHOWN)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Posts this user may read: one's own held ones too, and hidden ones if one moderates."""
        inside = self.filter(thread__in=Thread.objects.visible_to(user).values("pk"))
        if not isinstance(user, User):
            return inside.shown()
        return inside.filter(
            Q(state=Post.State.SHOWN)
            | Q(author=user)
            | Q(thread__community__in=moderated_by(user).values("pk"))
        )


class Post(models.Model):
    """What one person said in a thread, for an organisation. Numbers are given once in a thread.

    ``once`` is the mark of the form it came from: the same form sent twice makes one post.
    ``waiting_since`` says that a moderator is to look at it.
    """

    class State(models.TextChoices):
        SHOWN = "shown", pgettext_lazy("state of a post", "shown")
        HELD = "held", pgettext_lazy("state of a post", "held for a look")
        HIDDEN = "hidden", pgettext_lazy("state of a post", "hidden")
        WITHDRAWN = "withdrawn", pgettext_lazy("state of a post", "taken back")

    class Suspicion(models.TextChoices):
        LINKS = "links", _("links by somebody new here")
        MANY_LINKS = "many_links", _("many links")
        SAME_TEXT = "same_text", _("the same text in several conversations")

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    number = models.IntegerField(_("number"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="posts"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="posts"
    )
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=3)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.SHOWN)
    why_held = models.CharField(_("why it is held"), max_length=10, choices=Suspicion, blank=True)
    waiting_since = models.DateTimeField(_("waiting for a look since"), null=True, blank=True)
    quotes = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="quoted_by"
    )
    created_at = models.DateTimeField(_("written"))
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    useful_count = models.PositiveIntegerField(default=0)
    doing_count = models.PositiveIntegerField(default=0)
    has_files = models.BooleanField(default=False)
    has_mentions = models.BooleanField(default=False)
    once = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=16, blank=True)

    history = HistoricalRecords(
        excluded_fields=[
            *("thread", "number", "organisation", "state", "why_held", "waiting_since", "quotes"),
            *("useful_count", "doing_count", "has_files", "has_mentions", "once", "digest"),
        ]
    )
    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="post_number_once"),
            models.UniqueConstraint(
                fields=["author", "once"], condition=~Q(once=""), name="post_of_form_once"
            ),
        ]
        indexes = [
            models.Index(fields=["author", "created_at"], name="post_of_author"),
            models.Index(
                fields=["waiting_since"],
                condition=Q(waiting_since__isnull=False),
                name="post_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thread} #{self.number}"

    def get_absolute_url(self) -> str:
        """Return an address that finds it wherever it is moved."""
        return address_of("talk:post", self.pk)

    @property
    def is_shown(self) -> bool:
        """Everyone who reads the thread reads it."""
        return self.state == self.State.SHOWN

    @property
    def is_held(self) -> bool:
        """Waits for a moderator before others read it."""
        return self.state == self.State.HELD

    @property
    def stamp(self) -> str:
        """Return what changes when it is edited."""
        return self.edited_at.isoformat() if self.edited_at else ""

    @property
    def is_first(self) -> bool:
        """Opened the thread."""
        return self.number == 1


class Attachment(models.Model):
    """A picture with its words, or a file, of a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(_("file"), upload_to="talk/%Y")
    name = models.CharField(_("name"), max_length=120)
    alternative = models.CharField(_("text alternative"), max_length=300, blank=True)
    is_picture = models.BooleanField(_("picture"), default=False)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [
            models.CheckConstraint(
                name="attachment_picture_has_words",
                condition=Q(is_picture=False) | ~Q(alternative=""),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """Return where it is handed out, to whoever may read the post."""
        return address_of("talk:file", self.pk)


class Mention(models.Model):
    """A member called by name in a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="talk_mentions"
    )

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(fields=["post", "person"], name="mention_once_a_post")
        ]

    def __str__(self) -> str:
        return str(self.person)


class Reaction(models.Model):
    """One thing a person says of a post without words, for an organisation."""

    class Kind(models.TextChoices):
        USEFUL = "useful", _("Useful for us")
        DOING = "doing", _("We do this too")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="talk_reactions"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("reaction"), max_length=6, choices=Kind)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        constraints = [
            models.UniqueConstraint(
                fields=["post", "kind", "person"], name="reaction_once_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


def moderated_by(user: User) -> models.QuerySet[Community]:
    """Return the communities whose talk this person keeps civil.

    Who leads a community does; operators too where everyone may read it.
    """
    led = Q(pk__in=Community.objects.led_by(user).values("pk"))
    if user.is_operator:
        led |= Q(visibility=Community.Visibility.PUBLIC)
    return Community.objects.filter(led)

"""What a community learned from a question, written down for the next."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.questions.models.question import Question
from innesto.themes.models import Theme
from innesto.toolkit.addresses import address_of


class ArticleQuerySet(models.QuerySet["Article"]):
    """Ways to choose articles."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Articles that are out, for whoever may read the community; drafts for who leads it."""
        within = self.filter(community__in=Community.objects.open_to(user).values("pk"))
        out = Q(published_at__isnull=False)
        if not isinstance(user, User):
            return within.filter(out)
        led = Community.objects.led_by(user).values("pk")
        return within.filter(out | Q(by=user) | Q(community__in=led))


class Article(models.Model):
    """Title and text, made of a solved question and edited by the community.

    It names neither who asked nor for whom; the question it comes from is its source.
    """

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="articles")
    question = models.OneToOneField(
        Question, on_delete=models.SET_NULL, null=True, related_name="article"
    )
    title = models.CharField(_("title"), max_length=160)
    body = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=3)
    themes = models.ManyToManyField(
        Theme, related_name="articles", blank=True, verbose_name=_("themes")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("begun"))
    changed_at = models.DateTimeField(_("changed"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return its page."""
        return address_of("questions:article", self.community.slug, self.pk)

"""Schemes of themes, their themes, and how themes of different schemes correspond."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User


def in_reader_language(labels: dict[str, str], fallback: str) -> str:
    """Return the label in the reader's language, else English, any, the fallback."""
    language = (get_language() or "en").partition("-")[0]
    wanted = (labels.get(code) for code in (language, "en", *labels))
    return next((label for label in wanted if label), fallback)


class SchemeQuerySet(models.QuerySet["Scheme"]):
    """Ways to choose schemes."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Public ones; that of a programme in preparation would give its name away."""
        if isinstance(user, User) and user.is_operator:
            return self
        return self.filter(is_public=True)


class Scheme(models.Model):
    """A taxonomy: of the United Nations, of the European Union, or of one programme."""

    key = models.SlugField(_("key"), max_length=80, unique=True)
    labels = models.JSONField(_("names by language"), default=dict)
    website = models.URLField(_("where it is published"), blank=True)
    is_public = models.BooleanField(_("everyone may read it"), default=False)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("scheme of themes")
        verbose_name_plural = _("schemes of themes")
        ordering = ["key"]

    def __str__(self) -> str:
        return in_reader_language(self.labels, self.key)

    def get_absolute_url(self) -> str:
        """Return the page with its themes."""
        return reverse("themes:detail", args=[self.key])


class Theme(models.Model):
    """One subject within a scheme."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="themes")
    key = models.CharField(_("key"), max_length=80)
    labels = models.JSONField(_("names by language"), default=dict)
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="parts"
    )
    position = models.PositiveIntegerField(_("place in the list"), default=0)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["scheme", "position", "key"]
        constraints = [models.UniqueConstraint(fields=["scheme", "key"], name="theme_key_once")]

    def __str__(self) -> str:
        return in_reader_language(self.labels, self.key)


class Mapping(models.Model):
    """How a theme corresponds to one of another scheme (SKOS mapping relations)."""

    class Relation(models.TextChoices):
        EXACT = "exact", _("the same as")
        CLOSE = "close", _("close to")
        BROAD = "broad", _("part of")

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="mappings")
    target = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="mapped_by")
    relation = models.CharField(_("relation"), max_length=5, choices=Relation)

    class Meta:
        verbose_name = _("correspondence")
        verbose_name_plural = _("correspondences")
        ordering = ["theme", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "target"], name="mapping_once"),
            models.CheckConstraint(name="mapping_of_two_themes", condition=~Q(theme=F("target"))),
        ]

    def __str__(self) -> str:
        return f"{self.theme} {self.get_relation_display()} {self.target}"

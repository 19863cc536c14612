"""Links: one small graph over all works, whatever domain they are of."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LinkQuerySet(models.QuerySet["Link"]):
    """Ways to choose links."""

    def telling_origin(self) -> Self:
        """Links that say where a work comes from: only these make a thread."""
        return self.filter(relation__in=ORIGINS)

    def touching(self, kind: str, key: str) -> Self:
        """Links from or to one work."""
        return self.filter(
            Q(later_kind=kind, later_key=key) | Q(earlier_kind=kind, earlier_key=key)
        )


class Link(models.Model):
    """One work speaks of another: «later adapted from earlier».

    Works are named by the label of their model and their key, so that this table knows no domain.
    A link whose work is gone, or hidden from a reader, does not exist for that reader: the kinds
    in ``toolkit.kinds_of_work`` decide, nobody asks this table alone.
    """

    class Relation(models.TextChoices):
        INSPIRED = "inspired_by", pgettext_lazy("relation", "inspired by")
        ADAPTED = "adapted_from", pgettext_lazy("relation", "adapted from")
        DERIVED = "derived_from", pgettext_lazy("relation", "derived from")
        ANSWERS = "answers", pgettext_lazy("relation", "answers")
        PROVES = "proves", pgettext_lazy("relation", "proves")
        SHOWN = "shown_at", pgettext_lazy("relation", "presented at")
        SUPPORTS = "supports", pgettext_lazy("relation", "supports")
        NEEDS = "needs", pgettext_lazy("relation", "needs")
        CONFLICTS = "conflicts", pgettext_lazy("relation", "conflicts with")

    later_kind = models.CharField(max_length=80)
    later_key = models.CharField(max_length=64)
    relation = models.CharField(_("relation"), max_length=12, choices=Relation)
    earlier_kind = models.CharField(max_length=80)
    earlier_key = models.CharField(max_length=64)
    on = models.DateField(_("since"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        indexes = [models.Index(fields=["earlier_kind", "earlier_key"], name="link_earlier")]
        constraints = [
            models.UniqueConstraint(
                fields=["later_kind", "later_key", "earlier_kind", "earlier_key", "relation"],
                name="link_once",
            ),
            models.CheckConstraint(
                name="link_of_two_works",
                condition=~Q(later_kind=F("earlier_kind")) | ~Q(later_key=F("earlier_key")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.later_kind} {self.later_key} {self.relation} {self.earlier_key}"


ORIGINS = (
    Link.Relation.INSPIRED,
    Link.Relation.ADAPTED,
    Link.Relation.DERIVED,
    Link.Relation.ANSWERS,
    Link.Relation.PROVES,
)

BACKWARDS = {
    Link.Relation.INSPIRED: pgettext_lazy("relation", "inspired"),
    Link.Relation.ADAPTED: pgettext_lazy("relation", "adapted in"),
    Link.Relation.DERIVED: pgettext_lazy("relation", "gave rise to"),
    Link.Relation.ANSWERS: pgettext_lazy("relation", "answered by"),
    Link.Relation.PROVES: pgettext_lazy("relation", "proven by"),
    Link.Relation.SHOWN: pgettext_lazy("relation", "presented here"),
    Link.Relation.SUPPORTS: pgettext_lazy("relation", "supported by"),
    Link.Relation.NEEDS: pgettext_lazy("relation", "needed by"),
    Link.Relation.CONFLICTS: pgettext_lazy("relation", "conflicts with"),
}
"""The same relations read from the earlier work."""

"""What waits for a moderator, and what was decided on a post."""

from django.db import models
from django.db.models import Prefetch, QuerySet

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.talk.models import Post, Report, Ruling
from innesto.talk.models.threads import moderated_by
from innesto.toolkit.prepared import Prepared


def waiting_posts(viewer: User, *, community: str = "", language: str = "") -> QuerySet[Post]:
    """Return posts that wait for a look, the oldest first; sealed.

    ``community`` is the address of one of those that the viewer moderates.
    """
    found = Post.objects.filter(
        waiting_since__isnull=False,
        thread__community__in=moderated_by(viewer).values("pk"),
    )
    if community:
        found = found.filter(thread__community__slug=community)
    if language:
        found = found.filter(language=language)
    found = found.select_related("author", "organisation", "thread__community")
    open_reports = Report.objects.filter(closed_at=None).order_by("pk")
    found = found.prefetch_related(
        Prefetch("reports", open_reports, to_attr="open_reports"),
        Prefetch("rulings", Ruling.objects.order_by("-pk"), to_attr="all_rulings"),
    )
    return found.order_by("waiting_since", "pk").fetch_mode(models.FETCH_RAISE)


@Prepared
def _waiting_for(person: int, *, is_operator: bool) -> QuerySet[Post, tuple[int]]:
    viewer = User(pk=person, is_staff=is_operator)
    found = Post.objects.filter(
        waiting_since__isnull=False, thread__community__in=moderated_by(viewer).values("pk")
    )
    return found.order_by().values_list("pk")[:100]


def count_waiting(viewer: User) -> int:
    """Return how many posts wait for this moderator; 100 at most. The desk asks."""
    return len(_waiting_for(viewer.pk, is_operator=viewer.is_operator))


def moderated_communities(viewer: User) -> QuerySet[Community]:
    """Return the communities that the viewer moderates."""
    return moderated_by(viewer).order_by("slug")


def rulings_on(post: Post) -> QuerySet[Ruling]:
    """Return what was decided on a post, the last first."""
    return post.rulings.select_related("by", "answered_by").order_by("-pk")

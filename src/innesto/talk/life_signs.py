"""What is said tells how alive a community is.

No room fits: ``communities`` gathers this module from every domain, and nobody imports it.
"""

import datetime
from collections.abc import Collection

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from innesto.communities.queries.signs import WINDOW, CountedSign
from innesto.talk.models import Post


def count_posts(communities: Collection[int], on: datetime.date) -> dict[int, int]:
    """Count the posts of late that nobody hid."""
    lately = Post.objects.shown().filter(thread__community__in=communities)
    lately = lately.filter(created_at__date__gt=on - WINDOW)
    counted = lately.order_by().values_list("thread__community")
    return dict(counted.annotate(count=Count("pk")))


SIGNS = {"posts": CountedSign(_("posts in the last 90 days"), count_posts)}

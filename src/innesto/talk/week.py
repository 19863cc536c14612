"""What was talked about is told in the weekly letter of a community.

No room fits: ``communities.queries.week`` gathers this module from every domain.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from innesto.communities.queries.week import Telling
from innesto.talk.models import Thread
from innesto.toolkit.weekly_letters import Told


def tell_threads(counted: Mapping[int, int]) -> Sequence[Told]:
    """Name the conversations in which most was written; none whose first post is hidden."""
    found = Thread.objects.shown().filter(pk__in=counted, joined_into=None)
    liveliest = sorted(found, key=lambda one: (-counted[one.pk], one.pk))
    return [
        Told(
            ngettext("%(title)s (%(count)d post)", "%(title)s (%(count)d posts)", counted[one.pk])
            % {"title": one.title, "count": counted[one.pk]},
            one.get_absolute_url(),
        )
        for one in liveliest
    ]


WEEK = (Telling(_("Conversations"), 10, frozenset({"thread_opened", "post_added"}), tell_threads),)

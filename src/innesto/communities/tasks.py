"""What happens after the commit, and every night: people are told, signs are counted."""

from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.communities.models import Bridge, Community, Member, Sign
from innesto.communities.queries.members import leaders_of
from innesto.communities.queries.signs import counted_signs
from innesto.notifications.actions import notify
from innesto.toolkit.addresses import address_of

COUNTED_AT_ONCE = 500
"""Communities whose signs are counted by one question to each floor."""


@task
def tell_asked(member_id: int) -> None:
    """Tell who leads that somebody asks to come in."""
    member = Member.objects.select_related("community__programme", "person").get(pk=member_id)
    community = member.community
    notify(
        leaders_of(community),
        kind="community_asked",
        key=f"community_asked:{member.pk}",
        title=format_lazy(
            _("{person} asks to come into “{community}”"), person=member.person, community=community
        ),
        url=address_of("communities:members", community.slug),
        about=community,
    )


@task
def tell_admitted(member_id: int) -> None:
    """Tell a person that they are in."""
    member = Member.objects.select_related("community", "person").get(pk=member_id)
    notify(
        [member.person],
        kind="community_let_in",
        key=f"community_let_in:{member.pk}",
        title=format_lazy(_("You are in “{community}”"), community=member.community),
        url=member.community.get_absolute_url(),
        about=member.community,
    )


@task
def tell_bridge_offered(bridge_id: int) -> None:
    """Tell who leads the other community that a work is offered to it."""
    bridge = Bridge.objects.select_related("to__programme", "origin").get(pk=bridge_id)
    notify(
        leaders_of(bridge.to),
        kind="bridge_offered",
        key=f"bridge_offered:{bridge.pk}",
        title=format_lazy(
            _("“{origin}” offers you “{work}”"), origin=bridge.origin, work=bridge.title
        ),
        body=bridge.reason,
        url=address_of("communities:bridges", bridge.to.slug),
        about=bridge.to,
    )


@task
def tell_bridge_answered(bridge_id: int) -> None:
    """Tell who offered a work what came of it."""
    bridge = Bridge.objects.select_related("to", "origin", "offered_by").get(pk=bridge_id)
    titles = {
        Bridge.State.ACCEPTED: _("“{to}” shows “{work}”"),
        Bridge.State.DECLINED: _("“{to}” does not show “{work}”"),
    }
    title = titles.get(Bridge.State(bridge.state))
    if title and bridge.offered_by:
        notify(
            [bridge.offered_by],
            kind="bridge_answered",
            key=f"bridge_answered:{bridge.pk}",
            title=format_lazy(title, to=bridge.to, work=bridge.title),
            body=bridge.answer,
            url=bridge.origin.get_absolute_url(),
            about=bridge.origin,
        )


@task
def look_at_communities() -> None:
    """Count the signs of life of every community, and remind of those to be looked at again."""
    numbers = list(Community.objects.filter(closed_on=None).order_by("pk").values_list("pk"))
    for start in range(0, len(numbers), COUNTED_AT_ONCE):
        count_signs([pk for (pk,) in numbers[start : start + COUNTED_AT_ONCE]])
    remind_of_reviews()


@transaction.atomic
def count_signs(community_ids: list[int]) -> None:
    """Keep the figures of today; what no floor counts any more goes."""
    today = timezone.localdate()
    Sign.objects.filter(community__in=community_ids).delete()
    Sign.objects.bulk_create(
        Sign(community_id=community, key=key, figure=figure, on=today)
        for community, figures in counted_signs(community_ids, on=today).items()
        for key, figure in figures.items()
    )


def remind_of_reviews() -> None:
    """Tell who leads a community that its day to be looked at has come, once for each day."""
    due = Community.objects.filter(closed_on=None, review_on__lte=timezone.localdate())
    for community in due.select_related("programme").order_by("pk"):
        notify(
            leaders_of(community),
            kind="community_review",
            key=f"community_review:{community.pk}:{community.review_on}",
            title=format_lazy(_("“{community}”: does it go on?"), community=community),
            body=_("Look at its signs of life, say in which stage it is, and when to look again."),
            url=address_of("communities:life", community.slug),
            about=community,
        )

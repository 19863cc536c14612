"""A community at a glance: who is in it, what is asked, said, left and to come.

Each panel is one function and at most one question. A package that lands later adds its own to
``MAIN`` or ``SIDE``; what has nothing to show returns None.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.accounts.models import User
from innesto.communities.models import Bridge, Community, Member
from innesto.communities.queries.bodies import Bodies, bodies_of
from innesto.communities.queries.bridges import in_words
from innesto.communities.queries.members import Counted, counted, leading_members
from innesto.deposits.queries import deposits_in
from innesto.deposits.rules import can_hand_in
from innesto.exchanges.models import Exchange
from innesto.opportunities.queries import opportunity_list
from innesto.practices.models import Challenge, Practice
from innesto.questions.queries.register import question_list
from innesto.talk.queries.threads import recent_threads
from innesto.talk.rules import can_open_thread
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import day, days
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.panels import Panel

SHOWN = 4
"""Things in a panel; all of them are one click away."""

CHIPS = 14
"""Organisations named at the top; the others are counted."""

type Viewer = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page shows."""

    bodies: Bodies
    left_out: int
    counted: Counted
    leaders: Sequence[Member]
    main: Sequence[Panel]
    side: Sequence[Panel]


def front_of(community: Community, *, viewer: Viewer, is_open: bool) -> Front:
    """Return the front page; who may not read it gets who it is and how to join, no panels."""
    bodies = bodies_of(community)
    today = timezone.localdate()

    def drawn(panels: Sequence[Draw]) -> list[Panel]:
        found = [panel(community, viewer, today) for panel in panels] if is_open else []
        return [panel for panel in found if panel]

    return Front(
        bodies=bodies,
        left_out=max(0, len(bodies.all) - CHIPS),
        counted=counted(community),
        leaders=leading_members(community.pk),
        main=drawn(MAIN),
        side=drawn(SIDE),
    )


def _questions(community: Community, viewer: Viewer, _on: datetime.date) -> Panel | None:
    """Questions to its experts, the newest first; who asks is named on their own pages only."""
    found = question_list(community, viewer=viewer, at=timezone.now())[:SHOWN]
    rows = [
        Row(one.title, one.get_absolute_url(), [one.get_state_display(), day(one.asked_at)])
        for one in found
    ]
    if not rows:
        return None
    every = Link(_("All the questions"), address_of("questions:index", community.slug))
    return Panel(_("Questions to the experts"), rows, more=every)


def _shared(community: Community, viewer: Viewer, _on: datetime.date) -> Panel | None:
    """Works of other communities that are shown here, with where they come from."""
    found = Bridge.objects.standing().filter(to=community).select_related("origin")
    shown = in_words(list(found.order_by("-answered_at", "-pk")[:SHOWN]), viewer=viewer)
    rows = [
        Row(
            it.work.title,
            it.work.url,
            [_("from “%(community)s”") % {"community": it.bridge.origin.name}, it.work.detail],
            it.bridge.reason,
        )
        for it in shown
        if it.work
    ]
    return Panel(_("From other communities"), rows) if rows else None


def _practices(community: Community, viewer: Viewer, _on: datetime.date) -> Panel | None:
    """Practices of its strand, or of its programme."""
    programme = community.programme
    if programme is None or community.part_of_id:
        return None
    found = Practice.objects.visible_to(viewer).published().filter(programme=programme)
    query = f"?programma={programme.slug}"
    if community.strand:
        found = found.filter(strand=community.strand)
        query += f"&linea={community.strand}"
    rows = [
        Row(one.title, one.get_absolute_url(), [one.organisation.name if one.organisation else ""])
        for one in found.select_related("organisation").order_by("-published_at", "-pk")[:SHOWN]
    ]
    if not rows:
        return None
    more = Link(_("All its practices"), address_of("practices:index") + query)
    return Panel(_("Practices"), rows, more=more)


def _challenges(community: Community, viewer: Viewer, _on: datetime.date) -> Panel | None:
    """Problems that its members share."""
    programme = community.programme
    if programme is None or community.part_of_id:
        return None
    found = Challenge.objects.visible_to(viewer).filter(programme=programme)
    if community.strand:
        found = found.filter(strand=community.strand)
    rows = [Row(one.title, one.get_absolute_url()) for one in found.order_by("pk")[:SHOWN]]
    new = address_of("practices:challenge-new")
    query = f"?programma={programme.slug}&linea={community.strand}"
    name_one = Link(_("Name a challenge"), new + query) if isinstance(viewer, User) else None
    return Panel(_("Common challenges"), rows, action=name_one) if rows else None


def _talk(community: Community, viewer: Viewer, _on: datetime.date) -> Panel | None:
    """The conversations that moved last, and the way to begin one."""
    rows = [
        Row(
            one.title,
            one.get_absolute_url(),
            [
                one.author or _("Erased person"),
                one.organisation.name if one.organisation else "",
                ngettext("%(count)d answer", "%(count)d answers", one.answers_count)
                % {"count": one.answers_count},
                day(timezone.localdate(one.last_at)),
            ],
        )
        for one in recent_threads(community, viewer=viewer, count=SHOWN)
    ]
    may = isinstance(viewer, User) and can_open_thread(viewer, community)
    new = Link(_("Begin a conversation"), address_of("talk:new", community.slug)) if may else None
    if not rows and new is None:
        return None
    more = Link(_("All conversations"), address_of("talk:index", community.slug)) if rows else None
    words = "" if rows else _("No conversation yet")
    return Panel(_("Conversations"), rows, more=more, action=new, words=words)


def _deposits(community: Community, viewer: Viewer, _on: datetime.date) -> Panel | None:
    """The works handed in last, and the way to hand one in."""
    rows = [
        Row(
            one.title,
            one.get_absolute_url(),
            [
                _("version %(number)s") % {"number": getattr(one, "last_number", 1)},
                one.organisation.name if one.organisation else "",
                day(timezone.localdate(one.changed_at)),
            ],
            language=one.language,
        )
        for one in deposits_in(community, viewer=viewer)[:SHOWN]
    ]
    may = isinstance(viewer, User) and can_hand_in(viewer, community)
    new = Link(_("Hand in a work"), address_of("deposits:new", community.slug)) if may else None
    if not rows and new is None:
        return None
    more = Link(_("All deposits"), address_of("deposits:index", community.slug)) if rows else None
    words = "" if rows else _("Nothing was handed in yet")
    return Panel(_("Recent deposits"), rows, more=more, action=new, words=words)


def _opportunities(community: Community, viewer: Viewer, on: datetime.date) -> Panel | None:
    """What its members posted and can still be taken, the first to close first."""
    found = opportunity_list(viewer=viewer, on=on, community=community)
    rows = [
        Row(
            one.title,
            one.get_absolute_url(),
            [one.get_kind_display(), one.area, one.closes_on and day(one.closes_on)],
            language=one.language,
        )
        for one in found[:SHOWN]
    ]
    more = Link(_("All opportunities"), address_of("opportunities:of-community", community.slug))
    return Panel(_("Opportunities"), rows, more=more) if rows else None


def _meetings(community: Community, viewer: Viewer, on: datetime.date) -> Panel | None:
    """The next exchanges of its strand, and those of the whole programme."""
    found = meetings_of(community, viewer=viewer).filter(ends_on__gte=on)
    rows = [
        Row(one.name, one.get_absolute_url(), [days(one.starts_on, one.ends_on), one.where])
        for one in found[:SHOWN]
    ]
    return Panel(_("Next meetings"), rows, more=_feed(community)) if rows else None


def _feed(community: Community) -> Link:
    return Link(
        _("Follow in your calendar"), address_of("portal:community-meetings", community.slug)
    )


def _around(community: Community, viewer: Viewer, _on: datetime.date) -> Panel | None:
    """Its sections, and the other communities of its programme."""
    near = Q(part_of=community)
    if community.programme_id:
        near |= Q(programme=community.programme_id, part_of=None)
    known = Community.objects.visible_to(viewer).filter(near, closed_on=None)
    found = known.exclude(pk__in=[community.pk, community.part_of_id or community.pk])
    sections: list[Row] = []
    siblings: list[Row] = []
    for one in found.only("slug", "names", "questions", "part_of_id").order_by("strand", "slug"):
        of_ours = one.part_of_id == community.pk
        said = Row(
            one.name, one.get_absolute_url(), [_("section") if of_ours else ""], one.question
        )
        (sections if of_ours else siblings).append(said)
    if not sections and not siblings:
        return None
    title = _("Sections and other communities") if sections else _("Other communities")
    rows = [*sections, *siblings]
    more = Link(_("All communities"), address_of("communities:index"))
    return Panel(title, rows[: 2 * SHOWN], more=more if len(rows) > 2 * SHOWN else None)


def meetings_of(community: Community, *, viewer: Viewer) -> QuerySet[Exchange]:
    """Return the exchanges of its strand and of its whole programme, in order of time."""
    if community.programme_id is None or community.part_of_id:
        return Exchange.objects.none()
    found = Exchange.objects.visible_to(viewer).standing().filter(programme=community.programme_id)
    if community.strand:
        found = found.filter(scope__in=["", community.strand])
    return found.order_by("starts_on", "pk")


type Draw = Callable[[Community, Viewer, datetime.date], Panel | None]

MAIN: Sequence[Draw] = (_questions, _talk, _deposits, _shared, _challenges, _practices)
"""What stands in the wide column, in this order."""

SIDE: Sequence[Draw] = (_meetings, _opportunities, _around)
"""What stands beside it."""

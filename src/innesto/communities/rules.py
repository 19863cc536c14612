"""Who may do what in a community. Reading is decided by ``open_to`` on the queryset.

Upper floors (talk, deposits, questions) ask these rules and have none of their own about members.
"""

from innesto.accounts.models import User
from innesto.communities.models import Bridge, Community, Member
from innesto.communities.queries.register import is_open, membership_in
from innesto.programmes.models import Programme
from innesto.programmes.rules import coordinates
from innesto.toolkit.remembered import remembered


@remembered
def membership(user: User, community: Community) -> Member | None:
    """Return the standing membership of the person."""
    found = membership_in(community.pk, user.pk)
    return found[0] if found and found[0].status == Member.Status.IN else None


@remembered
def leads(user: User, community: Community) -> bool:
    """Keeps or facilitates the community, or coordinates its programme; see ``led_by``."""
    member = membership(user, community)
    if member and member.leads:
        return True
    if community.is_private or not community.programme:
        return False
    return coordinates(user, community.programme)


def can_open(user: User, programme: Programme | None) -> bool:
    """Open a community: the coordination in its programme, operators outside of any."""
    if programme is None:
        return user.is_operator
    if programme.state == Programme.State.ARCHIVED:
        return False
    return user.is_operator or coordinates(user, programme)


def can_lead(user: User, community: Community) -> bool:
    """Change the community itself: question, charter, stage, members, visibility, end."""
    return leads(user, community) or (user.is_operator and not community.is_private)


def can_join(user: User, community: Community) -> bool:
    """Join or ask to, where one does not belong yet and the community takes people in."""
    if community.is_closed or community.joining == Community.Joining.INVITED:
        return False
    if membership_in(community.pk, user.pk):
        return False
    return community.joining == Community.Joining.ASK or is_open(community, user)


def can_answer(user: User, community: Community) -> bool:
    """Answer, react and vote: every member, guests too, while the community is not closed."""
    if community.is_closed:
        return False
    return membership(user, community) is not None or leads(user, community)


def can_contribute(user: User, community: Community) -> bool:
    """Open a conversation, deposit a work, ask a question: members who are no guests."""
    if community.is_closed:
        return False
    member = membership(user, community)
    return (member is not None and not member.is_guest) or leads(user, community)


def can_open_section(user: User, community: Community) -> bool:
    """Open a part of a community with rules of its own; a section has no sections."""
    return can_lead(user, community) and not community.is_closed and community.part_of_id is None


def can_manage(user: User, member: Member) -> bool:
    """Change or end the membership of somebody."""
    return can_lead(user, member.community)


def can_leave(user: User, member: Member) -> bool:
    """Anyone may leave; who leads may end a membership."""
    return member.person_id == user.pk or can_manage(user, member)


def can_offer(user: User, community: Community) -> bool:
    """Offer a work of the community to another one."""
    return can_contribute(user, community)


def can_answer_bridge(user: User, bridge: Bridge) -> bool:
    """Say whether a work is shown here: who leads here."""
    return bridge.is_waiting and not bridge.to.is_closed and can_lead(user, bridge.to)


def can_end_bridge(user: User, bridge: Bridge) -> bool:
    """Take a shared work back, or off: who offered it, and who leads at either end."""
    if bridge.offered_by_id == user.pk:
        return True
    return can_lead(user, bridge.to) or can_lead(user, bridge.origin)

"""Who may do what in a staff exchange. Reading is decided by ``visible_to`` on the querysets."""

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.exchanges.queries.standing import standing_of
from innesto.exchanges.rules import leads
from innesto.organisations.rules import speaks_for
from innesto.placements.models import Note, Placement, Side
from innesto.programmes.rules import can_coordinate


def can_begin(user: User, exchange: Exchange) -> bool:
    """Begin the agreement: who coordinates, or speaks for a partner of the leg."""
    return leads(user, exchange) or bool(standing_of(user, exchange).speaks)


def can_read_agreement(user: User, placement: Placement) -> bool:
    """Read the whole agreement: the people of the placement, and the coordination."""
    return can_live(user, placement) or can_coordinate(user, placement.programme)


def can_write_agreement(user: User, placement: Placement) -> bool:
    """Change the text: who speaks for a side, or coordinates."""
    return can_coordinate(user, placement.programme) or speaks_for_a_side(user, placement)


def can_keep_side(user: User, side: Side) -> bool:
    """Say which town, offices and people a side brings: who speaks for it, or coordinates."""
    return _speaks(user, side) or can_coordinate(user, side.placement.programme)


def can_agree(user: User, side: Side) -> bool:
    """Say yes to the text as it stands: only who speaks for the side, never the coordination."""
    return not side.accepts(side.placement) and _speaks(user, side)


def can_allow(user: User, placement: Placement) -> bool:
    """Let two communities exchange staff, with a reason."""
    return can_coordinate(user, placement.programme)


def can_live(user: User, placement: Placement) -> bool:
    """Keep the diary, write lessons: the people named, and who speaks for a side."""
    return Side.objects.lived_by(user).filter(placement=placement).exists()


def can_prepare(user: User, side: Side) -> bool:
    """Tell challenge and questions of a side, tick its checklists: its own people."""
    return Side.objects.lived_by(user).filter(pk=side.pk).exists()


def can_change_note(user: User, note: Note) -> bool:
    """Choose, share, take back: who wrote the note."""
    return note.author_id == user.pk


def speaks_for_a_side(user: User, placement: Placement) -> bool:
    """Tell whether the person speaks for one of the sides."""
    return Side.objects.spoken_for_by(user).filter(placement=placement).exists()


def _speaks(user: User, side: Side) -> bool:
    return speaks_for(user, side.organisation) or speaks_for(user, side.partner.organisation)

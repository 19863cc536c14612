"""Who may do what with agendas. Reading is decided by ``visible_to`` on the querysets."""

from innesto.accounts.models import User
from innesto.agendas.models import Block, Material, Profile, Speaker
from innesto.agendas.queries.speakers import speaking_at
from innesto.exchanges.models import Exchange
from innesto.exchanges.rules import can_run, takes_part


def can_write_agenda(user: User, exchange: Exchange) -> bool:
    """Write the agenda, set up the room, let questions through: who runs the exchange."""
    return exchange.state != Exchange.State.CANCELLED and can_run(user, exchange)


def can_keep_result(user: User, block: Block) -> bool:
    """Write down what came of a session: who runs the exchange, and who speaks in it."""
    if block.exchange.state == Exchange.State.CANCELLED:
        return False
    return can_run(user, block.exchange) or block.speakers.filter(person=user).exists()


def can_drop_speaker(user: User, speaker: Speaker) -> bool:
    """Take a speaker out: who runs the exchange, and the speaker."""
    return speaker.person_id == user.pk or can_write_agenda(user, speaker.block.exchange)


def can_change_profile(user: User, profile: Profile) -> bool:
    """Nobody but the person decides what is said of them."""
    return profile.person_id == user.pk


def can_enter(user: User, exchange: Exchange) -> bool:
    """Come into the meeting: who takes part, while it stands."""
    return exchange.is_standing and takes_part(user, exchange)


def speaks_at(user: User, exchange: Exchange) -> bool:
    """Tell whether the person speaks in a session of the exchange."""
    return speaking_at(exchange).filter(pk=user.pk).exists()


def can_answer_question(user: User, exchange: Exchange) -> bool:
    """Answer what was asked: who runs the exchange, and who speaks at it."""
    return can_run(user, exchange) or speaks_at(user, exchange)


def can_set_up(user: User, exchange: Exchange) -> bool:
    """Open and close the meeting, publish a recording: who runs the exchange."""
    return can_run(user, exchange)


def can_be_found(user: User) -> bool:
    """Put oneself into the directory of speakers: anyone with an account."""
    return user.is_active


def can_drop_material(user: User, material: Material) -> bool:
    """Take material away: who brought it, and who writes the agenda."""
    return material.by_id == user.pk or can_write_agenda(user, material.block.exchange)

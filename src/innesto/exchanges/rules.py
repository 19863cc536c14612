"""Who may plan, publish and answer. Reading is decided by ``visible_to`` on the querysets."""

from collections.abc import Callable

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Idea, Plan, Seat
from innesto.exchanges.queries.standing import standing_of
from innesto.programmes.models import Programme
from innesto.programmes.rules import can_coordinate
from innesto.toolkit.remembered import remembered


def can_plan(user: User, programme: Programme) -> bool:
    """Ask the planner, stop it, pin and forbid: whoever coordinates."""
    return can_coordinate(user, programme)


def can_publish(user: User, plan: Plan) -> bool:
    """Turn a proposal into exchanges."""
    return plan.is_ready and can_coordinate(user, plan.programme)


def can_answer(user: User, seat: Seat) -> bool:
    """Accept or decline: who speaks for the partner, or coordinates in its stead."""
    exchange = seat.exchange
    return exchange.is_standing and (
        leads(user, exchange) or seat.pk in standing_of(user, exchange).speaks
    )


def can_name_case(user: User, exchange: Exchange) -> bool:
    """Name practices shown at an exchange or come of it: who takes part, or coordinates."""
    return leads(user, exchange) or bool(standing_of(user, exchange).speaks)


def can_note_idea(user: User, exchange: Exchange) -> bool:
    """Note an idea: whoever acts for an organisation that takes part."""
    return exchange.state != Exchange.State.CANCELLED and acts_at(user, exchange)


def can_drop_idea(user: User, idea: Idea) -> bool:
    """Take an idea back: who noted it, or who coordinates."""
    return idea.by_id == user.pk or can_coordinate(user, idea.exchange.programme)


def can_run(user: User, exchange: Exchange) -> bool:
    """Look after an exchange, its agenda and its people: who coordinates or speaks for the host."""
    return leads(user, exchange) or standing_of(user, exchange).hosts


@remembered
def leads(user: User, exchange: Exchange) -> bool:
    """Coordinate the programme of an exchange: the rule of programmes, asked once a page."""
    return can_coordinate(user, exchange.programme)


def acts_at(user: User, exchange: Exchange) -> bool:
    """Act for a body that takes part."""
    return standing_of(user, exchange).acts


type Comes = Callable[[User, Exchange], bool]

_COMES: list[Comes] = []


def let_take_part(comes: Comes) -> None:
    """Have an upper floor say who else takes part: registered, speaking. Call it when ready."""
    _COMES.append(comes)


def takes_part(user: User, exchange: Exchange) -> bool:
    """Belong to an exchange, and find the way into its room.

    Who runs it, who acts for an organisation with a seat, who is named in its programme, and whom
    an upper floor names.
    """
    return (
        can_run(user, exchange)
        or acts_at(user, exchange)
        or exchange.programme.participants.current().filter(user=user).exists()
        or any(comes(user, exchange) for comes in _COMES)
    )


def can_arrange(user: User, exchange: Exchange) -> bool:
    """Set the place and the link, call off, or say that it was held."""
    return leads(user, exchange)

from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.exchanges.factories import ROUND_TABLE, ExchangeFactory
from tests.feedback.factories import RoundFactory, TicketFactory
from tests.programmes.factories import ParticipantFactory, ProgrammeFactory

# «colleague» had a place at the exchange; the guest's link is somebody else's.
TABLE = [
    # address            method  nobody  stranger   colleague  coordinator operator
    ("feedback:index",   "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("feedback:ask",     "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("feedback:ask",     "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("feedback:answer",  "get",  LOGIN,  HIDDEN,    FOUND,     HIDDEN,    HIDDEN),
    ("feedback:answer",  "post", LOGIN,  HIDDEN,    DONE,      HIDDEN,    HIDDEN),
    ("feedback:results", "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("feedback:close",   "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,      DONE),
    ("feedback:texts",   "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("feedback:texts",   "post", LOGIN,  HIDDEN,    FORBIDDEN, HIDDEN,    HIDDEN),
    ("feedback:share",   "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,      DONE),
    ("feedback:guest",   "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("feedback:guest",   "post", DONE,   DONE,      DONE,      DONE,      DONE),
]  # fmt: skip


def scene() -> Scene:
    programme = ProgrammeFactory(slug="round-table", blueprint=ROUND_TABLE, state="running")
    coordinator = UserFactory(name="Cora Coordina")
    ParticipantFactory(
        programme=programme, role="coordinator", may_coordinate=True, user=coordinator
    )
    exchange = ExchangeFactory(programme=programme, state="held")
    opened = RoundFactory(exchange=exchange)
    ended = RoundFactory(exchange=exchange, moment="later", closed=True)
    colleague = TicketFactory(round=opened).person
    TicketFactory(round=ended, person=colleague)
    guest = TicketFactory(round=opened, person=None, name="Zoe", email="zoe@example.org")
    return Scene(
        colleague=colleague,
        coordinator=coordinator,
        keys={"pk": exchange.pk, "token": guest.token},
        at={
            **{f"feedback:{name}": {"pk": opened.pk} for name in ("answer", "close")},
            **{f"feedback:{name}": {"pk": ended.pk} for name in ("results", "texts", "share")},
        },
    )

from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FOUND, LOGIN, Scene
from tests.exchanges.factories import ExchangeFactory
from tests.programmes.factories import ParticipantFactory, ProgrammeFactory
from tests.registrations.factories import RegistrationFactory

# «colleague» has a place at the exchange.
TABLE = [
    # address           method  nobody  stranger   colleague  coordinator operator
    ("packs:pack",      "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,      FOUND),
    ("packs:document",  "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,      FOUND),
    ("packs:write",     "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,      FOUND),
    ("packs:write",     "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,       DONE),
]  # fmt: skip


def scene() -> Scene:
    programme = ProgrammeFactory(slug="round-table", state="running")
    coordinator = UserFactory(name="Cora Coordina")
    ParticipantFactory(
        programme=programme, role="coordinator", may_coordinate=True, user=coordinator
    )
    exchange = ExchangeFactory(programme=programme)
    colleague = RegistrationFactory(exchange=exchange).person
    return Scene(colleague=colleague, coordinator=coordinator, keys={"pk": exchange.pk})

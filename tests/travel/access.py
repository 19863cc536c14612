from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.exchanges.factories import ExchangeFactory
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory
from tests.travel.factories import TripFactory

# «colleague» acts for a partner of the programme and has entered a trip.
TABLE = [
    # address                  method  nobody  stranger   colleague  coordinator operator
    ("travel:index",           "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("travel:new",             "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("travel:new",             "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("travel:guest",           "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("travel:guest",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("travel:edit",            "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("travel:edit",            "post", LOGIN,  HIDDEN,    FORM,      FORM,      FORM),
    ("travel:drop",            "post", LOGIN,  HIDDEN,    DONE,      DONE,      DONE),
    ("travel:directions",      "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("travel:directions",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("travel:sheet",           "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("travel:of-programme",    "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("travel:programme-sheet", "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("travel:factors",         "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
]  # fmt: skip


def scene() -> Scene:
    programme = ProgrammeFactory(slug="round-table", state="running")
    coordinator = UserFactory(name="Cora Coordina")
    ParticipantFactory(
        programme=programme, role="coordinator", may_coordinate=True, user=coordinator
    )
    partner = PartnerFactory(programme=programme)
    colleague = MembershipFactory(organisation=partner.organisation).person
    exchange = ExchangeFactory(programme=programme)
    trip = TripFactory(exchange=exchange, traveller=colleague)
    return Scene(
        colleague=colleague,
        coordinator=coordinator,
        keys={"slug": "round-table", "pk": exchange.pk},
        at={"travel:edit": {"pk": trip.pk}, "travel:drop": {"pk": trip.pk}},
    )

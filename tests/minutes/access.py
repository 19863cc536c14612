from django.utils import timezone

from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.exchanges.factories import ExchangeFactory, SeatFactory
from tests.minutes.factories import DecisionFactory, MinutesFactory, TaskFactory
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory

# «colleague» speaks for a partner that came as a guest and has the task; the minutes went round.
TABLE = [
    # address                 method  nobody  stranger   colleague  coordinator operator
    ("minutes:detail",        "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("minutes:write",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("minutes:write",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("minutes:document",      "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("minutes:version",       "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("minutes:decide",        "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("minutes:decide",        "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      FORM),
    ("minutes:drop-decision", "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,      DONE),
    ("minutes:give",          "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("minutes:give",          "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      FORM),
    ("minutes:circulate",     "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("minutes:circulate",     "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      FORM),
    ("minutes:remark",        "get",  LOGIN,  HIDDEN,    FOUND,     FORBIDDEN, FORBIDDEN),
    ("minutes:remark",        "post", LOGIN,  HIDDEN,    DONE,      FORBIDDEN, FORBIDDEN),
    ("minutes:approve",       "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,      DONE),
    ("minutes:publish",       "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,      DONE),
    ("minutes:tasks",         "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("minutes:task",          "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("minutes:finish",        "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("minutes:finish",        "post", LOGIN,  HIDDEN,    DONE,      DONE,      DONE),
    ("minutes:move",          "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("minutes:move",          "post", LOGIN,  HIDDEN,    FORM,      FORM,      FORM),
    ("minutes:drop-task",     "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,      DONE),
]  # fmt: skip


def scene() -> Scene:
    programme = ProgrammeFactory(slug="round-table", state="running")
    coordinator = UserFactory(name="Cora Coordina")
    ParticipantFactory(
        programme=programme, role="coordinator", may_coordinate=True, user=coordinator
    )
    partner = PartnerFactory(programme=programme)
    referent = MembershipFactory(organisation=partner.organisation, is_referent=True)
    exchange = ExchangeFactory(programme=programme)
    SeatFactory(exchange=exchange, partner=partner)
    minutes = MinutesFactory(exchange=exchange, sent=True)
    minutes.versions.create(number=1, text="<p>As it was</p>", at=timezone.now())
    task = TaskFactory(minutes=minutes, owner=None, partner=partner)
    on_task = ("task", "finish", "move", "drop-task")
    return Scene(
        colleague=referent.person,
        coordinator=coordinator,
        keys={"slug": "round-table", "pk": exchange.pk, "number": 1},
        at={
            **{f"minutes:{name}": {"pk": task.pk} for name in on_task},
            "minutes:drop-decision": {"pk": DecisionFactory(minutes=minutes).pk},
        },
    )

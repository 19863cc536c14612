import datetime

from innesto.exchanges.models import CalendarFeed
from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, LOGIN, Scene
from tests.exchanges.conftest import proposal_of
from tests.exchanges.factories import (
    CLUSTER,
    ROUND_TABLE,
    ExchangeFactory,
    IdeaFactory,
    PlanFactory,
    PlanWishFactory,
    SeatFactory,
)
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory

# «colleague» speaks here for a partner that is asked to take part.
TABLE = [
    # address                     method  nobody  stranger   colleague  coordinator operator
    ("exchanges:index",           "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("exchanges:feed",            "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("exchanges:progress",        "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("exchanges:visits",          "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("exchanges:new",             "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("exchanges:new",             "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("exchanges:plans",           "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("exchanges:plans",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("exchanges:plan",            "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("exchanges:plan-stop",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("exchanges:plan-publish",    "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("exchanges:wish",            "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("exchanges:trial",           "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("exchanges:trial",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("exchanges:mend",            "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("exchanges:trial-adopt",     "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("exchanges:compare",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("exchanges:plan-document",   "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("exchanges:plan-sheet",      "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("exchanges:plan-dates",      "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("exchanges:online",          "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("exchanges:unsettle",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("exchanges:unwish",          "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("exchanges:detail",          "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("exchanges:file",            "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("exchanges:case",            "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("exchanges:case",            "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("exchanges:idea",            "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("exchanges:idea",            "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORBIDDEN),
    ("exchanges:idea-drop",       "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
    ("exchanges:arrange",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("exchanges:arrange",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("exchanges:move",            "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("exchanges:move",            "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("exchanges:call-off",        "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("exchanges:call-off",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("exchanges:hold",            "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("exchanges:accept",          "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
    ("exchanges:decline",         "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("exchanges:decline",         "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("exchanges:calendar",        "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("exchanges:feed-renew",      "post", LOGIN,  DONE,      DONE,      DONE,      DONE),
    ("exchanges:personal-feed",   "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
]  # fmt: skip


def scene() -> Scene:
    programme = ProgrammeFactory(
        slug="round-table",
        blueprint=ROUND_TABLE,
        state="running",
        starts_on=datetime.date(2027, 1, 11),
        ends_on=datetime.date(2027, 6, 25),
    )
    ProgrammeFactory(slug="cluster", blueprint=CLUSTER, state="running")
    coordinator = UserFactory(name="Cora Coordina")
    ParticipantFactory(
        programme=programme, role="coordinator", may_coordinate=True, user=coordinator
    )
    partner = PartnerFactory(programme=programme)
    referent = MembershipFactory(organisation=partner.organisation, is_referent=True)
    exchange = ExchangeFactory(programme=programme)
    seat = SeatFactory(exchange=exchange, partner=partner)
    wish = PlanWishFactory(programme=programme)
    answered = PlanFactory(programme=programme, state="ready", scope="D", proposal=proposal_of())
    other = PlanFactory(programme=programme, state="ready", scope="D", proposal=proposal_of())
    on_answered = (
        "trial",
        "mend",
        "trial-adopt",
        "compare",
        "plan-document",
        "plan-sheet",
        "plan-dates",
    )
    idea = IdeaFactory(exchange=exchange, organisation=partner.organisation, by=referent.person)
    CalendarFeed.objects.create(person=coordinator, token="secret-token")
    return Scene(
        colleague=referent.person,
        coordinator=coordinator,
        keys={
            "slug": "round-table",
            "pk": exchange.pk,
            "token": "secret-token",
        },
        at={
            "exchanges:visits": {"slug": "cluster", "strand": "green"},
            **{f"exchanges:{name}": {"pk": answered.pk} for name in on_answered},
            "exchanges:compare": {"pk": answered.pk, "other": other.pk},
            "exchanges:plan": {"pk": PlanFactory(programme=programme).pk},
            "exchanges:plan-stop": {"pk": PlanFactory(programme=programme, scope="A").pk},
            "exchanges:plan-publish": {"pk": PlanFactory(programme=programme, scope="B").pk},
            "exchanges:wish": {"pk": PlanFactory(programme=programme, scope="C").pk},
            "exchanges:unwish": {"pk": wish.pk},
            "exchanges:idea-drop": {"pk": idea.pk},
            "exchanges:accept": {"pk": seat.pk},
            "exchanges:decline": {"pk": seat.pk},
        },
        sent={
            "exchanges:wish": {"exchange_key": "visit.1", "choice": "pin_date 2027-03-10"},
            "exchanges:unsettle": {"choice": "forbid_date 2027-03-10"},
            "exchanges:arrange": {"venue": "Sala consiliare"},
        },
    )

from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.exchanges.factories import ExchangeFactory, SeatFactory
from tests.organisations.factories import MembershipFactory
from tests.outcomes.factories import AccountFactory, LessonFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory

# «colleague» acts for a partner that took part; the lesson is for the programme.
TABLE = [
    # address                   method  nobody  stranger   colleague  coordinator operator
    ("outcomes:reports",        "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("outcomes:tell",           "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,      FOUND),
    ("outcomes:tell",           "post", LOGIN,  FORBIDDEN, FORM,      FORM,       FORM),
    ("outcomes:capacity",       "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,      FOUND),
    ("outcomes:capacity",       "post", LOGIN,  FORBIDDEN, FORM,      FORM,       FORM),
    ("outcomes:retract",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,       DONE),
    ("outcomes:balance",        "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("outcomes:lessons",        "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("outcomes:comparison",     "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("outcomes:lesson-new",     "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,      FOUND),
    ("outcomes:lesson-new",     "post", LOGIN,  FOUND,     FOUND,     FOUND,      FOUND),
    ("outcomes:lesson",         "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,      HIDDEN),
    ("outcomes:lesson-edit",    "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,      HIDDEN),
    ("outcomes:lesson-edit",    "post", LOGIN,  HIDDEN,    FORM,      FORM,       HIDDEN),
    ("outcomes:lesson-compare", "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,      HIDDEN),
    ("outcomes:lesson-compare", "post", LOGIN,  HIDDEN,    FORM,      FORM,       HIDDEN),
    ("outcomes:lesson-drop",    "post", LOGIN,  HIDDEN,    DONE,      DONE,       HIDDEN),
]  # fmt: skip


def scene() -> Scene:
    programme = ProgrammeFactory(slug="told", lively=True)
    exchange = ExchangeFactory(programme=programme, state="held")
    partner = PartnerFactory(programme=programme)
    SeatFactory(exchange=exchange, partner=partner)
    account = AccountFactory(exchange=exchange, partner=partner)
    lesson = LessonFactory(
        programme=programme, organisation=partner.organisation, visibility="programme"
    )
    coordinator = UserFactory()
    ParticipantFactory(programme=programme, user=coordinator, may_coordinate=True)
    one = {"pk": lesson.pk}
    return Scene(
        colleague=MembershipFactory(organisation=partner.organisation).person,
        coordinator=coordinator,
        keys={"slug": "told", "pk": exchange.pk},
        at={
            "outcomes:retract": {"pk": account.pk},
            **{f"outcomes:lesson{name}": one for name in ("", "-edit", "-compare", "-drop")},
        },
        sent={"outcomes:lesson-new": {"programma": "told"}},
    )

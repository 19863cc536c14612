import datetime

from django.utils import timezone

from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.exchanges.factories import ROUND_TABLE, ExchangeFactory, SeatFactory
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory
from tests.registrations.factories import (
    FormQuestionFactory,
    OpeningFactory,
    QuotaFactory,
    RegistrationFactory,
)

# «colleague» is the referent of a guest, who was invited; «coordinator» looks after the exchange.
# The programme is public, and everyone may come.
TABLE = [
    # address                        method  nobody  stranger   colleague  coordinator operator
    ("registrations:people",         "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("registrations:register",       "get",  FOUND,  FOUND,     DONE,      FOUND,     FOUND),
    ("registrations:register",       "post", FORM,   DONE,      DONE,      DONE,      DONE),
    ("registrations:nominate",       "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("registrations:nominate",       "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORBIDDEN),
    ("registrations:invite",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("registrations:invite",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("registrations:needs",          "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FORBIDDEN),
    ("registrations:detail",         "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("registrations:accept",         "post", LOGIN,  HIDDEN,    DONE,      FORBIDDEN, FORBIDDEN),
    ("registrations:decline",        "get",  LOGIN,  HIDDEN,    FOUND,     FORBIDDEN, FORBIDDEN),
    ("registrations:decline",        "post", LOGIN,  HIDDEN,    DONE,      FORBIDDEN, FORBIDDEN),
    ("registrations:withdraw",       "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("registrations:withdraw",       "post", LOGIN,  HIDDEN,    DONE,      DONE,      DONE),
    ("registrations:follow-up",      "get",  LOGIN,  HIDDEN,    FOUND,     FORBIDDEN, FORBIDDEN),
    ("registrations:follow-up",      "post", LOGIN,  HIDDEN,    DONE,      FORBIDDEN, FORBIDDEN),
    ("registrations:substitute",     "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("registrations:substitute",     "post", LOGIN,  HIDDEN,    FORM,      FORM,      FORM),
    ("registrations:admit",          "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("registrations:refuse",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("registrations:refuse",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("registrations:opening",        "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("registrations:opening",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("registrations:quota",          "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("registrations:quota",          "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("registrations:quota-drop",     "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("registrations:question",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("registrations:question",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("registrations:question-drop",  "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("registrations:mine",           "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("registrations:mine",           "post", FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
]  # fmt: skip


def scene() -> Scene:
    programme = ProgrammeFactory(blueprint=ROUND_TABLE, state="running")
    today = timezone.localdate()
    exchange = ExchangeFactory(programme=programme, starts_on=today + datetime.timedelta(days=30))
    opening = OpeningFactory(exchange=exchange)
    organisation = OrganisationFactory()
    referent = MembershipFactory(organisation=organisation, is_referent=True).person
    partner = PartnerFactory(programme=programme, organisation=organisation)
    SeatFactory(exchange=exchange, partner=partner)
    mine = RegistrationFactory(
        exchange=exchange, person=referent, organisation=organisation, partner=partner,
        state="invited", named_by=referent, queued_at=None,
    )  # fmt: skip
    coordinator = UserFactory()
    ParticipantFactory(programme=programme, may_coordinate=True, user=coordinator)
    return Scene(
        colleague=referent,
        coordinator=coordinator,
        keys={
            "pk": exchange.pk,
            "registration": mine.pk,
            "quota": QuotaFactory(opening=opening, seats=9).pk,
            "question": FormQuestionFactory(opening=opening).pk,
            "token": mine.token,
        },
    )

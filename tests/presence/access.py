import datetime

from django.utils import timezone

from innesto.presence.codes import own_token
from innesto.presence.sessions import sessions_of
from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.exchanges.factories import ExchangeFactory
from tests.organisations.factories import MembershipFactory
from tests.presence.factories import AttendanceFactory, AttendeeFactory, CertificateFactory
from tests.programmes.factories import ParticipantFactory, ProgrammeFactory
from tests.registrations.factories import RegistrationFactory

# «colleague» has a place at an exchange that is under way.
TABLE = [
    # address                  method  nobody  stranger   colleague  coordinator operator
    ("presence:sheet",         "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,      FOUND),
    ("presence:mark",          "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,       DONE),
    ("presence:walk-in",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,      FOUND),
    ("presence:walk-in",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,       FORM),
    ("presence:leave",         "post", LOGIN,  FORBIDDEN, DONE,      FORBIDDEN,  FORBIDDEN),
    ("presence:correct",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,      FOUND),
    ("presence:correct",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,       FORM),
    ("presence:here",          "get",  LOGIN,  FOUND,     FOUND,     FOUND,      FOUND),
    ("presence:here",          "post", LOGIN,  FORM,      FORM,      FORM,       FORM),
    ("presence:sign",          "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,      FOUND),
    ("presence:scan",          "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,      FOUND),
    ("presence:scan",          "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,       DONE),
    ("presence:certificates",  "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,      FOUND),
    ("presence:certificates",  "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,       FORM),
    ("presence:issue",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,       DONE),
    ("presence:index",         "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("presence:certificate",   "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("presence:paper",         "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,      FOUND),
    ("presence:revoke",        "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,      FOUND),
    ("presence:revoke",        "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,       FORM),
]  # fmt: skip


def scene() -> Scene:
    programme = ProgrammeFactory(slug="round-table", state="running")
    coordinator = UserFactory(name="Cora Coordina")
    ParticipantFactory(
        programme=programme, role="coordinator", may_coordinate=True, user=coordinator
    )
    colleague = MembershipFactory().person
    now = timezone.localtime()
    exchange = ExchangeFactory(
        programme=programme,
        starts_on=now.date(),
        ends_on=now.date() + datetime.timedelta(days=1),
        opens=datetime.time(0, 0),
        closes=datetime.time(23, 59),
    )
    registration = RegistrationFactory(exchange=exchange, person=colleague)
    attendee = AttendeeFactory(exchange=exchange, registration=registration)
    hour = datetime.timedelta(hours=1)
    attendance = AttendanceFactory(
        attendee=attendee, on=now.date(), starts_at=now - hour, ends_at=now + hour
    )
    certificate = CertificateFactory(attendee=attendee)
    ticked = {"session": sessions_of(exchange)[0].key, "came": registration.pk}
    return Scene(
        colleague=colleague,
        coordinator=coordinator,
        keys={
            "pk": exchange.pk,
            "attendance": attendance.pk,
            "token": own_token(registration),
            "code": certificate.code,
        },
        sent={"presence:mark": ticked},
    )

import datetime

from django.core.files.base import ContentFile

from tests.accounts.factories import UserFactory
from tests.agendas.factories import (
    BlockFactory,
    MaterialFactory,
    ProfileFactory,
    RecordingFactory,
    RoomFactory,
    RoomQuestionFactory,
    SpeakerFactory,
    TeamFactory,
)
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.exchanges.factories import ROUND_TABLE, ExchangeFactory, SeatFactory
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory

# «colleague» acts for a partner that takes part, speaks in the session and is in the directory.
TABLE = [
    # address                  method  nobody  stranger   colleague  coordinator operator
    ("agendas:programme",      "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("agendas:file",           "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("agendas:begin",          "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("agendas:new",            "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("agendas:new",            "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("agendas:session",        "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("agendas:edit",           "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("agendas:edit",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("agendas:move",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("agendas:drop",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("agendas:result",         "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("agendas:result",         "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
    ("agendas:speaker-new",    "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("agendas:speaker-new",    "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("agendas:speaker-drop",   "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
    ("agendas:material-new",   "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("agendas:material-new",   "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("agendas:material",       "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("agendas:material-drop",  "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
    ("agendas:practice",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("agendas:practice",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("agendas:team-new",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("agendas:team-new",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("agendas:team",           "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("agendas:team",           "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("agendas:discussion",     "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("agendas:discussion",     "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("agendas:room",           "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("agendas:enter",          "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
    ("agendas:set-up",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("agendas:set-up",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("agendas:close",          "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("agendas:collect",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("agendas:recording-show", "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("agendas:questions",      "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("agendas:questions",      "post", FORM,   FORM,      FORM,      FORM,      FORM),
    ("agendas:vote",           "post", DONE,   DONE,      DONE,      DONE,      DONE),
    ("agendas:sort",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("agendas:answer",         "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("agendas:answer",         "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("agendas:speakers",       "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("agendas:speaker",        "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("agendas:offer",          "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("agendas:offer",          "post", LOGIN,  FORM,      FORM,      FORM,      FORM),
    ("agendas:leave",          "post", LOGIN,  HIDDEN,    DONE,      HIDDEN,    HIDDEN),
]  # fmt: skip


def scene() -> Scene:
    programme = ProgrammeFactory(
        slug="round-table",
        blueprint=ROUND_TABLE,
        state="running",
        starts_on=datetime.date(2027, 1, 11),
        ends_on=datetime.date(2027, 6, 25),
    )
    coordinator = UserFactory(name="Cora Coordina")
    ParticipantFactory(
        programme=programme, role="coordinator", may_coordinate=True, user=coordinator
    )
    partner = PartnerFactory(programme=programme)
    colleague = MembershipFactory(organisation=partner.organisation).person
    exchange = ExchangeFactory(programme=programme, link="https://meet.example.org/1")
    SeatFactory(exchange=exchange, partner=partner)
    block = BlockFactory(exchange=exchange)
    speaker = SpeakerFactory(block=block, person=colleague, name=colleague.name)
    file = ContentFile(b"Slides", "slides.txt")
    material = MaterialFactory(block=block, by=colleague, url="", file=file, file_name="slides.txt")
    room = RoomFactory(exchange=exchange)
    question = RoomQuestionFactory(exchange=exchange)
    one = {"pk": block.pk}
    asked = {"pk": question.pk}
    of_session = ("session", "edit", "move", "drop", "result", "speaker-new", "material-new")
    return Scene(
        colleague=colleague,
        coordinator=coordinator,
        keys={"pk": exchange.pk},
        at={
            **{f"agendas:{name}": one for name in of_session},
            **{f"agendas:{name}": one for name in ("practice", "team-new", "discussion")},
            **{f"agendas:{name}": asked for name in ("vote", "sort", "answer")},
            "agendas:speaker-drop": {"pk": speaker.pk},
            "agendas:material": {"pk": material.pk},
            "agendas:material-drop": {"pk": material.pk},
            "agendas:team": {"pk": TeamFactory(block=block).pk},
            "agendas:recording-show": {"pk": RecordingFactory(room=room).pk},
            "agendas:speaker": {"pk": ProfileFactory(person=colleague).pk},
        },
    )

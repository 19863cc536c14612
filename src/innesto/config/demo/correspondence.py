"""A few messages between projects and partners. All of them are invented."""

from django.db import transaction

from innesto.accounts.models import User
from innesto.config.demo.people import person
from innesto.correspondence.actions import answer_message, send_message
from innesto.correspondence.models import Message
from innesto.correspondence.queries import Side, own_sides, sides_of
from innesto.organisations.actions import enrol_member
from innesto.organisations.models import Organisation
from innesto.programmes.models import Programme

ASKED = """Buongiorno a tutti i progetti,

da noi lo sportello di quartiere apre due sere la settimana e cerchiamo una mediatrice o un \
mediatore per l’arabo, sei ore al mese, da gennaio.

Qualcuno ha un contratto con una cooperativa che si possa estendere? Basta una riga."""
LENT = """Noi sì: la cooperativa che lavora con noi ha ore libere il giovedì. Vi mando il contatto \
per telefono, così vi accordate."""
INVITED = """Cara Torino,

a maggio due di noi verranno a vedere il Centro interculturale. Possiamo incontrare chi segue \
le famiglie appena arrivate? Ci basta un’ora."""
GLAD = """Volentieri. Il mercoledì mattina c’è tutta la squadra: vi aspettiamo alle dieci."""


@transaction.atomic
def write_messages() -> None:
    """Let a project write to all the others, and a city to another one, once."""
    if Message.objects.exists():
        return
    call = Programme.objects.get(slug="territori-inclusivi")
    ugo, irma = _colleague("ugo", 1), _colleague("irma", 2)
    to_all = send_message(
        call,
        sender=_own(ugo, call),
        to=sides_of(call),
        is_to_all=True,
        subject="Cerchiamo una mediatrice per l’arabo, due sere la settimana",
        text=ASKED,
        language="it",
        by=ugo,
    )
    copy = to_all.copies.get(project_id=_own(irma, call).project)
    answer_message(copy, text=LENT, language="it", by=irma)
    connection = Programme.objects.get(slug="connection")
    marta, lea = person("marta"), person("lea")
    asti, turin = _own(marta, connection), _own(lea, connection)
    message = send_message(
        connection,
        sender=asti,
        to=[turin],
        subject="Un’ora con chi segue le famiglie",
        text=INVITED,
        language="it",
        by=marta,
    )
    answer_message(message.copies.get(), text=GLAD, language="it", by=lea)


def _colleague(key: str, number: int) -> User:
    """Let somebody act for the organisation whose member they are in the community."""
    organisation = Organisation.objects.get(name=f"Organizzazione d’esempio {number}")
    enrol_member(organisation, person(key), by=person("otto"))
    return person(key)


def _own(writer: User, programme: Programme) -> Side:
    return own_sides(writer, programme)[-1]

"""Build the demo step by step; what is there already is left alone.

Each step looks whether its part is there and makes it if not, so that a build that was
interrupted goes on where it stopped.
"""

from collections.abc import Callable

from innesto.communities.tasks import look_at_communities
from innesto.config.demo.afterwards import tell_afterwards
from innesto.config.demo.agendas import make_agendas
from innesto.config.demo.cascade import ask_for_credentials, pass_on_trainings
from innesto.config.demo.communities import make_communities
from innesto.config.demo.correspondence import write_messages
from innesto.config.demo.course import show_the_course
from innesto.config.demo.courses import make_courses
from innesto.config.demo.credentials import award_credentials
from innesto.config.demo.deposits import hand_in_works
from innesto.config.demo.digital_city.making import show_digital_city
from innesto.config.demo.life import give_life
from innesto.config.demo.meetings import fix_meetings
from innesto.config.demo.networks import make_networks
from innesto.config.demo.outcomes import tell_what_came
from innesto.config.demo.people import make_people
from innesto.config.demo.placements import exchange_staff
from innesto.config.demo.practices.making import make_practices
from innesto.config.demo.presence import note_presence
from innesto.config.demo.programmes import make_programmes
from innesto.config.demo.questions import make_questions
from innesto.config.demo.registrations import register_people
from innesto.config.demo.talk import make_talk
from innesto.places.actions import load_registers
from innesto.places.models import Place
from innesto.search.tasks import refresh_documents
from innesto.themes.actions import adopt_shared_scheme
from innesto.themes.models import Scheme
from innesto.themes.shipped import shipped_schemes

type Progress = Callable[[str], None]
type Step = Callable[[], None]


def registers() -> None:
    """Fill the registers of places and of shared themes once."""
    if not Place.objects.exists():
        load_registers()
    there = set(Scheme.objects.values_list("key", flat=True))
    for shipped in shipped_schemes():
        if shipped.key not in there:
            adopt_shared_scheme(shipped, by=None)


STEPS: dict[str, Step] = {
    "Registers of places and themes": registers,
    "Invented persons": make_people,
    "The five programmes with their partners": make_programmes,
    "Practices and what became of them": make_practices,
    "Plans, answers and findings": give_life,
    "Staff exchanges in two legs": exchange_staff,
    "Meetings fixed by hand": fix_meetings,
    "Phases, results and a selection": show_the_course,
    "Who comes to the exchanges": register_people,
    "Who was there, and certificates": note_presence,
    "What is awarded, and who holds it": award_credentials,
    "What stays of exchanges: minutes, trips, feedback": tell_afterwards,
    "Communities and who belongs to them": make_communities,
    "What members say to each other": make_talk,
    "Agendas, speakers and a conference": make_agendas,
    "Works handed in, and opportunities": hand_in_works,
    "What projects write to each other": write_messages,
    "How projects are governed, and whom they know": make_networks,
    "What one can learn": make_courses,
    "Signs of life": look_at_communities.call,
    "What they ask, and who listens": make_questions,
    "What came of the exchanges": tell_what_came,
    "Trainings passed on to other cities": pass_on_trainings,
    "A curriculum, its course, and who stands where": show_digital_city,
    "What credentials ask for": ask_for_credentials,
    "What can be found": refresh_documents.call,
}


def build(progress: Progress) -> None:
    """Run every step in order and say which one is under way."""
    for title, step in STEPS.items():
        progress(title)
        step()

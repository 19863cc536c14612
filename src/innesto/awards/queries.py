"""How far a person is on the way to a credential, requirement by requirement, with the evidence."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.awards.models import Award, Candidacy, Requirement, Statement
from innesto.cascade.models import Trainee, Training, Witness
from innesto.courses.models import Enrolment, Progress
from innesto.credentials.models import Credential, Evidence, site_address
from innesto.curricula.queries import is_completed
from innesto.organisations.models import Membership
from innesto.practices.models import Adoption, Practice
from innesto.toolkit.addresses import address_of
from innesto.toolkit.frame import Link
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement as a person meets it: how much is done, what shows it, what is next."""

    requirement: Requirement
    done: int
    proofs: Sequence[Evidence]
    step: Link | None

    @property
    def asked(self) -> int:
        """How many are asked for."""
        return self.requirement.number

    @property
    def is_met(self) -> bool:
        """Nothing is missing here."""
        return self.done >= self.asked


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a person is, all requirements together."""

    award: Award
    person: User
    lines: Sequence[Line]

    @property
    def is_complete(self) -> bool:
        """Everything is there; an award that asks for nothing is never earned by itself."""
        return bool(self.lines) and all(line.is_met for line in self.lines)

    @property
    def met(self) -> int:
        """Requirements without anything missing."""
        return sum(1 for line in self.lines if line.is_met)

    @property
    def proofs(self) -> list[Evidence]:
        """All that goes into the credential."""
        return [proof for line in self.lines for proof in line.proofs]


type _Met = tuple[int, Sequence[Evidence], Link | None]


def standing_of(award: Award, person: User) -> Standing:
    """Return how far a person is: some questions for each requirement, each in its own words."""
    requirements = award.requirements.select_related("curriculum", "course", "unit__section")
    lines = []
    for one in requirements.order_by("position", "pk"):
        done, proofs, step = _MEETING[Requirement.Kind(one.kind)](one, person)
        lines.append(Line(one, done, proofs, None if done >= one.number else step))
    return Standing(award, person, lines)


def _curriculum(requirement: Requirement, person: User) -> _Met:
    curriculum = requirement.curriculum
    assert curriculum
    step = Link(_("Go on learning"), curriculum.get_absolute_url())
    if not is_completed(curriculum, person):
        return 0, (), step
    return 1, [_proof(curriculum, None)], None


def _course(requirement: Requirement, person: User) -> _Met:
    course = requirement.course
    assert course
    found = Enrolment.objects.filter(course=course, person=person, finished_at__isnull=False)
    finished = found.values_list("finished_at", flat=True).first()
    if finished is None:
        return 0, (), Link(_("Go on learning"), course.get_absolute_url())
    return 1, [_proof(course, finished.date())], None


def _unit(requirement: Requirement, person: User) -> _Met:
    unit = requirement.unit
    assert unit
    found = Progress.objects.filter(unit=unit, enrolment__person=person, finished_at__isnull=False)
    finished = found.values_list("finished_at", flat=True).first()
    if finished is None:
        return 0, (), Link(_("Do it"), unit.get_absolute_url())
    return 1, [_proof(unit, finished.date())], None


def _sessions(requirement: Requirement, person: User) -> _Met:
    given = Training.objects.standing().filter(trainer=person, kind=Training.Kind.SESSION)
    witnessed = given.filter(pk__in=Witness.objects.confirmed().values("training"))
    step = Link(_("Log an in-house session"), address_of("cascade:new-session"))
    waiting = given.filter(witnesses__answer=Witness.Answer.ASKED)
    open_one = given.exclude(pk__in=witnessed.values("pk")).order_by("-starts_on", "-pk").first()
    if open_one and not waiting.exists():
        step = Link(_("Ask a witness"), address_of("cascade:witness-new", open_one.pk))
    proofs = [_proof(one, one.starts_on) for one in witnessed.order_by("starts_on", "pk")]
    return len(proofs), proofs, step


def _trainings(requirement: Requirement, person: User) -> _Met:
    """Count trainings at which somebody confirmed; all of them when the cities are enough."""
    yes = Trainee.objects.confirmed()
    given = list(
        Training.objects.standing()
        .filter(trainer=person, kind=Training.Kind.TRAINING, pk__in=yes.values("training"))
        .order_by("starts_on", "pk")
    )
    cities = yes.filter(training__in=given).aggregate(
        count=Count("group__organisation", distinct=True)
    )["count"]
    done = len(given)
    if cities < requirement.cities:
        done = min(done, requirement.number - 1)
    step = Link(_("Log a training"), address_of("cascade:new"))
    return done, [_proof(one, one.starts_on) for one in given], step


def _practice(requirement: Requirement, person: User) -> _Met:
    written = Practice.objects.published().filter(author=person).order_by("pk")
    home = Adoption.objects.filter(asked_by=person, state=Adoption.State.DONE)
    proofs = [_proof(one, None) for one in written]
    adopted = home.select_related("practice").order_by("pk")
    proofs += [_proof(one, None, name=str(one.practice)) for one in adopted]
    return len(proofs), proofs, Link(_("Tell a good practice"), address_of("practices:new"))


def _statement(requirement: Requirement, person: User) -> _Met:
    said = Statement.objects.filter(
        requirement=requirement, candidacy__person=person, answer=Statement.Answer.YES
    ).select_related("witness")
    proofs = [
        Evidence(f"{requirement.words} ({one.witness})", on=one.answered_at.date())
        for one in said.order_by("pk")
        if one.answered_at
    ]
    return len(proofs), proofs, Link(_("Ask a witness"), address_of("awards:ask", requirement.pk))


class Shown(Protocol):
    """Something that has a page."""

    def get_absolute_url(self) -> str:
        """Return its address within the site."""


def _proof(thing: Shown, on: datetime.date | None, *, name: str = "") -> Evidence:
    """Show a thing by its whole address: a credential is read far from here."""
    return Evidence(name or str(thing), site_address(thing.get_absolute_url()), on)


_MEETING: dict[Requirement.Kind, Callable[[Requirement, User], _Met]] = {
    Requirement.Kind.CURRICULUM: _curriculum,
    Requirement.Kind.COURSE: _course,
    Requirement.Kind.UNIT: _unit,
    Requirement.Kind.SESSIONS: _sessions,
    Requirement.Kind.TRAININGS: _trainings,
    Requirement.Kind.PRACTICE: _practice,
    Requirement.Kind.STATEMENT: _statement,
}


def held_by(person: User, award: Award) -> Credential | None:
    """Return the last credential of this kind that a person got, revoked or not."""
    found = Credential.objects.filter(achievement=award.achievement_id, holder=person)
    return found.order_by("-issued_at", "-pk").first()


def on_their_way(award: Award, *, viewer: User) -> QuerySet[Candidacy]:
    """Return who set out for a credential and has not got it, as far as the viewer may know."""
    seen = Candidacy.objects.visible_to(viewer).filter(award=award, awarded_at=None)
    return seen.select_related("person", "award").order_by("begun_at", "pk")


def colleagues_to_ask(person: User, requirement: Requirement) -> QuerySet[User]:
    """Return who can say it: who acts for an organisation of the person, but themselves."""
    own = Membership.objects.current().filter(person=person).values("organisation")
    acting = Membership.objects.current().filter(organisation__in=own)
    asked = Statement.objects.filter(requirement=requirement, candidacy__person=person)
    people = User.objects.filter(pk__in=acting.values("person"), is_active=True)
    return (
        people.exclude(pk=person.pk).exclude(pk__in=asked.values("witness")).order_by("name", "pk")
    )


@Prepared
def _asked(witness: int) -> QuerySet[Statement]:
    found = Statement.objects.filter(witness=witness, answer=Statement.Answer.ASKED)
    return found.select_related("candidacy__person", "requirement").order_by("pk")


def statements_waiting(person: User, _on: datetime.date) -> Iterator[Waiting]:
    """Say about whom a person is asked as a witness."""
    for one in _asked(person.pk):
        words = {"name": one.candidacy.person}
        yield Waiting(
            title=_("You are asked as a witness about %(name)s") % words,
            detail=one.requirement.words,
            url=address_of("awards:testify", one.pk),
            action=_("Answer"),
        )


def awards_asking_for(*, course: int = 0, curriculum: int = 0) -> QuerySet[Award]:
    """Return what a course or a curriculum leads to."""
    wanted = Q(requirements__course=course) | Q(requirements__unit__section__course=course)
    if curriculum:
        wanted = Q(requirements__curriculum=curriculum)
    asking = Award.objects.filter(wanted).values("pk")
    found = Award.objects.filter(pk__in=asking, achievement__state="open")
    return found.select_related("achievement__issuer__organisation").order_by("pk")

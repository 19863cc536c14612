"""Do seats, towns and people suffice? Only by counting, before anything is planned."""

from collections.abc import Iterable, Iterator, Sequence

from innesto.blueprints.facts import Organisation, Person, Project
from innesto.blueprints.finding import Comparison, Finding, Mend, Thing
from innesto.blueprints.judging.ground import PROGRAMME, Ground
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.countable import Scope
from innesto.blueprints.schema.formats import Guests
from innesto.blueprints.schema.planning import Pairing
from innesto.blueprints.schema.roles import Collective
from innesto.blueprints.schema.rule import Strength


def too_few(ground: Ground) -> Iterator[Finding]:
    """Yield counts that cannot come out: seats of mentors, towns behind somebody, people sent."""
    for pairing in ground.blueprint.pairings:
        if not pairing.reciprocal:
            for subject, members in _circles(pairing, ground):
                yield from _of_mentors(pairing, subject, members, ground.blueprint)
    yield from _of_towns(ground)
    yield from _of_people(ground)


def looked_for(one: Organisation, pairing: Pairing, blueprint: Blueprint) -> tuple[str, ...]:
    """List the themes in each of which somebody looks for a mentor: all, where it says no need."""
    said = any(one.needs.get(theme.key) for theme in blueprint.themes)
    return tuple(key for key in pairing.themes if not said or one.needs.get(key))


def through_towns(one: Organisation, blueprint: Blueprint) -> Collective | None:
    """Return how a collective member comes to exchanges; nothing for one that comes itself."""
    asked = (role.through_towns for role in blueprint.roles if role.key in one.roles)
    return next(filter(None, asked), None)


def sent(persons: Iterable[Person], guests: Guests) -> tuple[Person, ...]:
    """List the people whom an invitation may mean."""
    return tuple(person for person in persons if person.roles & set(guests.persons))


def _circles(pairing: Pairing, ground: Ground) -> Iterator[tuple[Thing, Sequence[Organisation]]]:
    match pairing.inside:
        case Scope.STRAND:
            for key, members in ground.by_strand.items():
                yield Thing("strand", key, key), members
        case Scope.COUNTRY:
            for key, members in ground.by_country.items():
                yield Thing("country", key, key), members
        case _:
            yield PROGRAMME, tuple(ground.organisations.values())


def _of_mentors(
    pairing: Pairing, subject: Thing, members: Sequence[Organisation], blueprint: Blueprint
) -> Iterator[Finding]:
    assert pairing.between is not None
    givers, takers = (set(side) for side in pairing.between)
    mentors = sum(not givers.isdisjoint(one.roles) for one in members)
    mentees = [one for one in members if not takers.isdisjoint(one.roles)]
    wishes = sum(len(looked_for(one, pairing, blueprint)) for one in mentees)
    if not pairing.themes:
        wishes = len(mentees)
    counts = {"mentors": str(mentors), "mentees": str(len(mentees))}
    seats, least = mentors * pairing.places, mentors * pairing.at_least
    if pairing.everybody and wishes > seats:
        yield _of_pairing(pairing, subject, "seats", counts, "at_least", wishes, seats)
    if wishes < least:
        yield _of_pairing(pairing, subject, "mentees", counts, "at_least", least, wishes)


def _of_pairing(
    pairing: Pairing,
    subject: Thing,
    which: str,
    counts: dict[str, str],
    comparison: Comparison,
    asked: int,
    listed: int,
) -> Finding:
    assert pairing.between is not None
    givers, takers = pairing.between
    lacking = givers if which == "seats" else takers
    each = pairing.places if which == "seats" else pairing.at_least
    return Finding(
        f"{which}:{pairing.key}:{subject.kind}:{subject.key}",
        "seats",
        Strength.HARD,
        subject,
        comparison=comparison,
        asked=asked,
        listed=listed,
        mends=(Mend("add_role", subject, to=Thing("role", lacking[0])),),
        values={
            "which": which,
            "pairing": pairing.key,
            "each": str(each),
            "giver": givers[0],
            "taker": takers[0],
            **counts,
        },
    )


def _of_towns(ground: Ground) -> Iterator[Finding]:
    for one in ground.organisations.values():
        asked = through_towns(one, ground.blueprint)
        subject = ground.organisation_thing(one.key)
        if asked is not None and len(one.represents) < asked.at_least:
            yield Finding(
                f"towns:{one.key}",
                "seats",
                Strength.HARD,
                subject,
                comparison="at_least",
                asked=asked.at_least,
                listed=len(one.represents),
                mends=(Mend("correct_role", subject),),
                values={"which": "towns"},
            )


def _of_people(ground: Ground) -> Iterator[Finding]:
    """Yield projects that cannot send so many people, since few may be of one partner."""
    wanted = [
        guests
        for item in ground.blueprint.formats
        for guests in item.must
        if guests.people and guests.people_each and guests.scope is Scope.PROJECT
    ]
    for project in ground.facts.projects:
        for guests in wanted:
            yield from _of_project(project, guests, ground)


def _of_project(project: Project, guests: Guests, ground: Ground) -> Iterator[Finding]:
    people = sent((it for it in ground.facts.persons if it.project == project.key), guests)
    partners = {person.organisation for person in people}
    each, asked = guests.people_each or 0, guests.people or 0
    listed = sum(min(each, sum(it.organisation == key for it in people)) for key in partners)
    if people and listed < asked:
        subject = Thing("project", project.key, project.name)
        yield Finding(
            f"people:{project.key}:{'.'.join(guests.persons)}",
            "seats",
            Strength.HARD,
            subject,
            comparison="at_least",
            asked=asked,
            listed=listed,
            mends=(Mend("add_person", subject),),
            values={"which": "people", "each": str(each), "partners": str(len(partners))},
        )

"""Who comes for whom: the towns of an association, the people of a partner or a project.

Each of them is known to the planner by a number of its own, so that nobody is in two places at
once. A town takes the seat of its association, travels and learns; a person goes with the partner,
whose seat and kilometres count.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from innesto.blueprints.facts import Days as Closure
from innesto.blueprints.facts import Organisation, Person
from innesto.blueprints.judging.seats import sent, through_towns
from innesto.blueprints.schema.formats import Guests
from innesto.planning.problem import GroupAttendance, Representation
from innesto.rounds.given.circles import Delegation, invited, is_delegation
from innesto.rounds.given.roster import Companion, Roster
from innesto.rounds.posing.expansion import Expansion, Occasion
from innesto.rounds.posing.rulebook import Rulebook, Said
from innesto.rounds.words import ngettext

TOWN, PERSON = "town:", "person:"


def bring_company(roster: Roster, expansion: Expansion, book: Rulebook) -> None:
    """Let towns and people come to the exchanges, and say how many do."""
    towns = dict(_towns(roster))
    for place, occasion in enumerate(expansion.occasions):
        for key in sorted(towns.keys() & occasion.everyone):
            _send_towns(roster, book, expansion, place, key, towns[key])
        if occasion.leg is None:
            for guests in (*occasion.format.must, *occasion.format.may):
                if guests.persons and guests.people:
                    _send_people(roster, book, expansion, place, guests)


def _join(expansion: Expansion, place: int, keys: Iterable[str]) -> None:
    occasion = expansion.occasions[place]
    company = tuple(sorted({*occasion.company, *keys}))
    expansion.occasions[place] = replace(occasion, company=company)


# Towns


def _towns(roster: Roster) -> Iterator[tuple[str, Sequence[str]]]:
    """Make every town behind a collective member known; list them by its key."""
    known = {town.key: town for town in roster.facts.towns}
    for one in roster.partners:
        if through_towns(one, roster.blueprint) is None or not one.represents:
            continue
        keys = []
        for name in one.represents:
            town = known.get(name) or Organisation(key=name, name=name)
            body = replace(
                town,
                country=town.country or one.country,
                register_country=town.register_country or one.register_country,
                languages=town.languages or one.languages,
                needs=town.needs or one.needs,
                offers=town.offers or one.offers,
            )
            keys.append(f"{TOWN}{name}")
            roster.accompany(
                keys[-1],
                Companion(
                    name=town.name,
                    stands_for=one.key,
                    body=body,
                    closed=town.closed,
                    is_town=True,
                ),
            )
        yield one.key, keys


def _send_towns(
    roster: Roster,
    book: Rulebook,
    expansion: Expansion,
    place: int,
    key: str,
    towns: Sequence[str],
) -> None:
    occasion, one = expansion.occasions[place], roster.get(key)
    asked = through_towns(one, roster.blueprint) if one else None
    if asked is None:
        return
    words = ngettext(
        "{name} comes to «{exchange}» through at least {number} of its towns",
        "{name} comes to «{exchange}» through at least {number} of its towns",
        asked.at_least,
        name=roster.name(key),
        exchange=occasion.label,
    )
    rule = Representation(
        id=f"towns:{occasion.key}:{key}",
        text=words["it"],
        org=roster.numbers[key],
        members=tuple(sorted(roster.numbers[town] for town in towns)),
        events=(occasion.key,),
        min=asked.at_least,
        max=asked.at_most,
    )
    book.add(rule, Said(words=words, rule=occasion.format.key))
    _join(expansion, place, towns)


# People


def _send_people(
    roster: Roster, book: Rulebook, expansion: Expansion, place: int, guests: Guests
) -> None:
    """Let the people come whom an invitation means, for partners or for projects."""
    occasion = expansion.occasions[place]
    if is_delegation(guests, occasion.circle):
        for sending in occasion.delegations:
            if sending.is_known:
                _of_project(roster, book, expansion, place, guests, sending)
        return
    asked = invited(roster, (guests,), occasion.circle, occasion.hosts)
    for key in sorted(asked & {*occasion.must, *occasion.may}):
        people = sent((it for it in roster.facts.persons if it.organisation == key), guests)
        _of_partner(roster, book, expansion, place, key, people, guests.people or 1)


def _of_partner(
    roster: Roster,
    book: Rulebook,
    expansion: Expansion,
    place: int,
    key: str,
    people: Sequence[Person],
    wanted: int,
) -> None:
    """Say how many people come for a partner whenever it takes part."""
    if not people:
        return
    occasion = expansion.occasions[place]
    if len(people) <= wanted and not any(_absent(roster, person) for person in people):
        _go_along(expansion, place, people)
        return
    number = min(len(people), wanted)
    words = ngettext(
        "{number} person of {name} comes to «{exchange}»",
        "{number} people of {name} come to «{exchange}»",
        number,
        name=roster.name(key),
        exchange=occasion.label,
    )
    rule = Representation(
        id=f"people:{occasion.key}:{key}",
        text=words["it"],
        org=roster.numbers[key],
        members=_known(roster, people),
        events=(occasion.key,),
        min=number,
        max=wanted,
    )
    book.add(rule, Said(words=words, rule=occasion.format.key))
    _join(expansion, place, (PERSON + person.key for person in people))


def _of_project(
    roster: Roster,
    book: Rulebook,
    expansion: Expansion,
    place: int,
    guests: Guests,
    sending: Delegation,
) -> None:
    """Let a project send so many people; a partner comes if one of its people does.

    Where a project has more people than it sends, none of its partners is obliged to come.
    """
    occasion = expansion.occasions[place]
    people = sent(
        (
            it
            for it in roster.facts.persons
            if it.project == sending.project and it.organisation in roster.numbers
        ),
        guests,
    )
    each = guests.people_each
    partners = {person.organisation for person in people}
    crowded = each is not None and len(people) > each * len(partners)
    wanted = min(guests.people or len(people), len(people))
    if wanted == len(people) and not crowded and not any(_absent(roster, it) for it in people):
        _go_along(expansion, place, people)
        return
    others = [it for it in occasion.format.must if it is not guests]
    bound = invited(roster, others, occasion.circle, occasion.hosts)
    bound |= {key for it in occasion.delegations if it is not sending for key in it.senders}
    free = {key for key in occasion.must if key in partners - bound}
    expansion.occasions[place] = replace(
        occasion,
        must=tuple(key for key in occasion.must if key not in free),
        may=tuple(sorted({*occasion.may, *free})),
    )
    for key in sorted(partners):
        _with_partner(roster, book, expansion, place, key, people, each)
    words = ngettext(
        "{number} person comes for {project} to «{exchange}»",
        "{number} people come for {project} to «{exchange}»",
        wanted,
        project=sending.name,
        exchange=occasion.label,
    )
    rule = GroupAttendance(
        id=f"people:{occasion.key}:{sending.project}",
        text=words["it"],
        event=occasion.key,
        orgs=_known(roster, people),
        min=wanted if occasion.is_firm else 0,
        max=wanted,
    )
    book.add(rule, Said(words=words, rule=occasion.format.key, source=guests.quote))
    _join(expansion, place, (PERSON + person.key for person in people))


def _with_partner(
    roster: Roster,
    book: Rulebook,
    expansion: Expansion,
    place: int,
    key: str,
    people: Sequence[Person],
    each: int | None,
) -> None:
    """Let a partner come with people of the project, at most so many; none without it."""
    occasion = expansion.occasions[place]
    own = [person for person in people if person.organisation == key]
    words = ngettext(
        "at most {number} person of {name} comes to «{exchange}»",
        "at most {number} people of {name} come to «{exchange}»",
        min(len(own), each or len(own)),
        name=roster.name(key),
        exchange=occasion.label,
    )
    bound = key in occasion.must or key in expansion.occasions[place].hosts
    rule = Representation(
        id=f"people:{occasion.key}:{own[0].project}:{key}",
        text=words["it"],
        org=roster.numbers[key],
        members=_known(roster, own),
        events=(occasion.key,),
        min=0 if bound else 1,
        max=each,
    )
    book.add(rule, Said(words=words, rule=occasion.format.key))


def _go_along(expansion: Expansion, place: int, people: Iterable[Person]) -> None:
    """Nothing is left to choose: whoever is there comes whenever the partner does."""
    occasion = expansion.occasions[place]
    along = {*occasion.along, *((person.organisation, person.key) for person in people)}
    expansion.occasions[place] = replace(occasion, along=tuple(sorted(along)))


def _known(roster: Roster, people: Iterable[Person]) -> tuple[int, ...]:
    """Give each person a number for the planner."""
    numbers = []
    for person in people:
        partner = roster.get(person.organisation)
        assert partner is not None
        companion = Companion(
            name=person.name,
            stands_for=person.organisation,
            body=partner,
            closed=(*partner.closed, *_absent(roster, person)),
        )
        roster.accompany(PERSON + person.key, companion)
        numbers.append(roster.numbers[PERSON + person.key])
    return tuple(sorted(numbers))


def _absent(roster: Roster, person: Person) -> Sequence[Closure]:
    """List the days on which a person cannot, whatever its partner can."""
    found = [*person.closed]
    day = datetime.timedelta(days=1)
    if person.joined_on is not None and person.joined_on > roster.days.begins:
        found.append(Closure(roster.days.begins, person.joined_on - day))
    if person.left_on is not None and person.left_on <= roster.days.ends:
        found.append(Closure(person.left_on, roster.days.ends))
    return found


def who_comes(
    roster: Roster, occasion: Occasion, there: Collection[str], prefix: str
) -> dict[str, tuple[str, ...]]:
    """Sort the towns, or the people, who come to an exchange by the partner they come for."""
    found: dict[str, set[str]] = {}
    for key in there:
        if key.startswith(prefix):
            stands_for = roster.companions[key].stands_for
            found.setdefault(stands_for, set()).add(key.removeprefix(prefix))
    if prefix == PERSON:
        for partner, person in occasion.along:
            if partner in there:
                found.setdefault(partner, set()).add(person)
    return {partner: tuple(sorted(keys)) for partner, keys in sorted(found.items())}

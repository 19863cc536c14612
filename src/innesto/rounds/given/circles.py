"""Where a format happens: once for the programme, or once for each country, strand, pair …"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from innesto.blueprints.facts import Organisation
from innesto.blueprints.judging.ground import members_of
from innesto.blueprints.schema.countable import Scope
from innesto.blueprints.schema.formats import Format, Guests, Host
from innesto.rounds.given.roster import Roster
from innesto.rounds.letters.proposal import PlannedPair, Words
from innesto.rounds.words import country, of_text


@dataclass(frozen=True, slots=True)
class Circle:
    """One country, strand, project, pair or partner, or the programme, with who is inside.

    Members of a pair are in the order in which they host.
    """

    kind: Scope
    key: str
    members: tuple[str, ...]
    label: Words

    def meets(self, other: "Circle") -> bool:
        """Say whether what happens in one follows what happens in the other."""
        if self.kind == other.kind:
            return self.key == other.key
        return not set(self.members).isdisjoint(other.members)


def circles(roster: Roster, scope: Scope, pairs: Sequence[PlannedPair] = ()) -> list[Circle]:
    """List every circle of a scope that has members, in a stable order."""
    match scope:
        case Scope.COUNTRY:
            countries = set(roster.blueprint.identity.countries) or {
                roster.country(one) for one in roster.in_roles(())
            }
            found = [
                Circle(scope, code, _of_country(roster, code), country(code))
                for code in sorted(countries - {""})
            ]
        case Scope.STRAND:
            strands = roster.blueprint.strands
            found = [
                Circle(scope, strand.key, _of_strand(roster, strand.key), of_text(strand.label))
                for strand in (strands.items if strands else ())
            ]
        case Scope.PROJECT:
            found = [
                Circle(
                    scope,
                    project.key,
                    tuple(sorted({project.lead, *project.partners} & set(roster.numbers))),
                    {"it": project.name, "en": project.name},
                )
                for project in sorted(roster.facts.projects, key=lambda project: project.key)
            ]
        case Scope.PAIR:
            found = [
                Circle(
                    scope,
                    pair.key,
                    pair.members,
                    roster.names(pair.members),
                )
                for pair in pairs
            ]
        case Scope.PARTNER:
            found = [
                Circle(scope, one.key, (one.key,), {"it": one.name, "en": one.name})
                for one in roster.in_roles(())
            ]
        case _:
            everyone = tuple(one.key for one in roster.partners)
            found = [Circle(Scope.PROGRAMME, "", everyone, {"it": "", "en": ""})]
    return [circle for circle in found if circle.members]


def _of_country(roster: Roster, code: str) -> tuple[str, ...]:
    return tuple(one.key for one in roster.partners if roster.country(one) == code)


def _of_strand(roster: Roster, strand: str) -> tuple[str, ...]:
    return tuple(one.key for one in roster.partners if strand in one.strands)


def circles_of(roster: Roster, item: Format, pairs: Sequence[PlannedPair]) -> list[Circle]:
    """List the circles in which a format happens.

    A country in which nobody has a role that the format asks for is none of its circles, nor
    is a strand that the format leaves out.
    """
    if item.per is Scope.PAIR:
        pairs = [pair for pair in pairs if pair.format in ("", item.key)]
    found = circles(roster, item.per, pairs)
    if item.per is Scope.STRAND and item.strand:
        found = [circle for circle in found if circle.key in item.strand]
    if item.per in (Scope.COUNTRY, Scope.PARTNER):
        asked = {role for guests in item.must for role in guests.role}
        asked |= set(item.host.role) if item.host else set()
        concerned = {one.key for one in roster.in_roles(asked)}
        found = [circle for circle in found if not concerned.isdisjoint(circle.members)]
    return found


def hosts_of(roster: Roster, host: Host, circle: Circle) -> tuple[str, ...]:
    """List the partners in a circle that could host; of a named place, those who are there."""
    inside = (
        None
        if host.within in (None, circle.kind)
        else Scope.PROGRAMME  # a wider scope than the circle's own
    )
    candidates = [
        one
        for one in roster.in_roles(host.role)
        if (inside is Scope.PROGRAMME or one.key in circle.members)
        and (not host.country or roster.country(one) in host.country)
    ]
    there = [one for one in candidates if host.place and one.place == host.place]
    return tuple(one.key for one in there or candidates)


@dataclass(frozen=True, slots=True)
class Delegation:
    """A project that sends people to an exchange, and the partners they belong to.

    ``members`` is the whole partnership: who is not a sender is represented and need not come.
    ``is_known`` says that it is known who would come; otherwise lead and first partners stand in.
    """

    project: str
    name: str
    senders: tuple[str, ...]
    members: frozenset[str]
    is_known: bool


def delegations(roster: Roster, wanted: Iterable[Guests], circle: Circle) -> list[Delegation]:
    """List the projects that are asked to send people; the same ones come every time."""
    found = []
    for guests in wanted:
        if not is_delegation(guests, circle):
            continue
        for project in sorted(roster.facts.projects, key=lambda project: project.key):
            members = [key for key in members_of(project) if key in roster.numbers]
            people = [
                person.organisation
                for person in roster.facts.persons
                if person.project == project.key and person.roles & set(guests.persons)
            ]
            known = sorted({key for key in people if key in roster.numbers})
            senders = tuple(known or members[: guests.people])
            if senders:
                found.append(
                    Delegation(project.key, project.name, senders, frozenset(members), bool(known))
                )
    return found


def is_delegation(guests: Guests, circle: Circle) -> bool:
    """Say whether projects send people of their choice, rather than partners come themselves."""
    return guests.scope is Scope.PROJECT and circle.kind is not Scope.PROJECT


def invited(
    roster: Roster, wanted: Iterable[Guests], circle: Circle, hosts: Sequence[str]
) -> frozenset[str]:
    """Collect who is asked to come, the hosts perhaps among them."""
    return frozenset(
        one.key
        for guests in wanted
        if not is_delegation(guests, circle)
        for one in roster.in_roles(guests.role)
        if (not guests.strand or one.strands & set(guests.strand))
        and _within(roster, one, guests.scope, circle, hosts)
    )


def _within(
    roster: Roster, one: Organisation, scope: Scope, circle: Circle, hosts: Sequence[str]
) -> bool:
    """Say whether a guest belongs to the reach of an invitation."""
    if scope is Scope.PROGRAMME:
        return True
    if scope is circle.kind or scope is Scope.PAIR:
        return one.key in circle.members
    near = [roster.get(key) for key in (hosts or circle.members)]
    match scope:
        case Scope.COUNTRY:
            return roster.country(one) in {roster.country(host) for host in near if host}
        case Scope.STRAND:
            return any(one.strands & host.strands for host in near if host)
        case _:
            return one.key in circle.members

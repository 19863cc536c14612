"""Do exchanges, roles and pairs follow the formats, roles and pairings of the blueprint?"""

from collections.abc import Iterator

from innesto.blueprints.facts import Exchange, Organisation, Pair
from innesto.blueprints.finding import Finding, Mend, Thing
from innesto.blueprints.judging.choosing import around, fits, within
from innesto.blueprints.judging.ground import CANCELLED, Ground, country_of
from innesto.blueprints.schema.countable import Mode, Organisations, Scope
from innesto.blueprints.schema.formats import Format, Guests, Host
from innesto.blueprints.schema.planning import Pairing
from innesto.blueprints.schema.roles import Role
from innesto.blueprints.schema.rule import Strength

TWO, THREE = 2, 3


def exchanges_against_formats(ground: Ground) -> Iterator[Finding]:
    """Yield hosts, guests and people that the format of an exchange does not foresee."""
    for exchange in ground.facts.exchanges:
        form = ground.formats.get(exchange.format)
        if exchange.state == CANCELLED:
            continue
        if form is None:
            yield _unknown(ground.thing(exchange), Thing("format", exchange.format))
            continue
        host = _host_of(form, exchange)
        if host is not None and exchange.host:
            yield from _wrong_host(host, exchange, ground)
        yield from _guests(form, exchange, ground)
        yield from _audience(form, exchange, ground)


def _host_of(form: Format, exchange: Exchange) -> Host | None:
    leg = next((leg for leg in form.legs if leg.key == exchange.leg), None)
    return leg.host if leg else form.host


def _wrong_host(host: Host, exchange: Exchange, ground: Ground) -> Iterator[Finding]:
    organisation = ground.ever.get(exchange.host)
    if organisation is None or not host.role or not organisation.roles.isdisjoint(host.role):
        return
    thing = ground.thing(organisation)
    yield Finding(
        f"host:{exchange.key}",
        "host",
        Strength.HARD,
        ground.thing(exchange),
        broken_by=(thing,),
        mends=(Mend("change_host", ground.thing(exchange)),),
        values={"role": host.role[0]},
    )


def _guests(form: Format, exchange: Exchange, ground: Ground) -> Iterator[Finding]:
    """Everybody who must come is invited, and nobody who is not meant."""
    if not form.must and not form.may:
        return
    subject = ground.thing(exchange)
    if form.may_go_online or exchange.mode != Mode.ONLINE:
        missing = [
            o
            for guests in form.must
            for o in _meant(guests, exchange, ground)
            if o.key != exchange.host and o.key not in exchange.guests
        ]
        things = tuple({o.key: ground.thing(o) for o in missing}.values())
        if things:
            yield Finding(
                f"invitation:missing:{exchange.key}",
                "invitation",
                Strength.HARD,
                subject,
                broken_by=things,
                mends=tuple(Mend("invite", subject, to=thing) for thing in things),
                values={"which": "missing"},
            )
    strangers = tuple(
        ground.thing(o)
        for o in ground.participants(exchange, "guest")
        if not any(_is_meant(g, o, exchange, ground) for g in (*form.must, *form.may))
    )
    if strangers:
        yield Finding(
            f"invitation:stranger:{exchange.key}",
            "invitation",
            Strength.SOFT,
            subject,
            broken_by=strangers,
            mends=tuple(Mend("uninvite", subject, to=thing) for thing in strangers),
            values={"which": "stranger"},
        )


def _meant(guests: Guests, exchange: Exchange, ground: Ground) -> Iterator[Organisation]:
    """Yield the organisations meant as guests; people who are meant are not organisations."""
    if guests.role or not guests.persons:
        for organisation in around(guests.scope, exchange, ground):
            if _has_the_role(guests, organisation, ground):
                yield organisation


def _has_the_role(guests: Guests, organisation: Organisation, ground: Ground) -> bool:
    return fits(organisation, Organisations(role=guests.role, strand=guests.strand), ground)


def _is_meant(
    guests: Guests, organisation: Organisation, exchange: Exchange, ground: Ground
) -> bool:
    near = within(guests.scope, organisation, exchange, ground)
    return near and _has_the_role(guests, organisation, ground)


def _audience(form: Format, exchange: Exchange, ground: Ground) -> Iterator[Finding]:
    if not form.audience:
        return
    others = tuple(
        ground.thing(ground.persons[key])
        for key in sorted(exchange.people)
        if key in ground.persons
        and ground.persons[key].audiences
        and ground.persons[key].audiences.isdisjoint(form.audience)
    )
    if others:
        subject = ground.thing(exchange)
        yield Finding(
            f"audience:{exchange.key}",
            "audience",
            Strength.SOFT,
            subject,
            broken_by=others,
            mends=tuple(Mend("uninvite", subject, to=thing) for thing in others),
            values={"audience": form.audience[0]},
        )


def roles_held(ground: Ground) -> Iterator[Finding]:
    """Yield roles nobody knows, roles that exclude each other, and roles out of place."""
    known = {role.key: role for role in ground.blueprint.roles}
    for organisation in ground.organisations.values():
        yield from _roles(ground.thing(organisation), organisation.roles, known)
    for person in ground.persons.values():
        yield from _roles(ground.thing(person), person.roles, known)
        home = ground.ever.get(person.organisation)
        for key in sorted(person.roles & known.keys()):
            wanted = known[key].from_role
            if wanted and home is not None and home.roles.isdisjoint(wanted):
                yield Finding(
                    f"roles:from:{person.key}:{key}",
                    "roles",
                    Strength.SOFT,
                    ground.thing(person),
                    broken_by=(Thing("role", key),),
                    mends=(Mend("remove_role", ground.thing(person), to=Thing("role", key)),),
                    values={"which": "from", "role": wanted[0]},
                )


def _roles(subject: Thing, roles: frozenset[str], known: dict[str, Role]) -> Iterator[Finding]:
    if roles <= known.keys() and len(roles) == 1:
        return
    for key in sorted(roles - known.keys()):
        yield _unknown(subject, Thing("role", key))
    for key in sorted(roles & known.keys()):
        allowed = known[key].together_with
        if allowed == "any":
            continue
        others = roles - {key} - (set(allowed) if allowed != "none" else set())
        for other in sorted(others & known.keys()):
            if known[other].together_with != "any" and other < key:
                continue  # said once, from the other side
            pair = (Thing("role", key), Thing("role", other))
            yield Finding(
                f"roles:together:{subject.key}:{key}:{other}",
                "roles",
                Strength.HARD,
                subject,
                broken_by=pair,
                mends=tuple(Mend("remove_role", subject, to=role) for role in pair),
                values={"which": "together"},
            )


def _unknown(subject: Thing, what: Thing) -> Finding:
    return Finding(
        f"unknown:{subject.kind}:{subject.key}:{what.key}",
        "unknown",
        Strength.SOFT,
        subject,
        broken_by=(what,),
        mends=(Mend("correct_role", subject),) if what.kind == "role" else (),
        values={"which": what.kind},
    )


def pairs_against_pairings(ground: Ground) -> Iterator[Finding]:
    """Yield pairs across strands, of the wrong roles or of the wrong size."""
    pairings = ground.blueprint.pairings
    if not pairings:
        return
    for pair in ground.facts.pairs:
        reasons = [_mismatch(pair, pairing, ground) for pairing in pairings]
        if all(reasons):
            yield Finding(
                f"pairing:{pair.key}",
                "pairing",
                Strength.SOFT,
                ground.thing(pair),
                broken_by=tuple(ground.organisation_thing(m) for m in pair.members),
                values={"which": reasons[0], "pairing": pairings[0].key},
            )


def _mismatch(pair: Pair, pairing: Pairing, ground: Ground) -> str:
    """Return in which respect a pair is none of this pairing; empty when it is one."""
    members = [ground.ever[m] for m in pair.members if m in ground.ever]
    if len(pair.members) != TWO and not (len(pair.members) == THREE and pairing.groups_of_three):
        return "size"
    if len(members) != len(pair.members):
        return "member"
    if pairing.inside is Scope.STRAND:
        shared = frozenset.intersection(*(m.strands for m in members))
        if not shared or (pair.strand and pair.strand not in shared):
            return "strand"
    countries = {country_of(m) for m in members}
    if pairing.inside is Scope.COUNTRY and len(countries) > 1:
        return "country"
    if pairing.other_country and len(countries) < len(members):
        return "same_country"
    if pairing.between is not None:
        one, other = pairing.between
        first, second = members[0].roles, members[1].roles
        straight = not first.isdisjoint(one) and not second.isdisjoint(other)
        turned = not first.isdisjoint(other) and not second.isdisjoint(one)
        if not straight and not turned:
            return "roles"
    return ""

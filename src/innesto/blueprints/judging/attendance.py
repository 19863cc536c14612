"""Presence and exclusion: who is there, who should be, who should not."""

from collections.abc import Iterable

from innesto.blueprints.finding import Mend, Thing
from innesto.blueprints.judging.choosing import around, chosen_organisations, fits
from innesto.blueprints.judging.ground import CANCELLED, HELD, Ground
from innesto.blueprints.judging.verdict import Broken
from innesto.blueprints.schema.countable import Organisations
from innesto.blueprints.schema.rule import (
    Exclusion,
    Presence,
)


def broken_presence(presence: Presence, subject: Thing, ground: Ground) -> Broken | None:
    """Say who is missing."""
    if presence.each_other is not None:
        return _each_other(presence.each_other, subject, ground)
    if subject.kind != "exchange":
        return None
    exchange = ground.exchanges[subject.key]
    if exchange.state == CANCELLED:
        return None
    near = around(presence.within, exchange, ground)
    asked = [o for o in near if fits(o, presence.who, ground)]
    there = {o.key for o in ground.participants(exchange, presence.doing)}
    missing = [o for o in asked if o.key not in there]
    if presence.some is not None:
        if len(missing) < len(asked):
            return None
        values = {"which": "some", **_role_value(presence.some)}
        if not asked:
            values["nobody"] = "yes"
    else:
        missing = [o for o in missing if presence.doing != "guest" or o.key != exchange.host]
        if not missing:
            return None
        values = {"which": "every", **_role_value(presence.who)}
    things = tuple(ground.thing(o) for o in missing)
    is_over = exchange.state == HELD
    mends = () if is_over else tuple(Mend("invite", subject, to=thing) for thing in things)
    return Broken("presence", broken_by=things, mends=mends, values=values)


def _role_value(chosen: Organisations) -> dict[str, str]:
    return {"role": chosen.role[0]} if chosen.role else {}


def _each_other(who: Organisations, subject: Thing, ground: Ground) -> Broken | None:
    """Everybody visits everybody: who has not yet been (and will not be) where."""
    members = [ground.thing(o) for o in chosen_organisations(who, subject, ground)]
    seen = {
        (guest, exchange.host)
        for member in members
        for exchange in ground.hosted_by.get(member.key, ())
        if exchange.state != CANCELLED
        for guest in exchange.guests
    }
    asked = [(a, b) for a in members for b in members if a.key != b.key]
    missing = [(a, b) for a, b in asked if (a.key, b.key) not in seen]
    if not missing:
        return None
    never_host = {b.key: b for _, b in missing if not ground.hosted_by.get(b.key)}
    mends = [Mend("add_exchange", host) for host in never_host.values()]
    mends += [Mend("invite", b, to=a) for a, b in missing if b.key not in never_host]
    guests = tuple({a.key: a for a, _ in missing}.values())
    return Broken(
        "presence",
        asked=len(asked),
        listed=len(asked) - len(missing),
        broken_by=guests,
        mends=tuple(mends),
        values={"which": "each_other"},
    )


def broken_exclusion(exclusion: Exclusion, subject: Thing, ground: Ground) -> Broken | None:
    """Say who or what is there and should not be."""
    if exclusion.together:
        held = _held_roles(subject, ground).intersection(exclusion.together)
        roles = tuple(Thing("role", key) for key in exclusion.together if key in held)
        if len(roles) < len(exclusion.together):
            return None
        mends = tuple(Mend("remove_role", subject, to=role) for role in roles)
        return Broken("exclusion", broken_by=roles, mends=mends, values={"which": "together"})
    if exclusion.own:
        return _own(subject, ground)
    if subject.kind != "exchange":
        return None
    if exclusion.present is not None:
        there = chosen_organisations(exclusion.present, subject, ground)
        things = tuple(ground.thing(o) for o in there)
        which = "present"
    else:
        things = tuple(_again(exclusion.again, subject, ground))
        which = "again"
    mends = tuple(Mend("uninvite", subject, to=thing) for thing in things)
    return (
        Broken("exclusion", broken_by=things, mends=mends, values={"which": which})
        if things
        else None
    )


def _held_roles(subject: Thing, ground: Ground) -> frozenset[str]:
    if subject.kind == "person":
        return ground.persons[subject.key].roles
    return ground.ever[subject.key].roles if subject.key in ground.ever else frozenset()


def _again(formats: Iterable[str], subject: Thing, ground: Ground) -> Iterable[Thing]:
    exchange = ground.exchanges[subject.key]
    for guest in sorted(exchange.guests):
        for earlier in ground.visited_by.get(guest, ()):
            if (
                earlier.key != exchange.key
                and earlier.format in formats
                and earlier.state != CANCELLED
                and earlier.starts_on is not None
                and exchange.starts_on is not None
                and earlier.starts_on < exchange.starts_on
            ):
                yield ground.organisation_thing(guest)
                break


def _own(subject: Thing, ground: Ground) -> Broken | None:
    """Nobody judges their own: the owner of a document is not among its reviewers."""
    if subject.kind != "document":
        return None
    document = ground.documents[subject.key]
    owner = document.owner
    if owner in ground.persons:
        owner = ground.persons[owner].organisation
    if owner not in document.reviewers:
        return None
    thing = ground.organisation_thing(owner)
    mends = (Mend("uninvite", subject, to=thing),)
    return Broken("exclusion", broken_by=(thing,), mends=mends, values={"which": "own"})

"""Documents, places, consent: what the subject owes, where it lies, who said yes."""

from math import asin, cos, radians, sin, sqrt

from innesto.blueprints.facts import Organisation
from innesto.blueprints.finding import Mend, Thing, Verb
from innesto.blueprints.judging.ground import CANCELLED, Ground, country_of
from innesto.blueprints.judging.verdict import Broken
from innesto.blueprints.schema.rule import (
    Consent,
    DocumentOwed,
    Place,
)

EARTH_KM = 6371.0088


def broken_document(owed: DocumentOwed, subject: Thing, ground: Ground) -> Broken | None:
    """Say that an owed document is missing or not as it should be."""
    template = Thing("template", owed.template)
    values = {"template": owed.template}
    found = [d for d in ground.documents_of.get(subject.key, ()) if d.template == owed.template]
    if not found:
        mend = Mend("write_document", subject, to=template)
        return Broken("document", mends=(mend,), values={**values, "which": "missing"})
    if owed.corrections == "facts_only":
        wrong = [d for d in found if d.corrected - {"facts"}]
        if wrong:
            things = tuple(ground.thing(d) for d in wrong)
            return Broken("document", broken_by=things, values={**values, "which": "corrected"})
    if any(
        (owed.state is None or d.state == owed.state)
        and (owed.public is None or d.is_public == owed.public)
        for d in found
    ):
        return None
    things = tuple(ground.thing(d) for d in found)
    verb: Verb = "publish_document" if owed.public else "write_document"
    mends = tuple(Mend(verb, subject, to=template) for _ in found[:1])
    return Broken(
        "document",
        broken_by=things,
        mends=mends,
        values={**values, "which": "not_ready", "state": owed.state or ""},
    )


def broken_place(place: Place, subject: Thing, ground: Ground) -> Broken | None:
    """Say that the subject, or a guest, lies where it should not."""
    if subject.kind == "exchange":
        return _guests_place(place, subject, ground)
    organisation = ground.ever.get(subject.key)
    if organisation is None:
        return None
    which = _misplaced(place, organisation)
    if not which:
        return None
    mends: tuple[Mend, ...] = ()
    if which == "official_code":
        mends = (Mend("add_code", subject),)
    elif which == "country":
        mends = (Mend("correct_country", subject),)
    return Broken("place", broken_by=(subject,), mends=mends, values={"which": which})


def _misplaced(place: Place, organisation: Organisation) -> str:
    population = organisation.population
    if place.country and country_of(organisation) not in place.country:
        return "country"
    if place.official_code is not None and bool(organisation.code) != place.official_code:
        return "official_code"
    if place.min_population is not None and (population or 0) < place.min_population:
        return "min_population"
    if (
        place.max_population is not None
        and population is not None
        and population > place.max_population
    ):
        return "max_population"
    return ""


def _guests_place(place: Place, subject: Thing, ground: Ground) -> Broken | None:
    exchange = ground.exchanges[subject.key]
    host = ground.ever.get(exchange.host)
    if host is None:
        return None
    wrong = []
    for guest in ground.participants(exchange, "guest"):
        same = country_of(guest) == country_of(host)
        far = (
            place.max_km_from_host is not None and (_km(host, guest) or 0) > place.max_km_from_host
        )
        if (
            place.other_country_than_host is not None and same == place.other_country_than_host
        ) or far:
            wrong.append(ground.thing(guest))
    if place.country and country_of(host) not in place.country:
        wrong.append(ground.thing(host))
    if not wrong:
        return None
    mends = tuple(Mend("uninvite", subject, to=thing) for thing in wrong)
    return Broken("place", broken_by=tuple(wrong), mends=mends, values={"which": "guests"})


def _km(a: Organisation, b: Organisation) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north, east = radians(b.lat - a.lat) / 2, radians(b.lon - a.lon) / 2
    half = sin(north) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(east) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def broken_consent(consent: Consent, subject: Thing, ground: Ground) -> Broken | None:
    """Say whose yes is missing."""
    if subject.kind == "pair":
        pair = ground.pairs[subject.key]
        if pair.state == "proposed":
            return None
        asked, said = pair.members, pair.accepted_by
    elif subject.kind == "exchange":
        exchange = ground.exchanges[subject.key]
        if exchange.state in {"proposed", CANCELLED}:
            return None
        asked = (exchange.host, *sorted(exchange.guests))
        said = exchange.accepted_by
    else:
        return None
    if consent.of != "everyone":
        asked = tuple(
            key
            for key in asked
            if key in ground.ever and not ground.ever[key].roles.isdisjoint(consent.of)
        )
    missing = tuple(ground.organisation_thing(key) for key in asked if key and key not in said)
    mends = tuple(Mend("accept", subject, to=thing) for thing in missing)
    return Broken("consent", broken_by=missing, mends=mends) if missing else None

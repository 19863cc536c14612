"""Which things of a programme are meant: narrowed down, and as belonging to a subject."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from innesto.blueprints.facts import (
    Document,
    Exchange,
    Organisation,
    Pair,
    Person,
    Project,
)
from innesto.blueprints.finding import Number, Thing
from innesto.blueprints.judging.ground import (
    CANCELLED,
    HELD,
    PROGRAMME,
    Ground,
    country_of,
    is_accepted,
    members_of,
)
from innesto.blueprints.schema.countable import (
    Countable,
    Countries,
    Documents,
    Exchanges,
    Organisations,
    Pairs,
    Persons,
    Scope,
)
from innesto.blueprints.schema.dates import HALF_DAYS_PER_DAY


def subjects(each: Countable, ground: Ground) -> Iterator[Thing]:
    """Yield all things of the programme that a rule is about."""
    yield from things(each, PROGRAMME, ground)


def things(countable: Countable, subject: Thing, ground: Ground) -> list[Thing]:
    """Return the things of a kind that belong to a subject, narrowed down."""
    chosen = countable.chosen
    match chosen:
        case Organisations():
            if chosen.doing == "represented":
                return _represented(subject, chosen, ground)
            return [ground.thing(o) for o in chosen_organisations(chosen, subject, ground)]
        case Persons():
            return [ground.thing(p) for p in _chosen_persons(chosen, subject, ground)]
        case Exchanges():
            return [ground.thing(e) for e in chosen_exchanges(chosen, subject, ground)]
        case Documents():
            return [ground.thing(d) for d in _chosen_documents(chosen, subject, ground)]
        case Pairs():
            return [ground.thing(p) for p in _chosen_pairs(chosen, subject, ground)]
        case Countries():
            return [Thing("country", c, c) for c in _countries_of(chosen, subject, ground)]
    return _other_things(countable.noun, subject, ground)


def _other_things(noun: str, subject: Thing, ground: Ground) -> list[Thing]:
    match noun:
        case "strands":
            return [Thing("strand", s, s) for s in _strands_of(subject, ground)]
        case "projects":
            return [ground.thing(p) for p in _projects_of(subject, ground)]
        case "roles":
            return [Thing("role", r, r) for r in sorted(_roles_of(subject, ground))]
    return [PROGRAMME]


def number(
    countable: Countable, subject: Thing, ground: Ground, *, happened: bool = False
) -> Number:
    """Return how many there are, or how long they last; ``happened`` leaves out plans."""
    if countable.noun in {"exchanges", "half_days", "days"}:
        chosen = countable.chosen
        assert isinstance(chosen, Exchanges)
        found = chosen_exchanges(chosen, subject, ground)
        if happened:
            found = [e for e in found if e.state == HELD]
        if countable.noun == "exchanges":
            return len(found)
        half_days = sum(ground.half_days(e) for e in found)
        return (
            half_days if countable.noun == "half_days" else Decimal(half_days) / HALF_DAYS_PER_DAY
        )
    return len(things(countable, subject, ground))


def chosen_organisations(
    chosen: Organisations, subject: Thing, ground: Ground
) -> Iterator[Organisation]:
    """Yield organisations that belong to the subject and fit."""
    seen = set()
    for found in _organisations_of(subject, chosen.doing, ground):
        if found.key not in seen and fits(found, chosen, ground):
            seen.add(found.key)
            yield found


def fits(organisation: Organisation, chosen: Organisations, ground: Ground) -> bool:
    """Say whether an organisation is one of those chosen, whatever it does."""
    roles, population = organisation.roles, organisation.population
    return (
        (not chosen.role or not roles.isdisjoint(chosen.role))
        and (not chosen.without_role or roles.isdisjoint(chosen.without_role))
        and (not chosen.kind or organisation.kind in chosen.kind)
        and (not chosen.country or country_of(organisation) in chosen.country)
        and (not chosen.strand or not organisation.strands.isdisjoint(chosen.strand))
        and (
            not chosen.standing
            or not ground.standings[organisation.key].isdisjoint(chosen.standing)
        )
        and (
            chosen.min_population is None
            or (population is not None and population >= chosen.min_population)
        )
        and (
            chosen.max_population is None
            or (population is not None and population <= chosen.max_population)
        )
    )


def _organisations_of(subject: Thing, doing: str, ground: Ground) -> Iterable[Organisation]:
    match subject.kind:
        case "programme":
            return _organisations_of_programme(doing, ground)
        case "country":
            return ground.by_country.get(subject.key, ())
        case "strand":
            return ground.by_strand.get(subject.key, ())
        case "exchange":
            return _organisations_of_exchange(ground.exchanges[subject.key], doing, ground)
        case "project" if doing == "delegating":
            return _senders(ground.people_of_project.get(subject.key, ()), ground)
        case _:
            return _known(_bodies(subject, ground), ground)


def _organisations_of_programme(doing: str, ground: Ground) -> Iterable[Organisation]:
    if doing in {"host", "guest", "taking_part"}:
        held = (e for e in ground.facts.exchanges if e.state == HELD)
        return [o for e in held for o in ground.participants(e, doing)]
    if doing == "delegating":
        return _senders(ground.persons.values(), ground)
    return ground.organisations.values()


def _organisations_of_exchange(
    exchange: Exchange, doing: str, ground: Ground
) -> Iterable[Organisation]:
    if doing == "delegating":
        return _senders((ground.persons[p] for p in exchange.people if p in ground.persons), ground)
    return ground.participants(exchange, doing)


def _bodies(subject: Thing, ground: Ground) -> Iterable[str]:
    match subject.kind:
        case "project":
            return members_of(ground.projects[subject.key])
        case "pair":
            return ground.pairs[subject.key].members
        case "document":
            return (ground.documents[subject.key].owner,)
        case "person":
            return (ground.persons[subject.key].organisation,)
    return (subject.key,)


def around(scope: Scope, exchange: Exchange, ground: Ground) -> Iterable[Organisation]:
    """Return the organisations within a scope of an exchange, looking no further than that."""
    match scope:
        case Scope.COUNTRY:
            return ground.by_country.get(ground.country_of_exchange(exchange), ())
        case Scope.STRAND:
            return ground.by_strand.get(exchange.strand, ())
        case Scope.PAIR:
            pair = ground.pairs.get(exchange.pair)
            return _known(pair.members if pair else (), ground)
        case Scope.PROJECT:
            project = ground.projects.get(exchange.project)
            return _known(members_of(project) if project else (), ground)
    return ground.organisations.values()


def within(scope: Scope, organisation: Organisation, exchange: Exchange, ground: Ground) -> bool:
    """Say whether an organisation is within a scope of an exchange."""
    match scope:
        case Scope.COUNTRY:
            return country_of(organisation) == ground.country_of_exchange(exchange)
        case Scope.STRAND:
            return exchange.strand in organisation.strands
        case Scope.PAIR:
            pair = ground.pairs.get(exchange.pair)
            return pair is not None and organisation.key in pair.members
        case Scope.PROJECT:
            project = ground.projects.get(exchange.project)
            return project is not None and organisation.key in members_of(project)
    return True


def _senders(people: Iterable[Person], ground: Ground) -> Iterable[Organisation]:
    return _known(dict.fromkeys(p.organisation for p in people), ground)


def _known(keys: Iterable[str], ground: Ground) -> Iterable[Organisation]:
    return [ground.ever[key] for key in keys if key in ground.ever]


def _represented(subject: Thing, chosen: Organisations, ground: Ground) -> list[Thing]:
    return [
        Thing("municipality", name, name)
        for organisation in _organisations_of(subject, "any", ground)
        if fits(organisation, chosen, ground)
        for name in organisation.represents
    ]


def chosen_exchanges(chosen: Exchanges, subject: Thing, ground: Ground) -> list[Exchange]:
    """Return exchanges that belong to the subject and fit; cancelled ones only if asked."""
    return [e for e in exchanges_of(subject, chosen.doing, ground) if _meets(e, chosen, ground)]


def exchanges_of(subject: Thing, doing: str, ground: Ground) -> Iterable[Exchange]:
    """Return the exchanges of a subject, cancelled ones too."""
    match subject.kind:
        case "programme":
            return ground.facts.exchanges
        case "organisation":
            hosted = ground.hosted_by.get(subject.key, ()) if doing != "guest" else ()
            visited = ground.visited_by.get(subject.key, ()) if doing != "host" else ()
            return (*hosted, *visited)
        case "exchange":
            return (ground.exchanges[subject.key],)
    return ground.exchanges_in.get((subject.kind, subject.key), ())


def _meets(exchange: Exchange, chosen: Exchanges, ground: Ground) -> bool:
    form = ground.formats.get(exchange.format)
    if (exchange.state == CANCELLED) != (chosen.state == (CANCELLED,)):
        return False
    if chosen.state and exchange.state not in chosen.state:
        return False
    if chosen.format and exchange.format not in chosen.format:
        return False
    if chosen.leg and exchange.leg not in chosen.leg:
        return False
    if chosen.mode and (exchange.mode or (form.mode if form else "")) not in chosen.mode:
        return False
    if chosen.strand and exchange.strand not in chosen.strand:
        return False
    if chosen.per is not None and (form is None or form.per != chosen.per):
        return False
    if chosen.audience and (form is None or not set(form.audience) & set(chosen.audience)):
        return False
    if chosen.hosted_by:
        host = ground.ever.get(exchange.host)
        return host is not None and not host.roles.isdisjoint(chosen.hosted_by)
    return True


def _chosen_persons(chosen: Persons, subject: Thing, ground: Ground) -> Iterator[Person]:
    for person in _persons_of(subject, chosen.doing, ground):
        organisation = ground.ever.get(person.organisation)
        if chosen.role and person.roles.isdisjoint(chosen.role):
            continue
        if chosen.audience and person.audiences.isdisjoint(chosen.audience):
            continue
        if chosen.of_role and (
            organisation is None or organisation.roles.isdisjoint(chosen.of_role)
        ):
            continue
        yield person


def _persons_of(subject: Thing, doing: str, ground: Ground) -> Iterable[Person]:
    match subject.kind:
        case "programme":
            if doing == "any":
                return ground.persons.values()
            held = [e for e in ground.facts.exchanges if e.state == HELD]
            keys = {p for e in held for p in (e.giving if doing == "giving" else e.people)}
            return [ground.persons[p] for p in sorted(keys) if p in ground.persons]
        case "organisation":
            return ground.people_of.get(subject.key, ())
        case "project":
            return ground.people_of_project.get(subject.key, ())
        case "exchange":
            exchange = ground.exchanges[subject.key]
            involved = {"giving": exchange.giving, "taking_part": exchange.people}
            who = involved.get(doing, exchange.people | exchange.giving)
            return [ground.persons[p] for p in sorted(who) if p in ground.persons]
        case "person":
            return (ground.persons[subject.key],)
        case "country" | "strand" | "pair":
            bodies = _organisations_of(subject, "any", ground)
            return [p for o in bodies for p in ground.people_of.get(o.key, ())]
    return ()


def _chosen_documents(chosen: Documents, subject: Thing, ground: Ground) -> Iterator[Document]:
    if subject.kind == "programme":
        found: Iterable[Document] = ground.facts.documents
    elif subject.kind in {"country", "strand"}:
        bodies = _organisations_of(subject, "any", ground)
        owners = (subject.key, *(o.key for o in bodies))
        found = [d for owner in owners for d in ground.documents_of.get(owner, ())]
    else:
        found = ground.documents_of.get(subject.key, ())
    for document in found:
        if chosen.template and document.template not in chosen.template:
            continue
        if chosen.state and document.state not in chosen.state:
            continue
        if chosen.public is None or document.is_public == chosen.public:
            yield document


def _chosen_pairs(chosen: Pairs, subject: Thing, ground: Ground) -> Iterator[Pair]:
    found: Iterable[Pair] = ground.facts.pairs
    if subject.kind == "organisation":
        found = ground.pairs_of.get(subject.key, ())
    elif subject.kind == "strand":
        found = (p for p in ground.facts.pairs if p.strand == subject.key)
    for pair in found:
        if chosen.strand and pair.strand not in chosen.strand:
            continue
        if chosen.accepted is None or chosen.accepted == is_accepted(pair):
            yield pair


def _countries_of(chosen: Countries, subject: Thing, ground: Ground) -> Iterable[str]:
    if subject.kind == "programme" and not chosen.role and not chosen.standing:
        return ground.countries
    bodies = _organisations_of(
        subject, "taking_part" if subject.kind == "exchange" else "any", ground
    )
    return countries_of(bodies, chosen, ground)


def countries_of(
    bodies: Iterable[Organisation], chosen: Countries, ground: Ground
) -> tuple[str, ...]:
    """Return the countries of those bodies that fit."""
    fitting = Organisations(role=chosen.role, standing=chosen.standing)
    return tuple(sorted({country_of(o) for o in bodies if fits(o, fitting, ground)} - {""}))


def _strands_of(subject: Thing, ground: Ground) -> Iterable[str]:
    if subject.kind == "organisation":
        return sorted(ground.ever[subject.key].strands)
    return ground.strands


def _projects_of(subject: Thing, ground: Ground) -> Iterable[Project]:
    if subject.kind == "organisation":
        return ground.projects_of.get(subject.key, ())
    if subject.kind == "country":
        return [p for p in ground.facts.projects if p.country == subject.key]
    return ground.facts.projects


def _roles_of(subject: Thing, ground: Ground) -> frozenset[str]:
    if subject.kind == "organisation":
        return ground.ever[subject.key].roles
    if subject.kind == "person":
        return ground.persons[subject.key].roles
    return frozenset(role.key for role in ground.blueprint.roles)

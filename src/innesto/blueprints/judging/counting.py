"""Can the programme be planned at all? Only by counting, before anything is solved."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from innesto.blueprints.facts import Organisation
from innesto.blueprints.finding import Comparison, Finding, Mend, Number, Thing
from innesto.blueprints.judging.choosing import subjects
from innesto.blueprints.judging.ground import PROGRAMME, Ground
from innesto.blueprints.judging.numbers import comparisons
from innesto.blueprints.schema.countable import Exchanges, Scope
from innesto.blueprints.schema.formats import Format, Host
from innesto.blueprints.schema.rule import Rule, Strength

SUBJECTS = {"organisations", "countries", "strands", "programme"}


class Term(NamedTuple):
    """One part of a sum: so many hosts of a role, so many times each."""

    role: str
    hosts: int
    times: int

    @property
    def exchanges(self) -> int:
        """How many exchanges that makes."""
        return self.hosts * self.times


class Implied(NamedTuple):
    """How many exchanges the formats add up to, as a range, and of which terms."""

    least: int
    most: int
    terms: tuple[Term, ...]


def impossible(ground: Ground) -> Iterator[Finding]:
    """Yield each rule that the formats cannot keep, whoever hosts and whenever it is."""
    if not ground.facts.organisations:
        return
    hosts = {item.key: item.host for item in ground.blueprint.formats if item.host is not None}
    for rule in _host_rules(ground):
        exempt = {thing.key for thing in subjects(rule.exempt, ground)} if rule.exempt else ()
        for subject in subjects(rule.each, ground):
            if subject.key in exempt or _is_outside(subject, ground):
                continue
            implied = _implied(rule, subject, ground, hosts)
            asked = _asked(rule, subject, ground)
            if implied is None or asked is None or _possible(implied, *asked):
                continue
            yield _finding(rule, subject, implied, asked)


def nobody_can_host(ground: Ground) -> Iterator[Finding]:
    """Yield each format that nobody can host in one of the places it should happen in."""
    if not ground.facts.organisations:
        return
    for item in ground.blueprint.formats:
        if item.host is None or not item.host.role:
            continue
        scope = item.host.within or item.per
        for subject in _scopes(scope, ground):
            if _is_outside(subject, ground) or next(_hosts(item.host, subject, ground), None):
                continue
            yield Finding(
                f"nobody:{item.key}:{subject.kind}:{subject.key}",
                "nobody",
                Strength.HARD,
                subject,
                mends=tuple(Mend("add_role", subject, to=Thing("role", r)) for r in item.host.role),
                values={"format": item.key, "role": item.host.role[0]},
            )


def contradictory_readings(ground: Ground) -> Iterator[Finding]:
    """Yield what the rules would lack if another source were right about who hosts.

    Nothing is blocked by it: the first reading stands until a coordinator chooses.
    """
    formats = ground.blueprint.formats
    first = {item.key: item.host for item in formats if item.host is not None}
    for source in dict.fromkeys(h.source for item in formats for h in item.host_otherwise):
        other = {item.key: h for item in formats for h in item.host_otherwise if h.source == source}
        told = False
        for rule in _host_rules(ground):
            stands = _symbolic(rule, formats, first)
            reads = _symbolic(rule, formats, first | other)
            asked = _asked(rule, PROGRAMME, ground)
            if asked is None or reads is None or _possible(reads, *asked):
                continue
            if stands is not None and not _possible(stands, *asked):
                continue
            told = True
            yield _reading(rule.key, source or "", ground, other, asked[1], reads)
        if not told:
            yield _reading("", source or "", ground, other, None, None)


def _reading(
    rule: str,
    source: str,
    ground: Ground,
    other: Mapping[str, Host],
    asked: Number | None,
    reads: Implied | None,
) -> Finding:
    things = tuple(Thing("format", key) for key in other)
    return Finding(
        f"sources:{source}:{rule or 'hosts'}",
        "sources",
        Strength.HINT,
        Thing("rule", rule) if rule else PROGRAMME,
        rule=rule,
        comparison="is" if asked is not None else "",
        asked=asked,
        listed=reads.most if reads else None,
        broken_by=things,
        mends=(
            Mend("choose_source", things[0], value=source),
            Mend("change_rule", Thing("rule", rule)),
        )
        if rule
        else (Mend("choose_source", things[0], value=source),),
        values={"source": source, "which": "hosts"},
    )


def _host_rules(ground: Ground) -> Iterator[Rule]:
    """Yield rules that count planned exchanges by who hosts them or where they are."""
    for rule in ground.blueprint.rules:
        if rule.count is None or rule.count.noun != "exchanges" or rule.each.noun not in SUBJECTS:
            continue
        chosen = rule.count.chosen
        if not isinstance(chosen, Exchanges) or chosen.state or chosen.leg or chosen.mode:
            continue
        if rule.each.noun == "organisations" and chosen.doing != "host":
            continue
        if rule.when is None:
            yield rule


def _asked(rule: Rule, subject: Thing, ground: Ground) -> tuple[Comparison, Number] | None:
    return next(comparisons(rule, subject, ground), None)


def _possible(implied: Implied, comparison: Comparison, asked: Number) -> bool:
    if comparison == "at_least":
        return implied.most >= asked
    if comparison == "at_most":
        return implied.least <= asked
    return implied.least <= asked <= implied.most


def _matching(rule: Rule, formats: Iterable[Format]) -> list[Format]:
    chosen = rule.count.chosen if rule.count is not None else None
    assert isinstance(chosen, Exchanges)
    return [
        item
        for item in formats
        if not item.self_paced
        and (not chosen.format or item.key in chosen.format)
        and (chosen.per is None or item.per == chosen.per)
        and (not chosen.audience or set(item.audience) & set(chosen.audience))
        and (not chosen.strand or set(item.strand) & set(chosen.strand))
    ]


def _implied(
    rule: Rule, subject: Thing, ground: Ground, hosts: Mapping[str, Host]
) -> Implied | None:
    """Return what the formats add up to for one subject; ``None`` if they leave it open."""
    if subject.kind == "organisation":
        return _hosting(rule, ground.ever[subject.key].roles, ground.blueprint.formats, hosts)
    chosen = rule.count.chosen if rule.count is not None else None
    wanted = frozenset(chosen.hosted_by) if isinstance(chosen, Exchanges) else frozenset()
    terms: list[Term] = []
    least = 0
    for item in _matching(rule, ground.blueprint.formats):
        host = hosts.get(item.key)
        if host is None or not host.role or not _nested(item.per, subject):
            return None
        if wanted and wanted.isdisjoint(host.role):
            continue
        term = _term(item, host, subject, ground)
        terms.append(term)
        if not wanted or wanted.issuperset(host.role):  # otherwise others may host instead
            least += term.exchanges
    most = sum(term.exchanges for term in terms)
    return Implied(least, most, tuple(_merged(terms))) if terms else None


def _term(item: Format, host: Host, subject: Thing, ground: Ground) -> Term:
    """Return what one format adds: each host so many times, or one host in each place."""
    hosts = sum(1 for _ in _hosts(host, subject, ground))
    if host.who == "each":
        return Term(host.role[0], hosts, host.times)
    places = 1 if _is_scope(item.per, subject) else len(list(_scopes(item.per, ground)))
    times = host.times if host.who == "one" else (item.times or host.times)
    return Term(host.role[0], min(hosts, places), times)


def _hosting(
    rule: Rule, roles: frozenset[str], formats: Iterable[Format], hosts: Mapping[str, Host]
) -> Implied | None:
    """Return how often somebody with these roles hosts."""
    least = most = 0
    terms = []
    for item in _matching(rule, formats):
        host = hosts.get(item.key)
        if host is None or not host.role:
            return None
        if roles.isdisjoint(host.role):
            continue
        times = host.times if host.who != "any" else (item.times or host.times)
        most += times
        if host.who == "each":
            least += times
        terms.append(Term(host.role[0], 1, times))
    return Implied(least, most, tuple(terms))


def _symbolic(rule: Rule, formats: Iterable[Format], hosts: Mapping[str, Host]) -> Implied | None:
    """Return what can be said without knowing the partners."""
    if rule.each.noun == "organisations":
        roles = getattr(rule.each.chosen, "role", ())
        return _hosting(rule, frozenset(roles), formats, hosts) if roles else None
    chosen = rule.count.chosen if rule.count is not None else None
    wanted = frozenset(chosen.hosted_by) if isinstance(chosen, Exchanges) else frozenset()
    total = 0
    for item in _matching(rule, formats):
        host = hosts.get(item.key)
        if host is None or (wanted and wanted.isdisjoint(host.role)):
            continue
        if host.who == "each":
            return None
        total += host.times
    return Implied(total, total, ())


def _merged(terms: Iterable[Term]) -> Iterator[Term]:
    """Add up the terms of one role that have the same hosts."""
    grouped: dict[tuple[str, int], int] = {}
    for term in terms:
        grouped[term.role, term.hosts] = grouped.get((term.role, term.hosts), 0) + term.times
    for (role, hosts), times in grouped.items():
        yield Term(role, hosts, times)


def _finding(
    rule: Rule, subject: Thing, implied: Implied, asked: tuple[Comparison, Number]
) -> Finding:
    sums = " + ".join(str(term.exchanges) for term in implied.terms)
    values = {"sum": sums}
    for at, term in enumerate(implied.terms):
        values[f"role{at}"] = term.role
        values[f"hosts{at}"] = str(term.hosts)
        values[f"times{at}"] = str(term.times)
    total = implied.least if asked[1] < implied.least else implied.most
    return Finding(
        f"impossible:{rule.key}:{subject.kind}:{subject.key}",
        "impossible",
        rule.strength,
        subject,
        rule=rule.key,
        comparison=asked[0],
        asked=asked[1],
        listed=total,
        mends=(Mend("change_rule", Thing("rule", rule.key)), Mend("correct_role", subject)),
        values=values,
    )


def _scopes(scope: Scope, ground: Ground) -> Iterator[Thing]:
    match scope:
        case Scope.COUNTRY:
            yield from (Thing("country", c, c) for c in ground.countries)
        case Scope.STRAND:
            yield from (Thing("strand", s, s) for s in ground.strands)
        case Scope.PROGRAMME:
            yield PROGRAMME


def _is_scope(scope: Scope, subject: Thing) -> bool:
    return scope == subject.kind


def _nested(scope: Scope, subject: Thing) -> bool:
    return subject.kind == "programme" or _is_scope(scope, subject)


def _hosts(host: Host, subject: Thing, ground: Ground) -> Iterator[Organisation]:
    match subject.kind:
        case "country":
            bodies: Iterable[Organisation] = ground.by_country.get(subject.key, ())
        case "strand":
            bodies = ground.by_strand.get(subject.key, ())
        case _:
            bodies = ground.organisations.values()
    return (o for o in bodies if not o.roles.isdisjoint(host.role))


def _is_outside(subject: Thing, ground: Ground) -> bool:
    """A place where nobody of the programme is yet has nothing to count."""
    if subject.kind == "country":
        return not ground.by_country.get(subject.key)
    if subject.kind == "strand":
        return not ground.by_strand.get(subject.key)
    return False

"""Two proposals for the same thing, side by side: what differs in words and figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from innesto.exchanges.models import Plan
from innesto.exchanges.queries.names import Names, names_in
from innesto.programmes.models.programme import said
from innesto.rounds.letters.proposal import Load, PlannedExchange, Proposal
from innesto.toolkit.dates import days as days_text
from innesto.toolkit.templatetags.ui import number


@dataclass(frozen=True, slots=True)
class Pairing:
    """One line: what it is about, and what each of the two proposals says."""

    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """The two do not say the same."""
        return self.first != self.second


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together; only those that differ, and how many do not."""

    title: str
    lines: Sequence[Pairing]
    equal: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two proposals side by side."""

    first: str
    second: str
    figures: Sequence[Pairing]
    sections: Sequence[Section]
    verdict: str

    def as_text(self) -> str:
        """Return the same for who reads it in a mail or a terminal."""
        lines = [f"{self.first} | {self.second}", "", self.verdict, ""]
        lines += [f"{one.label}: {one.first} | {one.second}" for one in self.figures]
        for section in self.sections:
            lines += ["", section.title, "-" * len(section.title)]
            lines += [
                f"{one.label}: {one.first or '–'} | {one.second or '–'}" for one in section.lines
            ]
            lines.append(alike(section))
        return "\n".join((*lines, ""))


def alike(section: Section) -> str:
    """Say how much of a section is the same in both."""
    return _("The same in both: %(count)d") % {"count": section.equal}


def compare_plans(first: Plan, second: Plan) -> Comparison:
    """Compare two plans of one programme and scope that have an answer."""
    names = names_in(first.programme)
    one, other = Proposal.from_data(first.proposal), Proposal.from_data(second.proposal)
    label = _("Version %(number)d")
    return Comparison(
        first=label % {"number": first.number},
        second=label % {"number": second.number},
        figures=list(_figures(one, other)),
        sections=[
            _section(_("Dates"), _dates(one), _dates(other), _titles(one, other, names)),
            _section(
                _("Hosts"), _hosts(one, names), _hosts(other, names), _titles(one, other, names)
            ),
            *_pairs(one, other, names),
            _section(_("Load of each partner"), _loads(one), _loads(other), names.organisations),
        ],
        verdict=_verdict(one, other, label % {"number": second.number}),
    )


def _verdict(one: Proposal, other: Proposal, name: str) -> str:
    """Say in a sentence which is worth more."""
    if not other.has_plan:
        return _("%(name)s: no plan keeps all the rules.") % {"name": name}
    if one.objective is None or other.objective is None:
        return _("Only one of the two is a plan.")
    cost = other.objective - one.objective
    if cost == 0:
        return _("Both are worth the same.")
    words = (
        _("%(name)s costs %(points)s points more.")
        if cost > 0
        else _("%(name)s costs %(points)s points less.")
    )
    return words % {"name": name, "points": number(abs(cost))}


def _figures(one: Proposal, other: Proposal) -> Iterator[Pairing]:
    status = {
        "optimal": _("Proven optimal"),
        "feasible": _("Best so far"),
        "unknown": _("No answer yet"),
    }
    no_plan = _("No plan keeps all the rules")
    yield Pairing(_("Proof"), *(status.get(p.status, no_plan) for p in (one, other)))
    yield Pairing(_("Cost"), *(number(p.objective) for p in (one, other)))
    yield Pairing(_("Proven limit"), *(number(p.bound) for p in (one, other)))
    parts = [{part.kind: part for part in p.parts} for p in (one, other)]
    for kind in dict.fromkeys(kind for found in parts for kind in found):
        words = next(said(found[kind].words) for found in parts if kind in found)
        points = (number(found[kind].points) if kind in found else "0" for found in parts)
        yield Pairing(words, *points)
    yield Pairing(
        _("Kilometres of all"),
        *(number(sum(load.km for load in p.loads)) for p in (one, other)),
    )
    yield Pairing(
        _("Needs met"),
        *(
            _("%(met)d of %(needs)d")
            % {
                "met": sum(load.met for load in p.loads),
                "needs": sum(load.needs for load in p.loads),
            }
            for p in (one, other)
        ),
    )
    yield Pairing(_("Exchanges"), *(number(len(p.exchanges)) for p in (one, other)))


def _section(
    title: str, one: Mapping[str, str], other: Mapping[str, str], labels: Mapping[str, str]
) -> Section:
    lines = [
        Pairing(labels.get(key, key), one.get(key, ""), other.get(key, ""))
        for key in dict.fromkeys((*one, *other))
    ]
    differing = [line for line in lines if line.differs]
    return Section(title, differing, len(lines) - len(differing))


def _titles(one: Proposal, other: Proposal, names: Names) -> Mapping[str, str]:
    return {
        exchange.key: _title(exchange, names) for exchange in (*one.exchanges, *other.exchanges)
    }


def _title(exchange: PlannedExchange, names: Names) -> str:
    where = names.scope(exchange.scope)
    title = f"{names.title(exchange)} {exchange.number}"
    return f"{title}, {where}" if where else title


def _dates(proposal: Proposal) -> Mapping[str, str]:
    return {one.key: days_text(one.starts_on, one.ends_on) for one in proposal.exchanges}


def _hosts(proposal: Proposal, names: Names) -> Mapping[str, str]:
    return {one.key: names.organisation(one.host) for one in proposal.exchanges if one.host}


def _pairs(one: Proposal, other: Proposal, names: Names) -> Iterator[Section]:
    if not one.pairs and not other.pairs:
        return
    partners: list[dict[str, str]] = []
    for proposal in (one, other):
        found: dict[str, list[str]] = {}
        for pair in proposal.pairs:
            for member in pair.members:
                others = (names.organisation(key) for key in pair.members if key != member)
                found.setdefault(member, []).extend(others)
        partners.append({key: ", ".join(sorted(others)) for key, others in found.items()})
    yield _section(_("Pairs"), partners[0], partners[1], names.organisations)


def _loads(proposal: Proposal) -> Mapping[str, str]:
    return {load.organisation: _load(load) for load in proposal.loads}


def _load(load: Load) -> str:
    return _("hosts %(hosts)d, goes to %(goes)d, %(km)s km") % {
        "hosts": load.hosts,
        "goes": load.goes,
        "km": number(load.km),
    }

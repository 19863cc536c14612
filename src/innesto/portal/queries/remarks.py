"""What is to be looked at in a programme, as sentences with the acts that would mend it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from innesto.blueprints.finding import Finding, Mend
from innesto.blueprints.words import describe, describe_mend, describe_thing
from innesto.exchanges.queries.findings import findings_of
from innesto.programmes.models import Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import reader_language

ALIKE = 4
"""Findings of one rule from which they are said together."""

NAMED = 4
"""Names in a sentence or a cell; the others are counted."""

ACTS = 2
"""Buttons beside a finding, the likeliest act first."""

# Where the acts that mend a finding are done: the name of an address of the programme.
MENDING = {
    "accept": "exchanges:index",
    "add_code": "programmes:partners",
    "add_exchange": "exchanges:plans",
    "add_partner": "programmes:partner-new",
    "add_person": "programmes:people",
    "add_role": "programmes:partners",
    "change_host": "exchanges:plans",
    "change_rule": "programmes:blueprint",
    "choose_source": "programmes:blueprint",
    "correct_country": "programmes:partners",
    "correct_figure": "programmes:blueprint",
    "correct_role": "programmes:partners",
    "extend_deadline": "programmes:dates",
    "invite": "programmes:partners",
    "merge": "programmes:partners",
    "move_date": "programmes:dates",
    "remove_exchange": "exchanges:index",
    "remove_partner": "programmes:partners",
    "remove_role": "programmes:partners",
    "uninvite": "exchanges:index",
}


@dataclass(frozen=True, slots=True)
class Act:
    """One button: what would mend a finding, and where it is done."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding in words, or many of one rule together, with the source of the rule."""

    title: str
    detail: str
    strength: str
    acts: Sequence[Act] = ()
    source: str = ""


def remarks(programme: Programme) -> Sequence[Remark]:
    """Return all findings of a programme, hard ones first; many of one rule are one remark."""
    return remarks_on(findings_of(programme), programme)


def remarks_on(found: Sequence[Finding], programme: Programme) -> Sequence[Remark]:
    """Say findings, for whoever has them already."""
    teller = _Teller(programme)
    of_rule: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in found:
        of_rule[finding.strength, finding.rule or finding.key].append(finding)
    said: list[Remark] = []
    for alike in of_rule.values():
        if len(alike) >= ALIKE:
            said.append(teller.together(alike))
        else:
            said.extend(map(teller.alone, alike))
    return _once(said)


def _once(said: Sequence[Remark]) -> Sequence[Remark]:
    """Say once, with their number, what would be said in the same words."""
    first = {(remark.title, remark.detail): remark for remark in reversed(said)}
    times = Counter((remark.title, remark.detail) for remark in said)
    return [
        first[words] if count == 1 else replace(first[words], title=_cases(words[0], count))
        for words, count in times.items()
    ]


def _cases(rule: str, count: int) -> str:
    return _("%(rule)s: %(count)d cases") % {"rule": rule, "count": count}


def some_of(names: Sequence[str]) -> str:
    """Name a few, and count the others."""
    if len(names) <= NAMED:
        return ", ".join(names)
    words = _("%(names)s and %(count)d more")
    return words % {"names": ", ".join(names[: NAMED - 1]), "count": len(names) - NAMED + 1}


class _Teller:
    """Says the findings of one programme in the reader's language."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.blueprint = blueprint_of(programme)
        self.language = reader_language()
        self.pages: Mapping[str, str] = {
            "exchanges:index": _("Look at the exchanges"),
            "exchanges:plans": _("Plan the exchanges"),
            "programmes:blueprint": _("Look at the blueprint"),
            "programmes:dates": _("Look at the dates"),
            "programmes:partner-new": _("Add a partner"),
            "programmes:partners": _("Look at the partners"),
            "programmes:people": _("Name the persons"),
        }

    def alone(self, finding: Finding) -> Remark:
        """Say one finding, with a button for each act that would mend it."""
        words = describe(finding, self.blueprint, self.language)
        rule = self.blueprint.rule(finding.rule)
        acts = [
            Act(
                describe_mend(mend, self.blueprint, self.language).removesuffix("."),
                self._address(mend, finding),
            )
            for mend in finding.mends
        ]
        return Remark(
            title=capfirst(words.title),
            detail=words.detail,
            strength="hard" if finding.is_hard else "soft",
            acts=[act for act in dict.fromkeys(acts) if act.url][:ACTS],
            source=rule.quote if rule else "",
        )

    def together(self, alike: Sequence[Finding]) -> Remark:
        """Say in one remark that many break the same rule."""
        rule = self.blueprint.rule(alike[0].rule)
        first = self.alone(alike[0])
        label = rule.label.read(self.language) if rule else first.title
        names = dict.fromkeys(
            describe_thing(finding.subject, self.blueprint, self.language) for finding in alike
        )
        pages = dict.fromkeys(MENDING[mend.verb] for mend in alike[0].mends if mend.verb in MENDING)
        return Remark(
            title=_cases(capfirst(label), len(names)),
            detail=some_of(list(names)),
            strength=first.strength,
            acts=[
                Act(self.pages[page], reverse(page, args=[self.programme.slug])) for page in pages
            ][:ACTS],
            source=first.source,
        )

    def _address(self, mend: Mend, finding: Finding) -> str:
        """Return where an act is done; nothing for what has no page yet."""
        if mend.verb == "extend_deadline":
            return reverse(
                "programmes:deadline-extend",
                args=[self.programme.slug, finding.rule],
                query={"subject": finding.subject.key, "name": finding.subject.name},
            )
        if mend.thing.kind == "organisation" and mend.verb == "merge":
            return reverse("organisations:detail", args=[mend.thing.key])
        name = MENDING.get(mend.verb)
        return reverse(name, args=[self.programme.slug]) if name else ""

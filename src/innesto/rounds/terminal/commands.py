"""``innesto check`` and ``innesto plan``: from two files to sentences, without any database.

Each function prints what people read through ``say`` and returns the exit code: 0 all is well,
1 hard rules are broken, 2 the files cannot be read, 4 there is no plan.
"""

import datetime
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from innesto.blueprints.check import check
from innesto.blueprints.facts import Facts
from innesto.blueprints.finding import Finding
from innesto.blueprints.judging.plannable import is_about_plan
from innesto.blueprints.loading import BrokenBlueprint, load
from innesto.blueprints.problem import describe_problem
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.rule import Strength
from innesto.blueprints.words import describe, describe_thing
from innesto.planning.interchange import read_problem, result_to_json
from innesto.planning.plan import Limits as PlannerLimits
from innesto.planning.plan import Progress
from innesto.planning.reading import NotAProblem
from innesto.planning.solve import solve
from innesto.rounds.given.days import Days, NoStart
from innesto.rounds.letters.plain import to_plain
from innesto.rounds.letters.proposal import PlannedExchange, Proposal
from innesto.rounds.letters.request import Limits, Request
from innesto.rounds.round import plan_round
from innesto.rounds.terminal.partners import NotAList, read_partners
from innesto.rounds.terminal.printing import Page
from innesto.rounds.words import gettext as _
from innesto.rounds.words import in_language, joined, listed, ngettext, of_text

DONE, BROKEN_RULES, WRONG_INPUT, NO_PLAN = 0, 1, 2, 4
MOST_ALONE = 2
"""Things that break one rule and are each told with their numbers; more are only named."""

type Say = Callable[[str], None]
type Holidays = Mapping[str, tuple[datetime.date, ...]]


class Unreadable(Exception):
    """A file of the command line cannot be used; the lines say why."""

    def __init__(self, *lines: str) -> None:
        super().__init__(lines[0])
        self.lines = lines


# innesto check


def check_partners(
    blueprint: str, partners: str, *, say: Say, language: str = "it", as_json: bool = False
) -> int:
    """Say which of a blueprint's rules a list of partners breaks.

    Rules that only a plan can keep or break are left out: nothing has been planned yet.
    """
    try:
        text, facts = _blueprint_text(blueprint, language), _facts(partners, language)
        found, left_out = _findings(_loaded(text, language), facts)
    except Unreadable as unreadable:
        return _refuse(unreadable, say)
    hard = [finding for finding in found if finding.is_hard]
    if as_json:
        say(json.dumps([_as_data(it, load(text), language) for it in found], ensure_ascii=False))
    else:
        _print_findings(load(text), facts, found, left_out, Page(say, language))
    return BROKEN_RULES if hard else DONE


def _findings(blueprint: Blueprint, facts: Facts) -> tuple[list[Finding], int]:
    try:
        on = Days(blueprint, facts).begins
    except NoStart:
        on = datetime.date(1, 1, 1)
    later = {rule.key for rule in blueprint.rules if is_about_plan(rule)}
    found = check(blueprint, facts, on=on)
    kept = [it for it in found if it.rule not in later or it.kind in ("impossible", "sources")]
    return kept, len(later)


def _as_data(finding: Finding, blueprint: Blueprint, language: str) -> dict[str, object]:
    sentence = describe(finding, blueprint, language)
    plain: dict[str, object] = to_plain(finding)
    return plain | {"words": sentence._asdict()}


def _print_findings(
    blueprint: Blueprint, facts: Facts, found: Sequence[Finding], left_out: int, page: Page
) -> None:
    count = len(facts.organisations)
    page.title(of_text(blueprint.name), ngettext("{number} partner", "{number} partners", count))
    headings = {
        Strength.HARD: _("Rules that are broken"),
        Strength.SOFT: _("Worth a look"),
        Strength.HINT: _("Questions the sources leave open"),
    }
    for strength, heading in headings.items():
        items = [finding for finding in found if finding.strength is strength]
        if items:
            page.heading(heading, len(items))
        for rule in dict.fromkeys(finding.rule or finding.key for finding in items):
            same = [finding for finding in items if rule in (finding.rule, finding.key)]
            _print_same(blueprint, same, page)
    if not any(finding.is_hard for finding in found):
        page.paragraph(_("No rule is broken."))
    if left_out:
        page.paragraph(
            ngettext(
                "{number} rule is about exchanges: «innesto plan» keeps it.",
                "{number} rules are about exchanges: «innesto plan» keeps them.",
                left_out,
            )
        )


def _print_same(blueprint: Blueprint, same: Sequence[Finding], page: Page) -> None:
    """Print what breaks one rule: each thing with its numbers, or many by their names."""
    rule = blueprint.rule(same[0].rule)
    if rule is not None and len(same) > MOST_ALONE:
        names = listed(
            describe_thing(finding.subject, blueprint, page.language) for finding in same
        )
        page.item(joined(of_text(rule.label), str(len(same)), by=" – "), names, "")
        return
    for finding in same:
        sentence = describe(finding, blueprint, page.language)
        page.item(sentence.title, sentence.detail, sentence.mend)


# innesto plan


def plan_partners(
    blueprint: str,
    partners: str,
    *,
    say: Say,
    language: str = "it",
    seconds: float = 30.0,
    seed: int = 0,
    as_json: str = "",
    holidays: Holidays | None = None,
    tell: Callable[[Progress], bool | None] | None = None,
) -> int:
    """Plan the exchanges of a blueprint for a list of partners, and print the plan.

    The file ``as_json`` holds no times, so that the same question gives the same bytes.
    """
    try:
        text, facts = _blueprint_text(blueprint, language), _facts(partners, language)
        _loaded(text, language)
    except Unreadable as unreadable:
        return _refuse(unreadable, say)
    request = Request(
        blueprint=text,
        facts=facts,
        calendar=holidays or {},
        limits=Limits(seconds=seconds, seed=seed),
    )
    proposal = plan_round(request, tell)
    if not holidays:
        note = _("Public holidays are not known here: check the dates against them.")
        proposal = replace(proposal, notes=(*proposal.notes, note))
    if as_json:
        written = proposal.timeless().to_json(indent=2) + "\n"
        Path(as_json).write_text(written, "utf-8")
    names = {one.key: one.name for one in facts.organisations}
    page = Page(say, language)
    page.title(of_text(load(text).name), _("plan of the exchanges"))
    print_proposal(proposal, load(text), names, page)
    return DONE if proposal.has_plan else NO_PLAN


def print_proposal(
    proposal: Proposal, blueprint: Blueprint, names: Mapping[str, str], page: Page
) -> None:
    """Print a proposal for people."""
    page.paragraph(_verdict(proposal))
    for refusal in proposal.refusals:
        page.item("", refusal.words, refusal.mend or "")
    for rule in proposal.conflict:
        page.item("", rule.words, "")
    if proposal.mends:
        page.heading(_("What would mend it"), len(proposal.mends))
    for mend in proposal.mends:
        page.item("", mend.words, "")
    if proposal.pairs:
        page.heading(_("Pairs"), len(proposal.pairs))
        page.table(
            [
                [
                    pair.strand,
                    " – ".join(names.get(key, key) for key in pair.members),
                    str(pair.score),
                ]
                for pair in proposal.pairs
            ]
        )
    for odd in proposal.odd_ones:
        page.paragraph(odd.words)
    alike = Counter((one.format, one.scope) for one in proposal.exchanges)
    if proposal.exchanges:
        page.heading(_("Exchanges"), len(proposal.exchanges))
        page.table(
            [
                [
                    one.starts_on.isoformat(),
                    _half_days(one.half_days, page.language),
                    _label(
                        one,
                        str(one.number) if alike[one.format, one.scope] > 1 else "",
                        blueprint,
                        page.language,
                    ),
                    names.get(one.host, one.host) or "–",
                    str(len(one.guests) + len(one.optional_guests)),
                ]
                for one in proposal.exchanges
            ],
            [_("from"), _("lasts"), _("exchange"), _("host"), _("guests")],
        )
    if proposal.notes:
        page.heading(_("To know"), len(proposal.notes))
    for note in proposal.notes:
        page.item("", note, "")


def _half_days(half_days: int, language: str) -> str:
    whole, half = divmod(half_days, 2)
    days = f"{whole or ''}{'½' if half else ''}"
    return in_language(_("{days} d", days=days), language)


def _label(one: PlannedExchange, number: str, blueprint: Blueprint, language: str) -> str:
    """Name an exchange briefly: its format, or its leg, with its place, and its number if any."""
    item = blueprint.format(one.format)
    if item is None:
        return one.key
    for leg in item.legs:
        if leg.key == one.leg:
            return f"{item.label.read(language)}: {leg.label.read(language)}"
    return " ".join(part for part in (item.label.read(language), one.scope, number) if part)


def _verdict(proposal: Proposal) -> Mapping[str, str]:
    values: dict[str, int | Decimal] = {
        "objective": proposal.objective or 0,
        "bound": proposal.bound or 0,
        "seconds": Decimal(f"{proposal.seconds:.1f}"),
        "gap": Decimal(f"{100 * (proposal.gap or 0):.2f}"),
        "kept": proposal.rules_kept,
        "total": proposal.rules_total,
    }
    match proposal.status:
        case "optimal":
            return _(
                "Proven: no plan is better. {objective} points in {seconds} s;"
                " {kept} of {total} rules kept.",
                **values,
            )
        case "feasible":
            return _(
                "A plan of {objective} points; none has fewer than {bound} ({gap} %)."
                " {seconds} s; {kept} of {total} rules kept.",
                **values,
            )
        case "infeasible":
            return _("There is no plan. These rules contradict each other:")
        case "refused":
            return _("Counting alone shows that this cannot be planned:")
        case _:
            return _("No plan was found in {seconds} s, nor a proof that there is none.", **values)


# innesto plan --problem


def plan_problem(
    problem: str,
    *,
    say: Say,
    language: str = "it",
    seconds: float = 30.0,
    seed: int = 0,
    as_json: str = "",
    tell: Callable[[Progress], bool | None] | None = None,
) -> int:
    """Solve a problem in the planner's own interchange format."""
    try:
        question = read_problem(Path(problem))
    except (OSError, NotAProblem, ValueError) as error:
        return _refuse(Unreadable(f"{problem}: {error}"), say)
    result = solve(question, PlannerLimits(seconds=seconds, seed=seed), tell)
    if as_json:
        written = json.dumps(result_to_json(result), sort_keys=True) + "\n"
        Path(as_json).write_text(written, "utf-8")
    gap = "" if result.gap is None else f", {100 * result.gap:.2f} %"
    say(f"{result.status}: {result.objective} / {result.bound}{gap}, {result.seconds:.1f} s")
    if result.explanation is not None:
        say(result.explanation.words)
    return DONE if result.plan is not None else NO_PLAN


# Files


def _refuse(unreadable: Unreadable, say: Say) -> int:
    for line in unreadable.lines:
        say(line)
    return WRONG_INPUT


def _blueprint_text(name: str, language: str) -> str:
    """Return the text of a file or, without such a file, of a blueprint that we ship."""
    path = Path(name)
    if not path.exists():
        path = Path(__file__).parents[2] / "blueprints" / "library" / f"{name}.yaml"
    try:
        return path.read_text("utf-8-sig")
    except OSError:
        raise Unreadable(in_language(_("{name}: no such file.", name=name), language)) from None
    except UnicodeDecodeError:
        words = _("{name}: a blueprint is text in UTF-8.", name=name)
        raise Unreadable(in_language(words, language)) from None


def _loaded(text: str, language: str) -> Blueprint:
    try:
        return load(text)
    except BrokenBlueprint as broken:
        raise Unreadable(*(describe_problem(it, language) for it in broken.problems)) from broken


def _facts(name: str, language: str) -> Facts:
    try:
        return read_partners(Path(name))
    except OSError:
        raise Unreadable(in_language(_("{name}: no such file.", name=name), language)) from None
    except NotAList as wrong:
        lines = [
            in_language(_("Row {row}: {words}", row=it.row, words=it.words), language)
            for it in wrong.problems
        ]
        raise Unreadable(*lines) from wrong

"""Everything that can be questioned in a programme, by id, and what it says in plain words.

Besides the rules of the programme there are those that follow from its data: ``window:E``,
``hosts:E``, ``must:E:O``, ``size:E``, ``invited:E``, ``closed:O``, ``holidays:CC``, ``weekend``
and ``blackout``. Only the standard library is imported: the web process may use this module.
"""

import gettext
from collections.abc import Callable, Iterable
from pathlib import Path

from innesto.planning.problem import (
    AnyRule,
    AttendCount,
    Budget,
    Event,
    Gap,
    GroupAttendance,
    HostCount,
    MaxParallel,
    Organisation,
    Pin,
    Precede,
    ProgrammeProblem,
    Representation,
    Window,
    events_named_by,
)

LOCALE = Path(__file__).parent / "locale"
SHOWN = 6
"""Names that are written out before the rest is only counted."""


def rule_ids(problem: ProgrammeProblem) -> list[str]:
    """List every rule that can be questioned, those of the programme first."""
    found = [rule.id for rule in problem.rules]
    for event in problem.events:
        found += [f"window:{event.id}", f"hosts:{event.id}"]
        if event.min_att is not None or event.max_att is not None:
            found.append(f"size:{event.id}")
        found += [f"must:{event.id}:{org}" for org in event.must]
        found.append(f"invited:{event.id}")
    calendar = problem.calendar
    involved = {org for event in problem.events for org in event.possible}
    people = [org for org in problem.orgs if org.id in involved]
    found += [f"closed:{org.id}" for org in people if org.closed]
    countries = {org.country for org in people}
    found += [f"holidays:{code}" for code in sorted(countries & set(calendar.closed_country))]
    if calendar.closed_weekdays:
        found.append("weekend")
    if calendar.closed_global:
        found.append("blackout")
    return found


def events_of(problem: ProgrammeProblem, rule_id: str) -> frozenset[str]:
    """List the events that a rule speaks of by name; general rules speak of none."""
    for rule in problem.rules:
        if rule.id == rule_id:
            return frozenset(events_named_by(rule))
    kind, _, rest = rule_id.partition(":")
    if kind == "must":
        return frozenset([rest.rpartition(":")[0]])
    return frozenset([rest]) if kind in ("window", "hosts", "size", "invited") else frozenset()


def say_rules(problem: ProgrammeProblem, rules: Iterable[str], language: str = "en") -> str:
    """Say that rules contradict each other, one line for each."""
    _ = translator(language)
    lines = [f"– {say_rule(problem, rule, language)}" for rule in rules]
    return "\n".join([_("These cannot all hold together:"), *lines])


def say_rule(problem: ProgrammeProblem, rule_id: str, language: str = "en") -> str:
    """Say one rule in plain words with its numbers."""
    _ = translator(language)
    speaker = _Speaker(problem, _)
    for rule in problem.rules:
        if rule.id == rule_id:
            return rule.text or speaker.rule(rule)
    kind, _sep, rest = rule_id.partition(":")
    if kind in ("window", "hosts", "size", "invited"):
        return speaker.event(kind, speaker.events[rest])
    if kind == "must":
        event, _sep, org = rest.rpartition(":")
        return _("%(org)s takes part in %(event)s.") % {
            "org": speaker.org(int(org)),
            "event": event,
        }
    if kind == "closed":
        return speaker.closures(speaker.orgs[int(rest)])
    if kind == "holidays":
        return _("Nobody from %(country)s meets on its public holidays.") % {"country": rest}
    if kind == "weekend":
        return _("Nothing is held on the closed days of the week.")
    return _("Nothing is held during the common pauses.")


def say_change(
    problem: ProgrammeProblem, rule_id: str, way: str, amount: int, language: str = "en"
) -> str:
    """Say how a rule would give way, and by how much."""
    _ = translator(language)
    said = {
        "without": _("Without this: %(rule)s"),
        "closer": _("%(amount)d free days fewer: %(rule)s"),
        "wider": _("%(amount)d days more at either end: %(rule)s"),
        "sooner": _("%(amount)d days sooner: %(rule)s"),
        "later": _("%(amount)d days later: %(rule)s"),
        "more": _("%(amount)d more: %(rule)s"),
        "fewer": _("%(amount)d fewer: %(rule)s"),
        "km": _("%(amount)d km more: %(rule)s"),
    }[way]
    return said % {"amount": amount, "rule": say_rule(problem, rule_id, language)}


def translator(language: str) -> Callable[[str], str]:
    """Find the words of a language; English ones where there are none."""
    return gettext.translation("django", LOCALE, [language], fallback=True).gettext


class _Speaker:
    """Says things about one problem in one language."""

    def __init__(self, problem: ProgrammeProblem, translate: Callable[[str], str]) -> None:
        self.problem = problem
        self.translate = translate
        self.orgs = {org.id: org for org in problem.orgs}
        self.events = {event.id: event for event in problem.events}

    def org(self, org: int) -> str:
        return self.orgs[org].name or str(org)

    def names(self, names: Iterable[str]) -> str:
        """List names, and only count those after the first few."""
        names = list(names)
        if len(names) <= SHOWN:
            return ", ".join(names)
        _ = self.translate
        more = _("and %(count)d more") % {"count": len(names) - SHOWN}
        return f"{', '.join(names[:SHOWN])} {more}"

    def day(self, day: int) -> str:
        return self.problem.calendar.date(day).isoformat()

    def event(self, kind: str, event: Event) -> str:
        _ = self.translate
        if kind == "window":
            said = _("%(event)s is held between %(first)s and %(last)s.")
            first, last = (self.day(day) for day in event.window)
            return said % {"event": event.id, "first": first, "last": last}
        if kind == "hosts":
            hosts = self.names(self.org(org) for org in event.hosts)
            return _("%(event)s is hosted by one of: %(hosts)s.") % {
                "event": event.id,
                "hosts": hosts,
            }
        if kind == "size":
            return self.range(
                _("%(event)s has %(range)s attendees."), event.min_att, event.max_att, event.id
            )
        return _("Only those invited attend %(event)s.") % {"event": event.id}

    def range(self, said: str, least: int | None, most: int | None, event: str) -> str:
        return said % {"event": event, "range": self.between(least, most)}

    def between(self, least: int | None, most: int | None) -> str:
        _ = self.translate
        if most is None:
            return _("at least %(least)d") % {"least": least or 0}
        if not least:
            return _("at most %(most)d") % {"most": most}
        return _("%(least)d to %(most)d") % {"least": least, "most": most}

    def closures(self, org: Organisation) -> str:
        _ = self.translate
        days = self.names(f"{self.day(a)} – {self.day(b)}" for a, b in org.closed)
        return _("%(org)s is closed: %(days)s.") % {"org": org.name or org.id, "days": days}

    def rule(self, rule: AnyRule) -> str:
        _ = self.translate
        match rule:
            case Gap():
                who = _("Everyone") if rule.org is None else self.org(rule.org)
                said = _("%(who)s has at least %(days)d free days between two meetings in person.")
                return said % {"who": who, "days": rule.days}
            case Precede():
                return self.order(rule)
            case Window():
                said = _("%(event)s is held between %(first)s and %(last)s.")
                first, last = self.day(rule.first), self.day(rule.last)
                return said % {"event": rule.event, "first": first, "last": last}
            case Pin():
                return _("%(event)s stays where it is.") % {"event": rule.event}
            case Budget():
                said = _("%(who)s travels at most %(km)d km.")
                return said % {"who": self.org(rule.org), "km": rule.max_km}
            case MaxParallel():
                said = _("At most %(most)d of these run on one day: %(events)s.")
                return said % {"most": rule.max, "events": self.names(rule.events)}
            case Representation():
                said = _(
                    "Whenever %(org)s takes part, %(range)s of these come for it: %(members)s."
                )
                members = self.names(self.org(org) for org in rule.members)
                days = self.between(rule.min, rule.max)
                return said % {"org": self.org(rule.org), "range": days, "members": members}
            case HostCount() | AttendCount() | GroupAttendance():
                return self.count(rule)

    def order(self, rule: Precede) -> str:
        _ = self.translate
        said = _("%(after)s comes %(range)s days after %(before)s.")
        days = self.between(rule.min_lag, rule.max_lag)
        return said % {"after": rule.after, "range": days, "before": rule.before}

    def count(self, rule: HostCount | AttendCount | GroupAttendance) -> str:
        _ = self.translate
        days = self.between(rule.min, rule.max)
        if isinstance(rule, HostCount):
            said = _("Each of %(orgs)s hosts %(range)s of: %(events)s.")
            orgs = self.names(self.org(org) for org in rule.orgs)
            return said % {"orgs": orgs, "range": days, "events": self.names(rule.events)}
        if isinstance(rule, AttendCount):
            said = _("%(org)s takes part in %(range)s of: %(events)s.")
            who = self.org(rule.org)
            return said % {"org": who, "range": days, "events": self.names(rule.events)}
        said = _("Of %(orgs)s, %(range)s take part in %(event)s.")
        orgs = self.names(self.org(org) for org in rule.orgs)
        return said % {"orgs": orgs, "range": days, "event": rule.event}

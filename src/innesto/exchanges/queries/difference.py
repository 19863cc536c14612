"""What a proposal changes of what is announced: what moves, why, and whom it concerns."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from innesto.exchanges.models import Exchange, Plan, PlanWish, Seat
from innesto.exchanges.queries.names import Names
from innesto.exchanges.queries.planning import (
    by_hand_keys,
    covered_scopes,
    exchanges_in_plans_words,
    partners_by_key,
)
from innesto.programmes.models import Partner, Programme
from innesto.rounds.letters.proposal import PlannedExchange, Proposal
from innesto.toolkit.dates import days as days_text


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that publishing would change; ``after`` is empty for what would be no more."""

    kind: str
    key: str
    title: str
    before: str
    after: str
    why: str
    concerns: frozenset[str]
    """Keys of the organisations that are told."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A proposal beside what is announced."""

    announced: int
    changes: Sequence[Change]
    told: Sequence[str]
    """Names of the organisations that hear of it."""
    fewest: int | None
    """So many announced exchanges must move at least: proved."""

    def _count(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.changes)

    @property
    def moved(self) -> int:
        """Announced exchanges that get another date."""
        return self._count("date")

    @property
    def rehosted(self) -> int:
        """Announced exchanges that get another host."""
        return self._count("host")

    @property
    def is_least(self) -> bool:
        """No permitted plan moves fewer, and that is proved."""
        return self.fewest is not None and self.moved <= self.fewest


def difference_of(plan: Plan, proposal: Proposal, names: Names) -> Difference | None:
    """Compare a proposal with what is announced; None when nothing is, or it is published."""
    if plan.state == Plan.State.PUBLISHED or not proposal.has_plan:
        return None
    covered = covered_scopes(plan)
    by_hand = by_hand_keys(plan.programme)
    standing = {
        exchange.key: exchange
        for exchange, state in exchanges_in_plans_words(plan.programme)
        if state != Exchange.State.HELD
        and exchange.key not in by_hand
        and (not plan.scope or exchange.scope in covered)
    }
    if not standing:
        return None
    changes = list(_Comparing(plan, names).all(standing, proposal))
    told = frozenset[str]().union(*(change.concerns for change in changes))
    return Difference(
        announced=len(standing),
        changes=changes,
        told=sorted(map(names.organisation, told)),
        fewest=proposal.fewest_moved,
    )


def moved_keys(difference: Difference | None) -> Collection[str]:
    """Return the keys of the exchanges that get another date."""
    if difference is None:
        return ()
    return {change.key for change in difference.changes if change.kind == "date"}


class _Comparing:
    """Finds the changes, and for each the reason that people gave."""

    def __init__(self, plan: Plan, names: Names) -> None:
        self.programme: Programme = plan.programme
        self.names = names

    def all(self, standing: Mapping[str, PlannedExchange], proposal: Proposal) -> Iterator[Change]:
        """Yield what changes, exchange by exchange in order of time."""
        by_hand = by_hand_keys(self.programme)
        planned = {one.key: one for one in proposal.exchanges if one.key not in by_hand}
        for key, old in standing.items():
            if key in planned:
                yield from self._one(old, planned[key])
            else:
                yield self._change("ended", old, _days(old), "", "", _everyone(old))
        for key, new in planned.items():
            if key not in standing and not self._was_held(key):
                yield self._change("new", new, "", _days(new), "", _everyone(new))

    def _one(self, old: PlannedExchange, new: PlannedExchange) -> Iterator[Change]:
        everyone = _everyone(old) | _everyone(new)
        if (old.starts_on, old.half) != (new.starts_on, new.half):
            why = self._wish(old, "forbid_date", "pin_date") or self._adapts(old)
            yield self._change("date", old, _days(old), _days(new), why, everyone)
        if old.host != new.host:
            before, after = map(self.names.organisation, (old.host, new.host))
            why = (
                self._gone(old.host)
                or self.declined.get((old.key, old.host), "")
                or self._wish(old, "forbid_host", "pin_host")
                or self._adapts(old)
            )
            yield self._change("host", old, before, after, why, everyone)
        if old.mode != new.mode:
            before, after = (str(Exchange.Mode(one.mode).label) for one in (old, new))
            yield self._change("mode", old, before, after, self._wish(old, "hold_online"), everyone)
        yield from self._guests(old, new)

    def _guests(self, old: PlannedExchange, new: PlannedExchange) -> Iterator[Change]:
        for key in sorted(_everyone(old) - _everyone(new) - {old.host}):
            why = self._gone(key) or self._wish(old, "forbid_guest")
            name = self.names.organisation(key)
            yield self._change("left", old, name, _("does not come"), why, frozenset({key}))
        for key in sorted(_everyone(new) - _everyone(old) - {new.host}):
            if (old.key, key) in self.declined:
                name, why = self.names.organisation(key), self.declined[old.key, key]
                after = _("%(name)s stays invited") % {"name": name}
                yield self._change(
                    "declined", old, pgettext("seat", "declined"), after, why, frozenset()
                )
                continue
            after = _("%(name)s comes too") % {"name": self.names.organisation(key)}
            yield self._change("joined", old, "", after, "", frozenset({key}))

    def _change(
        self,
        kind: str,
        exchange: PlannedExchange,
        before: str,
        after: str,
        why: str,
        concerns: frozenset[str],
    ) -> Change:
        title = self.names.title(exchange)
        where = self.names.scope(exchange.scope)
        return Change(
            kind=kind,
            key=exchange.key,
            title=f"{title}, {where}" if where else title,
            before=before,
            after=after,
            why=why,
            concerns=concerns & self.present,
        )

    # Why

    def _gone(self, key: str) -> str:
        if not key or key in self.present:
            return ""
        words = _("%(name)s has withdrawn.") % {"name": self.names.organisation(key)}
        return f"{words} {self.withdrawn.get(key, '')}".strip()

    def _wish(self, exchange: PlannedExchange, *kinds: str) -> str:
        for wish in self.wishes:
            if wish.exchange_key == exchange.key and wish.kind in kinds:
                by = _("%(name)s asked for it.") % {"name": wish.by} if wish.by else ""
                return f"{by} {wish.reason}".strip()
        return ""

    def _adapts(self, old: PlannedExchange) -> str:
        unable = [key for key in sorted(_everyone(old)) if (old.key, key) in self.declined]
        if unable:
            return self.declined[old.key, unable[0]]
        return _("It makes room for the other changes.")

    def _was_held(self, key: str) -> bool:
        return key in self.held

    @cached_property
    def wishes(self) -> Sequence[PlanWish]:
        return list(self.programme.wishes.select_related("by").order_by("-at", "-pk"))

    @cached_property
    def held(self) -> frozenset[str]:
        held = self.programme.exchanges.filter(state=Exchange.State.HELD)
        return frozenset(held.values_list("key", flat=True))

    @cached_property
    def present(self) -> frozenset[str]:
        return frozenset(partners_by_key(self.programme))

    @cached_property
    def withdrawn(self) -> Mapping[str, str]:
        gone = Partner.objects.filter(programme=self.programme).exclude(left_on=None)
        return dict(gone.values_list("organisation__slug", "reason"))

    @cached_property
    def declined(self) -> Mapping[tuple[str, str], str]:
        seats = Seat.objects.filter(
            exchange__programme=self.programme, answer=Seat.Answer.DECLINED
        ).values_list("exchange__key", "partner__organisation__slug", "reason")
        return {
            (key, slug): _("%(name)s cannot: %(reason)s")
            % {"name": self.names.organisation(slug), "reason": reason}
            for key, slug, reason in seats
        }


def _everyone(exchange: PlannedExchange) -> frozenset[str]:
    return frozenset({exchange.host, *exchange.guests, *exchange.optional_guests} - {""})


def _days(exchange: PlannedExchange) -> str:
    return days_text(exchange.starts_on, exchange.ends_on)

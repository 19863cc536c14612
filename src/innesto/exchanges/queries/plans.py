"""Plans and wishes as lists, and how far the planner is."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from innesto.exchanges.models import Plan, PlanWish
from innesto.exchanges.queries.names import Names, names_in
from innesto.programmes.models import Programme
from innesto.programmes.queries.labels import reader_language
from innesto.toolkit.dates import day, days


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan with the name of what it plans."""

    plan: Plan
    scope: str


@dataclass(frozen=True, slots=True)
class WishLine:
    """A wish in words."""

    wish: PlanWish
    words: str


@dataclass(frozen=True, slots=True)
class Work:
    """How far the planner is; ``percent`` is None while nothing is proved."""

    label: str
    percent: int | None


def plan_list(programme: Programme) -> Sequence[PlanLine]:
    """Return the plans of a programme, newest first."""
    names = names_in(programme)
    plans = programme.plans.defer("proposal").select_related("programme", "asked_by")
    return [PlanLine(plan, names.scope(plan.scope)) for plan in plans]


MOST_SIBLINGS = 5
"""Earlier and later versions that are offered for comparison."""


def siblings_of(plan: Plan) -> Sequence[Plan]:
    """Return other versions of the same plan that have an answer, the one tried from first."""
    others = (
        plan.programme.plans.filter(scope=plan.scope)
        .exclude(pk=plan.pk)
        .filter(proposal__isnull=False)
        .defer("proposal")
        .select_related("programme")
        .order_by("-number")
    )
    return sorted(others[:MOST_SIBLINGS], key=lambda other: other.pk != plan.tried_from_id)


def plan_heading(plan: Plan) -> str:
    """Return what a plan is called on its page."""
    where = names_in(plan.programme).scope(plan.scope)
    return _("Plan for %(where)s") % {"where": where or plan.programme.name}


def wish_list(programme: Programme) -> Sequence[WishLine]:
    """Return what was fixed or forbidden, in words."""
    names = names_in(programme)
    return [
        WishLine(wish, wish_words(wish, names)) for wish in programme.wishes.select_related("by")
    ]


def wish_words(wish: PlanWish, names: Names) -> str:
    """Say one wish."""
    value = names.organisation(wish.value)
    if wish.kind in {"pin_date", "forbid_date"}:
        value = day(datetime.date.fromisoformat(wish.value))
    if wish.kind == "open_days":
        return _opened(wish, names)
    if wish.kind == "waive_rule":
        return _waived(wish, names)
    sentences = {
        "pin_host": _("%(exchange)s: %(value)s hosts"),
        "forbid_host": _("%(exchange)s: %(value)s does not host"),
        "pin_date": _("%(exchange)s: on %(value)s"),
        "forbid_date": _("%(exchange)s: not on %(value)s"),
        "pin_guest": _("%(exchange)s: with %(value)s"),
        "forbid_guest": _("%(exchange)s: without %(value)s"),
        "one_more_host": _("%(exchange)s: %(value)s could host too"),
        "hold_online": _("%(exchange)s: online"),
        "excuse_guest": _("%(exchange)s: %(value)s may stay away"),
        "stretch_days": _("%(exchange)s: up to %(value)s days sooner or later"),
        "let_move": _("%(exchange)s: it may move"),
        "pin_pair": _("%(value)s together with %(other)s"),
        "forbid_pair": _("%(value)s not with %(other)s"),
    }
    return sentences[wish.kind] % {
        "exchange": names.exchange(wish.exchange_key),
        "value": value,
        "other": names.organisation(wish.pair_with),
    }


def _opened(wish: PlanWish, names: Names) -> str:
    """Say which closed days are open, for everybody or for one partner."""
    first, last = map(datetime.date.fromisoformat, wish.value.split("/"))
    opened = days(first, last)
    if not wish.exchange_key:
        return _("%(days)s: open, although closed") % {"days": opened}
    name = names.organisation(wish.exchange_key)
    return _("%(name)s can on %(days)s after all") % {"name": name, "days": opened}


def _waived(wish: PlanWish, names: Names) -> str:
    """Say for whom a rule does not hold."""
    rule = names.blueprint.rule(wish.value)
    label = rule.label.read(reader_language()) if rule else wish.value
    key = wish.exchange_key
    where = names.organisation(key)
    if where == key:
        where = names.exchange(key) if "." in key else names.scope(key)
    return _("exception for %(where)s: «%(rule)s»") % {
        "where": where or _("the whole programme"),
        "rule": label,
    }


def plan_progress(plan: Plan) -> Work:
    """Return how far the planner is with a plan."""
    bound, objective = plan.progress.get("bound"), plan.progress.get("objective")
    if plan.state == Plan.State.WAITING:
        return Work(_("Waiting for the planner"), None)
    if objective is None:
        return Work(_("Looking for a first plan"), None)
    if not bound:
        return Work(_("A first plan is there; looking for a better one"), None)
    gap = abs(objective - bound) / max(1, abs(objective))
    words = _("The best plan so far is at most %(gap)s %% from the best possible")
    return Work(words % {"gap": number_format(round(100 * gap, 1), 1)}, round(100 * (1 - gap)))

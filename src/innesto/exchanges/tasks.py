"""What happens after the commit: the solver run, and telling people what concerns them."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Plan
from innesto.exchanges.planner import PlannerBroke, ask_planner
from innesto.exchanges.queries.people import people_of, seated_partners
from innesto.exchanges.queries.planning import planning_request
from innesto.journal.actions import record
from innesto.notifications.actions import notify
from innesto.programmes.models import Partner
from innesto.toolkit.dates import days

KINDS = {"shifted": "exchange_moved"}
"""What is told as another kind: people choose their mail by few kinds."""

log = logging.getLogger(__name__)


@task
def solve_plan(plan_id: int) -> None:
    """Run the planner for a plan, with progress, and keep what it answers.

    May be started again after a worker was killed: a plan that is still unfinished is planned
    anew, a finished one is left alone.
    """
    started = Plan.objects.unfinished().filter(pk=plan_id).update(state=Plan.State.RUNNING)
    if not started:
        return
    plan = Plan.objects.select_related("programme", "programme__call").get(pk=plan_id)
    answer: dict[str, Any] = {}
    try:
        for message in ask_planner(
            planning_request(plan), should_stop=lambda: _stop_asked(plan_id)
        ):
            if "progress" in message:
                Plan.objects.filter(pk=plan_id).update(progress=message["progress"])
            else:
                answer = message
    except PlannerBroke as broke:
        log.exception("plan %s", plan_id)
        _finish(plan, Plan.State.FAILED, problem=str(broke))
    else:
        _finish(plan, Plan.State.READY, proposal=answer.get("proposal"))


def _stop_asked(plan_id: int) -> bool:
    return Plan.objects.filter(pk=plan_id, stop_asked=True).exists()


@transaction.atomic
def _finish(plan: Plan, state: Plan.State, **answer: Any) -> None:
    plan = Plan.objects.select_for_update().select_related("programme").get(pk=plan.pk)
    stopped = plan.stop_asked and state == Plan.State.READY
    plan.state = Plan.State.STOPPED if stopped else state
    plan.finished_at = timezone.now()
    for name, value in answer.items():
        setattr(plan, name, value)
    plan.save(update_fields=["state", "finished_at", *answer])
    record(f"plan_{plan.state}", plan, by=None, within=plan.programme)


@task
def announce_changes(plan_id: int, changes: Mapping[str, Sequence[Any]]) -> None:
    """Tell the people of each partner what is new, moved or called off for it, once.

    Who comes to an exchange that stays as it is, or need not come any more, hears of it alone.
    """
    for kind in ("created", "moved", "ended"):
        for exchange in _in_order(changes[kind]):
            _tell(kind, exchange, seated_partners(exchange))
    some = {"created": "joined", "left": "left", "moved": "regrouped"}
    for kind, seats in ((kind, changes[name]) for kind, name in some.items()):
        partners: defaultdict[int, list[int]] = defaultdict(list)
        for exchange_id, partner_id in seats:
            partners[exchange_id].append(partner_id)
        for exchange in _in_order(partners):
            _tell(kind, exchange, Partner.objects.present().filter(pk__in=partners[exchange.pk]))


@task
def tell_of_exchange(
    exchange_id: int, kind: str, reason: str = "", by_id: int | None = None
) -> None:
    """Tell everybody with a seat what happened to one exchange, and why; not who did it."""
    exchange = Exchange.objects.select_related("programme").get(pk=exchange_id)
    _tell(kind, exchange, seated_partners(exchange), reason=reason, by=_person(by_id))


@task
def tell_of_series(series_id: int, by_id: int | None = None) -> None:
    """Tell everybody with a seat of all the meetings of a series at once."""
    exchanges = Exchange.objects.filter(series=series_id).select_related("programme")
    first, *others = exchanges.order_by("starts_on", "pk")
    dates = ", ".join(days(one.starts_on, one.ends_on) for one in others)
    _tell(
        "created",
        first,
        seated_partners(first),
        reason=f"{dates}." if dates else "",
        by=_person(by_id),
    )


def _person(pk: int | None) -> User | None:
    return User.objects.filter(pk=pk).first() if pk else None


def _in_order(exchange_ids: Iterable[int]) -> QuerySet[Exchange]:
    exchanges = Exchange.objects.filter(pk__in=exchange_ids).select_related("programme")
    return exchanges.order_by("starts_on", "pk")


def _tell(
    kind: str,
    exchange: Exchange,
    partners: QuerySet[Partner],
    *,
    reason: str = "",
    by: User | None = None,
) -> None:
    notify(
        people_of(partners),
        kind=KINDS.get(kind, f"exchange_{kind}"),
        key=f"exchange_{kind}:{exchange.pk}:{exchange.revision}",
        title=partial(_title, kind, exchange),
        body=partial(_when, exchange, reason),
        url=exchange.get_absolute_url(),
        about=exchange,
        by=by,
    )


def _title(kind: str, exchange: Exchange) -> str:
    titles = {
        "created": _("%(exchange)s: do you take part?"),
        "moved": _("%(exchange)s has changed: does it still suit you?"),
        "shifted": _("%(exchange)s: same days, another hour or place"),
        "ended": _("%(exchange)s is called off"),
        "left": _("%(exchange)s: you need not come any more"),
    }
    return titles[kind] % {"exchange": exchange}


def _when(exchange: Exchange, reason: str) -> str:
    at = ", ".join(filter(None, (days(exchange.starts_on, exchange.ends_on), exchange.clock)))
    return " ".join(filter(None, (f"{exchange.programme}.", f"{at}.", reason)))

"""What happens after the commit and every night: forms before and after exchanges are asked for."""

import datetime
from contextlib import suppress

from django.tasks import task
from django.utils import timezone, translation
from django.utils.translation import gettext

from innesto.blueprints.schema.templates import Template
from innesto.documents.actions import AlreadyAsked, NotOpen, ask_for_document, excuse_document
from innesto.documents.models import Document
from innesto.documents.queries.forms import ASKED_KINDS, template_of
from innesto.exchanges.models import Exchange, Seat
from innesto.lineage.queries.thread import ref_of
from innesto.programmes.models import Programme
from innesto.programmes.queries.facts import blueprint_of

AHEAD = datetime.timedelta(days=45)
"""So long before an exchange its forms are asked for."""
A_DAY = datetime.timedelta(days=1)
BEFORE = "before"


@task
def ask_after(exchange_id: int) -> None:
    """Ask each side of an exchange that was held for what its format wants to be written."""
    exchange = _exchange(exchange_id)
    if exchange and exchange.state == Exchange.State.HELD:
        for template in _templates(exchange, after=True):
            due = template.due.shift(exchange.ends_on) if template.due else None
            _ask(exchange, template, due)


@task
def ask_before() -> None:
    """Ask who takes part in exchanges to come for what their formats want beforehand."""
    today = timezone.localdate()
    coming = Exchange.objects.standing().filter(
        state__in=[Exchange.State.ANNOUNCED, Exchange.State.CONFIRMED],
        starts_on__gt=today,
        starts_on__lte=today + AHEAD,
        programme__state=Programme.State.RUNNING,
    )
    for pk in coming.order_by("starts_on", "pk").values_list("pk", flat=True):
        ask_before_one.call(pk)


@task
def ask_before_one(exchange_id: int) -> None:
    """Ask for the forms before one exchange, due before it begins; also when it moved."""
    exchange = _exchange(exchange_id)
    if exchange is None or not exchange.is_standing:
        return
    if exchange.starts_on > timezone.localdate() + AHEAD:
        return
    for template in _templates(exchange, after=False):
        first = exchange.starts_on
        due = template.due.shift(first, forward=False) if template.due else first - A_DAY
        _ask(exchange, template, due, occasion=BEFORE)


@task
def let_off(exchange_id: int) -> None:
    """Let everybody off what an exchange that was called off made them owe."""
    exchange = _exchange(exchange_id)
    if exchange is None or exchange.state != Exchange.State.CANCELLED:
        return
    language = next(iter(exchange.programme.names), "it")
    with translation.override(language):
        reason = gettext("The exchange was called off.")
    for document in Document.objects.about(*ref_of(exchange)).owed().order_by("pk"):
        with suppress(NotOpen):
            excuse_document(document, reason=reason, by=None)


def _exchange(exchange_id: int) -> Exchange | None:
    found = Exchange.objects.select_related("programme__call").filter(pk=exchange_id)
    return found.first()


def _templates(exchange: Exchange, *, after: bool) -> list[Template]:
    """Return the forms of its format, or of its leg, that are asked as documents."""
    format_ = blueprint_of(exchange.programme).format(exchange.format)
    if format_ is None:
        return []
    leg = next((one for one in format_.legs if one.key == exchange.leg), None)
    keys = list(format_.after if after else format_.before)
    if leg:
        keys += leg.after if after else leg.before
    found = (template_of(exchange.programme, key) for key in dict.fromkeys(keys))
    return [one for one in found if one and one.kind in ASKED_KINDS]


def _ask(
    exchange: Exchange, template: Template, due: datetime.date | None, *, occasion: str = ""
) -> None:
    seats = exchange.seats.exclude(answer=Seat.Answer.DECLINED).filter(partner__left_on=None)
    for seat in seats.select_related("partner__organisation").order_by("pk"):
        with suppress(AlreadyAsked):
            ask_for_document(
                exchange.programme,
                template.key,
                by=None,
                partner=seat.partner,
                work=exchange,
                about=exchange.key,
                occasion=occasion,
                due_on=due,
            )

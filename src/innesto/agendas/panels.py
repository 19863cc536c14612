"""What the page of an exchange says of its agenda.

Not a room: registered by ``apps`` with the pages of the floor below.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.agendas.models import Block, RoomQuestion
from innesto.exchanges.http import add_panel
from innesto.exchanges.models import Exchange
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import hours, weekday
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.panels import Panel

SHOWN = 6


def agenda(exchange: Exchange, _viewer: User | AnonymousUser) -> Panel | None:
    """Show the first sessions, and where the agenda is."""
    blocks = list(Block.objects.filter(exchange=exchange, is_break=False)[: SHOWN + 1])
    if not blocks:
        return None
    for block in blocks:
        block.exchange = exchange
    rows = [
        Row(
            block,
            block.get_absolute_url(),
            [
                weekday(block.on) if exchange.days > 1 else "",
                hours(block.begins, block.ends),
                block.place,
            ],
        )
        for block in blocks[:SHOWN]
    ]
    more = Link(_("The whole agenda"), address_of("agendas:programme", exchange.pk))
    return Panel(_("Agenda"), rows, more=more, instead_of="blocks")


def answers(exchange: Exchange, _viewer: User | AnonymousUser) -> Panel | None:
    """Show what was asked and answered."""
    answered = RoomQuestion.objects.filter(
        exchange=exchange, state=RoomQuestion.State.SHOWN, answered_at__isnull=False
    ).order_by("-votes", "asked_at", "pk")
    address = address_of("agendas:questions", exchange.pk)
    rows = [Row(one.text, f"{address}#d{one.pk}", text=one.answer) for one in answered[:3]]
    if not rows:
        return None
    return Panel(_("Asked and answered"), rows, more=Link(_("All questions"), address))


add_panel(agenda, column="main", position=20)
add_panel(answers, column="main", position=80)

"""What happens after the commit: speakers are told."""

from django.tasks import task
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.agendas.models import Speaker
from innesto.agendas.queries.speakers import speaking_at
from innesto.exchanges.models import Exchange
from innesto.notifications.actions import notify
from innesto.toolkit.dates import day


@task()
def tell_speaker(speaker_id: int, by: int | None) -> None:
    """Tell a person that they are named as a speaker: they can take themselves out."""
    found = Speaker.objects.select_related("person", "block__exchange__programme")
    speaker = found.filter(pk=speaker_id).exclude(person=None).first()
    if speaker is None or speaker.person is None:
        return
    block = speaker.block
    notify(
        [speaker.person],
        kind="speaker_named",
        key=f"speaker-{speaker.pk}",
        title=format_lazy(_("You are named as a speaker: {title}"), title=block),
        body=_("Look at day and hours. If you do not speak, take yourself out there."),
        url=block.get_absolute_url(),
        about=block.exchange,
        space=block.exchange.programme,
        by=User.objects.filter(pk=by).first() if by else None,
    )


@task()
def tell_speakers_of_change(exchange_id: int) -> None:
    """Tell whoever speaks that the exchange moved or was called off, once for each revision."""
    exchange = Exchange.objects.select_related("programme").filter(pk=exchange_id).first()
    if exchange is None:
        return
    off = exchange.state == Exchange.State.CANCELLED
    title = _("Called off: {title}") if off else _("{title} is now on {day}")
    notify(
        speaking_at(exchange),
        kind="session_moved",
        key=f"session-{exchange.pk}-{exchange.revision}",
        title=lambda: str(title).format(title=exchange, day=day(exchange.starts_on)),
        body="" if off else _("The hours of the agenda stay as they are."),
        url=exchange.get_absolute_url(),
        about=exchange,
        space=exchange.programme,
    )

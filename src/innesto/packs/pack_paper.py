"""A pack on paper: words and figures for the typesetter.

No room fits: it reads no tables and decides nothing; the view hands it out.
"""

from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from innesto.agendas.queries.programme import Day
from innesto.packs.queries import Pack
from innesto.programmes.queries.labels import reader_language
from innesto.toolkit.dates import days, hours, moment, weekday
from innesto.toolkit.paper.ask import printed

TEMPLATE = Path(__file__).parent / "paper" / "pack.typ"


def pack_pdf(pack: Pack, *, address: str) -> bytes:
    """Return the pack as a tagged PDF; ``address`` is the page of the exchange."""
    exchange, note = pack.exchange, pack.note
    texts = [
        (_("In an emergency"), note.emergency if note else ""),
        (_("Where"), " · ".join(filter(None, (exchange.venue, exchange.link)))),
        (_("How to get there"), pack.getting_there),
        (_("Where to stay"), pack.staying),
        (_("Questions to bring"), note.questions if note else ""),
    ]
    data = {
        "lang": reader_language(),
        "author": "Innesto",
        "title": str(exchange),
        "running": str(exchange.programme),
        "date": moment(timezone.now()),
        "page": _("page"),
        "source": address,
        "lead": " · ".join(
            filter(None, (days(exchange.starts_on, exchange.ends_on), exchange.clock))
        ),
        "texts": [{"title": title, "text": text} for title, text in texts if text],
        "programme": _("Programme of the days"),
        "days": [{"title": weekday(day.on), "rows": _rows(day)} for day in pack.days],
        "tables": [
            {
                "title": _("Who comes"),
                "rows": [[one.name, one.body, one.contact] for one in pack.people],
            },
            {
                "title": _("To read"),
                "rows": [
                    [one.title, one.session, _whole(one.url, address)] for one in pack.handouts
                ],
            },
        ],
        "notice": exchange.programme.notice,
    }
    return printed(TEMPLATE, data)


def _rows(day: Day) -> list[list[str]]:
    return [
        [
            hours(session.block.begins, session.block.ends),
            str(session.block),
            ", ".join(speaker.name for speaker in session.speakers),
            session.block.place,
        ]
        for stretch in day.stretches
        for session in stretch
    ]


def _whole(url: str, address: str) -> str:
    """Write an address of ours with the host of the page."""
    return "/".join(address.split("/")[:3]) + url if url.startswith("/") else url

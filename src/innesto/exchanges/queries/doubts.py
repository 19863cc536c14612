"""What speaks against the days of a meeting that somebody fixes by hand."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Seat, When
from innesto.exchanges.queries.planning import holidays_of, with_local_feasts
from innesto.programmes.models import Partner, Programme
from innesto.programmes.queries.facts import facts_of
from innesto.toolkit.dates import day

MOST_SHOWN = 8


def doubts_about(
    programme: Programme,
    whens: Sequence[When],
    partners: Collection[Partner],
    *,
    viewer: User,
) -> list[str]:
    """Name holidays, closed days and other meetings of who is asked: nobody is forbidden anything.

    Only of meetings that the viewer may see.
    """
    days = [on for when in whens for on in _days(when.starts_on, when.ends_on)]
    named = {partner.organisation.slug: str(partner.organisation) for partner in partners}
    found = [*_closed(programme, days, named), *_clashes(days, partners, viewer=viewer)]
    if len(found) > MOST_SHOWN:
        more = len(found) - MOST_SHOWN
        return [*found[:MOST_SHOWN], _("And %(count)d more days.") % {"count": more}]
    return found


def _closed(
    programme: Programme, days: Sequence[datetime.date], named: Mapping[str, str]
) -> Iterator[str]:
    facts = with_local_feasts(facts_of(programme))
    holidays = holidays_of(facts)
    for on in days:
        closed = sorted(
            named[one.key]
            for one in facts.organisations
            if one.key in named
            and (
                on in holidays.get(one.register_country or one.country, ())
                or any(span.first <= on <= span.last for span in one.closed)
            )
        )
        if closed:
            words = _("%(day)s is a holiday, or closed, for %(names)s.")
            yield words % {"day": day(on), "names": ", ".join(closed)}


def _clashes(
    days: Sequence[datetime.date], partners: Collection[Partner], *, viewer: User
) -> Iterator[str]:
    if not days:
        return
    seats = (
        Seat.objects.filter(
            partner__organisation__in=[partner.organisation_id for partner in partners],
            exchange__in=Exchange.objects.standing().visible_to(viewer).values("pk"),
            exchange__starts_on__lte=max(days),
            exchange__ends_on__gte=min(days),
        )
        .exclude(answer=Seat.Answer.DECLINED)
        .select_related("exchange", "partner__organisation")
        .order_by("exchange__starts_on", "exchange", "partner__organisation__name")
    )
    busy: defaultdict[Exchange, list[str]] = defaultdict(list)
    for seat in seats:
        busy[seat.exchange].append(str(seat.partner.organisation))
    for exchange, names in busy.items():
        if any(exchange.starts_on <= on <= exchange.ends_on for on in days):
            words = _("%(names)s: at «%(meeting)s» on %(day)s.")
            on = day(exchange.starts_on)
            yield words % {"names": ", ".join(names), "meeting": exchange, "day": on}


def _days(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    for number in range((last - first).days + 1):
        yield first + datetime.timedelta(days=number)

"""What the planner is asked, and what stands already in its words."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from django.db.models import Q
from django.utils import timezone

from innesto.blueprints.editing import with_numbers
from innesto.blueprints.facts import Days, Facts, Pair
from innesto.blueprints.schema.countable import Scope
from innesto.exchanges.models import Exchange, Plan, Seat
from innesto.exchanges.queries.names import names_in
from innesto.exchanges.queries.trial import change_of, wish_of
from innesto.places.models import Holiday
from innesto.programmes.models import Partner, Programme
from innesto.programmes.queries.facts import blueprint_of, facts_of
from innesto.rounds.letters.proposal import PlannedExchange
from innesto.rounds.letters.request import Limits, Reading, Request
from innesto.rounds.letters.wishes import Wish


def partners_by_key(programme: Programme) -> Mapping[str, Partner]:
    """Return the partners present by the key that facts give their organisation.

    A call speaks for the partners of its projects too; one in several projects counts once.
    """
    partners = (
        Partner.objects.present()
        .filter(Q(programme=programme) | Q(programme__call=programme))
        .select_related("organisation")
        .order_by("-programme__call", "-pk")
    )
    return {partner.organisation.slug: partner for partner in partners}


def covered_scopes(plan: Plan) -> Collection[str]:
    """Return the scopes of the exchanges that a plan of a part decides: its own and its pairs."""
    pairs = plan.programme.pairs.with_names().filter(strand=plan.scope)
    return {plan.scope, *(pair.scope for pair in pairs)}


def planning_request(plan: Plan) -> Request:
    """Return all that the planner may know to answer this plan.

    What was held or made by hand stays as it was. What was confirmed stays unless somebody wishes
    it otherwise; moving what is only announced costs points. A host that declined does not host.
    """
    programme = plan.programme
    standing = exchanges_in_plans_words(programme)
    held = {exchange.key for exchange, state in standing if state == Exchange.State.HELD}
    change = change_of(plan)
    wishes = change.of((*wishes_of(programme), *_refusals(programme)))
    wishes = [wish for wish in wishes if wish.exchange not in held]
    loose = {wish.exchange for wish in wishes}
    kept = {
        exchange.key
        for exchange, state in standing
        if state == Exchange.State.CONFIRMED and exchange.key not in loose
    }
    kept |= by_hand_keys(programme)
    known = replace(facts_of(programme), pairs=_agreed_pairs(programme, standing, held | kept))
    settled = tuple(exchange for exchange, _state in standing if exchange.key in held | kept)
    facts = with_free_meetings(with_local_feasts(known), programme, settled)
    return Request(
        blueprint=with_numbers(programme.blueprint, change.numbers),
        facts=facts,
        calendar=holidays_of(facts),
        reading=Reading(shapes=plan.reading.get("shapes", {}), hosts=plan.reading.get("hosts", {})),
        wishes=tuple(wishes),
        kept=settled,
        agreed=tuple(exchange for exchange, _state in standing if exchange.key not in held | kept),
        only=(plan.scope,) if plan.scope else (),
        earliest=_earliest(programme, asked_on=timezone.localdate(plan.asked_at)),
        limits=Limits(seconds=plan.seconds, seed=plan.seed),
    )


def _agreed_pairs(
    programme: Programme, standing: Sequence[tuple[PlannedExchange, str]], kept: Collection[str]
) -> tuple[Pair, ...]:
    """Return the pairs that stay together: an exchange of theirs was held or confirmed."""
    together = {exchange.scope for exchange, _state in standing if exchange.key in kept}
    return tuple(
        Pair(
            key=pair.scope,
            members=pair.keys,
            strand=pair.strand,
            state="agreed",
            themes=tuple(pair.themes),
        )
        for pair in programme.pairs.with_names()
        if pair.scope in together
    )


def _refusals(programme: Programme) -> Iterator[Wish]:
    """Say as wishes that hosts who declined do not host, with their reason."""
    seats = (
        Seat.objects.filter(part=Seat.Part.HOST, answer=Seat.Answer.DECLINED)
        .filter(exchange__in=programme.exchanges.standing())
        .select_related("exchange", "partner__organisation", "answered_by")
        .order_by("pk")
    )
    for seat in seats:
        yield Wish(
            kind="forbid_host",
            exchange=seat.exchange.key,
            value=seat.partner.organisation.slug,
            reason=seat.reason,
            by=str(seat.answered_by) if seat.answered_by else "",
            on=timezone.localdate(seat.answered_at) if seat.answered_at else None,
        )


NOTICE = datetime.timedelta(weeks=4)
"""Nobody is invited to something sooner; days that the blueprint itself names stand anyway."""


def _earliest(programme: Programme, *, asked_on: datetime.date) -> datetime.date | None:
    """Return the first day to plan in a programme that runs; one of the past is planned whole."""
    soonest = asked_on + NOTICE
    if programme.ends_on and programme.ends_on < soonest:
        return None
    if programme.starts_on and programme.starts_on > soonest:
        return None
    return soonest


def by_hand_keys(programme: Programme) -> set[str]:
    """Return the keys of what people fixed by hand: no plan moves it or calls it off."""
    made = programme.exchanges.standing().filter(is_by_hand=True)
    return set(made.values_list("key", flat=True))


def exchanges_in_plans_words(programme: Programme) -> Sequence[tuple[PlannedExchange, str]]:
    """Return the exchanges not called off as the planner writes them, each with its state.

    Of a free meeting the planner knows nothing.
    """
    exchanges = (
        programme.exchanges.standing()
        .exclude(format="")
        .prefetch_related("seats__partner__organisation")
        .order_by("starts_on", "pk")
    )
    return [(planned_exchange(exchange), exchange.state) for exchange in exchanges]


def planned_exchange(exchange: Exchange) -> PlannedExchange:
    """Return an exchange as the planner writes it; its seats should be prefetched."""
    host = ""
    must: list[str] = []
    may: list[str] = []
    for seat in exchange.seats.all():
        key = seat.partner.organisation.slug
        if seat.part == Seat.Part.HOST:
            host = key
        elif seat.answer != Seat.Answer.DECLINED:
            (may if seat.is_optional else must).append(key)
    return PlannedExchange(
        key=exchange.key,
        format=exchange.format,
        scope=exchange.scope,
        leg=exchange.leg,
        number=exchange.number,
        host=host,
        starts_on=exchange.starts_on,
        half=exchange.half,  # type: ignore[arg-type]  # TextChoices of the same words
        ends_on=exchange.ends_on,
        half_days=exchange.half_days,
        mode=exchange.mode,  # type: ignore[arg-type]
        guests=tuple(sorted(must)),
        optional_guests=tuple(sorted(may)),
    )


def wishes_of(programme: Programme) -> Sequence[Wish]:
    """Return the wishes of a programme as the planner reads them, with who made them and when."""
    return [
        replace(
            wish_of(wish),
            reason=wish.reason,
            by=str(wish.by) if wish.by else "",
            on=timezone.localdate(wish.at),
        )
        for wish in programme.wishes.select_related("by")
    ]


def holidays_of(facts: Facts) -> Mapping[str, tuple[datetime.date, ...]]:
    """Return the public holidays of every country that takes part."""
    countries = {o.register_country or o.country for o in facts.organisations}
    days: defaultdict[str, list[datetime.date]] = defaultdict(list)
    for country, day in (
        Holiday.objects.filter(country__in=countries, place=None)
        .order_by("country", "date")
        .values_list("country", "date")
    ):
        days[country].append(day)
    return {country: tuple(found) for country, found in days.items()}


def with_local_feasts(facts: Facts) -> Facts:
    """Return the facts with the feast of each town's patron saint among its closed days."""
    keys = [organisation.key for organisation in facts.organisations]
    feasts: defaultdict[str, list[Days]] = defaultdict(list)
    for key, day in (
        Holiday.objects.filter(place__organisations__slug__in=keys)
        .order_by("date", "pk")
        .values_list("place__organisations__slug", "date")
    ):
        feasts[key].append(Days(day, day))
    return replace(
        facts,
        organisations=tuple(
            replace(o, closed=(*o.closed, *feasts[o.key])) if o.key in feasts else o
            for o in facts.organisations
        ),
    )


def with_free_meetings(
    facts: Facts, programme: Programme, settled: Collection[PlannedExchange]
) -> Facts:
    """Return the facts with the days of free meetings among the closed days of who is there.

    The planner knows nothing else of these meetings. Where something that stays as it is stands
    on the same days already, nothing is closed: the question would have no answer.
    """
    seats = (
        Seat.objects.filter(
            exchange__in=programme.exchanges.standing().filter(format=""), is_optional=False
        )
        .exclude(answer=Seat.Answer.DECLINED)
        .order_by("exchange__starts_on", "pk")
        .values_list("partner__organisation__slug", "exchange__starts_on", "exchange__ends_on")
    )
    busy: defaultdict[str, list[Days]] = defaultdict(list)
    for key, first, last in seats:
        theirs = (one for one in settled if key == one.host or key in one.guests)
        if not any(one.starts_on <= last and first <= one.ends_on for one in theirs):
            busy[key].append(Days(first, last))
    return replace(
        facts,
        organisations=tuple(
            replace(o, closed=(*o.closed, *busy[o.key])) if o.key in busy else o
            for o in facts.organisations
        ),
    )


def programme_scopes(programme: Programme) -> Sequence[tuple[str, str]]:
    """Return the countries or strands that can be planned apart, each with its name."""
    blueprint = blueprint_of(programme)
    kinds = {format_.per for format_ in blueprint.formats}
    if Scope.COUNTRY in kinds:
        known = facts_of(programme).organisations
        scopes = sorted({o.country or o.register_country for o in known} - {""})
    elif kinds & {Scope.STRAND, Scope.PAIR} and blueprint.strands:
        scopes = [strand.key for strand in blueprint.strands.items]
    else:
        scopes = []
    names = names_in(programme)
    return [(scope, names.scope(scope)) for scope in scopes]


def announced_scopes(programme: Programme) -> Sequence[tuple[str, str]]:
    """Return the countries, strands and pairs in which something in person is still to come."""
    names = names_in(programme)
    scopes = (
        programme.exchanges.standing()
        .exclude(state=Exchange.State.HELD)
        .exclude(mode=Exchange.Mode.ONLINE)
        .order_by("scope")
        .values_list("scope", flat=True)
        .distinct()
    )
    return [(scope, names.scope(scope)) for scope in scopes if scope]

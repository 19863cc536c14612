"""The people of an exchange: names for who runs it, for others counts and where they stand."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.exchanges.http import exchange_or_404, exchange_page
from innesto.exchanges.models import Exchange
from innesto.places.queries import country_names
from innesto.registrations import rules
from innesto.registrations.models import FormQuestion, Opening, Registration
from innesto.registrations.queries.line import turn_of
from innesto.registrations.queries.openings import opening_of
from innesto.registrations.queries.people import (
    countries_at,
    counts_of,
    genders_at,
    needs_at,
    registration_of,
    registrations_at,
    to_decide_at,
)
from innesto.registrations.queries.places import room_of, waiting_list
from innesto.registrations.queries.suggesting import labels_at, partners_named_by
from innesto.registrations.queries.words import shares_in_words, warnings_of
from innesto.toolkit.drawing import drawn_state
from innesto.toolkit.http import require
from innesto.toolkit.tables import Column, Filter, Table

TAB = "registrations:people"
DRAWN = {
    "confirmed": "ok",
    "waiting": "warn",
    "registered": "warn",
    "nominated": "warn",
    "refused": "stop",
}
AT_FIRST = 20
"""Names of a list that the page shows beside the table."""

PEOPLE = Table[Registration](
    caption=gettext_lazy("People"),
    columns=[
        Column(
            "name",
            gettext_lazy("Name"),
            str,
            order=["name"],
            url=lambda one: one.get_absolute_url(),
        ),
        Column(
            "organisation",
            gettext_lazy("Organisation"),
            lambda one: one.organisation.name if one.organisation else one.body,
            order=["organisation__sought", "body"],
        ),
        Column("office", gettext_lazy("Office"), lambda one: str(one.office or "")),
        Column("part", gettext_lazy("Part"), lambda one: one.get_part_display(), order=["part"]),
        Column(
            "state",
            gettext_lazy("State"),
            lambda one: one.get_state_display(),
            order=["state"],
            shown=lambda one: drawn_state(
                DRAWN.get(one.state, "plain"),  # type: ignore[arg-type]
                one.get_state_display(),
            ),
        ),
        Column("changed", gettext_lazy("Since"), lambda one: one.changed_at, order=["changed_at"]),
    ],
    filters=[
        Filter(
            "state",
            gettext_lazy("State"),
            lambda: Registration.State.choices,
            lambda rows, chosen: rows.filter(state=chosen),
        )
    ],
    search=["name", "organisation__name", "body"],
    order="name",
    per_page=20,
)


@require_GET
@login_not_required
def people(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who comes, who waits, who must be decided about; for others counts, and their own state."""
    exchange = exchange_or_404(request, pk)
    opening = opening_of(exchange)
    user = request.user
    runs = isinstance(user, User) and rules.can_look_after(user, exchange)
    mine = registration_of(user, exchange)
    if runs and request.GET.get("file"):
        return PEOPLE.read(registrations_at(exchange), request.GET).as_file(_("people"))
    context = {
        "opening": opening,
        "counts": counts_of(exchange),
        "mine": mine,
        "is_open": opening is not None and _is_open(opening),
        "turn": turn_of(mine) if mine else None,
        "partners": partners_named_by(user, exchange) if isinstance(user, User) and opening else [],
        "runs": runs,
        **(_for_who_runs(request, exchange, opening) if runs else {}),
    }
    return exchange_page(
        request, "registrations/people.html", exchange, context, tab=TAB, parts=("results",)
    )


def _is_open(opening: Opening) -> bool:
    return opening.is_offered(timezone.localdate()) and opening.exchange.is_standing


def _for_who_runs(
    request: HttpRequest, exchange: Exchange, opening: Opening | None
) -> dict[str, object]:
    names = country_names()
    by_country = countries_at(exchange)
    context: dict[str, object] = {
        "people": PEOPLE.read(registrations_at(exchange), request.GET),
        "countries": [
            (names.get(code, code) or _("unknown"), come, may)
            for code, (come, may) in by_country.items()
        ],
        "genders": [
            (str(Registration.Gender(gender).label) if gender else _("not said"), count)
            for gender, count in genders_at(exchange).items()
        ],
        "reads_needs": isinstance(request.user, User)
        and rules.can_read_needs(request.user, exchange),
    }
    if opening is None:
        return context
    room = room_of(opening, on=timezone.localdate())
    line = waiting_list(opening, room)
    return context | {
        "room": room,
        "line": list(enumerate(line[:AT_FIRST], 1)),
        "more_in_line": len(line[AT_FIRST:]),
        "to_decide": to_decide_at(exchange)[:AT_FIRST],
        "warnings": warnings_of(exchange, room),
        "shares": shares_in_words(opening, labels_at(exchange)),
    }


@require_GET
def detail(request: SignedIn, pk: int, registration: int) -> HttpResponseBase:
    """Where one person stands, why, and what can be done about it."""
    exchange = exchange_or_404(request, pk)
    one = readable(request, registration)
    user = request.user
    runs = rules.can_look_after(user, exchange)
    questions = {q.key: q.label for q in _questions(exchange)}
    context = {
        "registration": one,
        "turn": turn_of(one),
        "runs": runs,
        "answers": [(questions[key], said) for key, said in one.answers.items() if key in questions]
        if runs or one.person_id == user.pk
        else [],
        "may_answer": one.is_invited and rules.can_answer_for(user, one),
        "may_withdraw": rules.can_withdraw(user, one),
        "may_substitute": one.is_live and rules.can_substitute(user, one),
        "is_mine": one.person_id == user.pk,
        "back": reverse(TAB, args=[exchange.pk]),
    }
    return exchange_page(request, "registrations/detail.html", exchange, context, tab=TAB)


def _questions(exchange: Exchange) -> list[FormQuestion]:
    opening = opening_of(exchange)
    return list(opening.questions.all()) if opening else []


def readable(request: HttpRequest, pk: int) -> Registration:
    """Return a registration if the person may read it, with all that its page shows."""
    seen = Registration.objects.visible_to(request.user).select_related(
        "exchange__programme__call", "organisation", "office", "person", "named_by", "partner"
    )
    return get_object_or_404(seen, pk=pk)


@require_GET
def needs(request: SignedIn, pk: int) -> HttpResponseBase:
    """What those who come need: for the host alone."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_read_needs(request.user, exchange))
    found = needs_at(exchange, viewer=request.user)
    context = {"needs": found, "back": reverse(TAB, args=[exchange.pk])}
    return exchange_page(request, "registrations/needs.html", exchange, context, tab=TAB)

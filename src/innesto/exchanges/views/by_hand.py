"""Meetings that people fix themselves: make one or a series, move one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from innesto.accounts.http import SignedIn
from innesto.exchanges.actions.making import make_exchange, make_series
from innesto.exchanges.actions.meetings import NotStanding
from innesto.exchanges.actions.moving import ChangedMeanwhile, NothingChanges, move_exchange
from innesto.exchanges.forms.by_hand import ChoiceForm, MakeForm, MoveForm, typed_when
from innesto.exchanges.http import form_page, run_exchange
from innesto.exchanges.queries.by_hand import (
    Proposed,
    formats_by_hand,
    proposed,
    scopes_by_hand,
    scopes_wanted,
)
from innesto.exchanges.views.access import planned_programme
from innesto.programmes.http import programme_page, way_back
from innesto.programmes.models import Programme
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, slug: str) -> HttpResponse:
    """Make a meeting or a series: first which format, then what its rules propose."""
    programme = planned_programme(request, slug)
    is_asked = request.method == "POST" or "formato" in request.GET
    choice = ChoiceForm(
        request.GET if is_asked else None,
        formats=formats_by_hand(programme),
        scopes=scopes_by_hand(programme),
        wanting=scopes_wanted(programme),
    )
    if not choice.is_valid():
        return _page(request, programme, {"choice": choice, "form": choice, "rules": None})
    chosen = choice.cleaned_data
    rules = proposed(programme, chosen["formato"], chosen.get("parte", ""))
    form = MakeForm(
        posted(request),
        programme=programme,
        proposed=rules,
        viewer=request.user,
        initial=_initial(rules),
    )
    if form.is_valid():
        return _make(request, programme, form)
    return _page(request, programme, {"choice": choice, "form": form, "rules": rules})


def _initial(rules: Proposed) -> dict[str, object]:
    length = rules.length
    unit = length.unit if length.unit in {"hour", "half-day", "day"} else "half-day"
    count = length.amount if unit == length.unit else length.half_days
    series = rules.series
    return {
        "count": count,
        "unit": unit,
        "mode": rules.mode,
        "beside": rules.beside,
        "meetings": series.meetings if series and series.meetings else 1,
    }


def _make(request: SignedIn, programme: Programme, form: MakeForm) -> HttpResponse:
    whens = form.whens
    if len(whens) == 1:
        exchange = make_exchange(
            programme, what=form.what, when=whens[0], who=form.who, by=request.user
        )
        messages.success(request, _("Announced. Those who are asked know."))
        return redirect(exchange)
    made = make_series(programme, what=form.what, whens=whens, who=form.who, by=request.user)
    words = ngettext(
        "Announced: %(count)d meeting. Those who are asked know.",
        "Announced: %(count)d meetings. Those who are asked know.",
        len(whens),
    )
    messages.success(request, words % {"count": len(whens)})
    first = made.exchanges.order_by("starts_on", "pk")[0]
    return redirect(first)


def _page(request: SignedIn, programme: Programme, context: dict[str, object]) -> HttpResponse:
    every = Link(_("Exchanges"), reverse("exchanges:index", args=[programme.slug]))
    return programme_page(
        request,
        "exchanges/new.html",
        programme,
        {**context, "way_back": [*way_back(programme), every], "back": every.url},
        tab="exchanges:index",
    )


@require_http_methods(["GET", "POST"])
def move(request: SignedIn, pk: int) -> HttpResponse:
    """Move an exchange to other days, hours or places, and say why."""
    exchange = run_exchange(request, pk)
    form = MoveForm(
        posted(request),
        programme=exchange.programme,
        kept_zone=exchange.zone,
        initial=typed_when(exchange),
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            move_exchange(
                exchange, when=form.when(), reason=said["reason"], seen=said["seen"],
                by=request.user,
            )  # fmt: skip
        except NotStanding:
            messages.info(request, _("It was held or called off meanwhile."))
        except ChangedMeanwhile:
            words = _("Somebody else changed it meanwhile. See how it stands now, then move it.")
            messages.warning(request, words)
        except NothingChanges:
            messages.info(request, _("It is already then and there."))
        else:
            messages.success(request, _("Moved. Those who take part know."))
        return redirect(exchange)
    lead = _("On other days everybody is asked again whether they come.")
    return form_page(request, exchange, form, title=_("Move it"), action=_("Move it"), lead=lead)

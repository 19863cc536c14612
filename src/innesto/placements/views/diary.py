"""The diary of a leg, made for a phone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.exchanges.http import exchange_page
from innesto.placements import rules
from innesto.placements.actions.diary import (
    choose_for_note,
    drop_note,
    keep_note,
    share_note,
)
from innesto.placements.forms import ChoiceForm, NoteForm
from innesto.placements.models import Note
from innesto.placements.queries.diary import blocks_of, diary_of
from innesto.placements.queries.people import own_side
from innesto.placements.views.access import TAB, leg_or_404, lived
from innesto.toolkit.http import posted, require
from innesto.toolkit.outbox import taken_once, written_at
from innesto.toolkit.serving import serve


@require_http_methods(["GET", "POST"])
@taken_once
def diary(request: SignedIn, pk: int) -> HttpResponse:
    """Write a note, and read those of the others who live the placement."""
    exchange, placement = lived(request, pk)
    side = own_side(placement, of=request.user)
    assert side, "who lives a placement is on a side"
    blocks = blocks_of(exchange)
    form = NoteForm(posted(request), request.FILES or None, blocks=blocks)
    if form.is_valid():
        side.placement = placement
        keep_note(
            side, exchange, by=request.user, written_at=written_at(request), **form.cleaned_data
        )
        messages.success(request, _("Noted. Only the people of this staff exchange read it."))
        return redirect("placements:diary", pk)
    context = {
        "form": form,
        "days": diary_of(exchange, viewer=request.user),
        "blocks": dict(blocks),
        "choices": Note.Choice.choices,
    }
    return exchange_page(request, "placements/diary.html", exchange, context, tab=TAB)


@require_GET
def picture(request: HttpRequest, pk: int, note: int) -> HttpResponseBase:
    """Hand out the picture of a note to whoever may read it."""
    exchange = leg_or_404(request, pk)
    notes = Note.objects.visible_to(request.user).exclude(picture="")
    found = get_object_or_404(notes, exchange=exchange, pk=note)
    return serve(request, found.picture, f"nota-{found.pk}.webp", inline=True)


@require_POST
def choose(request: SignedIn, pk: int, note: int) -> HttpResponse:
    """Keep an idea, adapt it, or park it."""
    found = _own_note(request, pk, note)
    form = ChoiceForm(request.POST)
    if form.is_valid():
        choose_for_note(found, choice=form.cleaned_data["choice"], by=request.user)
        messages.success(request, _("Saved."))
    return redirect(found)


@require_POST
def share(request: SignedIn, pk: int, note: int) -> HttpResponse:
    """Let others read a note."""
    found = _own_note(request, pk, note)
    share_note(found, by=request.user)
    messages.success(request, _("Shared. Whoever sees the exchange reads it."))
    return redirect(found)


@require_POST
def drop(request: SignedIn, pk: int, note: int) -> HttpResponse:
    """Take a note back."""
    found = _own_note(request, pk, note)
    drop_note(found, by=request.user)
    messages.success(request, _("The note is gone."))
    return redirect("placements:diary", pk)


def _own_note(request: SignedIn, pk: int, note: int) -> Note:
    exchange, _placement = lived(request, pk)
    notes = Note.objects.visible_to(request.user)
    found = get_object_or_404(notes, exchange=exchange, pk=note)
    require(rules.can_change_note(request.user, found))
    return found

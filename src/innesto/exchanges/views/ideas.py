"""Ideas that somebody would bring home from an exchange."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.exchanges import rules
from innesto.exchanges.actions.ideas import drop_idea, note_idea
from innesto.exchanges.forms.meetings import IdeaForm
from innesto.exchanges.http import exchange_or_404, form_page
from innesto.exchanges.models import Idea
from innesto.exchanges.queries.ideas import may_note_for, practices_shown
from innesto.toolkit.http import posted, require


@require_http_methods(["GET", "POST"])
def note(request: SignedIn, pk: int) -> HttpResponse:
    """Note an idea to bring home."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_note_idea(request.user, exchange))
    form = IdeaForm(
        posted(request),
        organisations=may_note_for(exchange, by=request.user),
        practices=practices_shown(exchange, viewer=request.user),
    )
    if form.is_valid():
        idea = note_idea(exchange, by=request.user, **form.cleaned_data)
        messages.success(request, _("Noted. Bring it home when you are ready."))
        return redirect(idea)
    title, action = _("Note an idea"), _("Note the idea")
    lead = _(
        "What did you see that would do at home? A few lines are enough; whoever sees the exchange "
        "can read them."
    )
    return form_page(request, exchange, form, title=title, lead=lead, action=action)


@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    """Take an idea back."""
    ideas = Idea.objects.visible_to(request.user).select_related("exchange__programme")
    idea = get_object_or_404(ideas, pk=pk)
    require(rules.can_drop_idea(request.user, idea))
    exchange = idea.exchange
    drop_idea(idea, by=request.user)
    messages.success(request, _("The idea is taken back."))
    return redirect(exchange)

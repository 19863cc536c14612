"""Who speaks for a partner names people, and sends somebody else."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from innesto.accounts.http import SignedIn
from innesto.exchanges.http import exchange_or_404, form_page
from innesto.registrations import rules
from innesto.registrations.actions.inviting import nominate_people, substitute_person
from innesto.registrations.actions.registering import AlreadyRegistered, NotLive
from innesto.registrations.desk import NotOpen
from innesto.registrations.forms import NominateForm, SubstituteForm
from innesto.registrations.queries.openings import opening_of
from innesto.registrations.queries.suggesting import members_to_name, partners_named_by
from innesto.registrations.views.people import TAB, readable
from innesto.toolkit.http import posted, require


@require_http_methods(["GET", "POST"])
def nominate(request: SignedIn, pk: int) -> HttpResponse:
    """Name who comes for one's partner, several at once."""
    exchange = exchange_or_404(request, pk)
    opening = opening_of(exchange)
    if opening is None:
        raise Http404
    partners = partners_named_by(request.user, exchange)
    require(bool(partners) and rules.can_nominate(request.user, partners[0]))
    chosen = request.GET.get("partner", "")
    partner = next((one for one in partners if str(one.pk) == chosen), partners[0])
    named_only = bool(opening.person_roles)
    form = NominateForm(
        posted(request), members=members_to_name(partner, opening), named_only=named_only
    )
    if form.is_valid():
        try:
            new = nominate_people(exchange, partner, form.nominees(), by=request.user)
        except NotOpen:
            messages.info(request, _("Registration is not open on this day."))
        else:
            words = ngettext("%(count)d person named.", "%(count)d persons named.", len(new))
            messages.success(request, words % {"count": len(new)})
        return redirect(TAB, exchange.pk)
    lead = _("Each gets a letter and says yes or no with one click. A yes takes the place.")
    if named_only:
        lead = _("It is for people in a role of the programme: you can name those who have it.")
    return form_page(
        request,
        exchange,
        form,
        title=_("Who comes for %(name)s?") % {"name": partner},
        action=_("Name them"),
        tab=TAB,
        lead=lead,
    )


@require_http_methods(["GET", "POST"])
def substitute(request: SignedIn, pk: int, registration: int) -> HttpResponse:
    """Send somebody else of the same organisation."""
    one = readable(request, registration)
    require(rules.can_substitute(request.user, one))
    exchange = exchange_or_404(request, pk)
    opening = opening_of(exchange)
    members = members_to_name(one.partner, opening) if one.partner and opening else []
    named_only = bool(opening and opening.person_roles)
    form = SubstituteForm(posted(request), members=members, named_only=named_only)
    if form.is_valid():
        nominee = form.nominees(one.partner)[0]
        try:
            new = substitute_person(one, nominee, by=request.user)
        except AlreadyRegistered:
            messages.info(request, _("This person is on the list already."))
        except (NotLive, NotOpen):
            messages.info(request, _("This has changed meanwhile: look again."))
        else:
            messages.success(request, _("%(name)s takes over.") % {"name": new})
        return redirect(TAB, exchange.pk)
    return form_page(
        request,
        exchange,
        form,
        title=_("Who comes instead of %(name)s?") % {"name": one},
        action=_("Send this person"),
        tab=TAB,
        lead=_("The place, or the turn on the waiting list, goes over as it is."),
        back=one.get_absolute_url(),
    )

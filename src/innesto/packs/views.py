"""The pack of an exchange: a page that the phone keeps, a document, and what is written into it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from innesto.accounts.http import SignedIn
from innesto.exchanges.http import exchange_or_404, exchange_page, form_page
from innesto.exchanges.models import Exchange
from innesto.packs import rules
from innesto.packs.actions import write_pack_note
from innesto.packs.forms import PackNoteForm
from innesto.packs.models import PackNote
from innesto.packs.pack_paper import pack_pdf
from innesto.packs.queries import pack_of
from innesto.toolkit.http import posted, require

TAB = "packs:pack"


@require_GET
def pack(request: SignedIn, pk: int) -> HttpResponse:
    """Everything for one exchange, also without network."""
    exchange = _taken(request, pk)
    context = {
        "pack": pack_of(exchange, viewer=request.user),
        "may_write": rules.can_write(request.user, exchange),
    }
    return exchange_page(request, "packs/pack.html", exchange, context, tab=TAB)


@require_GET
def document(request: SignedIn, pk: int) -> HttpResponse:
    """The same on paper."""
    exchange = _taken(request, pk)
    address = request.build_absolute_uri(exchange.get_absolute_url())
    content = pack_pdf(pack_of(exchange, viewer=request.user), address=address)
    headers = {"Content-Disposition": f'attachment; filename="{slugify(str(exchange))}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "POST"])
def write(request: SignedIn, pk: int) -> HttpResponse:
    """Say whom to call and what to bring."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_write(request.user, exchange))
    note = PackNote.objects.filter(exchange=exchange).first()
    form = PackNoteForm(posted(request), instance=note)
    if form.is_valid():
        write_pack_note(exchange, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. It stands in the pack."))
        return redirect(TAB, pk)
    return form_page(
        request, exchange, form, title=_("What to bring, whom to call"), action=_("Save"), tab=TAB
    )


def _taken(request: SignedIn, pk: int) -> Exchange:
    exchange = exchange_or_404(request, pk)
    require(rules.can_take(request.user, exchange))
    return exchange

"""The living style page, and the drafts of long forms."""

from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from innesto.toolkit import style as examples
from innesto.toolkit.actions import Sheet, discard_draft, save_draft
from innesto.toolkit.dates import saved_line
from innesto.toolkit.forms import DraftForm
from innesto.toolkit.frame import Link
from innesto.toolkit.http import render_page


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what was written so far: the script gets a line to show, a button goes back."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    sheet = Sheet(**{name.removeprefix("draft_"): v for name, v in form.cleaned_data.items()})
    draft = save_draft(sheet, form.answers, by=_person(request))
    if request.headers.get("Accept") == "text/plain":
        return HttpResponse(saved_line(draft.saved_at), content_type="text/plain; charset=utf-8")
    messages.success(request, saved_line(draft.saved_at))
    return redirect(sheet.address)


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Drop the draft and begin again."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    sent = form.cleaned_data
    discard_draft(sent["draft_form"], sent["draft_subject"], by=_person(request))
    messages.info(request, _("Draft dropped."))
    return redirect(sent["draft_address"])


def _person(request: HttpRequest) -> AbstractBaseUser:
    if isinstance(request.user, AnonymousUser):
        raise PermissionDenied
    return request.user


@require_GET
@login_not_required
def style(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    here = request.path
    context = {
        "crumbs": [Link(_("Home"), "/"), Link(_("Style"), here)],
        "tabs": examples.tab_links(here),
        "steps": examples.step_links(here),
        "figures": examples.figures(),
        "facts": [
            (_("Country"), "Italia"),
            (_("Population"), "74.549"),
            (_("Adopted in"), _("3 cities")),
        ],
        "days": examples.DAYS,
        "downloads": [Link("CSV", here), Link("XLSX", here), Link("iCalendar", here)],
        "form": examples.ExampleForm(),
        "draft": examples.draft(),
        "wrong_form": examples.wrong_form(),
        "kinds": examples.KINDS.read(ContentType.objects.all(), request.GET),
        "colours": examples.colours(),
        "poland": examples.poland(),
        "europe": examples.europe(),
        "strip": examples.strip(),
        "bars": examples.bar_rows(),
        "rows": examples.rows(),
        "page": Paginator(range(1, 241), per_page=12).get_page(request.GET.get("page")),
    }
    return render_page(request, "toolkit/style.html", context, parts=("kinds",))

"""The living style page, the drafts of long forms, and what a phone needs without network."""

import json

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render, resolve_url
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from innesto.toolkit import style as examples
from innesto.toolkit.actions import Sheet, discard_draft, save_draft
from innesto.toolkit.dates import saved_line
from innesto.toolkit.forms import DraftForm
from innesto.toolkit.frame import Link
from innesto.toolkit.http import render_page

SHELL = (
    *("innesto.css", "innesto.js", "offline.js", "htmx.min.js", "icons.svg"),
    *(f"fonts/titillium-{weight}.woff2" for weight in (400, 600, 700)),
)
"""What every page asks for. Names of static files change with what is in them."""


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


@require_GET
@never_cache
@login_not_required
def outbox(request: HttpRequest) -> HttpResponse:
    """Tell a phone who is signed in, and give it a fresh token for what it kept."""
    return JsonResponse({"person": request.user.pk, "token": get_token(request)})


@require_GET
@login_not_required
def offline(request: HttpRequest) -> HttpResponse:
    """Say that there is no network, and which pages can be read: a phone keeps this page."""
    return render_page(request, "toolkit/offline.html", {})


@require_GET
@never_cache
@login_not_required
def service_worker(request: HttpRequest) -> HttpResponse:
    """Give the script that answers without network; it is another one when a static file is."""
    shell = [static(f"innesto/{name}") for name in SHELL]
    context = {"shell": SafeString(json.dumps(shell))}
    kind = "text/javascript; charset=utf-8"
    return render(request, "toolkit/service-worker.js", context, content_type=kind)


@require_GET
@login_not_required
def manifest(request: HttpRequest) -> HttpResponse:
    """Let a phone install the site."""
    about = {
        "id": "/",
        "name": "Innesto",
        "short_name": "Innesto",
        "start_url": resolve_url(settings.LOGIN_REDIRECT_URL),
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#3a1437",
        "icons": [
            {
                "src": static(f"innesto/icon-{size}.png"),
                "sizes": f"{size}x{size}",
                "purpose": "any maskable",
            }
            for size in (192, 512)
        ],
    }
    return JsonResponse(about, content_type="application/manifest+json")

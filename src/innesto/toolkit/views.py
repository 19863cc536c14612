"""The living style page."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from innesto.toolkit import style as examples
from innesto.toolkit.frame import Link
from innesto.toolkit.http import render_page


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
        "wrong_form": examples.wrong_form(),
        "page": Paginator(range(1, 241), per_page=12).get_page(request.GET.get("page")),
    }
    return render_page(request, "toolkit/style.html", context)

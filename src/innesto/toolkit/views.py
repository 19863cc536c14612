"""The living style page."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from innesto.toolkit.figures import Figure
from innesto.toolkit.frame import Link
from innesto.toolkit.http import render_page


@require_GET
@login_not_required
def style(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, with examples that are plainly examples."""
    here = request.path
    context = {
        "crumbs": [Link(_("Home"), "/"), Link(_("Style"), here)],
        "tabs": [
            Link(_("Overview"), here, current=True),
            Link(_("Partners"), here),
            Link(_("Exchanges"), here),
            Link(_("Plan"), here),
            Link(_("Reviews"), here),
            Link(_("Indicators"), here),
            Link(_("Report"), here),
        ],
        "steps": [
            Link(_("Your municipality"), here),
            Link(_("Who follows the work"), here, current=True),
            Link(_("What you seek and what you offer"), ""),
            Link(_("Read again and send"), ""),
        ],
        "figures": [
            Figure(_("Countries"), 6, 6, 6),
            Figure(
                _("Cities in the programme"),
                42,
                41,
                39,
                note=_("Declared 18 + 24. The list lacks one Swedish city."),
                differs=True,
            ),
        ],
        "facts": [
            (_("Country"), "Italia"),
            (_("Population"), "74.549"),
            (_("Adopted in"), _("3 cities")),
        ],
        "downloads": [Link("CSV", here), Link("XLSX", here), Link("iCalendar", here)],
        "page": Paginator(range(1, 241), per_page=12).get_page(request.GET.get("page")),
    }
    return render_page(request, "toolkit/style.html", context)

"""The register of everything that was done."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from innesto.journal import rules
from innesto.journal.forms import RegisterForm
from innesto.journal.queries import search_register
from innesto.toolkit.http import render_page, require


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Show who did what, with filters."""
    require(rules.can_read_register(request.user))
    form = RegisterForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = Paginator(search_register(request.user, **wanted), 50).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    return render_page(request, "journal/register.html", context, parts=("entries",))

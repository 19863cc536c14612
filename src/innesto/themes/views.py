"""Pages of the schemes of themes."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from innesto.themes.models import Scheme
from innesto.themes.queries import schemes, themes_of, with_kin
from innesto.toolkit.frame import Link
from innesto.toolkit.http import render_page


@require_GET
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """Show the schemes that one may read."""
    found = schemes(viewer=request.user)
    page = Paginator(found, per_page=50).get_page(request.GET.get("page"))
    return render_page(request, "themes/index.html", {"page": page})


@require_GET
@login_not_required
def detail(request: HttpRequest, key: str) -> HttpResponse:
    """Show the themes of a scheme and what they correspond to."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), key=key)
    themes = with_kin(themes_of(scheme), viewer=request.user)
    page = Paginator(themes, per_page=100).get_page(request.GET.get("page"))
    context = {
        "way_up": [Link(_("Themes"), reverse("themes:index"))],
        "scheme": scheme,
        "page": page,
    }
    return render_page(request, "themes/detail.html", context)

"""Frameworks of competences: which there are, what is in one, loading another."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.curricula.actions import FrameworkIsKnown, add_framework
from innesto.curricula.forms import FrameworkForm
from innesto.curricula.intake import read_framework
from innesto.curricula.models import Competence, Framework
from innesto.curricula.queries import (
    Area,
    codes_of_competences,
    competences_by_area,
    countries_in,
    framework_list,
    modules_teaching,
)
from innesto.places.models import Country
from innesto.programmes.models import Programme
from innesto.programmes.models.programme import said
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, render_page, require


@require_GET
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """The frameworks that are here."""
    user = request.user
    context = {
        "rows": [_row_of(one) for one in framework_list(user)],
        "may_add": isinstance(user, User) and _may_add(user),
    }
    return render_page(request, "curricula/frameworks.html", context)


@require_GET
@login_not_required
def detail(request: HttpRequest, key: str) -> HttpResponse:
    """A framework: its competences by area, for deciding or carrying out, by role and country."""
    visible = Framework.objects.visible_to(request.user).select_related("programme")
    framework = get_object_or_404(visible, key=key)
    kind, role = request.GET.get("tipo", ""), request.GET.get("ruolo", "")
    country = request.GET.get("paese", "")
    areas = competences_by_area(framework, kind=kind, role=role, country=country)
    countries = Country.objects.filter(pk__in=countries_in(framework)).order_by("pk")
    context = {
        "framework": framework,
        "areas": areas_drawn(framework, areas),
        "kinds": Competence.Kind.choices if framework.competences.exclude(kind="") else [],
        "roles": [(one, said(words)) for one, words in framework.roles.items()],
        "countries": countries,
        "kind": kind,
        "role": role,
        "country": country,
        "way_back": [Link(_("Competences"), address_of("curricula:frameworks"))],
    }
    return render_page(request, "curricula/framework.html", context)


def areas_drawn(framework: Framework, areas: Sequence[Area]) -> list[dict[str, Any]]:
    """Return the areas with what the page says beside each competence."""
    names = {one: said(words) for one, words in framework.roles.items()}
    taught = modules_teaching([one.pk for area in areas for one in area.competences])
    return [
        {
            "area": area.area,
            "competences": [
                {
                    "competence": one,
                    "roles": [names.get(role, role) for role in one.roles],
                    "taught": taught.get(one.pk, []),
                }
                for one in area.competences
            ],
        }
        for area in areas
    ]


@require_http_methods(["GET", "POST"])
def add(request: SignedIn) -> HttpResponse:
    """Load a framework from a file; what is wrong is said by line, and nothing is loaded."""
    user = request.user
    require(_may_add(user))
    form = FrameworkForm(
        posted(request),
        request.FILES or None,
        programmes=Programme.objects.coordinated_by(user).order_by("slug"),
        may_share=user.is_operator,
    )
    complaints: list[tuple[int, str]] = []
    if form.is_valid():
        said_of_it = form.cleaned_data
        reading = read_framework(
            said_of_it["file"].read(),
            countries=set(Country.objects.values_list("pk", flat=True)),
            competences=set(codes_of_competences(user)),
        )
        complaints = list(reading.complaints)
        if not complaints:
            try:
                framework = add_framework(
                    reading.rows,
                    by=user,
                    key=slugify(said_of_it["name"])[:80],
                    names={"und": said_of_it["name"]},
                    abouts={user.language: said_of_it["about"]},
                    programme=said_of_it["programme"],
                    highest=said_of_it["highest"],
                    source=said_of_it["source"],
                    licence=said_of_it["licence"],
                )
            except FrameworkIsKnown:
                form.add_error("name", _("A framework of this name is here already."))
            else:
                messages.success(request, _("Loaded."))
                return redirect(framework)
        else:
            form.add_error("file", _("Nothing was loaded. Mend the file and choose it again."))
    context = {
        "form": form,
        "complaints": complaints[:50],
        "title": _("Load a framework"),
        "action": _("Load it"),
        "back": address_of("curricula:frameworks"),
        "draft": None,
        "way_back": [Link(_("Competences"), address_of("curricula:frameworks"))],
    }
    return render_page(request, "curricula/framework_add.html", context)


def _may_add(user: User) -> bool:
    return user.is_operator or Programme.objects.coordinated_by(user).exists()


def _row_of(framework: Framework) -> Row:
    count: int = getattr(framework, "competence_count", 0)
    return Row(
        str(framework),
        framework.get_absolute_url(),
        [
            ngettext("%(count)d competence", "%(count)d competences", count) % {"count": count},
            framework.programme.name if framework.programme else _("for everybody"),
            framework.licence,
        ],
        text=framework.about,
    )

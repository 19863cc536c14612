"""Pages of the register of places: find one, read what is known of it."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from innesto.places.forms import SearchForm
from innesto.places.http import OFFERED, shown_place
from innesto.places.models import Place
from innesto.places.queries import (
    as_rows,
    countries_to_choose,
    country_names,
    holidays_of,
    register,
    search_places,
    with_areas,
)
from innesto.toolkit.drawing import Row
from innesto.toolkit.forms import suggestions, typed_words
from innesto.toolkit.frame import Link
from innesto.toolkit.http import render_page, same_for_visitors


@require_GET
@login_not_required
@same_for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """Search for a municipality, or a place of another country; Italy unless asked otherwise."""
    to_choose = dict(countries_to_choose())
    here = {"country": "IT"} if "IT" in to_choose else {}
    form = SearchForm(here | request.GET.dict())
    asked = form.cleaned_data if form.is_valid() else {}
    found = register(
        text=asked.get("q", ""),
        country=asked.get("country", ""),
        region=asked.get("region", ""),
        size=asked.get("size", ""),
    )
    page = Paginator(as_rows(found), per_page=25).get_page(request.GET.get("page"))
    countries = country_names()
    context = {
        "form": form,
        "page": page,
        "rows": [_row(place, countries) for place in page],
        "is_unfilled": not to_choose,
    }
    return render_page(request, "places/index.html", context, parts=("results",))


@require_GET
@login_not_required
def suggest(request: HttpRequest) -> HttpResponse:
    """Offer places while somebody types the name of one."""
    text = typed_words(request)
    found = search_places(text, limit=OFFERED) if text else []
    return suggestions(request, [shown_place(place) for place in found])


def _row(place: Place, countries: Mapping[str, str]) -> Row:
    people = place.population
    return Row(
        place.full_name,
        place.get_absolute_url(),
        [
            place.province.name if place.province else "",
            place.region.name if place.region else "",
            countries.get(place.country_id, place.country_id),
            ""
            if people is None
            else ngettext("%(shown)s inhabitant", "%(shown)s inhabitants", people)
            % {"shown": number_format(people, force_grouping=True)},
        ],
    )


@require_GET
@login_not_required
@same_for_visitors
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """What the registers know of one place."""
    place = get_object_or_404(with_areas(Place.objects.all()), ref=ref)
    year = timezone.localdate().year
    context = {
        "way_up": [Link(_("Cities"), reverse("places:index"))],
        "place": place,
        "names": place.names.filter(kind__in=("other", "former")).order_by("kind", "pk"),
        "predecessors": place.predecessors.order_by("-ceased_on", "name"),
        "year": year,
        "holidays": holidays_of(place, year=year),
    }
    return render_page(request, "places/detail.html", context)

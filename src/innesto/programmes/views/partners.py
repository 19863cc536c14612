"""Who takes part in a programme, in which role and strand."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from innesto.accounts.models import User
from innesto.places.queries import country_names
from innesto.programmes import rules
from innesto.programmes.http import programme_or_404, programme_page
from innesto.programmes.models import Partner, Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.head import head_of
from innesto.programmes.queries.labels import Labels, PartnerLabels, labels_of
from innesto.programmes.queries.register import (
    countries_of,
    partner_in_full,
    partners_named,
    partners_of,
    people_of,
    printed_otherwise,
)
from innesto.toolkit.forms import suggestions, typed_words
from innesto.toolkit.http import same_for_visitors
from innesto.toolkit.tables import FILES, Column, Filter, Table, TablePage

TAB = "programmes:partners"


@require_GET
@login_not_required
@same_for_visitors
def partners(request: HttpRequest, slug: str) -> HttpResponseBase:
    """List of partners, sorted, filtered, paged, and as a file.

    Drawn once for each state of the programme, and for each way to look at the list.
    """
    programme = programme_or_404(request, slug)
    table = cache(partial(_table_of, programme, request.GET))
    if request.GET.get("file") in FILES:
        return table().as_file(f"partner-{programme.slug}")
    context = {
        "table": table,
        "head": head_of(programme),
        "asked": request.GET.urlencode(),
    }
    return programme_page(
        request, "programmes/partners.html", programme, context, tab=TAB, parts=("results",)
    )


@require_GET
@login_not_required
def suggest(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer partners while somebody types the name of one."""
    programme = programme_or_404(request, slug)
    text = typed_words(request)
    found = partners_named(programme, text) if text else []
    return suggestions(request, [str(partner) for partner in found])


def _table_of(programme: Programme, query: QueryDict) -> TablePage[Partner]:
    rows = partners_of(programme, left=query.get("left") == "1")
    return partner_table(programme, labels_of(blueprint_of(programme))).read(rows, query)


def partner_table(programme: Programme, labels: Labels) -> Table[Partner]:
    """Return the columns and filters that this programme's blueprint makes sense of."""
    strands: list[Column[Partner]] = []
    words = cache(labels.of_partner)  # several columns say them
    names = country_names()
    countries = countries_of(programme)
    filters = [
        Filter("role", _("Role"), lambda: [*labels.roles.items()], _in_role),
        Filter("strand", labels.strand_word, lambda: [*labels.strands.items()], _in_strand),
        Filter("country", _("Country"), lambda: countries, _in_country),
        Filter("left", _("Presence"), lambda: [("1", _("Only those who withdrew"))], _as_it_is),
    ]
    if labels.strands:
        strands = [
            Column(
                "strand",
                labels.strand_word,
                lambda partner: ", ".join(words(partner).strands),
            )
        ]
    return Table(
        caption=_("Partners"),
        columns=[
            Column(
                "name",
                _("Partner"),
                lambda partner: partner.organisation.name,
                order=["organisation__sought"],
                url=lambda partner: partner.get_absolute_url(),
            ),
            Column(
                "country",
                _("Country"),
                lambda partner: names.get(partner.shown_country or ""),  # type: ignore[attr-defined]
                order=["shown_country", "organisation__sought"],
                shown=lambda partner: _shown_country(words(partner), names),
            ),
            Column(
                "roles",
                _("Roles"),
                lambda partner: ", ".join(words(partner).roles),
                shown=lambda partner: _shown_roles(words(partner)),
            ),
            *strands,
            Column(
                "population",
                _("Inhabitants"),
                lambda partner: (
                    partner.organisation.place and partner.organisation.place.population
                ),
                order=["organisation__place__population"],
                is_number=True,
            ),
            Column(
                "printed",
                _("In the source"),
                lambda partner: ", ".join(printed_otherwise(partner)),
            ),
        ],
        filters=[one for one in filters if one.choices()],
        search=["organisation__sought", "organisation__place__name", "printed_name"],
        order="name",
        per_page=25,
    )


def _in_role(rows: QuerySet[Partner], role: str) -> QuerySet[Partner]:
    return rows.filter(pk__in=Partner.objects.in_role(role).values("pk"))


def _in_strand(rows: QuerySet[Partner], strand: str) -> QuerySet[Partner]:
    return rows.filter(pk__in=Partner.objects.in_strand(strand).values("pk"))


def _in_country(rows: QuerySet[Partner], code: str) -> QuerySet[Partner]:
    return rows.filter(pk__in=Partner.objects.from_country(code).values("pk"))


def _as_it_is(rows: QuerySet[Partner], _chosen: str) -> QuerySet[Partner]:
    """Leave the rows alone: the view has chosen those who withdrew."""
    return rows


def _shown_country(row: PartnerLabels, names: Mapping[str, str]) -> Any:
    partner = row.partner
    country = names.get(partner.shown_country or "", "–")  # type: ignore[attr-defined]
    if not row.country_differs or partner.organisation.place is None:
        return country
    registered = names.get(partner.organisation.place.country_id)
    return format_html(
        '<span>{}<br><span class="small">{}</span></span>',
        country,
        _("in the register: %(country)s") % {"country": registered},
    )


def _shown_roles(row: PartnerLabels) -> SafeString | str:
    """Write the roles, and through whom a municipality takes part."""
    partner, roles = row.partner, ", ".join(row.roles)
    if partner.brought_by is None:
        return roles or "–"
    through = _("brought in by %(body)s") % {"body": partner.brought_by.organisation.name}
    return format_html('<span>{} <span class="small muted">{}</span></span>', roles, through)


@require_GET
@login_not_required
def partner(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """What a partner is in the programme, beside what the source and the registers say."""
    programme = programme_or_404(request, slug)
    one = get_object_or_404(partner_in_full(programme), pk=pk)
    labels = labels_of(blueprint_of(programme))
    user = request.user
    people = list(people_of(programme, viewer=user).filter(Q(partner=one) | Q(pk=one.contact_id)))
    context = {
        "partner": one,
        "row": labels.of_partner(one),
        "printed": printed_otherwise(one),
        "held": [(held.role, labels.roles.get(held.role, held.role)) for held in one.roles.all()],
        "labels": labels,
        "people": [labels.of_person(person) for person in people],
        "contact": next((person for person in people if person.pk == one.contact_id), None),
        "brings": partners_of(programme).filter(brought_by=one),
        "phases": [
            (entry, labels.phases.get(entry.phase, entry.phase))
            for entry in one.phase_entries.all()
        ],
        "may_edit": isinstance(user, User) and rules.can_edit_partner(user, one),
    }
    return programme_page(request, "programmes/partner.html", programme, context, tab=TAB)

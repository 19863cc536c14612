"""What the pages of plans share: who may be here, and the frame around them.

Not views: the rooms of plans, trials and files begin with these.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from innesto.accounts.http import SignedIn
from innesto.exchanges import rules
from innesto.exchanges.models import Plan
from innesto.programmes.http import programme_or_404, programme_page, way_back
from innesto.programmes.models import Programme
from innesto.toolkit.frame import Link
from innesto.toolkit.http import require


def planned_programme(request: SignedIn, slug: str) -> Programme:
    """Return the programme if the person coordinates it: else 404 or 403."""
    programme = programme_or_404(request, slug)
    require(rules.can_plan(request.user, programme))
    return programme


def plan_or_404(request: SignedIn, slug: str, pk: int) -> Plan:
    """Return a plan of a programme that the person coordinates: else 404 or 403."""
    programme = planned_programme(request, slug)
    return get_object_or_404(
        Plan.objects.select_related("programme", "asked_by", "tried_from"),
        programme=programme,
        pk=pk,
    )


def plan_page_of(
    request: SignedIn,
    template: str,
    programme: Programme,
    context: Mapping[str, Any],
    *,
    above: tuple[Plan, ...] = (),
    parts: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """Draw a page about plans; ``above`` are the plans on the way back to the programme."""
    links = [*way_back(programme)]
    if "plan" in context:
        links.append(Link(_("Plan"), reverse("exchanges:plans", args=[programme.slug])))
    for plan in above:
        label = _("Version %(number)d") % {"number": plan.number}
        links.append(Link(label, plan.get_absolute_url()))
    return programme_page(
        request,
        template,
        programme,
        {**context, "way_back": links},
        tab="exchanges:plans",
        parts=parts,
        status=status,
    )

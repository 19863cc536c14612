"""What happens after the commit: whom it reaches is told."""

from django.tasks import task
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.notifications.actions import notify
from innesto.opportunities.models import Opportunity
from innesto.opportunities.queries import active_where

OPENINGS = {
    Opportunity.Kind.TRAINING: _("A training in your territory: {title}"),
    Opportunity.Kind.CALL: _("A call in your territory: {title}"),
    Opportunity.Kind.FUND: _("A fund in your territory: {title}"),
    Opportunity.Kind.JOB: _("A job in your territory: {title}"),
    Opportunity.Kind.EVENT: _("A meeting in your territory: {title}"),
    Opportunity.Kind.SERVICE: _("A service in your territory: {title}"),
}


@task()
def tell_whom_it_reaches(opportunity_id: int) -> None:
    """Tell whoever is active where the opportunity reaches, once."""
    standing = Opportunity.objects.standing(timezone.localdate())
    opportunity = standing.filter(pk=opportunity_id).select_related("place", "community").first()
    if opportunity is None:
        return
    notify(
        active_where(opportunity),
        kind="opportunity_posted",
        key=f"opportunity-{opportunity.pk}",
        title=format_lazy(OPENINGS[Opportunity.Kind(opportunity.kind)], title=opportunity.title),
        body=opportunity.about,
        url=opportunity.get_absolute_url(),
        about=opportunity,
        space=opportunity.community,
        by=opportunity.author,
    )

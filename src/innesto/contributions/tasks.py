"""What happens after the commit: reviewers and authors are told."""

from django.tasks import task
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.contributions.models import Assessment, Contribution
from innesto.notifications.actions import notify
from innesto.toolkit.addresses import address_of


@task()
def tell_reviewer(assessment_id: int) -> None:
    """Tell somebody that a contribution waits for their review; who wrote it is not said."""
    found = Assessment.objects.select_related("reviewer", "contribution__call__exchange__programme")
    assessment = found.filter(pk=assessment_id).first()
    if assessment is None:
        return
    contribution = assessment.contribution
    notify(
        [assessment.reviewer],
        kind="contribution_given",
        key=f"assessment-{assessment.pk}",
        title=format_lazy(_("Please review: {title}"), title=contribution.title),
        url=address_of("contributions:review", assessment.pk),
        about=contribution,
        space=contribution.call.exchange.programme,
    )


@task()
def tell_decision(contribution_id: int) -> None:
    """Tell who sent a contribution what was decided."""
    found = Contribution.objects.select_related("by", "call__exchange__programme")
    contribution = found.filter(pk=contribution_id).exclude(by=None).first()
    if contribution is None or contribution.by is None:
        return
    accepted = contribution.state == Contribution.State.ACCEPTED
    words = _("Accepted: {title}") if accepted else _("Not accepted: {title}")
    notify(
        [contribution.by],
        kind="contribution_decided",
        key=f"contribution-{contribution.pk}",
        title=format_lazy(words, title=contribution.title),
        body=contribution.reason,
        url=contribution.get_absolute_url(),
        about=contribution,
        space=contribution.call.exchange.programme,
    )

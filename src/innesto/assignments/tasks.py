"""What happens after the commit: who waited for a result is told."""

from django.tasks import task
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.assignments.models import Work
from innesto.notifications.actions import notify


@task()
def tell_result(work_id: int) -> None:
    """Tell the learner that there is a result, once each time it is given."""
    found = Work.objects.select_related("assignment__unit", "enrolment__person")
    work = found.filter(pk=work_id).first()
    if work is None or not work.is_decided:
        return
    notify(
        [work.enrolment.person],
        kind="work_decided",
        key=f"work-{work.pk}-{work.percent}",
        title=format_lazy(_("There is a result: {unit}"), unit=work.assignment.unit.title),
        body="",
        url=work.get_absolute_url(),
        about=work,
        by=None,
    )

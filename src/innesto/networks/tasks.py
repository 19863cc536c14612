"""What happens every night: who keeps a relation is told that it is dormant."""

from django.tasks import task
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.networks.models import Relation
from innesto.networks.queries import who_asks
from innesto.notifications.actions import notify
from innesto.programmes.models import Programme


@task
def remind_of_relations() -> None:
    """Tell who is to ask, once for each day by which a relation was to be looked at."""
    asleep = Relation.objects.dormant(timezone.localdate())
    found = asleep.exclude(programme__state=Programme.State.ARCHIVED)
    for relation in found.select_related("programme", "keeper__user").order_by("pk"):
        notify(
            who_asks(relation),
            kind="relation_dormant",
            key=f"relation-{relation.pk}-{relation.again_on}",
            title=format_lazy(_("“{name}”: does this relation still hold?"), name=relation.name),
            body=_("Call them, and say how it stands. It takes a minute."),
            url=relation.get_absolute_url(),
            about=relation,
            space=relation.programme,
        )

"""Who may change the governance and the network of a programme; ``visible_to`` decides reading."""

from innesto.accounts.models import User
from innesto.organisations.models import Organisation
from innesto.programmes import rules as programmes
from innesto.programmes.models import Partner, Programme


def can_keep_network(user: User, programme: Programme) -> bool:
    """The coordination and whoever contributes; in a project also colleagues of its partners."""
    if programme.state == Programme.State.ARCHIVED:
        return False
    if programmes.can_coordinate(user, programme) or programmes.contributes(user, programme):
        return True
    bodies = Organisation.objects.of(user).values("pk")
    mine = Partner.objects.present().filter(programme=programme.pk, organisation__in=bodies)
    return programme.call_id is not None and mine.exists()

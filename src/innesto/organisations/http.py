"""For whom the person at the keyboard acts."""

from django.http import HttpRequest

from innesto.accounts.models import User
from innesto.organisations.models import Membership
from innesto.organisations.queries import memberships_of

ACTING_KEY = "acting_membership"


def acting_membership(request: HttpRequest) -> Membership | None:
    """Return the membership chosen in this session, else the first one, else None.

    Costs one query for a signed-in person and none for a visitor.
    """
    if not isinstance(request.user, User):
        return None
    mine = list(memberships_of(request.user))
    chosen = request.session.get(ACTING_KEY)
    return next((m for m in mine if m.pk == chosen), mine[0] if mine else None)

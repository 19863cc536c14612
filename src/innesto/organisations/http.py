"""For whom the person at the keyboard acts."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.organisations.models import Organisation
from innesto.organisations.queries import acting_rows

ACTING_KEY = "acting_membership"


@dataclass(frozen=True, slots=True)
class Acting:
    """For which organisation, and as what; ``pk`` is that of the membership."""

    pk: int
    organisation: str
    role: str


def acting_for(request: HttpRequest) -> Acting | None:
    """Return the membership chosen in this session, else the first one, else None.

    Costs one query for a signed-in person and none for a visitor.
    """
    if not isinstance(request.user, User):
        return None
    mine = acting_rows(request.user.pk)
    if not mine:
        return None
    chosen = request.session.get(ACTING_KEY)
    pk, organisation, is_referent, job, office = next((m for m in mine if m[0] == chosen), mine[0])
    return Acting(pk, organisation, _("referent") if is_referent else job or office or "")


def acting_organisation(request: HttpRequest) -> Organisation | None:
    """Return the organisation for which one acts, with its place; one query more."""
    acting = acting_for(request)
    if acting is None:
        return None
    return Organisation.objects.select_related("place").filter(memberships=acting.pk).first()

"""Who is in a programme already, by e-mail address: whom an invitation would only annoy."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from innesto.accounts.models import Invitation
from innesto.programmes.models import Participant, Programme


@dataclass(frozen=True)
class Here:
    """Who is in a programme, by address: participants with an account, open invitations.

    Participants are told apart by programme, for a call has those of its projects too.
    """

    joined: Mapping[tuple[int, str], int]
    invited: Mapping[str, int]

    def __contains__(self, email: str) -> bool:
        """Tell whether somebody with this address has a role or was promised one."""
        return email in self.addresses or email in self.invited

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Addresses of those who have a role."""
        return frozenset(email for _programme, email in self.joined)


def persons_by_address(programme: Programme) -> Here:
    """Return who takes part in a programme, or in a project of the call, or is invited to."""
    people = Participant.objects.current().filter(
        Q(programme=programme) | Q(programme__call=programme)
    )
    joined = people.exclude(user=None).values_list("programme", "user__email", "pk")
    invited = Invitation.objects.open(timezone.now()).filter(promises__in=people)
    return Here(
        joined={(number, email): pk for number, email, pk in joined.order_by("-pk")},
        invited=dict(invited.values_list("email", "pk")),
    )

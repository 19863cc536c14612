"""What organisations know of a person who asks for their data."""

from typing import Any

from django.dispatch import receiver

from innesto.accounts.models import User
from innesto.accounts.signals import personal_data_wanted


@receiver(personal_data_wanted, dispatch_uid="organisations.hand_over_memberships")
def hand_over_memberships(person: User, **kwargs: Any) -> dict[str, Any]:
    """Say for whom the person acts or acted."""
    rows = person.memberships.order_by("pk").values(
        "organisation__name", "office__name", "job", "is_elected", "is_referent", "status"
    )
    return {"memberships": list(rows)}

"""What happens here when something happens below."""

from contextlib import suppress
from typing import Any

from django.dispatch import receiver

from innesto.accounts.models import Invitation, User
from innesto.accounts.signals import invitation_accepted, person_erased, personal_data_wanted
from innesto.communities.actions.members import CommunityIsClosed, keep_promise
from innesto.communities.models import Member, Promise
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged


@receiver(invitation_accepted, dispatch_uid="communities.let_in_invited")
def let_in_invited(
    sender: type[Invitation], invitation: Invitation, person: User, **kwargs: Any
) -> None:
    """Give the person who accepted the place that waited for them, unless the community closed."""
    promise = Promise.objects.filter(invitation=invitation).select_related("organisation").first()
    if promise:
        with suppress(CommunityIsClosed):
            keep_promise(promise, person)


@receiver(organisations_merged, dispatch_uid="communities.follow_merge")
def follow_merge(
    sender: type[Organisation], kept: Organisation, duplicate: Organisation, **kwargs: Any
) -> None:
    """Let members of the duplicate act for the organisation kept."""
    Member.objects.filter(organisation=duplicate).update(organisation=kept)
    Promise.objects.filter(organisation=duplicate).update(organisation=kept)


@receiver(personal_data_wanted, dispatch_uid="communities.hand_over_memberships")
def hand_over_memberships(person: User, **kwargs: Any) -> dict[str, Any]:
    """Say to which communities the person belongs or belonged."""
    rows = person.community_memberships.order_by("pk").values(
        *("community__slug", "organisation__name", "level", "is_steward", "is_facilitator"),
        *("status", "since", "until"),
    )
    return {"communities": list(rows)}


@receiver(person_erased, dispatch_uid="communities.end_memberships")
def end_memberships(person: User, **kwargs: Any) -> None:
    """Let an erased person belong to nothing; the coordination keeps what nobody is left to."""
    Member.objects.filter(person=person).exclude(status=Member.Status.ENDED).update(
        status=Member.Status.ENDED, is_steward=False, is_facilitator=False
    )

"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.accounts.models import Invitation, User
from innesto.accounts.signals import invitation_accepted, person_erased, personal_data_wanted
from innesto.journal.actions import forget_name
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged
from innesto.programmes import rules
from innesto.programmes.actions.people import take_up_role
from innesto.programmes.models import Application, Participant, Partner
from innesto.programmes.signals import partners_joined


@receiver(organisations_merged, dispatch_uid="programmes.follow_merge")
def follow_merge(
    sender: type[Organisation], kept: Organisation, duplicate: Organisation, **kwargs: Any
) -> None:
    """Let partnerships and applications of the duplicate become those of the record kept.

    Where both are partners of a programme one partnership stays, with the roles, strands and
    people of both.
    """
    here = {p.programme_id: p for p in Partner.objects.filter(organisation=kept)}
    for double in Partner.objects.filter(organisation=duplicate):
        partner = here.get(double.programme_id)
        if partner is None:
            double.organisation = kept
            double.save(update_fields=["organisation"])
        else:
            _join(partner, double)
    answered = Application.objects.filter(organisation=kept).values("selection")
    mine = Application.objects.filter(organisation=duplicate)
    mine.exclude(selection__in=answered).update(organisation=kept)


@receiver(invitation_accepted, dispatch_uid="programmes.keep_promises")
def keep_promises(
    sender: type[Invitation], invitation: Invitation, person: User, **kwargs: Any
) -> None:
    """Give the person who accepted every role that waited for them."""
    promised = Participant.objects.promised_by(invitation).select_related("partner__organisation")
    for participant in promised.order_by("pk"):
        partner = participant.partner
        take_up_role(
            participant,
            person,
            is_vouched=partner is not None
            and rules.vouches_for(invitation.invited_by, partner.organisation),
        )


@receiver(personal_data_wanted, dispatch_uid="programmes.hand_over_roles")
def hand_over_roles(person: User, **kwargs: Any) -> dict[str, Any]:
    """Say which roles the person has or had, and which applications they sent."""
    roles = person.participations.order_by("pk").values(
        *("programme__slug", "name", "role", "partner__organisation__name", "audiences"),
        *("since", "until"),
    )
    sent = Application.objects.filter(sent_by=person).order_by("pk")
    return {
        "roles": list(roles),
        "applications": list(sent.values("organisation__name", "answers", "sent_at")),
    }


@receiver(person_erased, dispatch_uid="programmes.forget_person")
def forget_person(person: User, **kwargs: Any) -> None:
    """Take the name off the roles the person held; the roles themselves are history."""
    held = Participant.objects.filter(user=person)
    for participant in held:
        forget_name(participant, str(person))
    held.update(name=str(person))


def _join(partner: Partner, double: Partner) -> None:
    held = partner.roles.current().values("role")
    double.roles.current().exclude(role__in=held).update(partner=partner)
    joined = partner.strands.current().values("strand")
    double.strands.current().exclude(strand__in=joined).update(partner=partner)
    double.people.update(partner=partner)
    double.brings.update(brought_by=partner)
    for grant in double.grants.all():
        same = {"key": grant.key, "amount": grant.amount, "decided_on": grant.decided_on}
        if not partner.grants.filter(**same).exists():
            double.grants.filter(pk=grant.pk).update(partner=partner)
    double.phase_entries.filter(left_on=None).delete()
    double.phase_entries.update(partner=partner)
    partners_joined.send(sender=Partner, kept=partner, double=double)
    double.delete()

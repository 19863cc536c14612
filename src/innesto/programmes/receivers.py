"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged
from innesto.programmes.models import Application, Partner
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


def _join(partner: Partner, double: Partner) -> None:
    held = partner.roles.current().values("role")
    double.roles.current().exclude(role__in=held).update(partner=partner)
    joined = partner.strands.current().values("strand")
    double.strands.current().exclude(strand__in=joined).update(partner=partner)
    double.people.update(partner=partner)
    double.brings.update(brought_by=partner)
    double.phase_entries.filter(left_on=None).delete()
    double.phase_entries.update(partner=partner)
    partners_joined.send(sender=Partner, kept=partner, double=double)
    double.delete()

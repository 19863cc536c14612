"""Who is to be told what, and who can be named."""

from django.db.models import Q, QuerySet

from innesto.accounts.models import User
from innesto.organisations.models import Membership, Office, Organisation
from innesto.placements.models import Delegate, Placement, Side


def people_of(placement: Placement) -> QuerySet[User]:
    """Return everybody with an account who lives it: named, or speaking for a side."""
    return _people(placement.sides.all())


def people_of_side(side: Side) -> QuerySet[User]:
    """Return the people of one side."""
    return _people(Side.objects.filter(pk=side.pk))


def speakers_of(sides: QuerySet[Side]) -> QuerySet[User]:
    """Return who says yes for these sides."""
    bodies = Q(organisation__in=sides.values("organisation")) | Q(
        organisation__in=sides.values("partner__organisation")
    )
    led = Membership.objects.current().filter(bodies, is_referent=True)
    return User.objects.filter(pk__in=led.values("person")).order_by("pk")


def own_side(placement: Placement, *, of: User) -> Side | None:
    """Return the side on which a person lives a placement."""
    mine = Side.objects.lived_by(of).filter(placement=placement)
    named = Delegate.objects.filter(user=of).values("side")
    return mine.filter(pk__in=named).first() or mine.first()


def towns_of(side: Side) -> QuerySet[Organisation]:
    """Return who can take part for a partner: itself, and the municipalities it stands for."""
    body = side.partner.organisation_id
    return (
        Organisation.objects.standing()
        .filter(Q(pk=body) | Q(stood_for_by=body) | Q(partnerships__brought_by=side.partner_id))
        .distinct()
        .order_by("sought", "pk")
    )


def offices_of(side: Side) -> QuerySet[Office]:
    """Return the offices of who takes part, and of the partner above it."""
    return (
        Office.objects.filter(organisation__in=[side.organisation_id, side.partner.organisation_id])
        .select_related("organisation")
        .order_by("organisation", "name", "pk")
    )


def colleagues_of(side: Side) -> QuerySet[User]:
    """Return the persons with an account who act for who takes part, or for the partner."""
    here = Membership.objects.current().filter(
        organisation__in=[side.organisation_id, side.partner.organisation_id]
    )
    return User.objects.filter(pk__in=here.values("person")).order_by("name", "pk")


def _people(sides: QuerySet[Side]) -> QuerySet[User]:
    named = Delegate.objects.filter(side__in=sides, user__isnull=False).values("user")
    speaking = speakers_of(sides).values("pk")
    return User.objects.filter(Q(pk__in=named) | Q(pk__in=speaking)).order_by("pk")

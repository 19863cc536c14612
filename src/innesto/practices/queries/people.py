"""Who is to be told what."""

from django.db.models import Q, QuerySet

from innesto.accounts.models import User
from innesto.organisations.models import Membership, Organisation
from innesto.practices.models import Adoption, Practice
from innesto.programmes.models import Participant, Programme


def coordinators_of(programme: Programme | None) -> QuerySet[User]:
    """Return who coordinates the programme or its call; without a programme, the operators."""
    if programme is None:
        return User.objects.filter(is_staff=True, is_active=True).order_by("pk")
    leading = Participant.objects.current().filter(may_coordinate=True).exclude(user=None)
    of = Q(programme=programme) | Q(programme__projects=programme)
    return User.objects.filter(pk__in=leading.filter(of).values("user")).order_by("pk")


def referents_of(organisation: Organisation | None) -> QuerySet[User]:
    """Return who keeps the page of an organisation."""
    held = Membership.objects.current().filter(organisation=organisation, is_referent=True)
    return User.objects.filter(pk__in=held.values("person")).order_by("pk")


def authors_of(practice: Practice) -> QuerySet[User]:
    """Return who wrote the sheet and who answers for it; without either, the referents.

    Whoever left the organisation is not asked any more, unless they coordinate the programme.
    """
    named = User.objects.filter(pk__in=[practice.author_id, practice.contact_id])
    if practice.organisation is None:
        return named.order_by("pk")
    here = Membership.objects.current().filter(organisation=practice.organisation)
    leading = coordinators_of(practice.programme)
    still = Q(pk__in=here.values("person")) | Q(pk__in=leading.values("pk"))
    named = named.filter(still)
    return named.order_by("pk") if named.exists() else referents_of(practice.organisation)


def owners_of(practice: Practice) -> QuerySet[User]:
    """Return who decides for the practice: its authors and the referents of its owner."""
    named = authors_of(practice).values("pk")
    referents = referents_of(practice.organisation).values("pk")
    return User.objects.filter(Q(pk__in=named) | Q(pk__in=referents)).order_by("pk")


def followers_of(practice: Practice) -> QuerySet[User]:
    """Return who wants to be told what becomes of a practice, as far as they may still read it."""
    people = User.objects.filter(followed_practices__practice=practice, is_active=True)
    may = [one.pk for one in people if Practice.objects.visible_to(one).filter(pk=practice.pk)]
    return people.filter(pk__in=may).order_by("pk")


def answering_municipalities(text: str) -> QuerySet[Organisation]:
    """Return municipalities of this name that have somebody who answers for them."""
    held = Membership.objects.current().filter(is_referent=True)
    found = Organisation.objects.standing().filter(
        kind=Organisation.Kind.MUNICIPALITY, name__icontains=text.strip()
    )
    return found.filter(pk__in=held.values("organisation")).order_by("name", "pk")


def advisers_for(practice: Practice) -> QuerySet[User]:
    """Return who may advise an adopter: owners, and those who contribute to the programme."""
    people = Q(pk__in=owners_of(practice).values("pk"))
    if practice.organisation:
        members = Membership.objects.current().filter(organisation=practice.organisation)
        people |= Q(pk__in=members.values("person"))
    if practice.programme:
        named = Participant.objects.current().filter(programme=practice.programme)
        useful = named.filter(Q(may_contribute=True) | Q(may_coordinate=True))
        people |= Q(pk__in=useful.exclude(user=None).values("user"))
    return User.objects.filter(people, is_active=True).order_by("name", "pk")


def sides_of(adoption: Adoption) -> QuerySet[User]:
    """Return everyone who works on an adoption: adopter, owner, adviser."""
    named = [adoption.asked_by_id, adoption.lead_id, adoption.adviser_id]
    owners = owners_of(adoption.practice).values("pk")
    return User.objects.filter(Q(pk__in=named) | Q(pk__in=owners)).order_by("pk")

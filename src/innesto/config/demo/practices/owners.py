"""Whose practices they are: partners by their printed names, else municipalities made here."""

from django.db.models import Q

from innesto.accounts.models import User
from innesto.organisations.actions import add_office, register_organisation
from innesto.organisations.models import Office, Organisation
from innesto.places.models import Place

ABOUT = "Il comune è vero. Ciò che qui racconta è d’esempio, dove non è indicata una fonte."


def owner_of(name: str, *, place: str = "") -> Organisation:
    """Return the organisation that a list of partners prints, or else has, under this name.

    A municipality of the register that has no page yet gets one.
    """
    standing = Organisation.objects.standing()
    printed = Q(partnerships__printed_name=name) | Q(name=name)
    found = standing.filter(printed).order_by("pk").first()
    found = found or standing.filter(place__ref=place).order_by("pk").first()
    if found:
        return found
    town = Place.objects.select_related("country").get(ref=place)
    return register_organisation(
        by=None,
        name=name,
        kind=Organisation.Kind.MUNICIPALITY,
        country=town.country,
        place=town,
        languages=["it"],
        about=ABOUT,
    )


def office_of(owner: Organisation, name: str, *, by: User) -> Office:
    """Return an office of the organisation, made if missing."""
    found = Office.objects.filter(organisation=owner, name=name).first()
    return found or add_office(owner, name=name, by=by)

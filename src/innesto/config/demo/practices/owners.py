"""Whose practices they are: partners by their printed names, else municipalities made here.

What did not work, ended early or was given up is invented, and is told of nobody who exists: it
belongs to municipalities whose names say that they are examples.
"""

from django.db.models import Q

from innesto.accounts.models import User
from innesto.organisations.actions import add_office, register_organisation
from innesto.organisations.models import Office, Organisation
from innesto.places.models import Country, Place

ABOUT = "Il comune è vero. Ciò che qui racconta è d’esempio, dove non è indicata una fonte."

INVENTED = {
    "Comune di Esempio": "IT",
    "Comune di Esempio Alto": "IT",
    "Comune di Esempio Basso": "IT",
    "Comune di Esempio al Lago": "IT",
    "Città d’Esempio": "IT",
    "Gemeente Voorbeeld": "NL",
}
"""Names of municipalities that do not exist, with their countries."""

ABOUT_INVENTED = (
    "Comune inventato: nessuno ha questo nome. Racconta che cosa insegna ciò che non ha "
    "funzionato, senza attribuirlo a un comune vero."
)


def owner_of(name: str, *, place: str = "") -> Organisation:
    """Return the organisation that a list of partners prints, or else has, under this name.

    A municipality of the register that has no page yet gets one, and so does an invented one.
    """
    standing = Organisation.objects.standing()
    printed = Q(partnerships__printed_name=name) | Q(name=name)
    found = standing.filter(printed).order_by("pk").first()
    if place:
        found = found or standing.filter(place__ref=place).order_by("pk").first()
    if found:
        return found
    if name in INVENTED:
        return register_organisation(
            by=None,
            name=name,
            kind=Organisation.Kind.MUNICIPALITY,
            country=Country.objects.get(code=INVENTED[name]),
            languages=["it"],
            about=ABOUT_INVENTED,
            is_example=True,
        )
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

"""Who may find what."""

from django.contrib.auth.models import AnonymousUser

from innesto.accounts.models import User
from innesto.search.contributions import contributions
from innesto.search.models import OPERATORS, PUBLIC, SIGNED_IN, person_audience


def audiences_of(viewer: User | AnonymousUser) -> set[str]:
    """Return the names of all audiences the viewer belongs to."""
    if not isinstance(viewer, User):
        return {PUBLIC}
    names = {PUBLIC, SIGNED_IN, person_audience(viewer.pk)}
    if viewer.is_operator:
        names.add(OPERATORS)
    for searched in contributions():
        if searched.audiences:
            names |= set(searched.audiences(viewer))
    return names

"""Take over the themes of a programme as a scheme of their own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.themes.models import Mapping as Correspondence
from innesto.themes.models import Scheme, Theme


@dataclass(frozen=True, slots=True)
class Subject:
    """One theme to be taken over; ``same_as`` names its kin as (scheme, key)."""

    key: str
    labels: Mapping[str, str]
    parent: str | None = None
    same_as: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def adopt_scheme(
    key: str, *, labels: Mapping[str, str], subjects: Iterable[Subject], by: User | None
) -> Scheme:
    """Make a scheme hold these themes, in this order, with what they correspond to.

    Themes that are no longer named stay: needs, offers and practices may speak of them.
    """
    scheme, _created = Scheme.objects.update_or_create(key=key, defaults={"labels": dict(labels)})
    given = list(subjects)
    themes = {
        subject.key: Theme.objects.update_or_create(
            scheme=scheme,
            key=subject.key,
            defaults={"labels": dict(subject.labels), "position": position},
        )[0]
        for position, subject in enumerate(given)
    }
    for subject in given:
        theme = themes[subject.key]
        theme.parent = themes.get(subject.parent or "")
        theme.save(update_fields=["parent"])
        for other, code in subject.same_as:
            shared, _created = Scheme.objects.get_or_create(key=other)
            target, _created = Theme.objects.get_or_create(scheme=shared, key=code)
            Correspondence.objects.get_or_create(
                theme=theme, target=target, defaults={"relation": Correspondence.Relation.CLOSE}
            )
    record("scheme_adopted", scheme, by=by, themes=len(given))
    return scheme

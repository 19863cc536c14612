"""Take over themes: those of a programme, and those that all programmes share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.themes.models import Mapping as Correspondence
from innesto.themes.models import Scheme, Theme
from innesto.themes.shipped import SHARED, Shipped


@dataclass(frozen=True, slots=True)
class Subject:
    """One theme to be taken over; ``same_as`` names its kin as (scheme, key).

    ``parent`` is the key of another theme of the same scheme; one that is not there is a
    ``KeyError``, for the blueprint was checked before.
    """

    key: str
    labels: Mapping[str, str]
    parent: str | None = None
    same_as: tuple[tuple[str, str], ...] = ()


class ReservedKey(Exception):
    """This key belongs to a scheme that all programmes share; the argument is the key."""


@transaction.atomic
def adopt_scheme(
    key: str,
    *,
    labels: Mapping[str, str],
    subjects: Iterable[Subject],
    by: User | None,
    is_public: bool | None = None,
) -> Scheme:
    """Make the scheme of a programme hold these themes, in this order, with their kin.

    Themes that are no longer named stay: needs, offers and practices may speak of them. Who may
    read the scheme stays as it was unless ``is_public`` is said. Raises ``ReservedKey``.
    """
    if key in SHARED:
        raise ReservedKey(key)
    more = {} if is_public is None else {"is_public": is_public}
    scheme, _created = Scheme.objects.update_or_create(
        key=key, defaults={"labels": dict(labels), **more}
    )
    count = _hold(scheme, list(subjects))
    record("scheme_adopted", scheme, by=by, themes=count)
    return scheme


@transaction.atomic
def adopt_shared_scheme(shipped: Shipped, *, by: User | None) -> Scheme:
    """Bring a scheme that all programmes share to what ships with Innesto."""
    scheme, _created = Scheme.objects.update_or_create(
        key=shipped.key,
        defaults={"labels": shipped.labels, "website": shipped.website, "is_public": True},
    )
    count = _hold(scheme, [Subject(key, labels) for key, labels in shipped.themes])
    record("scheme_adopted", scheme, by=by, themes=count)
    return scheme


def _hold(scheme: Scheme, subjects: Sequence[Subject]) -> int:
    themes = {
        subject.key: Theme.objects.update_or_create(
            scheme=scheme,
            key=subject.key,
            defaults={"labels": dict(subject.labels), "position": position},
        )[0]
        for position, subject in enumerate(subjects)
    }
    for subject in subjects:
        theme = themes[subject.key]
        theme.parent = themes[subject.parent] if subject.parent else None
        theme.save(update_fields=["parent"])
        _correspond(theme, subject)
    return len(themes)


def _correspond(theme: Theme, subject: Subject) -> None:
    """Write what a theme corresponds to, and forget what it no longer does."""
    targets = []
    for scheme_key, key in subject.same_as:
        scheme, _created = Scheme.objects.get_or_create(key=scheme_key)
        target, _created = Theme.objects.get_or_create(scheme=scheme, key=key)
        Correspondence.objects.get_or_create(
            theme=theme, target=target, defaults={"relation": Correspondence.Relation.CLOSE}
        )
        targets.append(target)
    theme.mappings.exclude(target__in=targets).delete()

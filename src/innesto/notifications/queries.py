"""What waits for a person, and what may be mailed."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, QuerySet

from innesto.accounts.models import User
from innesto.notifications.models import MailChoice, Notification
from innesto.notifications.occasions import occasions
from innesto.toolkit.prepared import Prepared


def notices_of(
    viewer: User | AnonymousUser, *, only_unread: bool = False
) -> QuerySet[Notification]:
    """Return the notices of a person, newest first."""
    found = Notification.objects.visible_to(viewer)
    if only_unread:
        found = found.unread()
    return found.order_by("-created_at", "-pk").fetch_mode(models.FETCH_RAISE)


def count_unread(viewer: User) -> int:
    """Return how many notices wait."""
    found = _unread_rows(viewer.pk)
    return int(found[0][0]) if found else 0


@Prepared
def _unread_rows(person: int) -> QuerySet[Notification, tuple[int]]:
    unread = Notification.objects.visible_to(User(pk=person)).unread()
    return unread.values("to").annotate(count=Count("pk")).values_list("count")


def mail_choices(person: User) -> dict[str, str]:
    """Return when the person wants each kind of notice by e-mail."""
    chosen = dict(MailChoice.objects.filter(person=person).values_list("kind", "when"))
    return {kind: chosen.get(kind, MailChoice.When.NOW) for kind in occasions()}


def wants_mail(person: User, kind: str) -> bool:
    """Tell whether to mail: never to who left, nor to the invented persons of a demo."""
    if not person.is_active or person.is_example:
        return False
    refused = MailChoice.objects.filter(person=person, kind=kind, when=MailChoice.When.NEVER)
    return not refused.exists()

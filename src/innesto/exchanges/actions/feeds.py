"""The secret address of a person's calendar."""

import secrets

from django.db import transaction

from innesto.accounts.models import User
from innesto.exchanges.models import CalendarFeed
from innesto.journal.actions import record


@transaction.atomic
def renew_feed(person: User, *, by: User) -> CalendarFeed:
    """Give the person's calendar a new secret address; the old one leads nowhere."""
    feed, _created = CalendarFeed.objects.update_or_create(
        person=person, defaults={"token": secrets.token_urlsafe(32)}
    )
    record("feed_renewed", person, by=by)
    return feed

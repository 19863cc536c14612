"""A poll's answers, and what one chose."""

from django.contrib.auth.models import AnonymousUser

from innesto.accounts.models import User
from innesto.talk.models import Option, Poll, Vote


def options_of(poll: Poll) -> list[Option]:
    """Return the answers in their order."""
    return list(poll.options.order_by("position"))


def chosen_by(viewer: User | AnonymousUser, poll: Poll) -> list[int]:
    """Return which answers the viewer chose."""
    if not isinstance(viewer, User):
        return []
    votes = Vote.objects.filter(option__poll=poll, person=viewer)
    return list(votes.order_by("pk").values_list("option", flat=True))

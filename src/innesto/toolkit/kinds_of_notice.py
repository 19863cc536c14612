"""The kinds of notice there are, in the words of whoever sends them, and when each is mailed.

A domain that tells people things writes ``kinds.py`` and is imported by nobody; the notices, and
the page on which people choose, gather them:

    KINDS = {
        "visit_accepted": _("A partner accepts a visit"),
        "post_written": KindOfNotice(_("A thread you follow goes on"), When.DAILY, in_spaces=True),
    }

Bare words are mailed at once, and belong to no space.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.db import models
from django.utils.translation import gettext_lazy as _

from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.gather import gather


class When(models.TextChoices):
    """When a notice is mailed; on the site it stands at once."""

    NOW = "now", _("At once")
    DAILY = "daily", _("Once a day, together")
    WEEKLY = "weekly", _("Once a week, together")
    NEVER = "never", _("Never, only here")


@dataclass(frozen=True, slots=True)
class KindOfNotice:
    """An occasion, when it is mailed unless its person says otherwise, and whether in spaces."""

    words: StrOrPromise
    when: When = When.NOW
    in_spaces: bool = False


@cache
def kinds_by_domain() -> dict[str, Mapping[str, KindOfNotice]]:
    """Return the kinds of each domain, by its label."""
    return {
        domain: {
            kind: said if isinstance(said, KindOfNotice) else KindOfNotice(said)
            for kind, said in kinds.items()
        }
        for domain, kinds in gather("kinds", "KINDS").items()
    }


@cache
def kinds_of_notice() -> dict[str, KindOfNotice]:
    """Return every kind by its name."""
    return {kind: said for kinds in kinds_by_domain().values() for kind, said in kinds.items()}


def kind_of_notice(kind: str) -> KindOfNotice:
    """Return one kind; also one that nobody names any more, but old notices have."""
    return kinds_of_notice().get(kind) or KindOfNotice(kind)

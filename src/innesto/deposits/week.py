"""What was handed in and published is told in the weekly letter of a community.

No room fits: ``communities.queries.week`` gathers this module from every domain.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from innesto.communities.queries.week import Telling
from innesto.deposits.models import Deposit, Guideline
from innesto.toolkit.weekly_letters import Told


def tell_deposits(counted: Mapping[int, int]) -> Sequence[Told]:
    """Name the works that stand, the newest first."""
    found = Deposit.objects.standing().filter(pk__in=counted).order_by("-pk")
    return [Told(one.title, one.get_absolute_url()) for one in found]


def tell_guidelines(counted: Mapping[int, int]) -> Sequence[Told]:
    """Name the guidelines that came out."""
    found = Guideline.objects.filter(pk__in=counted).order_by("-pk")
    return [Told(one.title, one.get_absolute_url()) for one in found]


WEEK = (
    Telling(_("Works"), 30, frozenset({"work_deposited", "version_added"}), tell_deposits),
    Telling(_("Guidelines"), 35, frozenset({"guideline_published"}), tell_guidelines),
)

"""How long lists of partners wait, and answers in the forms of a programme are kept."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.programmes.actions.selection import forget_answers
from innesto.programmes.models import PartnerImport, Selection
from innesto.programmes.queries.selection import kept_until
from innesto.toolkit.keeping import Keeping


def forget_lists(before: datetime) -> int:
    """Drop lists that were uploaded and never brought in: they may name persons."""
    waiting = PartnerImport.objects.filter(state=PartnerImport.State.OPEN, at__lt=before)
    return waiting.delete()[0]


def forget_old_answers(at: datetime) -> int:
    """Forget the answers whose field, or form, says that its time after the programme is over."""
    return sum(forget_answers(selection, fields) for selection, fields in _over(at))


def _over(at: datetime) -> Iterator[tuple[Selection, list[str]]]:
    today = timezone.localdate(at)
    ended = Selection.objects.filter(programme__ends_on__lt=today)
    for selection in ended.select_related("programme__call").order_by("pk"):
        fields = [key for key, last_day in kept_until(selection).items() if last_day < today]
        if selection.applications.filter(answers__has_any_keys=fields).exists():
            yield selection, fields


RETENTION = (
    Keeping(
        "partner-lists", _("Lists of partners that were not brought in"), forget_lists, days=30
    ),
    Keeping(
        "answers",
        _("Answers in the forms of a programme: as its blueprint says, after its end"),
        forget_old_answers,
    ),
)

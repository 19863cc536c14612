"""What happens after the commit, and every morning: who owes or decides is told."""

import datetime

from django.db.models import Q
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.documents.models import Document
from innesto.documents.queries.lists import deciding, owing
from innesto.notifications.actions import notify
from innesto.programmes.models import Programme
from innesto.toolkit.annotations import StrPromise

BEFOREHAND = datetime.timedelta(days=7)
AFTERWARDS = datetime.timedelta(days=7)

TITLES: dict[str, StrPromise] = {
    "asked": _("“{title}” is asked of you"),
    "extended": _("“{title}”: you have more time"),
    "returned": _("“{title}” comes back: something is missing"),
    "accepted": _("“{title}” is accepted"),
    "soon": _("“{title}” is due in a week"),
    "late": _("“{title}” is late"),
}


@task
def tell_who_owes(document_id: int, what: str) -> None:
    """Tell who owes a document what became of it."""
    document = _document(document_id)
    if document and (document.is_open or what == "accepted"):
        moment = document.decided_at or document.asked_at
        _tell(document, what, f"{document.due_on or ''}-{moment:%Y%m%d%H%M}")


@task
def tell_coordination(document_id: int) -> None:
    """Tell who accepts documents that one was handed in."""
    document = _document(document_id)
    if document is None or document.handed_in_at is None:
        return
    notify(
        deciding(document.programme),
        kind="document_handed_in",
        key=f"document-{document.pk}-handed-in-{document.handed_in_at:%Y%m%d%H%M%S}",
        title=lambda: _("“{title}” was handed in by {who}").format(
            title=document.name, who=document.by_whom
        ),
        url=document.get_absolute_url(),
        about=document,
        space=document.programme,
        by=document.handed_in_by,
    )


@task
def remind_of_documents() -> None:
    """Remind a week before the day, and a week after it; each once."""
    today = timezone.localdate()
    soon = Q(due_on__gte=today, due_on__lte=today + BEFOREHAND)
    late = Q(due_on__lt=today, due_on__gte=today - 2 * AFTERWARDS)
    late &= Q(due_on__lte=today - AFTERWARDS)
    running = Document.objects.owed().filter(programme__state=Programme.State.RUNNING)
    found = running.filter(soon | late).select_related(
        "programme", "partner__organisation", "person"
    )
    for document in found.order_by("pk"):
        what = "late" if document.is_late(today) else "soon"
        _tell(document, what, str(document.due_on))


def _document(document_id: int) -> Document | None:
    found = Document.objects.select_related("programme", "partner__organisation", "person")
    return found.filter(pk=document_id).first()


def _tell(document: Document, what: str, occasion: str) -> None:
    notify(
        owing(document),
        kind="document_returned" if what == "returned" else "document_owed",
        key=f"document-{document.pk}-{what}-{occasion}",
        title=lambda: TITLES[what].format(title=document.name),
        body=document.reason if what == "returned" else "",
        url=document.get_absolute_url(),
        about=document,
        space=document.programme,
    )

"""How long answers are kept: as each form, or each of its fields, says."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.documents.actions import forget_document_answers
from innesto.documents.models import Document
from innesto.toolkit.keeping import Keeping


def forget_old_documents(at: datetime) -> int:
    """Forget answers whose time after the end of their programme is over."""
    today = timezone.localdate(at)
    ended = Document.objects.filter(has_term=True, programme__ends_on__lt=today)
    found = 0
    for document in ended.exclude(answers={}).select_related("programme").order_by("pk"):
        over = _over(document, document.programme.ends_on, today)
        if not document.answers.keys().isdisjoint(over):
            forget_document_answers(document, over)
            found += 1
    return found


def _over(document: Document, end: date | None, today: date) -> list[str]:
    """Return the questions whose answers are not kept any more."""
    form = document.asked
    lengths = {field.key: field.keep or form.keep for field in form.fields}
    return [key for key, length in lengths.items() if length and end and length.shift(end) < today]


RETENTION = (
    Keeping(
        "documents",
        _("Answers in reports and other documents: as the programme says, after its end"),
        forget_old_documents,
    ),
)

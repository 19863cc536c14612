"""How long works are kept."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from innesto.assignments.models import Work
from innesto.toolkit.keeping import Keeping


def forget_works(before: datetime) -> int:
    """Delete texts and files of works decided long ago; results and assessments stay."""
    old = list(Work.objects.filter(decided_at__lt=before).exclude(text="", file=""))
    for work in old:
        if work.file:
            work.file.delete(save=False)
        work.text, work.file_name = "", ""
        work.save(update_fields=["text", "file", "file_name"])
    return len(old)


RETENTION = (
    Keeping("works", _("Works handed in for courses: results stay"), forget_works, days=730),
)

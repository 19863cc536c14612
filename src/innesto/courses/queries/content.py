"""What is inside units of our own kinds."""

from django.db.models import QuerySet

from innesto.courses.models import Text
from innesto.toolkit.prepared import Prepared


@Prepared
def texts_of(unit: int) -> QuerySet[Text]:
    """Return the texts of a unit, by language."""
    return Text.objects.filter(unit=unit).order_by("language")

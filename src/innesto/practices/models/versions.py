"""How each version of a sheet is kept."""

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords


class Versions(HistoricalRecords):  # type: ignore[misc]
    """Keeps with each version what the sheet pointed at then, by number.

    The package reads the sheet anew for each of its relations, and all that they lead to: six
    questions more each time a sheet is saved. It also tells listeners; there are none.
    """

    def create_historical_record_m2ms(self, history_instance: Any, instance: models.Model) -> None:
        """Copy the rows of each relation, one question to read them and one to write them."""
        for field in self.m2m_fields:
            through, kept = field.remote_field.through, self.m2m_models[field]
            columns = [column.attname for column in through._meta.fields]
            rows = through.objects.filter(**{field.m2m_field_name(): instance}).order_by("pk")
            kept.objects.bulk_create(
                [kept(history=history_instance, **row) for row in rows.values(*columns)]
            )

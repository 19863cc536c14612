"""Whether anything changed in a programme: a word to keep under it what was worked out."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from innesto.organisations.models import Organisation
from innesto.programmes.models import Programme

FAR = ("merged", "scheme_adopted", "erased")
"""Acts on other things than a programme and its organisations that its facts may follow."""

# One question instead of three, and no builder of SQL: it is asked for each page of a programme.
COUNT = """
WITH around AS (
    SELECT id FROM programmes_programme WHERE id IN (%s, %s) OR call_id = %s
)
SELECT
    (SELECT COUNT(*) FROM journal_entry WHERE context_type_id = %s AND context_id IN (
        SELECT CAST(id AS VARCHAR) FROM around)),
    (SELECT COUNT(*) FROM journal_entry WHERE subject_type_id = %s AND subject_id IN (
        SELECT CAST(organisation_id AS VARCHAR) FROM programmes_partner
        WHERE programme_id IN (SELECT id FROM around))),
    (SELECT COUNT(*) FROM journal_entry WHERE verb IN (%s, %s, %s))
"""


def head_of(programme: Programme) -> str:
    """Return a word that is another one after each act, and each day, that the facts depend on.

    Every act leaves one entry in the journal, in the same transaction, and none is ever taken
    out. So the facts of a programme are the same while the numbers of entries are the same: those
    within it, its call and its projects, and those about its organisations. Numbers, and not
    the last entry: on PostgreSQL a later entry may be committed first.
    """
    types = ContentType.objects.get_for_models(Programme, Organisation)
    call = programme.call_id or programme.pk
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT,
            [
                *(programme.pk, call, programme.pk),
                *(types[Programme].pk, types[Organisation].pk),
                *FAR,
            ],
        )
        counted = cursor.fetchone()
    return ".".join(map(str, (settings.VERSION, timezone.localdate(), programme.pk, *counted)))

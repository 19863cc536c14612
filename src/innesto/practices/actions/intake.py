"""Bring sheets in from a file, all at once, and take them back."""

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.lineage.models import Link
from innesto.practices.models import Practice, PracticeImport
from innesto.practices.queries.intake import STRAPLINE, Row, judged_rows, read_rows
from innesto.practices.queries.sheets import free_slug
from innesto.programmes.models import Programme
from innesto.search.actions import hand_in
from innesto.toolkit.rich_text import as_words, clean

BATCH = 500
MOST_TOLD = 500


class AlreadyCarriedOut(Exception):
    """A colleague, or a double click, was faster: the file is no longer open."""


class NothingToBringIn(Exception):
    """No row can come in."""


class NotCarriedOut(Exception):
    """There is nothing to take back."""


@transaction.atomic
def start_practice_import(
    *, by: User | None, file_name: str, content: bytes, programme: Programme | None = None
) -> PracticeImport:
    """Keep a file, to look at its rows; nothing comes in yet. Raises ``NotASheet``."""
    rows = read_rows(content)
    import_ = PracticeImport.objects.create(
        programme=programme,
        by=by,
        at=timezone.now(),
        file_name=file_name[-200:],
        content=content,
    )
    record("practices_uploaded", import_, by=by, within=programme, rows=len(rows))
    return import_


@transaction.atomic
def carry_out_practice_import(
    import_: PracticeImport, *, by: User | None, published: bool = False
) -> PracticeImport:
    """Bring in every row that can be, all or none; ``published`` shows them at once.

    Raises ``AlreadyCarriedOut`` and ``NothingToBringIn``.
    """
    import_ = PracticeImport.objects.select_for_update().get(pk=import_.pk)
    if not import_.is_open:
        raise AlreadyCarriedOut
    rows = judged_rows(read_rows(bytes(import_.content)), programme=import_.programme)
    ready = [row for row in rows if row.is_ready]
    if not ready:
        raise NothingToBringIn
    made = _make(ready, import_, by=by, published=published)
    out = [row for row in rows if not row.is_ready]
    import_.made = {
        "practices": made,
        "out": [[row.number, row.title, row.problem] for row in out[:MOST_TOLD]],
        "left_out": len(out),
    }
    import_.state = PracticeImport.State.DONE
    import_.content = b""
    import_.save(update_fields=["made", "state", "content"])
    record(
        "practices_imported",
        import_,
        by=by,
        within=import_.programme,
        practices=len(made),
        left_out=len(out),
    )
    return import_


@transaction.atomic
def undo_practice_import(import_: PracticeImport, *, by: User | None) -> PracticeImport:
    """Take back what nobody has worked on since; what stays is counted.

    Raises ``NotCarriedOut``.
    """
    import_ = PracticeImport.objects.select_for_update().get(pk=import_.pk)
    if not import_.is_done:
        raise NotCarriedOut
    made = Practice.objects.filter(pk__in=import_.made["practices"])
    linked = {
        int(key)
        for pair in Link.objects.values_list("later_key", "earlier_key")
        for key in pair
        if key.isdecimal()
    }
    untouched = made.filter(
        revision=1, adoptions=None, checks=None, opinions=None, questions=None, telling=None
    )
    gone = [pk for pk in untouched.values_list("pk", flat=True) if pk not in linked]
    hand_in("practice", *gone)
    Practice.objects.filter(pk__in=gone).delete()
    stays = made.count()
    import_.made = {**import_.made, "stays": stays}
    import_.state = PracticeImport.State.UNDONE
    import_.save(update_fields=["made", "state"])
    record("practice_import_undone", import_, by=by, within=import_.programme, stays=stays)
    return import_


def _make(
    rows: list[Row], import_: PracticeImport, *, by: User | None, published: bool
) -> list[int]:
    """Write the sheets, their first versions and their themes, table by table."""
    now = timezone.now()
    taken = set(Practice.objects.values_list("slug", flat=True))
    practices = []
    for row in rows:
        slug = free_slug(row.title, taken=taken)
        taken.add(slug)
        practices.append(_practice(row, slug, import_, by=by, published=published))
    for practice in practices:
        practice.made_at = practice.changed_at = now
        practice.published_at = now if published else None
    created = bulk_create_with_history(practices, Practice, batch_size=BATCH, default_user=by)
    keys = [practice.pk for practice in created]
    Practice.themes.through.objects.bulk_create(
        [
            Practice.themes.through(practice_id=key, theme_id=theme.pk)
            for key, row in zip(keys, rows, strict=True)
            for theme in {theme.pk: theme for theme in row.themes}.values()
        ],
        batch_size=BATCH,
    )
    hand_in("practice", *keys)
    return keys


def _practice(
    row: Row, slug: str, import_: PracticeImport, *, by: User | None, published: bool
) -> Practice:
    said = row.said
    text = said.get("text", "")
    if row.title != said["title"]:
        text = f"{said['title']}\n\n{text}"
    problem = clean(text) if text else ""
    return Practice(
        title=row.title,
        slug=slug,
        strapline=_first_sentence(as_words(problem)),
        language=row.language,
        organisation=row.organisation,
        author=by,
        programme=import_.programme,
        subject=said.get("theme", "")[:200],
        place=row.place,
        place_name="" if row.place else said.get("place", "")[:200],
        country=row.country,
        starts_on=row.starts_on,
        problem=problem,
        how=clean(said["how"]) if said.get("how") else "",
        licence=Practice.Licence.OTHER,
        external_ref=said.get("id", "")[:120],
        source=said.get("source", "")[:300],
        state=Practice.State.PUBLISHED if published else Practice.State.DRAFT,
    )


def _first_sentence(text: str) -> str:
    """Return the first sentence if it fits, else as much as does."""
    first = text.partition(". ")[0]
    if len(first) <= STRAPLINE:
        return first
    return f"{first[: STRAPLINE - 2].rsplit(' ', 1)[0]} …"

"""Write a sheet: its texts, its evidence, its acts and pictures."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.files.base import File
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.lineage.actions import link_works
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import Ref
from innesto.practices.models import Act, Evidence, Medium, Practice
from innesto.practices.queries.sheets import free_slug
from innesto.practices.sheet import OWN, RICH
from innesto.search.actions import hand_in
from innesto.toolkit.rich_text import clean
from innesto.toolkit.uploads import check_file, tidy_picture

SETS = {"themes": "theme", "offices": "office", "partners": "organisation"}
"""Lists of a sheet, and how the rows of their history name what they hold."""


class EditedMeanwhile(Exception):
    """Somebody saved other words in the same fields; ``theirs`` is the sheet as it is now.

    ``only_theirs`` are the fields that they changed and this writer left as they were.
    """

    def __init__(
        self, theirs: Practice, fields: Iterable[str], only_theirs: Iterable[str] = ()
    ) -> None:
        super().__init__(theirs)
        self.theirs = theirs
        self.fields = tuple(fields)
        self.only_theirs = tuple(only_theirs)


class NotADraft(Exception):
    """Others have seen this sheet: it can be archived, not thrown away."""


@transaction.atomic
def draft_practice(
    *, by: User | None, title: str, origin: Ref | None = None, **fields: Any
) -> Practice:
    """Begin a sheet, perhaps out of another work: a deposit, an answered question.

    ``fields`` are those of the model; themes and offices are given as lists.
    """
    now = timezone.now()
    sets = {name: fields.pop(name) for name in SETS if name in fields}
    practice = Practice(
        title=title,
        slug=free_slug(title),
        author=by,
        made_at=now,
        changed_at=now,
        **_cleaned(fields),
    )
    _settle_place(practice)
    _save_version(practice, sets, by=by)
    if origin is not None:
        link_works(practice, Link.Relation.DERIVED, origin, by=by)
    record("practice_drafted", practice, by=by, within=practice.programme)
    return practice


@transaction.atomic
def edit_practice(
    practice: Practice, *, by: User | None, revision: int | None = None, **changes: Any
) -> Practice:
    """Change the fields given; ``revision`` is the version that the writer started from.

    What somebody else saved meanwhile in other fields stays: both writers keep their words.
    ``extra`` holds the answers to change, by their keys; the others stay. Raises
    ``EditedMeanwhile`` when both changed the same field, and then nothing is written.
    """
    practice = Practice.objects.select_for_update().get(pk=practice.pk)
    sets = {name: list(changes.pop(name)) for name in SETS if name in changes}
    wanted = _cleaned(changes)
    wanted |= {f"{OWN}{key}": value for key, value in wanted.pop("extra", {}).items()}
    now = {name: _said(practice, name) for name in (*wanted, *sets)}
    mine = {name: _plain(name, value) for name, value in (*wanted.items(), *sets.items())}
    differing = {name for name, value in mine.items() if value != now[name]}
    if revision is not None and revision != practice.revision:
        base = practice.history.filter(revision=revision).order_by("-history_date").first()
        then = {name: _said(base, name) if base else None for name in mine}
        theirs = {name for name in differing if then[name] != now[name]}
        both = {name for name in theirs if mine[name] != then[name]}
        if both:
            raise EditedMeanwhile(practice, sorted(both), sorted(theirs - both))
        differing -= theirs  # they changed it, the writer left it as it was
    for name in sorted(differing - set(sets)):
        if name.startswith(OWN):
            practice.extra = practice.extra | {name.removeprefix(OWN): wanted[name]}
        else:
            setattr(practice, name, wanted[name])
    if differing:
        _settle_place(practice)
        practice.revision += 1
        practice.changed_at = timezone.now()
        _save_version(practice, {n: v for n, v in sets.items() if n in differing}, by=by)
    record("practice_edited", practice, by=by, within=practice.programme, fields=sorted(differing))
    return practice


@transaction.atomic
def discard_practice(practice: Practice, *, by: User) -> None:
    """Throw a draft away. Raises ``NotADraft`` once others have seen it."""
    practice = Practice.objects.select_for_update().get(pk=practice.pk)
    if practice.state != Practice.State.DRAFT:
        raise NotADraft
    record("practice_discarded", practice, by=by, within=practice.programme)
    hand_in("practice", practice.pk)
    practice.delete()


@transaction.atomic
def add_evidence(practice: Practice, *, by: User | None, **fields: Any) -> Evidence:
    """Put a claim with its source under the practice. Raises ``NotAccepted`` for a wrong file."""
    last = practice.evidence.aggregate(last=Max("position"))["last"] or 0
    evidence = Evidence(practice=practice, position=last + 1, **_with_file(fields))
    evidence._history_user = by  # type: ignore[attr-defined]
    evidence.save()
    record("evidence_added", practice, by=by, within=practice.programme, claim=evidence.claim)
    return evidence


@transaction.atomic
def add_figures(
    practice: Practice, rows: Sequence[Mapping[str, Any]], *, by: User | None
) -> list[Evidence]:
    """Put several claims with their figures and sources under the practice, in their order."""
    last = practice.evidence.aggregate(last=Max("position"))["last"] or 0
    made = []
    for position, row in enumerate(rows, start=last + 1):
        evidence = Evidence(practice=practice, position=position, **row)
        evidence._history_user = by  # type: ignore[attr-defined]
        evidence.save()
        made.append(evidence)
    record("figures_added", practice, by=by, within=practice.programme, count=len(made))
    return made


@transaction.atomic
def edit_evidence(evidence: Evidence, *, by: User, **changes: Any) -> Evidence:
    """Correct a claim; the version before stays in its history."""
    evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    for name, value in _with_file(changes).items():
        setattr(evidence, name, value)
    evidence._history_user = by  # type: ignore[attr-defined]
    evidence.save()
    practice = evidence.practice
    record("evidence_edited", practice, by=by, within=practice.programme, claim=evidence.claim)
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: User) -> None:
    """Take a claim away."""
    practice = evidence.practice
    record("evidence_removed", practice, by=by, within=practice.programme, claim=evidence.claim)
    evidence.delete()


@transaction.atomic
def attach_act(practice: Practice, *, by: User | None, **fields: Any) -> Act:
    """Attach an act as a file or as an address. Raises ``NotAccepted`` for a wrong file."""
    act = Act.objects.create(practice=practice, **_with_file(fields))
    record("act_attached", practice, by=by, within=practice.programme, title=act.title)
    return act


@transaction.atomic
def detach_act(act: Act, *, by: User) -> None:
    """Take an act away."""
    practice = act.practice
    record("act_detached", practice, by=by, within=practice.programme, title=act.title)
    act.delete()


@transaction.atomic
def add_picture(
    practice: Practice, *, by: User | None, file: File[Any], alt: str, credit: str = ""
) -> Medium:
    """Add a picture, drawn anew and small, with the words for it. Raises ``NotAccepted``."""
    last = practice.media.aggregate(last=Max("position"))["last"] or 0
    medium = Medium.objects.create(
        practice=practice, file=tidy_picture(file), alt=alt, credit=credit, position=last + 1
    )
    record("picture_added", practice, by=by, within=practice.programme, alt=alt)
    return medium


@transaction.atomic
def remove_picture(medium: Medium, *, by: User) -> None:
    """Take a picture away."""
    practice = medium.practice
    record("picture_removed", practice, by=by, within=practice.programme, alt=medium.alt)
    medium.delete()


def _cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Sanitise long texts whoever sends them: a form, an import, a machine."""
    cleaned: dict[str, Any] = {
        name: clean(value) if name in RICH and value else value for name, value in fields.items()
    }
    if "extra" in cleaned:
        cleaned["extra"] = {
            key: clean(value) if isinstance(value, str) and "<" in value else value
            for key, value in cleaned["extra"].items()
        }
    return cleaned


def _with_file(fields: Mapping[str, Any]) -> dict[str, Any]:
    file = fields.get("file")
    if not file:
        return {name: value for name, value in fields.items() if name != "file"}
    check_file(file)
    return {**fields, "file_name": str(file.name)[-200:]}


def _settle_place(practice: Practice) -> None:
    """A place of the register knows its country; without one it is that of the owner."""
    owner = practice.organisation
    if practice.place is None and not practice.place_name and owner:
        practice.place = owner.place
    if practice.place:
        practice.country = practice.place.country
    elif practice.country is None and owner:
        practice.country = owner.country


def _save_version(
    practice: Practice, sets: Mapping[str, Iterable[models.Model]], *, by: User | None
) -> None:
    """Save texts and lists as one version of the history."""
    practice.skip_history_when_saving = True  # type: ignore[attr-defined]
    practice.save()
    for name, rows in sets.items():
        getattr(practice, name).set(rows)
    del practice.skip_history_when_saving  # type: ignore[attr-defined]
    practice._history_user = by  # type: ignore[attr-defined]
    practice.save(update_fields=["revision"])
    hand_in("practice", practice.pk)


def _said(version: Any, name: str) -> Any:
    """Return a field of a sheet or of one of its versions, comparable."""
    if name in SETS:
        rows = getattr(version, name)
        if isinstance(version, Practice):
            return set(rows.values_list("pk", flat=True))
        return set(rows.values_list(SETS[name], flat=True))
    if name.startswith(OWN):
        return _answer(version.extra.get(name.removeprefix(OWN)))
    field = Practice._meta.get_field(name)
    return getattr(version, getattr(field, "attname", name))


def _plain(name: str, value: Any) -> Any:
    """Return what a writer wants, comparable with what a version says."""
    if name in SETS:
        return {row.pk for row in value}
    if name.startswith(OWN):
        return _answer(value)
    is_relation = Practice._meta.get_field(name).is_relation
    return value.pk if is_relation and value is not None else value


def _answer(value: Any) -> Any:
    """Return an answer that only the programme asks for; an empty one is as good as none."""
    return None if value is False or value == "" else value

"""What is missing in a sheet, which versions it had, and how they differ."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.journal.models import Entry
from innesto.practices.models import JointAction, Practice
from innesto.practices.sheet import FIELDS, OWN, RICH, Needed, fields_of, label_of, steps_of
from innesto.programmes.models import Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.themes.models import Theme
from innesto.toolkit.letters import in_address
from innesto.toolkit.rich_text import as_plain

TAKEN_BY_PAGES = frozenset(
    {"nuova", "mappa", "elenco", "importa", "sfide", "atom", "confronta", "proponi"}
)
LEVELS: Mapping[str, tuple[Needed, ...]] = {
    "submit": ("always", "to_publish"),
    "validate": ("always", "to_publish", "to_validate"),
}


def free_slug(title: str, *, taken: set[str] | None = None) -> str:
    """Return an address made of the title that no practice has yet.

    ``taken`` saves one query a title when many come in at once.
    """
    stem = in_address(title)[:95] or "pratica"
    if taken is None:
        found = Practice.objects.filter(slug__startswith=stem)
        taken = set(found.values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken or slug in TAKEN_BY_PAGES:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def blueprint_for(programme: Programme | None) -> Blueprint | None:
    """Return the blueprint that shapes a sheet, if its programme has one."""
    return blueprint_of(programme) if programme else None


@dataclass(frozen=True, slots=True)
class Missing:
    """A field without an answer, and the step in which it is asked."""

    key: str
    label: str
    step: str


def missing_for(practice: Practice, level: str) -> list[Missing]:
    """Return what must still be answered to ``submit`` or to ``validate`` the sheet."""
    wanted = LEVELS[level]
    missing = [
        Missing(field.key, label_of(field), step.key)
        for step in steps_of(blueprint_for(practice.programme))
        for field in step.fields
        if field.needed in wanted and not _has(practice, field.key)
    ]
    if level == "validate" and not practice.evidence.exists():
        missing.append(Missing("evidence", _("evidence"), "evidence"))
    return missing


def _has(practice: Practice, key: str) -> bool:
    if key == "themes":
        return practice.themes.exists() or bool(practice.subject)
    if key == "place":
        return bool(practice.place_id or practice.place_name or practice.country_id)
    if key == "organisation":
        return bool(practice.organisation_id or practice.source)
    return practice.has(key)


def addresses_in(practice: Practice) -> list[str]:
    """Return the addresses that a sheet names: its own, those of evidence, acts and agreement."""
    joint = JointAction.objects.filter(practice=practice).values_list("agreement_url", flat=True)
    named = [
        *(practice.website, practice.mandate_url),
        *(one.url for one in practice.evidence.all()),
        *(one.url for one in practice.acts.all()),
        *joint,
    ]
    return list(dict.fromkeys(filter(None, named)))


@dataclass(frozen=True, slots=True)
class Version:
    """One saved state of a sheet."""

    revision: int
    at: datetime
    by: User | None
    record: Any


def versions_of(practice: Practice) -> list[Version]:
    """Return the versions of a sheet, the newest first."""
    records = practice.history.select_related("history_user").order_by("-history_date", "-pk")
    found: dict[int, Version] = {}
    for record in records:
        found.setdefault(
            record.revision,
            Version(record.revision, record.history_date, record.history_user, record),
        )
    return list(found.values())


def last_sent_back(practice: Practice) -> Entry | None:
    """Return when the sheet was last given back to its author, and with which reason."""
    given_back = Entry.objects.about(practice).filter(
        verb__in=["changes_asked", "practice_refused"]
    )
    return given_back.order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs between two versions; ``words`` are pairs of how and what."""

    key: str
    label: str
    before: str
    after: str
    words: Sequence[tuple[str, str]]


def differences(older: Version, newer: Version, blueprint: Blueprint | None) -> list[Change]:
    """Return what differs between two versions, word by word, in the order of the sheet."""
    changes = []
    for key, field in fields_of(blueprint).items():
        if key not in FIELDS:
            before, after = (str(v.record.extra.get(key, "")) for v in (older, newer))
        else:
            before, after = (_shown(version.record, key) for version in (older, newer))
        if before != after:
            changes.append(
                Change(key, label_of(field), before, after, list(_word_by_word(before, after)))
            )
    return changes


def _shown(record: Any, key: str) -> str:
    if key in {"themes", "offices"}:
        one = key.removesuffix("s")
        rows = getattr(record, key).select_related(one)
        return ", ".join(sorted(str(getattr(row, one)) for row in rows))
    if key in RICH:
        return as_plain(getattr(record, key))
    display = getattr(record, f"get_{key}_display", None)
    value = display() if display else getattr(record, key)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _word_by_word(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield stretches of text as kept, gone or new, so that a page can mark them."""
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield "kept", "".join(old[i1:i2])
            continue
        if i2 > i1:
            yield "gone", "".join(old[i1:i2])
        if j2 > j1:
            yield "new", "".join(new[j1:j2])


def programmes_to_choose(person: User) -> QuerySet[Programme]:
    """Return the programmes in which the person's organisations may publish practices."""
    return Programme.objects.joined_by(person).exclude(state=Programme.State.ARCHIVED)


def themes_to_choose(practice: Practice) -> QuerySet[Theme]:
    """Return the themes of the programme and those that all share; EuroVoc is too long to list."""
    schemes = Q(scheme__key__in=["data-theme", "sdg"])
    if practice.programme:
        scheme = practice.programme.scheme_id or (
            practice.programme.call.scheme_id if practice.programme.call else None
        )
        schemes = Q(scheme=scheme) | Q(scheme__key="sdg") if scheme else schemes
    chosen = Q(practices=practice)
    return (
        Theme.objects.filter(schemes | chosen)
        .select_related("scheme")
        .distinct()
        .order_by("scheme", "position", "key")
    )


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that two people wrote at once."""

    label: str
    theirs: str
    mine: str


def theirs_and_mine(
    theirs: Practice,
    fields: Sequence[str],
    mine: Mapping[str, Any],
    blueprint: Blueprint | None,
) -> list[Conflict]:
    """Return both wordings of the fields that two people changed."""
    known = {**FIELDS, **fields_of(blueprint)}
    conflicts = []
    for name in fields:
        key = name.removeprefix(OWN)
        if name != key:
            now, wanted = theirs.extra.get(key), mine["extra"][key]
            words = as_plain(str(now or "")), as_plain(str(wanted or ""))
        else:
            words = _in_words(key, _now(theirs, key)), _in_words(key, mine[key])
        conflicts.append(Conflict(label_of(known[key]), *words))
    return conflicts


def _now(practice: Practice, key: str) -> Any:
    value = getattr(practice, key)
    return value.all() if hasattr(value, "all") else value


def _in_words(key: str, value: Any) -> str:
    if key in RICH:
        return as_plain(value or "")
    if isinstance(value, QuerySet | list | set | tuple):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)

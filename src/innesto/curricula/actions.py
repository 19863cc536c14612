"""What can be done with curricula: write, publish a version, translate; load a framework."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.curricula.intake import Row, read_framework, role_key
from innesto.curricula.models import (
    Competence,
    Curriculum,
    Framework,
    Module,
    Teaching,
    Translation,
    Version,
)
from innesto.curricula.outline import circle_in
from innesto.curricula.queries import (
    free_slug,
    next_position,
    outline_of,
    written_outline,
)
from innesto.curricula.shipped import shipped_framework
from innesto.journal.actions import record
from innesto.organisations.models import Organisation
from innesto.programmes.models import Programme
from innesto.search.actions import hand_in


class GoesInACircle(Exception):
    """A module would come after itself; ``titles`` are those that wait for each other."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(" → ".join(titles))
        self.titles = titles


class NothingToPublish(Exception):
    """There is no module, or nothing changed since the last version."""


class LastAuthor(Exception):
    """Nobody would be left to write it."""


class FrameworkIsKnown(Exception):
    """A framework of this key is here already."""


@transaction.atomic
def add_framework(
    rows: Sequence[Row],
    *,
    by: User | None,
    key: str,
    names: Mapping[str, str],
    programme: Programme | None = None,
    **about: Any,
) -> Framework:
    """Load a framework whole, with what its competences correspond to elsewhere.

    Raises ``FrameworkIsKnown``.
    """
    about |= {"names": dict(names), "programme": programme, "added_by": by}
    framework = _loaded(rows, key, about)
    record("framework_added", framework, by=by, within=programme, competences=len(rows))
    return framework


@transaction.atomic
def adopt_digcomp(*, by: User | None) -> Framework:
    """Load the framework that ships, DigComp 2.2. Raises ``FrameworkIsKnown``."""
    content, about = shipped_framework()
    rows = read_framework(content, countries=(), competences=()).rows
    framework = _loaded(rows, about.pop("key"), about)
    record("framework_added", framework, by=by, competences=len(rows))
    return framework


def _loaded(rows: Sequence[Row], key: str, about: Mapping[str, Any]) -> Framework:
    if Framework.objects.filter(key=key).exists():
        raise FrameworkIsKnown
    roles = {role_key(words): {"und": words} for row in rows for words in row.roles}
    framework = Framework.objects.create(
        key=key, **{**about, "roles": roles | about.get("roles", {})}
    )
    made: dict[str, Competence] = {}
    for position, row in enumerate(rows, start=1):
        made[row.code] = Competence(
            framework=framework,
            code=row.code,
            names=dict(row.names),
            abouts=dict(row.abouts),
            kind=row.kind,
            roles=[role_key(words) for words in row.roles],
            countries=list(row.countries),
            position=position,
        )
    Competence.objects.bulk_create(made.values())
    for row in rows:
        made[row.code].area = made.get(row.area)
    Competence.objects.bulk_update(made.values(), ["area"])
    _align(rows, made)
    return framework


def _align(rows: Sequence[Row], made: Mapping[str, Competence]) -> None:
    keys = {one.partition(":")[0] for row in rows for one in row.aligned}
    known = Competence.objects.filter(framework__key__in=keys).select_related("framework")
    found = {f"{one.framework.key}:{one.code}": one for one in known}
    for row in rows:
        if row.aligned:
            made[row.code].aligned.set([found[one] for one in row.aligned if one in found])


@transaction.atomic
def start_curriculum(
    *,
    by: User | None,
    title: str,
    language: str,
    programme: Programme | None = None,
    organisation: Organisation | None = None,
    authors: Collection[User] = (),
    **fields: Any,
) -> Curriculum:
    """Begin to write a curriculum; who begins is its first author."""
    curriculum = Curriculum.objects.create(
        slug=free_slug(title),
        title=title,
        language=language,
        programme=programme,
        organisation=organisation,
        **fields,
    )
    curriculum.authors.set([*authors, *([by] if by else [])])
    record("curriculum_started", curriculum, by=by, within=programme)
    return curriculum


@transaction.atomic
def describe_curriculum(curriculum: Curriculum, *, by: User, **changes: Any) -> Curriculum:
    """Change title, summary, language or audiences of what is being written."""
    curriculum = Curriculum.objects.select_for_update().get(pk=curriculum.pk)
    changed = [name for name, value in changes.items() if getattr(curriculum, name) != value]
    for name in changed:
        setattr(curriculum, name, changes[name])
    curriculum.save(update_fields=changed)
    record("curriculum_changed", curriculum, by=by, within=curriculum.programme, fields=changed)
    return curriculum


@transaction.atomic
def add_module(
    curriculum: Curriculum,
    *,
    by: User | None,
    title: str,
    hours: Decimal,
    prerequisites: Collection[Module] = (),
    **fields: Any,
) -> Module:
    """Add a module behind the last one."""
    curriculum = Curriculum.objects.select_for_update().get(pk=curriculum.pk)
    module = Module.objects.create(
        curriculum=curriculum,
        position=next_position(curriculum),
        title=title,
        hours=hours,
        **fields,
    )
    module.prerequisites.set(prerequisites)
    record("module_added", curriculum, by=by, within=curriculum.programme, module=title)
    return module


@transaction.atomic
def change_module(
    module: Module, *, by: User, prerequisites: Collection[Module], **changes: Any
) -> Module:
    """Change a module and what comes before it. Raises ``GoesInACircle``."""
    curriculum = Curriculum.objects.select_for_update().get(pk=module.curriculum_id)
    module = Module.objects.select_for_update().get(pk=module.pk)
    for name, value in changes.items():
        setattr(module, name, value)
    module.save(update_fields=[*changes])
    module.prerequisites.set(prerequisites)
    outline = written_outline(curriculum)
    titles = {part.id: part.title for part in outline.parts}
    if circle := circle_in(outline.needs):
        raise GoesInACircle([titles[one] for one in circle])
    record("module_changed", curriculum, by=by, within=curriculum.programme, module=module.title)
    return module


@transaction.atomic
def move_module(module: Module, *, by: User, up: bool) -> Module:
    """Change places with the module before or behind; at the end of the row nothing moves."""
    curriculum = Curriculum.objects.select_for_update().get(pk=module.curriculum_id)
    ones = list(curriculum.modules.standing().order_by("position", "pk"))
    at = ones.index(module)
    to = at - 1 if up else at + 1
    if 0 <= to < len(ones):
        ones[at], ones[to] = ones[to], ones[at]
    for position, one in enumerate(ones, start=1):
        one.position = position
    Module.objects.bulk_update(ones, ["position"])
    record("module_moved", curriculum, by=by, within=curriculum.programme, module=module.title)
    return module


@transaction.atomic
def drop_module(module: Module, *, by: User) -> None:
    """Take a module out; it is kept where a version has it, and nothing waits for it any more."""
    curriculum = Curriculum.objects.select_for_update().get(pk=module.curriculum_id)
    module = Module.objects.select_for_update().get(pk=module.pk)
    module.opens.clear()
    if curriculum.edition:
        module.is_dropped = True
        module.save(update_fields=["is_dropped"])
    else:
        module.delete()
    record("module_dropped", curriculum, by=by, within=curriculum.programme, module=module.title)


@transaction.atomic
def set_competences(module: Module, levels: Mapping[Competence, int], *, by: User | None) -> Module:
    """Say which competences a module teaches, up to which level; others of it are taken away."""
    curriculum = Curriculum.objects.select_for_update().get(pk=module.curriculum_id)
    module.teachings.all().delete()
    Teaching.objects.bulk_create(
        [Teaching(module=module, competence=one, level=level) for one, level in levels.items()]
    )
    record("module_changed", curriculum, by=by, within=curriculum.programme, module=module.title)
    return module


@transaction.atomic
def publish_curriculum(curriculum: Curriculum, *, by: User | None, note: str = "") -> Version:
    """Make what is being written the next version. Raises ``NothingToPublish``."""
    curriculum = Curriculum.objects.select_for_update().get(pk=curriculum.pk)
    outline = written_outline(curriculum)
    is_same = curriculum.is_published and outline == outline_of(curriculum)
    if not outline.parts or is_same:
        raise NothingToPublish
    version = Version.objects.create(
        curriculum=curriculum,
        number=curriculum.edition + 1,
        content=outline.as_data(),
        note=note,
        by=by,
        published_at=timezone.now(),
    )
    curriculum.edition = version.number
    curriculum.withdrawn_at = None
    curriculum.save(update_fields=["edition", "withdrawn_at"])
    record(
        "curriculum_published",
        curriculum,
        by=by,
        within=curriculum.programme,
        version=version.number,
    )
    hand_in("curriculum", curriculum.pk)
    return version


@transaction.atomic
def withdraw_curriculum(curriculum: Curriculum, *, by: User) -> Curriculum:
    """Take a curriculum away from readers; its authors keep it and may publish it anew."""
    curriculum = Curriculum.objects.select_for_update().get(pk=curriculum.pk)
    curriculum.withdrawn_at = curriculum.withdrawn_at or timezone.now()
    curriculum.save(update_fields=["withdrawn_at"])
    record("curriculum_withdrawn", curriculum, by=by, within=curriculum.programme)
    hand_in("curriculum", curriculum.pk)
    return curriculum


@transaction.atomic
def translate_curriculum(
    curriculum: Curriculum, *, language: str, texts: Mapping[str, str], by: User | None
) -> Translation:
    """Put a translation of the newest version beside the original."""
    curriculum = Curriculum.objects.select_for_update().get(pk=curriculum.pk)
    translation, _new = Translation.objects.update_or_create(
        curriculum=curriculum,
        language=language,
        defaults={
            "texts": {key: text for key, text in texts.items() if text},
            "edition": curriculum.edition,
            "by": by,
            "at": timezone.now(),
        },
    )
    record(
        "curriculum_translated",
        curriculum,
        by=by,
        within=curriculum.programme,
        language=language,
    )
    hand_in("curriculum", curriculum.pk)
    return translation


@transaction.atomic
def name_writer(curriculum: Curriculum, person: User, *, by: User) -> None:
    """Let somebody write with the others."""
    curriculum.authors.add(person)
    record("author_named", curriculum, by=by, within=curriculum.programme, person=person.pk)


@transaction.atomic
def release_writer(curriculum: Curriculum, person: User, *, by: User) -> None:
    """Let somebody write no more. Raises ``LastAuthor``."""
    curriculum = Curriculum.objects.select_for_update().get(pk=curriculum.pk)
    if not curriculum.authors.exclude(pk=person.pk).exists():
        raise LastAuthor
    curriculum.authors.remove(person)
    record("author_released", curriculum, by=by, within=curriculum.programme, person=person.pk)

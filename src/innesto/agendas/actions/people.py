"""Who speaks, who works together, and what is handed out."""

from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.agendas.models import Block, Material, Profile, Speaker, Team
from innesto.agendas.tasks import tell_speaker
from innesto.journal.actions import record
from innesto.organisations.models import Organisation
from innesto.toolkit.uploads import check_file


class NamedAlready(Exception):
    """This person speaks in this session."""


class TeamThere(Exception):
    """The session has a team of this name."""


@transaction.atomic
def name_speaker(
    block: Block,
    *,
    by: User | None,
    name: str = "",
    as_what: str = "",
    profile: Profile | None = None,
    person: User | None = None,
    organisation: Organisation | None = None,
) -> Speaker:
    """Name who speaks, by name or from the directory; who has an account is told.

    Raises ``NamedAlready``.
    """
    person = profile.person if profile else person
    try:
        with transaction.atomic():
            speaker = Speaker.objects.create(
                block=block,
                name=person.name if person else name,
                as_what=as_what,
                person=person,
                organisation=organisation or (profile.organisation if profile else None),
            )
    except IntegrityError as error:
        raise NamedAlready from error
    exchange = block.exchange
    record("speaker_named", exchange, by=by, within=exchange.programme, block=str(block))
    if person:
        transaction.on_commit(partial(tell_speaker.enqueue, speaker.pk, by.pk if by else None))
    return speaker


@transaction.atomic
def drop_speaker(speaker: Speaker, *, by: User) -> None:
    """Take a speaker out; speakers take themselves out too."""
    exchange = speaker.block.exchange
    record("speaker_dropped", exchange, by=by, within=exchange.programme, block=str(speaker.block))
    speaker.delete()


@transaction.atomic
def form_team(block: Block, *, by: User | None, **fields: Any) -> Team:
    """Put people together for a session. Raises ``TeamThere``."""
    try:
        with transaction.atomic():
            team = Team.objects.create(block=block, **fields)
    except IntegrityError as error:
        raise TeamThere from error
    exchange = block.exchange
    record("team_formed", exchange, by=by, within=exchange.programme, team=team.name)
    return team


@transaction.atomic
def change_team(team: Team, *, by: User | None, **changes: Any) -> Team:
    """Change a team, or write down its output. Raises ``TeamThere``."""
    team = Team.objects.select_for_update().get(pk=team.pk)
    for name, value in changes.items():
        setattr(team, name, value)
    try:
        with transaction.atomic():
            team.save(update_fields=[*changes])
    except IntegrityError as error:
        raise TeamThere from error
    exchange = team.block.exchange
    record("team_changed", exchange, by=by, within=exchange.programme, team=team.name)
    return team


@transaction.atomic
def add_material(
    block: Block,
    *,
    by: User | None,
    title: str,
    file: File[Any] | None = None,
    url: str = "",
    alternative: str = "",
    team: Team | None = None,
) -> Material:
    """Put a file or an address beside a session. Raises ``NotAccepted``."""
    if file:
        check_file(file, media=True)
    material = Material.objects.create(
        block=block,
        team=team,
        title=title,
        file=file or "",
        file_name=(file.name or "")[:200] if file else "",
        url=url,
        alternative=alternative,
        by=by,
        at=timezone.now(),
    )
    exchange = block.exchange
    record("material_added", exchange, by=by, within=exchange.programme, title=title)
    return material


@transaction.atomic
def drop_material(material: Material, *, by: User) -> None:
    """Take a material away, and its file after the commit."""
    exchange = material.block.exchange
    record("material_dropped", exchange, by=by, within=exchange.programme, title=material.title)
    file = material.file
    material.delete()
    if file:
        transaction.on_commit(partial(file.storage.delete, str(file.name)))

"""Create a programme, say who pays and when, change its blueprint, lead it through its states."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.actions import require_second_factor
from innesto.accounts.models import User
from innesto.blueprints.loading import load
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.journal.actions import record
from innesto.programmes.following import keep_days, plan_dates, plan_logic
from innesto.programmes.models import Edition, Participant, Programme
from innesto.programmes.queries.dates import words
from innesto.programmes.queries.powers import coordinating_role, may_contribute, may_coordinate
from innesto.programmes.queries.register import free_slug
from innesto.programmes.signals import blueprint_changed
from innesto.search.actions import hand_in, hand_in_within
from innesto.themes.actions import Subject, adopt_scheme
from innesto.toolkit.actions import discard_draft
from innesto.toolkit.letters import plain_letters

DRAFT = "programmes:blueprint-edit"


class EditedMeanwhile(Exception):
    """A colleague saved another edition since this one was started; nothing was overwritten."""


class NothingChanged(Exception):
    """The text is the one that is there already."""


class WrongState(Exception):
    """The programme is not in a state from which this is possible."""


@transaction.atomic
def create_programme(
    text: str | bytes, *, by: User | None, slug: str = "", is_example: bool = False
) -> Programme:
    """Make a programme in preparation from the text of a blueprint.

    It brings names, funding, dates, phases, themes and the logic tree; whoever creates it gets
    the first role that may coordinate. Raises ``BrokenBlueprint`` with every line that is wrong.
    """
    blueprint = load(text)
    text = _as_kept(text)
    identity = blueprint.identity
    programme = Programme.objects.create(
        slug=slug or free_slug(blueprint.name.read("it")),
        blueprint_key=blueprint.key,
        blueprint=text,
        is_example=is_example,
        **_identity_of(blueprint),
        sought=_sought(words(identity.name), words(identity.full_name)),
    )
    Edition.objects.create(
        programme=programme, number=programme.edition, text=text, by=by, at=timezone.now()
    )
    _adopt_themes(programme, blueprint, by=by)
    plan_dates(programme, blueprint)
    plan_logic(programme, blueprint)
    if by is not None:
        Participant.objects.create(
            programme=programme,
            user=by,
            name=by.name,
            role=coordinating_role(blueprint),
            may_coordinate=True,
            may_contribute=True,
        )
        if not by.holds_office:
            require_second_factor(by, by=by)
    record("programme_created", programme, by=by, within=programme, blueprint=blueprint.key)
    hand_in("programme", programme.pk)
    return programme


@transaction.atomic
def create_project(
    call: Programme,
    *,
    names: Mapping[str, str],
    by: User | None,
    territory: str = "",
    summaries: Mapping[str, str] | None = None,
    is_example: bool = False,
) -> Programme:
    """Add a project to a call; it has its own partnership and speaks the call's language."""
    call = Programme.objects.select_for_update().get(pk=call.pk)
    project = Programme.objects.create(
        call=call,
        slug=free_slug(next(iter(names.values()), "")),
        names=dict(names),
        summaries=dict(summaries or {}),
        sought=_sought(names),
        territory=territory,
        currency=call.currency,
        languages=call.languages,
        state=call.state,
        visibility=call.visibility,
        is_example=is_example,
    )
    record("project_added", project, by=by, within=call)
    hand_in("programme", project.pk)
    return project


@transaction.atomic
def edit_identity(programme: Programme, *, by: User, **changes: Any) -> Programme:
    """Change the fields given; dates that hang on the first or last day follow and say so."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    changed = [field for field, value in changes.items() if getattr(programme, field) != value]
    for field in changed:
        setattr(programme, field, changes[field])
    programme.sought = _sought(programme.names)
    programme.save(update_fields=[*changed, "sought"])
    if {"starts_on", "ends_on", "duration_months"} & set(changed):
        keep_days(programme, reason="", by=by)
    if "visibility" in changed and programme.blueprint:
        _adopt_themes(programme, load(programme.blueprint), by=by)
    record("identity_edited", programme, by=by, within=programme, fields=changed)
    _hand_in(programme, all_within="visibility" in changed)
    return programme


@transaction.atomic
def change_blueprint(
    programme: Programme, text: str, *, based_on: int, by: User, reason: str = ""
) -> Programme:
    """Save a new edition of the blueprint; roles, dates and logic tree follow it.

    ``based_on`` is the edition the writer started from. Raises ``EditedMeanwhile`` when a
    colleague saved one since (the draft stays), ``NothingChanged`` and ``BrokenBlueprint``.
    """
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.edition != based_on:
        raise EditedMeanwhile
    if programme.blueprint == text:
        raise NothingChanged
    blueprint = load(text)
    programme.blueprint = text
    programme.edition += 1
    programme.save(update_fields=["blueprint", "edition"])
    Edition.objects.create(
        programme=programme,
        number=programme.edition,
        text=text,
        reason=reason,
        by=by,
        at=timezone.now(),
    )
    discard_draft(DRAFT, programme.slug, by=by)
    _adopt_themes(programme, blueprint, by=by)
    plan_dates(programme, blueprint, reason=reason, by=by)
    plan_logic(programme, blueprint)
    _renew_powers(programme, blueprint)
    record("blueprint_changed", programme, by=by, within=programme, edition=programme.edition)
    _hand_in(programme)
    transaction.on_commit(
        partial(blueprint_changed.send_robust, sender=Programme, programme=programme)
    )
    return programme


@transaction.atomic
def start_programme(programme: Programme, *, by: User) -> Programme:
    """Show a programme in preparation to whom it is for. Raises ``WrongState``."""
    return _move(programme, Programme.State.RUNNING, {Programme.State.DRAFT}, by=by)


@transaction.atomic
def end_programme(programme: Programme, *, by: User) -> Programme:
    """Say that a programme is over. Raises ``WrongState``."""
    return _move(programme, Programme.State.ENDED, {Programme.State.RUNNING}, by=by)


@transaction.atomic
def archive_programme(programme: Programme, *, by: User) -> Programme:
    """Freeze a programme: it can be read and no longer changed. Raises ``WrongState``."""
    before = {Programme.State.DRAFT, Programme.State.RUNNING, Programme.State.ENDED}
    return _move(programme, Programme.State.ARCHIVED, before, by=by)


@transaction.atomic
def reopen_programme(programme: Programme, *, by: User) -> Programme:
    """Take a programme up again. Raises ``WrongState``."""
    before = {Programme.State.ENDED, Programme.State.ARCHIVED}
    return _move(programme, Programme.State.RUNNING, before, by=by)


def _move(
    programme: Programme, state: Programme.State, allowed: set[Programme.State], *, by: User
) -> Programme:
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.state not in allowed:
        raise WrongState
    before, programme.state = programme.state, state
    programme.save(update_fields=["state"])
    programme.projects.filter(state=before).update(state=state)
    if before == Programme.State.DRAFT and programme.blueprint:
        _adopt_themes(programme, load(programme.blueprint), by=by)
    record(f"programme_{state}", programme, by=by, within=programme, before=before)
    _hand_in(programme, all_within=True)
    return programme


def _hand_in(programme: Programme, *, all_within: bool = False) -> None:
    """Tell the search, for the projects of a call too, and for all within if readers changed."""
    projects = list(programme.projects.values_list("pk", flat=True))
    hand_in("programme", programme.pk, *projects)
    for pk in [programme.pk, *projects] if all_within else []:
        hand_in_within(f"programme:{pk}")


def _as_kept(text: str | bytes) -> str:
    """Return what was sent, from whatever computer, with plain line ends."""
    words = text if isinstance(text, str) else text.decode("utf-8-sig")
    return words.replace("\r\n", "\n")


def _identity_of(blueprint: Blueprint) -> dict[str, Any]:
    """Return what the blueprint says of itself, as the fields keep it; blanks stay blank."""
    identity = blueprint.identity
    in_months = {"month": 1, "year": 12}
    lasts = identity.lasts
    return {
        "names": words(identity.name),
        "summaries": words(identity.summary),
        "funders": words(identity.funder),
        "lines": words(identity.line or identity.fund),
        "line_code": identity.line_code,
        "reference": identity.reference,
        "currency": identity.currency,
        "languages": list(identity.languages),
        "starts_on": identity.starts_on,
        "ends_on": identity.ends_on,
        "duration_months": lasts.amount * in_months[lasts.unit]
        if lasts and lasts.unit in in_months
        else None,
        "notices": words(identity.notice),
        "website": identity.website,
    }


def _sought(*names: Mapping[str, str]) -> str:
    return plain_letters(" ".join(name for each in names for name in each.values()))


def _adopt_themes(programme: Programme, blueprint: Blueprint, *, by: User | None) -> None:
    """Keep the themes as a scheme that is read by whoever may read the programme."""
    if not blueprint.themes:
        return
    programme.scheme = adopt_scheme(
        programme.scheme.key if programme.scheme else f"{programme.slug}-themes"[-80:],
        labels=programme.names,
        subjects=[
            Subject(
                key=theme.key,
                labels=words(theme.label),
                parent=theme.parent,
                same_as=(
                    *(("eurovoc", code) for code in theme.eurovoc),
                    *(("sdg", code) for code in theme.sdg),
                ),
            )
            for theme in blueprint.themes
        ],
        by=by,
        is_public=programme.is_public,
    )
    programme.save(update_fields=["scheme"])


def _renew_powers(programme: Programme, blueprint: Blueprint) -> None:
    """Let every person do what their role may do in this edition.

    Nobody is locked out: when the text leaves no role that may coordinate, who did still does.
    """
    people = list(programme.participants.select_for_update())
    for person in people:
        person.may_contribute = may_contribute(blueprint, person.role)
    if any(may_coordinate(blueprint, person.role) for person in people if not person.until):
        for person in people:
            person.may_coordinate = may_coordinate(blueprint, person.role)
    Participant.objects.bulk_update(people, ["may_coordinate", "may_contribute"])

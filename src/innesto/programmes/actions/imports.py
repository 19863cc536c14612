"""Bring a list of partners in from a spreadsheet, and take it back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from innesto.accounts.actions import revoke_invitations
from innesto.accounts.models import Invitation, User
from innesto.journal.actions import record
from innesto.organisations.models import Closure, Need, Offer, Organisation
from innesto.programmes.intake import Intake, StandsFor
from innesto.programmes.models import Participant, Partner, PartnerImport, Programme
from innesto.programmes.queries.columns import match_columns
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.hanging import hanging_on
from innesto.programmes.queries.imports import (
    read_partner_sheet,
    rows_of,
)
from innesto.programmes.queries.powers import may_coordinate, role_of_contacts
from innesto.search.actions import hand_in

MOST_TOLD = 500
"""How many rows that stayed out are kept with their reasons."""


class AlreadyCarriedOut(Exception):
    """A colleague, or a double click, was faster: the list is no longer open."""


class NothingToBringIn(Exception):
    """No row that was chosen can be brought in."""


class NotCarriedOut(Exception):
    """There is nothing to take back: it is still open, or was undone already."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody decided row by row: places chosen, rows left out, rows taken in again.

    ``role`` is the one that the persons in charge are invited to, blank to name and invite nobody.
    """

    places: Mapping[int, str] = field(default_factory=dict)
    left_out: Collection[int] = ()
    taken_in: Collection[int] = ()
    role: str | None = None


@transaction.atomic
def start_import(
    programme: Programme,
    *,
    by: User | None,
    file_name: str,
    content: bytes,
    encoding: str = "",
) -> PartnerImport:
    """Keep a list and propose which column is what; no partner comes in yet.

    Raises ``NotASheet``.
    """
    sheet = read_partner_sheet(content, encoding=encoding)
    import_ = PartnerImport.objects.create(
        programme=programme,
        by=by,
        at=timezone.now(),
        file_name=file_name[-200:],
        content=content,
        encoding=sheet.encoding,
        columns=dict(match_columns(sheet.headers)),
    )
    record("partner_list_started", import_, by=by, within=programme, rows=len(sheet.lines))
    return import_


@transaction.atomic
def reread_import(import_: PartnerImport, encoding: str, *, by: User) -> PartnerImport:
    """Read the file again in another encoding. Raises ``NotASheet``, ``AlreadyCarriedOut``."""
    import_ = _open(import_)
    sheet = read_partner_sheet(bytes(import_.content), encoding=encoding)
    import_.encoding = sheet.encoding
    import_.columns = dict(match_columns(sheet.headers))
    import_.save(update_fields=["encoding", "columns"])
    return import_


@transaction.atomic
def choose_columns(
    import_: PartnerImport, *, columns: Mapping[str, int], by: User | None
) -> PartnerImport:
    """Say which column is what. Raises ``AlreadyCarriedOut``."""
    import_ = _open(import_)
    import_.columns = dict(columns)
    import_.save(update_fields=["columns"])
    return import_


@transaction.atomic
def settle_rows(import_: PartnerImport, choices: Choices, *, by: User) -> PartnerImport:
    """Keep what was decided on some of the rows. Raises ``AlreadyCarriedOut``."""
    import_ = _open(import_)
    _settle(import_, choices)
    import_.save(update_fields=["choices"])
    return import_


@transaction.atomic
def carry_out_import(
    import_: PartnerImport,
    *,
    by: User | None,
    rows: Collection[int] | None = None,
    choices: Choices | None = None,
) -> PartnerImport:
    """Bring in all rows that can be, or of these ``rows`` (by number) those that can.

    Organisations of the register are found again, others are registered; all or nothing. What
    an organisation of the register says of itself (needs, offers, closures) is added to, never
    changed. Raises ``AlreadyCarriedOut`` and ``NothingToBringIn``.
    """
    Programme.objects.select_for_update().get(pk=import_.programme_id)
    import_ = _open(import_)
    _settle(import_, choices or Choices())
    left_out = set(import_.choices.get("left_out", ()))
    all_rows = rows_of(import_)
    taken = [
        row
        for row in all_rows
        if row.is_ready and (row.number in rows if rows is not None else row.number not in left_out)
    ]
    if not taken:
        raise NothingToBringIn
    role = import_.choices.get("role", "")
    made = Intake(import_, by=by, role=role).bring_in(taken)
    numbers = {row.number for row in taken}
    out = [row for row in all_rows if row.number not in numbers]
    import_.made = made | {
        "rows": len(taken),
        "left_out": len(out),
        "out": [
            [row.number, row.name, [problem.words for problem in row.problems]]
            for row in out[:MOST_TOLD]
        ],
        "at": timezone.now().isoformat(),
    }
    import_.state = PartnerImport.State.DONE
    import_.content = b""
    import_.save(update_fields=["choices", "made", "state", "content"])
    record(
        "partners_imported",
        import_,
        by=by,
        within=import_.programme,
        partners=len(made["partners"]),
        organisations=len(made["organisations"]),
        projects=len(made["projects"]),
        invitations=len(made["invitations"]),
        left_out=len(out),
    )
    hand_in("organisation", *_bodies(made))
    return import_


@transaction.atomic
def undo_import(import_: PartnerImport, *, by: User) -> PartnerImport:
    """Take back what an import made, but not what something else hangs on since.

    What stays is noted with its reason. Raises ``NotCarriedOut``.
    """
    Programme.objects.select_for_update().get(pk=import_.programme_id)
    import_ = PartnerImport.objects.select_for_update().get(pk=import_.pk)
    if not import_.is_done:
        raise NotCarriedOut
    made = import_.made
    bodies = _bodies(made)
    since = parse_datetime(made["at"])
    assert since is not None
    _call_off(import_, by=by)
    partners = Partner.objects.filter(pk__in=made["partners"])
    stays = hanging_on(
        partners,
        since=since,
        besides={"programmes.partner": made["partners"]},
        parts=["programmes.partnerrole", "programmes.partnerstrand", "programmes.phaseentry"],
    )
    told = [
        [name, stays[pk]]
        for pk, name in partners.filter(pk__in=stays).values_list("pk", "organisation__name")
    ]
    busy = set(partners.filter(pk__in=stays).values_list("organisation", flat=True))
    partners.exclude(pk__in=stays).delete()
    for model, key in ((Need, "needs"), (Offer, "offers"), (Closure, "closures")):
        QuerySet(model).filter(pk__in=made[key]).exclude(organisation__in=busy).delete()
    StandsFor.objects.filter(pk__in=made["links"]).exclude(
        Q(from_organisation__in=busy) | Q(to_organisation__in=busy)
    ).delete()
    told += _remove_free(Organisation, set(made["organisations"]) - busy, since=since)
    told += _remove_free(Programme, made["projects"], since=since)
    import_.made = made | {"stays": told[:MOST_TOLD]}
    import_.state = PartnerImport.State.UNDONE
    import_.save(update_fields=["made", "state"])
    record("import_undone", import_, by=by, within=import_.programme, stays=len(told))
    hand_in("organisation", *bodies)
    hand_in("programme", *made["projects"])
    return import_


def _bodies(made: Mapping[str, Any]) -> set[int]:
    """Return the organisations that an import registered, or said something of."""
    joined = Partner.objects.filter(pk__in=made["partners"])
    return {*made["organisations"], *joined.values_list("organisation_id", flat=True)}


def _call_off(import_: PartnerImport, *, by: User) -> None:
    """Make the invitations of a list void and forget whom it named; who has come stays."""
    made = import_.made
    invitations = Invitation.objects.filter(pk__in=made["invitations"])
    if invitations:
        revoke_invitations(invitations, by=by, subject=import_.programme)
    Participant.objects.waiting().filter(pk__in=made["participants"]).delete()


def _open(import_: PartnerImport) -> PartnerImport:
    """Lock an import and see to it that it is still open."""
    import_ = PartnerImport.objects.select_for_update().get(pk=import_.pk)
    if not import_.is_open:
        raise AlreadyCarriedOut
    return import_


def _settle(import_: PartnerImport, choices: Choices) -> None:
    places = {str(number): place for number, place in choices.places.items()}
    out = {*import_.choices.get("left_out", ()), *choices.left_out} - {*choices.taken_in}
    import_.choices = {
        "places": {**import_.choices.get("places", {}), **places},
        "left_out": sorted(out),
        "role": _role(import_, choices),
    }


def _role(import_: PartnerImport, choices: Choices) -> str:
    """Return the role of the persons in charge: as chosen now, before, or as the blueprint has it.

    A role that coordinates is never given by a list.
    """
    blueprint = blueprint_of(import_.programme)
    chosen = import_.choices.get("role") if choices.role is None else choices.role
    if chosen is None or may_coordinate(blueprint, chosen):
        return role_of_contacts(blueprint)
    return chosen if blueprint.role(chosen) else ""


def _remove_free(model: type[Model], keys: Collection[int], *, since: Any) -> list[list[str]]:
    """Delete the things on which nothing hangs; return the names of the others with reasons."""
    things: QuerySet[Any] = QuerySet(model).filter(pk__in=keys)
    stays = hanging_on(things, since=since)
    told = [[str(thing), stays[thing.pk]] for thing in things.filter(pk__in=stays)]
    things.exclude(pk__in=stays).delete()
    return told

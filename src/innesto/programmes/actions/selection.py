"""Choose partners: open, apply, close, score, decide, confer the prize, announce."""

import datetime
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.organisations.models import Organisation
from innesto.places.models import Country
from innesto.programmes.actions.partner import AlreadyAPartner, add_partner, give_role
from innesto.programmes.models import Application, Programme, Score, Selection
from innesto.programmes.queries.selection import criteria_of, prize_of


class AlreadyOpened(Exception):
    """There is such a selection, for the same country, already."""


class NotOpen(Exception):
    """Applications are no longer taken."""


class NotBeingJudged(Exception):
    """Points and outcomes are given between the closing and the announcement."""


class OwnApplication(Exception):
    """Nobody judges the application of a body they act for."""


class OutOfScale(Exception):
    """Points lie outside the scale of their criterion, or for a criterion there is not."""


class PrizeForNobody(Exception):
    """Only an application that is chosen can have a prize."""


class StillOpen(Exception):
    """Some applications have no outcome yet."""


@transaction.atomic
def open_selection(
    programme: Programme,
    key: str,
    *,
    opens_on: datetime.date,
    closes_on: datetime.date,
    by: User,
    country: Country | None = None,
) -> Selection:
    """Call for applications, in the whole programme or in one country.

    Raises ``AlreadyOpened``.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.selections.filter(key=key, country=country).exists():
        raise AlreadyOpened
    selection = Selection.objects.create(
        programme=programme, key=key, country=country, opens_on=opens_on, closes_on=closes_on
    )
    record("selection_opened", selection, by=by, within=programme, key=key)
    return selection


@transaction.atomic
def send_application(
    selection: Selection, organisation: Organisation, *, answers: Mapping[str, str], by: User
) -> Application:
    """Apply, or send better answers before the selection closes. Raises ``NotOpen``."""
    selection = Selection.objects.select_for_update().get(pk=selection.pk)
    if not selection.is_open:
        raise NotOpen
    application, _created = Application.objects.update_or_create(
        selection=selection,
        organisation=organisation,
        defaults={
            "answers": dict(answers),
            "sent_by": by,
            "sent_at": timezone.now(),
            "outcome": Application.Outcome.OPEN,
        },
    )
    record("application_sent", application, by=by, within=selection.programme)
    return application


@transaction.atomic
def withdraw_application(application: Application, *, by: User) -> Application:
    """Take an application back before the outcome is announced. Raises ``NotBeingJudged``."""
    selection = Selection.objects.select_for_update().get(pk=application.selection_id)
    if selection.state == Selection.State.DECIDED:
        raise NotBeingJudged
    application = Application.objects.get(pk=application.pk)
    application.outcome = Application.Outcome.WITHDRAWN
    application.save(update_fields=["outcome"])
    record("application_withdrawn", application, by=by, within=selection.programme)
    return application


@transaction.atomic
def close_selection(selection: Selection, *, by: User) -> Selection:
    """Take no more applications; now they can be judged. Raises ``NotOpen``."""
    selection = Selection.objects.select_for_update().get(pk=selection.pk)
    if not selection.is_open:
        raise NotOpen
    selection.state = Selection.State.CLOSED
    selection.save(update_fields=["state"])
    record("selection_closed", selection, by=by, within=selection.programme)
    return selection


@transaction.atomic
def score_application(
    application: Application, *, points: Mapping[str, int], comment: str = "", by: User
) -> Application:
    """Give or change one's points, by criterion.

    Raises ``NotBeingJudged``, ``OwnApplication`` and ``OutOfScale``.
    """
    selection = _being_judged(application)
    if Organisation.objects.of(by).filter(pk=application.organisation_id).exists():
        raise OwnApplication
    scales = {criterion.key: criterion.scale for criterion in criteria_of(selection)}
    if any(not 0 <= given <= scales.get(key, -1) for key, given in points.items()):
        raise OutOfScale
    for criterion, given in points.items():
        Score.objects.update_or_create(
            application=application,
            judge=by,
            criterion=criterion,
            defaults={"points": given, "comment": comment},
        )
    record("application_scored", application, by=by, within=selection.programme)
    return application


@transaction.atomic
def decide_application(
    application: Application,
    *,
    outcome: str,
    by: User,
    role: str = "",
    prize: str = "",
    reason: str = "",
) -> Application:
    """Say what becomes of an application; it is made known when the selection is announced.

    A prize goes to one application of a selection: another that had it loses it. Raises
    ``NotBeingJudged``, and ``PrizeForNobody`` for a prize without being chosen.
    """
    selection = _being_judged(application)
    application = Application.objects.get(pk=application.pk)
    is_chosen = outcome == Application.Outcome.CHOSEN
    if prize and not is_chosen:
        raise PrizeForNobody
    if prize:
        selection.applications.filter(prize=prize).update(prize="")
    application.outcome = outcome
    application.role = role if is_chosen else ""
    application.prize = prize
    application.reason = reason
    application.save(update_fields=["outcome", "role", "prize", "reason"])
    record(
        "application_decided",
        application,
        by=by,
        within=selection.programme,
        outcome=outcome,
        prize=prize,
    )
    return application


@transaction.atomic
def announce_selection(selection: Selection, *, by: User) -> Selection:
    """Make the outcome known: who is chosen becomes a partner, in the role and with the prize.

    Raises ``NotBeingJudged``, and ``StillOpen`` while an application has no outcome.
    """
    selection = Selection.objects.select_for_update().get(pk=selection.pk)
    if selection.state != Selection.State.CLOSED:
        raise NotBeingJudged
    if selection.applications.filter(outcome=Application.Outcome.OPEN).exists():
        raise StillOpen
    chosen = selection.applications.filter(outcome=Application.Outcome.CHOSEN)
    for application in chosen.select_related("organisation"):
        prize = prize_of(selection, application.prize)
        roles = [role for role in (application.role, prize.role if prize else "") if role]
        _take_in(selection, application, list(dict.fromkeys(roles)), by=by)
    selection.state = Selection.State.DECIDED
    selection.save(update_fields=["state"])
    record("selection_announced", selection, by=by, within=selection.programme)
    return selection


def _being_judged(application: Application) -> Selection:
    selection = Selection.objects.select_for_update().get(pk=application.selection_id)
    if selection.state != Selection.State.CLOSED:
        raise NotBeingJudged
    return selection


def _take_in(selection: Selection, application: Application, roles: list[str], *, by: User) -> None:
    """Make an applicant a partner, or give a partner the roles it lacks."""
    organisation = application.organisation
    try:
        add_partner(
            selection.programme,
            organisation,
            by=by,
            roles=roles,
            joined_on=timezone.localdate(),
        )
    except AlreadyAPartner as known:
        held = set(known.partner.roles.current().values_list("role", flat=True))
        for role in roles:
            if role not in held:
                give_role(known.partner, role, by=by, since=timezone.localdate())


@transaction.atomic
def forget_answers(selection: Selection, fields: Collection[str]) -> int:
    """Drop answers whose time is over; that somebody applied, and the outcome, stay.

    Return how many applications held any. The journal says which fields went.
    """
    held = [
        application
        for application in selection.applications.select_for_update()
        if not application.answers.keys().isdisjoint(fields)
    ]
    for application in held:
        application.answers = {
            key: answer for key, answer in application.answers.items() if key not in fields
        }
    Application.objects.bulk_update(held, ["answers"])
    record(
        "answers_forgotten",
        selection,
        by=None,
        within=selection.programme,
        fields=sorted(fields),
        applications=len(held),
    )
    return len(held)

"""Begin a placement, write its agreement, say who takes part, accept."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.journal.actions import record
from innesto.organisations.models import Office, Organisation
from innesto.placements.models import AgreementVersion, Delegate, Placement, Side
from innesto.placements.queries.agreement import changed_parts, sides_of, text_of
from innesto.placements.queries.findings import findings_of
from innesto.placements.queries.legs import legs_of
from innesto.placements.tasks import tell_of_agreement
from innesto.programmes.queries.facts import blueprint_of


class NotALeg(Exception):
    """The exchange is of a format without legs."""


class AlreadyBegun(Exception):
    """Somebody was faster."""


class TextChanged(Exception):
    """The text that was read is not the text as it stands any more."""


class StandsInTheWay(Exception):
    """Something must be mended before anybody can say yes."""


@transaction.atomic
def begin_placement(exchange: Exchange, *, by: User | None) -> Placement:
    """Open the agreement of a staff exchange, with a side for every partner of its legs.

    Offices that the blueprint names for the pair are filled in. Raises ``NotALeg`` and
    ``AlreadyBegun``.
    """
    legs = legs_of(exchange) if exchange.leg else []
    if not legs:
        raise NotALeg
    opening = Exchange.objects.select_for_update().get(pk=legs[0].exchange.pk)
    if Placement.objects.filter(opening=opening).exists():
        raise AlreadyBegun
    placement = Placement.objects.create(
        programme=exchange.programme, opening=opening, begun_at=timezone.now()
    )
    named = _offices_named(placement)
    partners = {partner.pk: partner for leg in legs for partner in leg.partners}
    for partner in partners.values():
        side = placement.sides.create(partner=partner, organisation=partner.organisation)
        side.offices.set(Office.objects.filter(organisation=partner.organisation, name__in=named))
    _keep_version(placement, [], by=by)
    record("placement_begun", placement, by=by, within=placement.programme)
    return placement


def _offices_named(placement: Placement) -> Collection[str]:
    """Return what the blueprint calls the offices of its fixed pairs, in every language."""
    pairings = blueprint_of(placement.programme).pairings
    return {
        words
        for pairing in pairings
        if pairing.format == placement.opening.format
        for pair in pairing.fixed
        for office in pair.offices
        for words in office.root.values()
    }


@transaction.atomic
def write_agreement(placement: Placement, *, by: User, **terms: Any) -> Placement:
    """Write the text: purposes, costs, confidentiality, accessibility, language.

    A text that changed asks every side again.
    """
    placement = _locked(placement)
    before = text_of(placement)
    for name, value in terms.items():
        setattr(placement, name, value)
    placement.save(update_fields=[*terms])
    changed = _revise(placement, before, by=by)
    record("agreement_written", placement, by=by, within=placement.programme, changed=changed)
    return placement


@transaction.atomic
def set_side(
    side: Side, *, organisation: Organisation, offices: Collection[Office], by: User
) -> Side:
    """Say which body takes part for a partner, and which of its offices; asks everybody again."""
    placement = _locked(side.placement)
    before = text_of(placement)
    side = Side.objects.select_related("partner__organisation").get(pk=side.pk)
    side.organisation = organisation
    side.save(update_fields=["organisation"])
    side.offices.set(offices)
    changed = _revise(placement, before, by=by)
    record("placement_side_set", placement, by=by, within=placement.programme, changed=changed)
    return side


@transaction.atomic
def name_delegate(
    side: Side,
    *,
    part: str,
    name: str,
    by: User,
    user: User | None = None,
    office: Office | None = None,
) -> Delegate:
    """Name who goes, who receives, or whom to call; naming somebody again changes nothing."""
    placement = _locked(side.placement)
    before = text_of(placement)
    delegate, _is_new = Delegate.objects.update_or_create(
        side=side, part=part, name=name, defaults={"user": user, "office": office}
    )
    _revise(placement, before, by=by)
    record("delegate_named", placement, by=by, within=placement.programme, part=part)
    return delegate


@transaction.atomic
def drop_delegate(delegate: Delegate, *, by: User) -> None:
    """Take somebody's name out of the agreement."""
    placement = _locked(delegate.side.placement)
    before = text_of(placement)
    delegate.delete()
    _revise(placement, before, by=by)
    record("delegate_dropped", placement, by=by, within=placement.programme)


@transaction.atomic
def accept_agreement(side: Side, *, revision: int, by: User) -> Side:
    """Say yes, for a side, to the text that was read; with the last yes it is agreed.

    Raises ``TextChanged``, and ``StandsInTheWay`` while something hard is to be mended.
    """
    placement = _locked(side.placement)
    if placement.revision != revision:
        raise TextChanged
    sides = list(sides_of(placement))
    found = findings_of(placement, legs_of(placement.opening, placement), sides)
    if any(one.strength == "hard" for one in found):
        raise StandsInTheWay
    side = Side.objects.select_for_update().get(pk=side.pk)
    now = timezone.now()
    side.accepted_revision, side.accepted_by, side.accepted_at = revision, by, now
    side.save(update_fields=["accepted_revision", "accepted_by", "accepted_at"])
    if all(one.pk == side.pk or one.accepts(placement) for one in sides):
        placement.agreed_at = now
        placement.save(update_fields=["agreed_at"])
    record("agreement_accepted", placement, by=by, within=placement.programme, revision=revision)
    what = "agreed" if placement.is_agreed else "accepted"
    transaction.on_commit(partial(tell_of_agreement.enqueue, placement.pk, what, revision, by.pk))
    return side


@transaction.atomic
def allow_across(placement: Placement, *, reason: str, by: User) -> Placement:
    """Let partners of different communities exchange staff, and say why."""
    placement = _locked(placement)
    placement.across = reason
    placement.save(update_fields=["across"])
    record("placement_allowed", placement, by=by, within=placement.programme, reason=reason)
    return placement


def _locked(placement: Placement) -> Placement:
    found = Placement.objects.select_for_update().get(pk=placement.pk)
    found.programme, found.opening = placement.programme, placement.opening
    return found


def _revise(placement: Placement, before: dict[str, Any], *, by: User) -> list[str]:
    """Make a new version if the text is another one; whoever had said yes is asked again."""
    changed = changed_parts(before, text_of(placement))
    if not changed:
        return []
    had_said_yes = placement.sides.filter(accepted_revision=placement.revision).exists()
    placement.revision += 1
    placement.agreed_at = None
    placement.save(update_fields=["revision", "agreed_at"])
    _keep_version(placement, changed, by=by)
    if had_said_yes:
        transaction.on_commit(
            partial(tell_of_agreement.enqueue, placement.pk, "changed", placement.revision, by.pk)
        )
    return [*changed]


def _keep_version(placement: Placement, changed: Collection[str], *, by: User | None) -> None:
    AgreementVersion.objects.create(
        placement=placement,
        number=placement.revision,
        text=text_of(placement),
        changed=[*changed],
        by=by,
        at=timezone.now(),
    )

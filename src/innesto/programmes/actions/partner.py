"""Bring partners in, give them roles and strands, let them withdraw and come back."""

import datetime
from collections.abc import Collection
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.journal.actions import record
from innesto.organisations.actions import register_organisation
from innesto.organisations.models import Organisation
from innesto.places.models import Country, Place
from innesto.programmes.models import Partner, PartnerRole, PartnerStrand, Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.signals import partner_withdrew


class AlreadyAPartner(Exception):
    """The organisation takes part already, or did before it withdrew."""

    def __init__(self, partner: Partner) -> None:
        super().__init__(str(partner))
        self.partner = partner


class UnknownRole(Exception):
    """The blueprint has no role of organisations with this key."""


class UnknownStrand(Exception):
    """The blueprint has no strand with this key."""


class AlreadySo(Exception):
    """A colleague was faster: it is as it should become."""


@transaction.atomic
def add_partner(
    programme: Programme,
    organisation: Organisation,
    *,
    by: User | None,
    roles: Collection[str] = (),
    strands: Collection[str] = (),
    printed_name: str = "",
    printed_country: str = "",
    declared_country: Country | None = None,
    contribution: Decimal | None = None,
    brought_by: Partner | None = None,
    joined_on: datetime.date | None = None,
    source: str = "",
    note: str = "",
) -> Partner:
    """Bring an organisation of the register into the programme.

    What is printed stays beside what the register knows. Raises ``AlreadyAPartner``,
    ``UnknownRole`` and ``UnknownStrand``; a wrong country is no obstacle, ``check`` reports it.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    known = programme.partners.filter(organisation=organisation).first()
    if known is not None:
        raise AlreadyAPartner(known)
    blueprint = blueprint_of(programme)
    _require_roles(blueprint, roles)
    _require_strands(blueprint, strands)
    partner = Partner.objects.create(
        programme=programme,
        organisation=organisation,
        printed_name=printed_name,
        printed_country=printed_country,
        declared_country=declared_country,
        contribution=contribution,
        brought_by=brought_by,
        joined_on=joined_on,
        source=source,
        note=note,
    )
    PartnerRole.objects.bulk_create(
        [PartnerRole(partner=partner, role=role, since=joined_on) for role in roles]
    )
    PartnerStrand.objects.bulk_create(
        [PartnerStrand(partner=partner, strand=strand, since=joined_on) for strand in strands]
    )
    record("partner_added", partner, by=by, within=programme, roles=[*roles], strands=[*strands])
    return partner


@transaction.atomic
def add_new_partner(
    programme: Programme,
    *,
    by: User,
    name: str,
    kind: str,
    country: Country | None = None,
    place: Place | None = None,
    **partnership: Any,
) -> Partner:
    """Register an organisation and bring it in, both or neither; else as ``add_partner``."""
    organisation = register_organisation(by=by, name=name, kind=kind, country=country, place=place)
    partner = add_partner(programme, organisation, by=by, **partnership)
    record("partner_registered", partner, by=by, within=programme)
    return partner


@transaction.atomic
def edit_partner(partner: Partner, *, by: User, **changes: Any) -> Partner:
    """Change the fields given; the journal keeps the names of those that differ."""
    partner = Partner.objects.select_for_update().get(pk=partner.pk)
    changed = [field for field, value in changes.items() if getattr(partner, field) != value]
    for field in changed:
        setattr(partner, field, changes[field])
    partner.save(update_fields=changed)
    record("partner_edited", partner, by=by, within=partner.programme, fields=changed)
    return partner


@transaction.atomic
def give_role(
    partner: Partner, role: str, *, by: User | None, since: datetime.date | None = None
) -> PartnerRole:
    """Give a partner one more role of the blueprint. Raises ``UnknownRole``, ``AlreadySo``."""
    partner = Partner.objects.select_for_update().get(pk=partner.pk)
    _require_roles(blueprint_of(partner.programme), [role])
    if partner.roles.current().filter(role=role).exists():
        raise AlreadySo
    given = PartnerRole.objects.create(partner=partner, role=role, since=since)
    record("role_given", partner, by=by, within=partner.programme, role=role)
    return given


@transaction.atomic
def take_role(partner: Partner, role: str, *, by: User, until: datetime.date | None = None) -> None:
    """End a role of a partner, today unless said; that it was held is kept.

    Raises ``AlreadySo``.
    """
    partner = Partner.objects.select_for_update().get(pk=partner.pk)
    ended = partner.roles.current().filter(role=role)
    if not ended.update(until=until or timezone.localdate()):
        raise AlreadySo
    record("role_taken", partner, by=by, within=partner.programme, role=role)


@transaction.atomic
def move_to_strands(
    partner: Partner, strands: Collection[str], *, by: User, on: datetime.date | None = None
) -> Partner:
    """Let a partner work in these strands from a day on, and in no other.

    Raises ``UnknownStrand`` and, when nothing would change, ``AlreadySo``.
    """
    partner = Partner.objects.select_for_update().get(pk=partner.pk)
    _require_strands(blueprint_of(partner.programme), strands)
    before = set(partner.strands.current().values_list("strand", flat=True))
    if before == set(strands):
        raise AlreadySo
    day = on or timezone.localdate()
    partner.strands.current().exclude(strand__in=strands).update(until=day)
    PartnerStrand.objects.bulk_create(
        [
            PartnerStrand(partner=partner, strand=strand, since=day)
            for strand in strands
            if strand not in before
        ]
    )
    record(
        "strands_changed",
        partner,
        by=by,
        within=partner.programme,
        before=sorted(before),
        after=sorted(strands),
    )
    return partner


@transaction.atomic
def withdraw_partner(partner: Partner, *, reason: str, on: datetime.date, by: User) -> Partner:
    """Let a partner leave from a day on; what it did stays. Raises ``AlreadySo``."""
    partner = Partner.objects.select_for_update().get(pk=partner.pk)
    if partner.has_left:
        raise AlreadySo
    partner.left_on = on
    partner.reason = reason
    partner.save(update_fields=["left_on", "reason"])
    record("partner_withdrawn", partner, by=by, within=partner.programme, reason=reason, on=str(on))
    transaction.on_commit(partial(partner_withdrew.send_robust, sender=Partner, partner=partner))
    return partner


@transaction.atomic
def restore_partner(partner: Partner, *, by: User) -> Partner:
    """Take a withdrawal back. Raises ``AlreadySo``."""
    partner = Partner.objects.select_for_update().get(pk=partner.pk)
    if not partner.has_left:
        raise AlreadySo
    left_on, partner.left_on, partner.reason = partner.left_on, None, ""
    partner.save(update_fields=["left_on", "reason"])
    record("partner_restored", partner, by=by, within=partner.programme, left_on=str(left_on))
    return partner


def _require_roles(blueprint: Blueprint, roles: Collection[str]) -> None:
    known = {role.key for role in blueprint.roles if role.holder == "organisation"}
    if not known.issuperset(roles):
        raise UnknownRole(", ".join(sorted(set(roles) - known)))


def _require_strands(blueprint: Blueprint, strands: Collection[str]) -> None:
    known = {strand.key for strand in blueprint.strands.items} if blueprint.strands else set()
    if not known.issuperset(strands):
        raise UnknownStrand(", ".join(sorted(set(strands) - known)))

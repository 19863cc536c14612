"""What can be done to organisations, their offices, members, needs, offers and closures."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.organisations.models import (
    Closure,
    Membership,
    Need,
    Offer,
    Office,
    Organisation,
)
from innesto.organisations.queries import free_slug
from innesto.organisations.signals import organisations_merged
from innesto.places.models import Country, Place
from innesto.search.actions import hand_in
from innesto.themes.models import Theme


class AlreadyAMember(Exception):
    """The person acts for the organisation, or has already asked to."""


class NotWaiting(Exception):
    """A colleague answered this request meanwhile."""


class LastReferent(Exception):
    """Nobody would be left to keep the organisation's page."""


class NotTwoStandingOrganisations(Exception):
    """A merge needs two different organisations, neither of them merged before."""


@transaction.atomic
def register_organisation(
    *,
    by: User | None,
    name: str,
    kind: str,
    country: Country | None = None,
    place: Place | None = None,
    languages: Collection[str] = (),
    website: str = "",
    about: str = "",
    is_example: bool = False,
    referent: User | None = None,
) -> Organisation:
    """Add an organisation; ``referent`` is the person who will keep its page, if known."""
    organisation = Organisation.objects.create(
        name=name,
        slug=free_slug(name),
        kind=kind,
        country=country,
        place=place,
        languages=list(languages),
        website=website,
        about=about,
        is_example=is_example,
    )
    if referent:
        Membership.objects.create(
            person=referent,
            organisation=organisation,
            is_referent=True,
            status=Membership.Status.CONFIRMED,
        )
    record("registered", organisation, by=by)
    hand_in("organisation", organisation.pk)
    return organisation


@transaction.atomic
def edit_organisation(organisation: Organisation, *, by: User, **changes: Any) -> Organisation:
    """Change the fields given; the journal keeps the names of those that differ."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    changed = [field for field, value in changes.items() if getattr(organisation, field) != value]
    for field in changed:
        setattr(organisation, field, changes[field])
    organisation.save(update_fields=[*changed, "sought"])
    record("edited", organisation, by=by, fields=changed)
    hand_in("organisation", organisation.pk)
    return organisation


@transaction.atomic
def add_office(organisation: Organisation, *, name: str, by: User) -> Office:
    """Name a part of the organisation."""
    office = Office.objects.create(organisation=organisation, name=name)
    record("office_added", organisation, by=by, office=name)
    return office


@transaction.atomic
def close_office(office: Office, *, by: User) -> None:
    """Take an office off the list; its people stay in the organisation."""
    record("office_closed", office.organisation, by=by, office=office.name)
    office.delete()


@transaction.atomic
def ask_to_join(
    organisation: Organisation, *, by: User, office: Office | None = None, job: str = ""
) -> Membership:
    """Ask the referents to be counted among the colleagues.

    Raises ``AlreadyAMember`` on a second request, also of a double click.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.memberships.filter(person=by).exclude(status="ended").exists():
        raise AlreadyAMember
    membership = Membership.objects.create(
        organisation=organisation, person=by, office=office, job=job
    )
    record("asked_to_join", organisation, by=by)
    return membership


@transaction.atomic
def enrol_member(
    organisation: Organisation,
    person: User,
    *,
    by: User | None,
    office: Office | None = None,
    job: str = "",
    is_elected: bool = False,
    is_referent: bool = False,
) -> Membership:
    """Make somebody a colleague without a request: by invitation, import or operator.

    Raises ``AlreadyAMember`` when the person is one or has asked to be.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.memberships.filter(person=person).exclude(status="ended").exists():
        raise AlreadyAMember
    membership = Membership.objects.create(
        organisation=organisation,
        person=person,
        office=office,
        job=job,
        is_elected=is_elected,
        is_referent=is_referent,
        status=Membership.Status.CONFIRMED,
    )
    record("member_enrolled", organisation, by=by, person=person.pk)
    return membership


@transaction.atomic
def confirm_member(membership: Membership, *, by: User) -> Membership:
    """Say yes to a request. Raises ``NotWaiting`` if somebody answered before."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if not membership.is_asked:
        raise NotWaiting
    membership.status = Membership.Status.CONFIRMED
    membership.save(update_fields=["status"])
    record("member_confirmed", membership.organisation, by=by, person=membership.person_id)
    return membership


@transaction.atomic
def name_referent(membership: Membership, *, by: User) -> Membership:
    """Let a colleague keep the organisation's page too."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.status != Membership.Status.CONFIRMED:
        raise NotWaiting
    membership.is_referent = True
    membership.save(update_fields=["is_referent"])
    record("referent_named", membership.organisation, by=by, person=membership.person_id)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: User) -> Membership:
    """End a membership or refuse a request.

    Raises ``NotWaiting`` if it has ended already and ``LastReferent`` when others would be left
    without anybody to decide for them.
    """
    organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.status == Membership.Status.ENDED:
        raise NotWaiting
    others = organisation.memberships.current().exclude(pk=membership.pk)
    if membership.is_referent and others and not others.filter(is_referent=True).exists():
        raise LastReferent
    membership.status = Membership.Status.ENDED
    membership.is_referent = False
    membership.save(update_fields=["status", "is_referent"])
    record("membership_ended", organisation, by=by, person=membership.person_id)
    return membership


@transaction.atomic
def state_need(
    organisation: Organisation, theme: Theme, *, level: int, by: User | None, question: str = ""
) -> Need:
    """Say what the organisation wants to learn; saying it again changes the level."""
    need, _created = Need.objects.update_or_create(
        organisation=organisation, theme=theme, defaults={"level": level, "question": question}
    )
    record("need_stated", organisation, by=by, theme=str(theme), level=level)
    hand_in("organisation", organisation.pk)
    return need


@transaction.atomic
def withdraw_need(need: Need, *, by: User) -> None:
    """Take back a need, for instance because it was met."""
    record("need_withdrawn", need.organisation, by=by, theme=str(need.theme), level=need.level)
    need.delete()
    hand_in("organisation", need.organisation_id)


@transaction.atomic
def state_offer(
    organisation: Organisation,
    theme: Theme,
    *,
    level: int,
    by: User | None,
    evidence: str = "",
    evidence_url: str = "",
) -> Offer:
    """Say what the organisation can show; saying it again changes level and evidence."""
    offer, _created = Offer.objects.update_or_create(
        organisation=organisation,
        theme=theme,
        defaults={"level": level, "evidence": evidence, "evidence_url": evidence_url},
    )
    record("offer_stated", organisation, by=by, theme=str(theme), level=level)
    hand_in("organisation", organisation.pk)
    return offer


@transaction.atomic
def withdraw_offer(offer: Offer, *, by: User) -> None:
    """Take back an offer."""
    record("offer_withdrawn", offer.organisation, by=by, theme=str(offer.theme), level=offer.level)
    offer.delete()
    hand_in("organisation", offer.organisation_id)


@transaction.atomic
def close_days(
    organisation: Organisation, *, first_day: date, last_day: date, by: User, reason: str = ""
) -> Closure:
    """Say on which days nobody can host or travel."""
    closure = Closure.objects.create(
        organisation=organisation, first_day=first_day, last_day=last_day, reason=reason
    )
    record("days_closed", organisation, by=by, first=str(first_day), last=str(last_day))
    return closure


@transaction.atomic
def reopen_days(closure: Closure, *, by: User) -> None:
    """Take a closure back."""
    record(
        "days_reopened",
        closure.organisation,
        by=by,
        first=str(closure.first_day),
        last=str(closure.last_day),
    )
    closure.delete()


@transaction.atomic
def merge_organisations(kept: Organisation, duplicate: Organisation, *, by: User) -> Organisation:
    """Join two records of one body: all that hangs on the duplicate moves to the one kept.

    What both have (an office of the same name, a need on the same theme, a colleague) stays once,
    as the kept record says it. The duplicate's address goes on working and leads to the kept one.
    Raises ``NotTwoStandingOrganisations``.
    """
    found = Organisation.objects.select_for_update().standing().in_bulk([kept.pk, duplicate.pk])
    if len(found) != 2:
        raise NotTwoStandingOrganisations
    kept, duplicate = found[kept.pk], found[duplicate.pk]
    _move_offices_and_members(kept, duplicate)
    duplicate.needs.exclude(theme__needs__organisation=kept).update(organisation=kept)
    duplicate.offers.exclude(theme__offers__organisation=kept).update(organisation=kept)
    duplicate.closures.update(organisation=kept)
    kept.stands_for.add(*duplicate.stands_for.exclude(pk=kept.pk))
    for intermediary in duplicate.stood_for_by.exclude(pk=kept.pk):
        intermediary.stands_for.add(kept)
    duplicate.stands_for.clear()
    duplicate.stood_for_by.clear()
    organisations_merged.send(sender=Organisation, kept=kept, duplicate=duplicate)
    duplicate.absorbed.update(merged_into=kept)
    duplicate.merged_into = kept
    duplicate.save(update_fields=["merged_into"])
    record("merged", kept, by=by, duplicate=duplicate.pk, duplicate_name=duplicate.name)
    hand_in("organisation", kept.pk, duplicate.pk)
    return kept


def _move_offices_and_members(kept: Organisation, duplicate: Organisation) -> None:
    same = {office.name: office for office in kept.offices.all()}
    for office in duplicate.offices.all():
        if office.name in same:
            office.memberships.update(office=same[office.name])
            office.delete()
    duplicate.offices.update(organisation=kept)
    colleagues = kept.memberships.exclude(status=Membership.Status.ENDED).values("person")
    duplicate.memberships.exclude(person__in=colleagues).update(organisation=kept)

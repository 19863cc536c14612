from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from innesto.accounts.actions import (
    AlreadyInvited,
    InvitationIsClosed,
    accept_invitation,
    erase_person,
)
from innesto.accounts.models import Invitation, User
from innesto.journal.models import Entry
from innesto.organisations.models import Membership
from innesto.programmes.actions.partner import AlreadySo, UnknownRole
from innesto.programmes.actions.people import (
    LastCoordinator,
    invite_named,
    invite_participant,
    name_participant,
    release_participant,
)
from innesto.programmes.models import Participant
from tests.accounts.factories import UserFactory
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory

TODAY = date(2020, 3, 1)


def test_name_participant_gives_the_powers_of_the_role(lively, coordinator):
    officer = name_participant(lively, role="officer", user=UserFactory(), by=coordinator)
    evaluator = name_participant(lively, role="evaluator", name="Eva Valuta", by=coordinator)

    assert (officer.may_coordinate, officer.may_contribute) == (False, True)
    assert (evaluator.may_coordinate, evaluator.may_contribute) == (False, False)
    assert (evaluator.user, evaluator.name) == (None, "Eva Valuta")


def test_name_participant_asks_a_second_factor_of_who_coordinates(lively, coordinator):
    deputy, officer = UserFactory(), UserFactory()

    name_participant(lively, role="coordinator", user=deputy, by=coordinator)
    name_participant(lively, role="officer", user=officer, by=coordinator)

    deputy.refresh_from_db()
    officer.refresh_from_db()
    assert (deputy.holds_office, officer.holds_office) == (True, False)


def test_name_participant_refuses_roles_of_organisations_and_a_second_time(lively, coordinator):
    user = UserFactory()
    name_participant(lively, role="officer", user=user, by=coordinator)

    with pytest.raises(AlreadySo):
        name_participant(lively, role="officer", user=user, by=coordinator)
    with pytest.raises(UnknownRole):
        name_participant(lively, role="host_city", user=user, by=coordinator)
    with pytest.raises(UnknownRole):
        name_participant(lively, role="mayor", user=user, by=coordinator)


def test_release_participant_keeps_when_it_ended(lively, coordinator):
    officer = name_participant(lively, role="officer", name="Olga Opera", by=coordinator)

    assert release_participant(officer, on=TODAY, by=coordinator).until == TODAY
    with pytest.raises(AlreadySo):
        release_participant(officer, on=TODAY, by=coordinator)


def test_release_participant_keeps_the_last_who_coordinates(lively, coordinator):
    last = lively.participants.get(user=coordinator)

    with pytest.raises(LastCoordinator):
        release_participant(last, on=TODAY, by=coordinator)


def test_release_participant_asks_no_second_factor_any_more(lively, coordinator):
    name_participant(lively, role="coordinator", user=UserFactory(), by=coordinator)

    release_participant(lively.participants.get(user=coordinator), on=TODAY, by=coordinator)

    coordinator.refresh_from_db()
    assert not coordinator.holds_office


# ── Invitations ─────────────────────────────────────────────────────────────────────────────


def invite(programme, *, by, **others):
    answers = {"email": "ines@example.org", "name": "Ines Invitata", "role": "officer"}
    return invite_participant(programme, **(answers | others), by=by)


def membership_of(person):
    return [
        (row.organisation_id, row.status, row.is_referent)
        for row in Membership.objects.filter(person=person)
    ]


@pytest.mark.capability("M-12")
def test_invite_participant_names_a_person_and_mails_them_but_makes_no_account(
    lively, coordinator, mailoutbox, django_capture_on_commit_callbacks
):
    partner = PartnerFactory(programme=lively, organisation__name="Comune di Asti")

    with django_capture_on_commit_callbacks(execute=True):
        person = invite(lively, by=coordinator, partner=partner, is_contact=True)

    partner.refresh_from_db()
    purpose = "partecipare a «Vivace» come Referente, per Comune di Asti"
    assert (person.user, person.may_contribute, partner.contact) == (None, True, person)
    assert [mail.to for mail in mailoutbox] == [["ines@example.org"]]
    assert purpose in mailoutbox[0].body
    assert not User.objects.filter(email="ines@example.org").exists()


def test_invite_participant_refuses_an_address_that_holds_an_open_invitation(lively, coordinator):
    invite(lively, by=coordinator)

    with pytest.raises(AlreadyInvited):
        invite(lively, by=coordinator, role="evaluator", email="INES@example.org")
    with pytest.raises(UnknownRole):
        invite(lively, by=coordinator, role="host_city", email="other@example.org")

    assert lively.participants.filter(user=None).count() == 1


def test_invite_named_makes_the_older_link_worthless(lively, coordinator):
    person = ParticipantFactory(programme=lively, name="Nora")
    first = invite_named(person, email="nora@example.org", by=coordinator).invitation

    second = invite_named(person, email="nora@example.org", by=coordinator).invitation

    first.refresh_from_db()
    assert (first.revoked_at is None, second.is_open(timezone.now())) == (False, True)
    person.until = TODAY
    person.save()
    with pytest.raises(AlreadySo):
        invite_named(person, email="nora@example.org", by=coordinator)


def test_accept_invitation_gives_the_role_and_the_membership_in_one_go(lively, coordinator):
    partner = PartnerFactory(programme=lively)
    invited = invite(lively, by=coordinator, partner=partner, is_contact=True)

    person = accept_invitation(invited.invitation, by=None)

    invited.refresh_from_db()
    assert (invited.user, invited.since) == (person, timezone.localdate())
    assert membership_of(person) == [(partner.organisation_id, "confirmed", True)]
    verbs = Entry.objects.filter(by=person).order_by("pk").values_list("verb", flat=True)
    assert [*verbs] == ["accepted_invitation", "person_joined"]


def test_accept_invitation_asks_the_referents_where_there_are_some(lively, coordinator):
    partner = PartnerFactory(programme=lively)
    MembershipFactory(organisation=partner.organisation, is_referent=True)
    invited = invite(lively, by=coordinator, partner=partner, is_contact=True)

    person = accept_invitation(invited.invitation, by=None)

    assert membership_of(person) == [(partner.organisation_id, "asked", False)]
    assert lively.participants.get(user=person).partner == partner


def test_accept_invitation_opens_no_other_programme_of_the_partner(lively, coordinator):
    partner = PartnerFactory(programme=lively)
    PartnerFactory(programme=ProgrammeFactory(), organisation=partner.organisation)
    invited = invite(lively, by=coordinator, partner=partner, is_contact=True)

    person = accept_invitation(invited.invitation, by=None)

    assert membership_of(person) == [(partner.organisation_id, "asked", False)]


def test_accept_invitation_keeps_the_role_that_the_person_has_already(lively, coordinator):
    partner = PartnerFactory(programme=lively)
    person = UserFactory()
    held = ParticipantFactory(programme=lively, user=person, role="officer")
    invited = invite(lively, by=coordinator, partner=partner, is_contact=True)

    accept_invitation(invited.invitation, by=person)

    partner.refresh_from_db()
    assert [row.pk for row in lively.participants.filter(role="officer")] == [held.pk]
    assert partner.contact == held


def test_accept_invitation_to_coordinate_asks_for_a_second_factor(lively, coordinator):
    invited = invite(lively, by=coordinator, role="coordinator")

    person = accept_invitation(invited.invitation, by=None)

    person.refresh_from_db()
    assert person.holds_office


def test_release_participant_makes_the_invitation_worthless(lively, coordinator):
    invited = invite(lively, by=coordinator)

    release_participant(invited, on=TODAY, by=coordinator)

    with pytest.raises(InvitationIsClosed):
        accept_invitation(invited.invitation, by=None)


@pytest.mark.django_db(transaction=True)
def test_accept_invitation_by_two_clicks_at_once_gives_one_role(coordinator, lively):
    if connection.vendor == "sqlite":
        pytest.skip("a second connection would see another database in memory")
    partner = PartnerFactory(programme=lively)
    invitation = invite(lively, by=coordinator, partner=partner, is_contact=True).invitation
    together = Barrier(2)
    outcomes = []

    def accept():
        together.wait()
        try:
            outcomes.append(type(accept_invitation(invitation, by=None)).__name__)
        except InvitationIsClosed:
            outcomes.append("closed")
        finally:
            connection.close()

    threads = [Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    person = User.objects.get(email="ines@example.org")
    assert sorted(outcomes) == ["User", "closed"]
    assert membership_of(person) == [(partner.organisation_id, "confirmed", True)]
    assert Participant.objects.filter(user=person).count() == 1
    assert Entry.objects.filter(verb="person_joined").count() == 1
    assert Invitation.objects.count() == 1


def test_erase_person_takes_the_name_off_their_roles(
    lively, coordinator, django_capture_on_commit_callbacks
):
    person = UserFactory(name="Nora Nota")
    held = name_participant(lively, role="officer", user=person, by=coordinator)

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person, by=person)

    held.refresh_from_db()
    assert held.name == "Persona cancellata"
    assert not Entry.objects.filter(title__contains="Nora").exists()

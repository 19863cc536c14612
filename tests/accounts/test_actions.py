from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone

from innesto.accounts.actions import (
    AlreadyInvited,
    CannotStandIn,
    Guest,
    InvitationIsClosed,
    accept_invitation,
    edit_profile,
    end_support,
    erase_person,
    invite_person,
    invite_persons,
    note_change_of_sign_in,
    revoke_invitation,
    revoke_invitations,
    start_support,
)
from innesto.accounts.models import Invitation, User
from innesto.accounts.signals import invitation_accepted, person_erased
from innesto.accounts.tasks import mail_invitation
from innesto.journal.models import Entry
from tests.accounts.factories import InvitationFactory, UserFactory


@pytest.fixture
def heard():
    """Collect what upper floors would hear."""
    said = []

    def hear(signal, **facts):
        said.append({name: facts[name] for name in facts if name != "sender"})

    for signal in (invitation_accepted, person_erased):
        signal.connect(hear, weak=False)
    yield said
    for signal in (invitation_accepted, person_erased):
        signal.disconnect(hear)


def test_invite_person_mails_a_link_that_is_kept_nowhere(
    stranger, mailoutbox, settings, django_capture_on_commit_callbacks
):
    settings.SITE_URL = "https://innesto.example.org"

    with django_capture_on_commit_callbacks(execute=True):
        invitation = invite_person(
            "Ines@Example.org", by=stranger, purpose="preparare la visita ad Asti", name="Ines"
        )

    mail = mailoutbox[0]
    link = f"https://innesto.example.org/inviti/{invitation.token}/"
    kept = "".join(str(value) for value in Invitation.objects.values_list()[0])
    assert (mail.to, mail.reply_to) == (["ines@example.org"], [stranger.email])
    assert mail.subject == "Stella Straniera ti invita su Innesto"
    assert link in mail.body.splitlines()
    assert "preparare la visita ad Asti" in mail.body
    assert invitation.token not in kept


def test_invite_person_writes_in_the_language_it_is_told(
    stranger, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invite_person("jan@example.org", by=stranger, purpose="the visit", language="en")

    assert mailoutbox[0].subject == "Stella Straniera invites you to Innesto"


def test_invite_person_refuses_a_second_open_invitation_for_the_same(stranger, admin):
    invite_person("ines@example.org", by=stranger, purpose="x", subject=admin)
    invite_person("ines@example.org", by=stranger, purpose="x")

    with pytest.raises(AlreadyInvited):
        invite_person("INES@example.org", by=stranger, purpose="y", subject=admin)


def test_accept_invitation_makes_a_person_with_a_proven_address(
    db, heard, django_capture_on_commit_callbacks
):
    invitation = InvitationFactory(email="ines@example.org", name="Ines", language="en")

    with django_capture_on_commit_callbacks(execute=True):
        person = accept_invitation(invitation, by=None)

    assert (person.name, person.language) == ("Ines", "en")
    assert EmailAddress.objects.get(user=person).verified
    assert [said["person"] for said in heard] == [person]
    assert Entry.objects.about(invitation).get().by == person


def test_accept_invitation_finds_the_person_who_has_the_address(stranger):
    invitation = InvitationFactory(email=stranger.email)

    assert accept_invitation(invitation, by=None) == stranger


def test_accept_invitation_goes_to_whoever_is_signed_in(stranger):
    invitation = InvitationFactory(email="other@example.org")

    assert accept_invitation(invitation, by=stranger) == stranger
    assert not User.objects.filter(email="other@example.org").exists()


@pytest.mark.parametrize("state", ["accepted", "revoked", "over", "erased"])
def test_accept_invitation_refuses_one_that_is_closed(stranger, state):
    invitation = InvitationFactory(email=stranger.email)
    if state == "accepted":
        accept_invitation(invitation, by=None)
    if state == "revoked":
        revoke_invitation(invitation, by=invitation.invited_by)
    if state == "erased":
        User.objects.filter(pk=stranger.pk).update(is_active=False)
    later = timedelta(days=15) if state == "over" else timedelta()

    with time_machine.travel(timezone.now() + later), pytest.raises(InvitationIsClosed):
        accept_invitation(invitation, by=None)


def test_revoke_invitation_refuses_a_second_time(db):
    invitation = InvitationFactory()
    revoke_invitation(invitation, by=invitation.invited_by)

    with pytest.raises(InvitationIsClosed):
        revoke_invitation(invitation, by=invitation.invited_by)


@pytest.mark.django_db(transaction=True)
def test_accept_invitation_by_two_at_once_lets_one_in():
    if connection.vendor == "sqlite":
        pytest.skip("a second connection would see another database in memory")
    invitation = InvitationFactory()
    together = Barrier(2)
    outcomes = []

    def accept():
        together.wait()
        try:
            outcomes.append(type(accept_invitation(invitation, by=None)))
        except InvitationIsClosed as refusal:
            outcomes.append(type(refusal))
        finally:
            connection.close()

    threads = [Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcome.__name__ for outcome in outcomes) == ["InvitationIsClosed", "User"]
    assert User.objects.filter(email=invitation.email).count() == 1
    assert Entry.objects.filter(verb="accepted_invitation").count() == 1


def test_accept_invitation_stays_open_when_what_it_promised_cannot_be_given(db):
    invitation = InvitationFactory()

    def fail(**promise):
        raise LookupError("the programme is gone")

    invitation_accepted.connect(fail)
    with pytest.raises(LookupError):
        accept_invitation(invitation, by=None)
    invitation_accepted.disconnect(fail)

    invitation.refresh_from_db()
    assert (invitation.accepted_at, User.objects.filter(email=invitation.email).exists()) == (
        None,
        False,
    )


def test_invite_persons_mails_each_once_under_one_entry(
    stranger, admin, mailoutbox, django_capture_on_commit_callbacks
):
    guests = [Guest("Ines@example.org", "Ines"), Guest("jan@example.org")]

    with django_capture_on_commit_callbacks(execute=True):
        invitations = invite_persons(guests, by=stranger, purpose="x", subject=admin)
    for invitation in invitations:
        mail_invitation.enqueue(invitation.pk)

    assert [mail.to for mail in mailoutbox] == [["ines@example.org"], ["jan@example.org"]]
    assert Entry.objects.get(verb="invited_many").facts == {"invitations": 2}


def test_revoke_invitations_leaves_those_that_were_accepted(stranger, admin):
    first, second = invite_persons(
        [Guest("ines@example.org"), Guest("jan@example.org")],
        by=stranger,
        purpose="x",
        subject=admin,
    )
    accept_invitation(first, by=None)

    assert revoke_invitations([first, second], by=stranger, subject=admin) == 1
    second.refresh_from_db()
    assert second.revoked_at is not None


def test_edit_profile_keeps_what_a_person_says(stranger):
    person = edit_profile(
        stranger,
        name="Stella Nuova",
        headline="Ufficio accoglienza",
        languages=["it", "de"],
        contact_shown_to="nobody",
        by=stranger,
    )

    assert (person.name, person.languages) == ("Stella Nuova", ["it", "de"])
    assert Entry.objects.get().verb == "edited_profile"


def test_erase_person_leaves_what_was_done_without_a_name(
    stranger, admin, heard, django_capture_on_commit_callbacks
):
    EmailAddress.objects.create(user=stranger, email=stranger.email, primary=True)
    Authenticator.objects.create(user=stranger, type="totp", data={"secret": "x"})
    note_change_of_sign_in(stranger, "totp added")
    invitation = InvitationFactory(email=stranger.email, name="Stella Straniera")
    accept_invitation(invitation, by=None)
    sent = invite_person("ines@example.org", by=stranger, purpose="y")
    heard.clear()

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(stranger, by=stranger)

    person = User.objects.get(pk=stranger.pk)
    titles = Entry.objects.about(person).values_list("title", flat=True)
    assert (person.name, person.email, person.is_active) == (
        "",
        f"erased-{person.pk}@erased.invalid",
        False,
    )
    assert (EmailAddress.objects.count(), Authenticator.objects.filter(user=person).count()) == (
        0,
        0,
    )
    assert set(titles) == {"Persona cancellata"}
    assert Invitation.objects.get(pk=invitation.pk).email == ""
    assert Invitation.objects.get(pk=sent.pk).email == "ines@example.org"
    assert not Entry.objects.filter(title__contains="Stella").exists()
    assert [said["person"].pk for said in heard] == [person.pk]
    assert Entry.objects.filter(by=person).exists()


def test_start_support_refuses_operators_and_closed_accounts(admin):
    closed = UserFactory(is_active=False)

    for person in (admin, closed):
        with pytest.raises(CannotStandIn):
            start_support(person, by=admin, reason="x")


def test_support_is_written_where_the_person_reads_it(admin, stranger):
    start_support(stranger, by=admin, reason="Non vede i partner")
    end_support(stranger, by=admin)

    entries = Entry.objects.visible_to(stranger).order_by("pk")
    assert [(entry.verb, entry.by) for entry in entries] == [
        ("started_support", admin),
        ("ended_support", admin),
    ]

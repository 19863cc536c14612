"""What is done to persons and invitations."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from innesto.accounts.models import Invitation, User
from innesto.accounts.signals import invitation_accepted, invitation_wanted_again, person_erased
from innesto.accounts.tasks import mail_invitation, mail_invitations
from innesto.journal.actions import forget_name, record
from innesto.toolkit.models import Draft

LASTS = timedelta(days=14)
"""How long a mailed link is good."""


class AlreadyInvited(Exception):
    """This address holds an open invitation for the same thing."""


class InvitationIsClosed(Exception):
    """The invitation was accepted, taken back, or is over."""


class CannotStandIn(Exception):
    """This account may not be used by a supporter, or not any more."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to be invited: the address, and the name as far as it is known."""

    email: str
    name: str = ""


# ── Persons ─────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def welcome_person(person: User) -> None:
    """Write down that somebody opened an account by themselves."""
    record("signed_up", person, by=person)


def keep_address(person: User) -> None:
    """Make sure that allauth knows the address of a person whom somebody else wrote down."""
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"primary": True})


@transaction.atomic
def edit_profile(
    person: User,
    *,
    name: str,
    headline: str,
    languages: Sequence[str],
    contact_shown_to: str,
    by: User,
) -> User:
    """Keep what a person says about themselves."""
    person = User.objects.select_for_update().get(pk=person.pk)
    person.name = name
    person.headline = headline
    person.languages = list(languages)
    person.contact_shown_to = contact_shown_to
    person.save(update_fields=["name", "headline", "languages", "contact_shown_to"])
    record("edited_profile", person, by=by)
    return person


def choose_language(person: User, language: str) -> None:
    """Remember the language in which a person reads pages and gets messages."""
    User.objects.filter(pk=person.pk).update(language=language)


@transaction.atomic
def require_second_factor(person: User, *, by: User | None) -> None:
    """Ask for a second factor from now on, because the person coordinates something."""
    User.objects.filter(pk=person.pk).update(holds_office=True)
    record("required_second_factor", person, by=by)


@transaction.atomic
def relieve_second_factor(person: User, *, by: User | None) -> None:
    """Stop asking for a second factor, because the person holds no office any more."""
    User.objects.filter(pk=person.pk).update(holds_office=False)
    record("relieved_second_factor", person, by=by)


@transaction.atomic
def note_change_of_sign_in(person: User, what: str) -> None:
    """Write down what allauth changed: an address, a passkey, an app, a provider."""
    record("changed_sign_in", person, by=person, what=what)


@transaction.atomic
def erase_person(person: User, *, by: User) -> None:
    """Take away all that says who the person is; what they did stays, without a name.

    Works of theirs stay with their organisation. Upper floors are told by ``person_erased``.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    invitations = Invitation.objects.filter(
        models.Q(email=person.email) | models.Q(accepted_by=person)
    )
    for owned in (EmailAddress, Authenticator, SocialAccount, UserSession):
        owned.objects.filter(user=person).delete()
    Draft.objects.visible_to(person).delete()
    for invitation in invitations:
        forget_name(invitation, _("Erased person"))
    invitations.update(email="", name="")
    person.email = f"erased-{person.pk}@erased.invalid"
    person.name = person.headline = ""
    person.languages = []
    person.contact_shown_to = User.Audience.NOBODY
    person.is_active = person.holds_office = person.is_staff = person.is_superuser = False
    person.erased_at = timezone.now()
    person.save()
    forget_name(person, str(person))
    record("erased", person, by=by)
    transaction.on_commit(partial(person_erased.send_robust, sender=User, person=person))


# ── Invitations ─────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def invite_person(
    email: str,
    *,
    by: User,
    purpose: str,
    name: str = "",
    subject: models.Model | None = None,
    language: str = "",
) -> Invitation:
    """Mail a link that lets one person in; ``purpose`` completes «invites you to …».

    Raises ``AlreadyInvited`` while the same address holds an open invitation for the subject.
    """
    now = timezone.now()
    address = email.strip().lower()
    User.objects.select_for_update().get(pk=by.pk)  # one invitation of a person at a time
    if Invitation.objects.open(now).to(address, subject=subject).exists():
        raise AlreadyInvited
    invitation = _prepare(
        Guest(address, name), by=by, purpose=purpose, subject=subject, language=language, at=now
    )
    invitation.save()
    record("invited", invitation, by=by, within=subject)
    transaction.on_commit(partial(mail_invitation.enqueue, invitation.pk))
    return invitation


@transaction.atomic
def invite_persons(
    guests: Collection[Guest], *, by: User, purpose: str, subject: models.Model
) -> list[Invitation]:
    """Mail a link to each of many, as ``invite_person`` does, under one entry of the journal.

    The caller leaves out who holds an open invitation for the subject. The mails are written one
    by one, each once.
    """
    now = timezone.now()
    invitations = Invitation.objects.bulk_create(
        _prepare(guest, by=by, purpose=purpose, subject=subject, language="", at=now)
        for guest in guests
    )
    record("invited_many", subject, by=by, within=subject, invitations=len(invitations))
    keys = [invitation.pk for invitation in invitations]
    transaction.on_commit(partial(mail_invitations.enqueue, keys))
    return invitations


def _prepare(
    guest: Guest,
    *,
    by: User,
    purpose: str,
    subject: models.Model | None,
    language: str,
    at: datetime,
) -> Invitation:
    return Invitation(
        email=guest.email.strip().lower(),
        name=guest.name,
        language=language or by.language,
        purpose=purpose,
        invited_by=by,
        subject_type=ContentType.objects.get_for_model(subject) if subject else None,
        subject_id=str(subject.pk) if subject else "",
        nonce=secrets.token_urlsafe(16),
        created_at=at,
        expires_at=at + LASTS,
    )


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User | None) -> User:
    """Let the holder of the mailed link in, and return who that is.

    ``by`` is the signed-in person who takes the invitation for themselves. When nobody is signed
    in it is whoever has the invited address, and a new person if there is none: holding the link
    proves the address. Raises ``InvitationIsClosed`` if it was used, taken back, or is over.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    now = timezone.now()
    if not invitation.is_open(now):
        raise InvitationIsClosed
    person = by or _holder_of(invitation)
    invitation.accepted_at = now
    invitation.accepted_by = person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record("accepted_invitation", invitation, by=person, within=invitation.subject)
    invitation_accepted.send(Invitation, invitation=invitation, person=person)
    return person


def _holder_of(invitation: Invitation) -> User:
    """Return the active person with the invited address, verified; make them if need be."""
    person = User.objects.filter(email=invitation.email).first()
    if person and not person.is_active:
        raise InvitationIsClosed
    if not person:
        person = User.objects.create_user(
            invitation.email, name=invitation.name, language=invitation.language
        )
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )
    return person


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Make a mailed link worthless.

    Raises ``InvitationIsClosed`` if it is so already.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_open(timezone.now()):
        raise InvitationIsClosed
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    record("revoked_invitation", invitation, by=by, within=invitation.subject)
    return invitation


@transaction.atomic
def revoke_invitations(
    invitations: Collection[Invitation], *, by: User, subject: models.Model
) -> int:
    """Make the links of many worthless, as far as they are open; return how many were."""
    found = Invitation.objects.filter(pk__in=[invitation.pk for invitation in invitations])
    now = timezone.now()
    count = found.open(now).update(revoked_at=now)
    record("revoked_invitations", subject, by=by, within=subject, invitations=count)
    return count


@transaction.atomic
def ask_for_invitation_again(invitation: Invitation) -> None:
    """Tell whoever invited that the link came too late and is still wanted."""
    record("wanted_invitation_again", invitation, by=None, within=invitation.subject)
    transaction.on_commit(
        partial(invitation_wanted_again.send_robust, Invitation, invitation=invitation)
    )


# ── Support ─────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def start_support(person: User, *, by: User, reason: str) -> None:
    """Write down that an operator begins to use the account of a person, and why.

    Raises ``CannotStandIn`` for operators and closed accounts, whatever was true a moment ago.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.is_operator or not person.is_active:
        raise CannotStandIn
    record("started_support", person, by=by, reason=reason)


@transaction.atomic
def end_support(person: User, *, by: User, is_over: bool = False) -> None:
    """Write down that an operator left the account; ``is_over`` says the time was up."""
    record("ended_support", person, by=by, is_over=is_over)

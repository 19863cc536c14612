"""Say what is awarded, award it and take it back; change keys."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from innesto.accounts.models import User
from innesto.badges.issuing import Signing, new_secret, public_of, secret_of, sign, status_list
from innesto.badges.revocation import LEAST_BITS
from innesto.credentials.models import (
    Achievement,
    Credential,
    Evidence,
    Issuer,
    SigningKey,
    StatusList,
    months_later,
    new_code,
    said_in,
    site_address,
)
from innesto.credentials.tasks import tell_issued, tell_revoked
from innesto.credentials.vault import locked, unlocked
from innesto.credentials.wording import token_status, worded
from innesto.journal.actions import record
from innesto.organisations.models import Organisation

FULL = LEAST_BITS // 2
"""So many places of a list are given away before the next begins: each is drawn by lot."""


class NotAwarded(Exception):
    """This is a draft, or is no longer awarded."""


class AlreadyHeld(Exception):
    """The person holds a valid one: ``credential``. Who only wants them to have it goes on."""

    def __init__(self, credential: Credential) -> None:
        super().__init__(credential)
        self.credential = credential


class AlreadyRevoked(Exception):
    """The credential holds no more."""


@transaction.atomic
def rotate_key(issuer: Issuer, *, by: User | None) -> SigningKey:
    """Sign with a new key from now on; what older ones signed stays valid."""
    issuer = Issuer.objects.select_for_update().get(pk=issuer.pk)
    issuer.keys.filter(replaced_at=None).update(replaced_at=timezone.now())
    key = _new_key(issuer)
    for one in issuer.status_lists.all():
        _sign_list(one, key)
    record("issuer_key_changed", issuer.organisation, by=by, key=key.name)
    return key


def _new_key(issuer: Issuer) -> SigningKey:
    secret = new_secret()
    return SigningKey.objects.create(
        issuer=issuer,
        name=f"key-{issuer.keys.count() + 1}",
        public=public_of(secret),
        secret=locked(secret),
        made_at=timezone.now(),
    )


def _signing(key: SigningKey) -> Signing:
    return Signing(secret_of(unlocked(key.secret)), f"{key.issuer.did}#{key.name}")


def _sign_list(kept: StatusList, key: SigningKey) -> None:
    """Sign a list as it stands now, in both forms."""
    now = timezone.now()
    revoked = kept.credentials.filter(revoked_at__isnull=False).values_list("place", flat=True)
    signing = _signing(key)
    for name, address in (("document", kept.address), ("token", f"{kept.address}jwt/")):
        bits = status_list(
            address=address, issuer=kept.issuer.did, revoked=list(revoked), since=now
        )
        setattr(kept, name, getattr(sign(bits, signing, at=now), name))
    kept.changed_at = now
    kept.save()


@transaction.atomic
def draft_achievement(organisation: Organisation, *, by: User | None, **fields: Any) -> Achievement:
    """Write down what may be awarded; nobody else sees it yet."""
    achievement = Achievement.objects.create(issuer=_issuer_of(organisation), **fields)
    record("achievement_drafted", achievement, by=by)
    return achievement


def _issuer_of(organisation: Organisation) -> Issuer:
    """Return the issuer that an organisation is; the first time it gets address and key."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    there = Issuer.objects.filter(organisation=organisation, closed_at=None).first()
    if there:
        return there
    code = new_code()
    path = reverse("credentials:issuer", args=[code]).rstrip("/")
    issuer = Issuer.objects.create(organisation=organisation, code=code, address=site_address(path))
    _new_key(issuer)
    return issuer


@transaction.atomic
def edit_achievement(achievement: Achievement, *, by: User | None, **changes: Any) -> Achievement:
    """Change what it says. Once it was awarded, the new words are a new version."""
    achievement = _locked(achievement)
    changed = [name for name, value in changes.items() if getattr(achievement, name) != value]
    for name in changed:
        setattr(achievement, name, changes[name])
    if changed and achievement.state != Achievement.State.DRAFT:
        achievement.version += 1
    achievement.save()
    record("achievement_edited", achievement, by=by, fields=changed, version=achievement.version)
    return achievement


@transaction.atomic
def open_achievement(achievement: Achievement, *, by: User | None) -> Achievement:
    """Let it be awarded, and everyone read what it takes."""
    return _moved(achievement, Achievement.State.OPEN, "achievement_opened", by=by)


@transaction.atomic
def close_achievement(achievement: Achievement, *, by: User | None) -> Achievement:
    """Award it no more; who holds it keeps it."""
    return _moved(achievement, Achievement.State.CLOSED, "achievement_closed", by=by)


def _moved(achievement: Achievement, state: str, verb: str, *, by: User | None) -> Achievement:
    achievement = _locked(achievement)
    achievement.state = state
    achievement.save(update_fields=["state"])
    record(verb, achievement, by=by)
    return achievement


def _locked(achievement: Achievement) -> Achievement:
    found = Achievement.objects.select_for_update(of=("self",))
    return found.select_related("issuer__organisation").get(pk=achievement.pk)


@transaction.atomic
def issue_credential(
    achievement: Achievement,
    *,
    holder: User,
    evidence: Sequence[Evidence] = (),
    by: User | None,
    at: datetime | None = None,
) -> Credential:
    """Award it to a person, signed in their language; ``at`` is now unless told.

    Raises ``AlreadyHeld`` with the valid one that the person holds, and ``NotAwarded``.
    """
    achievement = _locked(achievement)
    now = timezone.now()
    there = achievement.credentials.standing(now).filter(holder=holder).first()
    if there:
        raise AlreadyHeld(there)
    if not achievement.is_open:
        raise NotAwarded
    issued_at = (at or now).replace(microsecond=0)
    issuer = Issuer.objects.select_for_update().get(pk=achievement.issuer_id)
    key = issuer.keys.select_related("issuer").get(replaced_at=None)
    bits = _list_with_room(issuer, key)
    lasts = achievement.lasts_months
    credential = Credential(
        achievement=achievement,
        version=achievement.version,
        issuer=issuer,
        holder=holder,
        name=holder.name or holder.email,
        language=holder.language,
        title=said_in(achievement.names, holder.language),
        evidence=[one.kept() for one in evidence],
        issued_at=issued_at,
        expires_at=months_later(issued_at, lasts) if lasts else None,
        status_list=bits,
        place=_free_place(bits),
    )
    document = worded(credential, holder.email)
    signed = sign(document, _signing(key), at=now, in_token=token_status(credential))
    credential.document, credential.token = signed.document, signed.token
    credential.save()
    record("credential_issued", achievement, by=by, credential=credential.code)
    transaction.on_commit(partial(tell_issued.enqueue, credential.pk))
    return credential


def _list_with_room(issuer: Issuer, key: SigningKey) -> StatusList:
    last = issuer.status_lists.select_related("issuer").last()
    if last and last.credentials.count() < FULL:
        return last
    number = last.number + 1 if last else 1
    bits = StatusList.objects.create(issuer=issuer, number=number, changed_at=timezone.now())
    _sign_list(bits, key)
    return bits


def _free_place(bits: StatusList) -> int:
    """Draw a place by lot: neighbours tell nothing about each other."""
    while True:
        place = secrets.randbelow(LEAST_BITS)
        if not bits.credentials.filter(place=place).exists():
            return place


@transaction.atomic
def revoke_credential(credential: Credential, *, reason: str, by: User | None) -> Credential:
    """Take it back; its page and the issuer's list say so. Raises ``AlreadyRevoked``."""
    credential = _credential_locked(credential)
    if credential.is_revoked:
        raise AlreadyRevoked
    credential.revoked_at = timezone.now()
    credential.reason = reason
    credential.save(update_fields=["revoked_at", "reason"])
    key = credential.issuer.keys.select_related("issuer").get(replaced_at=None)
    _sign_list(credential.status_list, key)
    record(
        "credential_revoked",
        credential.achievement,
        by=by,
        credential=credential.code,
        reason=reason,
    )
    transaction.on_commit(partial(tell_revoked.enqueue, credential.pk))
    return credential


@transaction.atomic
def show_credential(credential: Credential, *, is_private: bool, by: User) -> Credential:
    """Let everyone who has its address see the page, or only the person and who issued it."""
    credential = _credential_locked(credential)
    credential.is_private = is_private
    credential.save(update_fields=["is_private"])
    record(
        "credential_shown",
        credential.achievement,
        by=by,
        credential=credential.code,
        private=is_private,
    )
    return credential


def _credential_locked(credential: Credential) -> Credential:
    found = Credential.objects.select_for_update(of=("self",))
    return found.select_related("achievement", "issuer__organisation", "status_list__issuer").get(
        pk=credential.pk
    )

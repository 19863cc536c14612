"""What can be done with deposits: hand in, carry on, describe, withdraw, re-use."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.deposits.models import Deposit, Reuse, Version, medium_of
from innesto.deposits.tasks import look_at_version, tell_of_deposit
from innesto.journal.actions import record
from innesto.lineage.queries.thread import Ref
from innesto.organisations.models import Organisation
from innesto.search.actions import hand_in
from innesto.themes.models import Theme
from innesto.toolkit.uploads import check_file, tidy_picture


class EditedMeanwhile(Exception):
    """Somebody else handed in a version after the one this was written on."""


class ReusedAlready(Exception):
    """The organisation is in the register of the tool."""


@transaction.atomic
def deposit_work(
    community: Community,
    *,
    by: User | None,
    title: str,
    language: str,
    organisation: Organisation | None = None,
    themes: Collection[Theme] = (),
    occasion: Ref = ("", ""),
    version: dict[str, Any],
    **fields: Any,
) -> Deposit:
    """Hand in a work with its first version; ``occasion`` is at which work it was.

    Raises ``NotAccepted`` for a wrong file.
    """
    now = timezone.now()
    deposit = Deposit.objects.create(
        community=community,
        title=title,
        language=language,
        author=by,
        organisation=organisation,
        occasion_kind=occasion[0],
        occasion_key=occasion[1],
        created_at=now,
        changed_at=now,
        **fields,
    )
    deposit.themes.set(themes)
    _save_version(deposit, 1, by=by, **version)
    record("work_deposited", deposit, by=by, within=community)
    hand_in("deposit", deposit.pk)
    transaction.on_commit(partial(tell_of_deposit.enqueue, deposit.pk, 1))
    return deposit


@transaction.atomic
def add_version(
    deposit: Deposit, *, by: User, based_on: int | None = None, **version: Any
) -> Version:
    """Carry a work on.

    Raises ``EditedMeanwhile`` when a later version than ``based_on`` is there, and
    ``NotAccepted`` for a wrong file.
    """
    deposit = Deposit.objects.select_for_update().get(pk=deposit.pk)
    last = deposit.versions.order_by("-number").values_list("number", flat=True).first() or 0
    if based_on is not None and based_on != last:
        raise EditedMeanwhile
    added = _save_version(deposit, last + 1, by=by, **version)
    deposit.changed_at = added.at
    deposit.save(update_fields=["changed_at"])
    record("version_added", deposit, by=by, within=deposit.community, version=added.number)
    hand_in("deposit", deposit.pk)
    transaction.on_commit(partial(tell_of_deposit.enqueue, deposit.pk, added.number))
    return added


def _save_version(
    deposit: Deposit,
    number: int,
    *,
    by: User | None,
    file: File[Any] | None = None,
    captions: File[Any] | None = None,
    **fields: Any,
) -> Version:
    size, name = 0, ""
    if file:
        name = str(file.name)[-200:]
        check_file(file, media=True)
        if medium_of(name) == Version.Medium.PICTURE:
            file = tidy_picture(file)
            name = f"{name.rpartition('.')[0]}.webp"
        size = file.size or 0
    version = Version.objects.create(
        deposit=deposit,
        number=number,
        file=file or "",
        file_name=name,
        size=size,
        captions=captions or "",
        by=by,
        at=timezone.now(),
        **fields,
    )
    if file:
        transaction.on_commit(partial(look_at_version.enqueue, version.pk))
    return version


@transaction.atomic
def describe_deposit(
    deposit: Deposit, *, by: User, themes: Collection[Theme] = (), **changes: Any
) -> Deposit:
    """Change what is said of a work; its versions stay as they are."""
    deposit = Deposit.objects.select_for_update().get(pk=deposit.pk)
    changed = [name for name, value in changes.items() if getattr(deposit, name) != value]
    for name in changed:
        setattr(deposit, name, changes[name])
    deposit.save(update_fields=changed)
    deposit.themes.set(themes)
    record("deposit_described", deposit, by=by, within=deposit.community, fields=changed)
    hand_in("deposit", deposit.pk)
    return deposit


@transaction.atomic
def withdraw_deposit(deposit: Deposit, *, by: User) -> Deposit:
    """Take a work back; it is kept for its author and for whoever leads."""
    deposit = Deposit.objects.select_for_update().get(pk=deposit.pk)
    deposit.withdrawn_at = deposit.withdrawn_at or timezone.now()
    deposit.save(update_fields=["withdrawn_at"])
    record("deposit_withdrawn", deposit, by=by, within=deposit.community)
    hand_in("deposit", deposit.pk)
    return deposit


@transaction.atomic
def restore_deposit(deposit: Deposit, *, by: User) -> Deposit:
    """Show a withdrawn work again."""
    deposit = Deposit.objects.select_for_update().get(pk=deposit.pk)
    deposit.withdrawn_at = None
    deposit.save(update_fields=["withdrawn_at"])
    record("deposit_restored", deposit, by=by, within=deposit.community)
    hand_in("deposit", deposit.pk)
    return deposit


@transaction.atomic
def register_reuse(
    deposit: Deposit, *, by: User | None, organisation: Organisation, purpose: str
) -> Reuse:
    """Tell that an organisation took a tool home. Raises ``ReusedAlready``."""
    reuse, is_new = Reuse.objects.get_or_create(
        deposit=deposit,
        organisation=organisation,
        defaults={"purpose": purpose, "by": by, "at": timezone.now()},
    )
    if not is_new:
        raise ReusedAlready
    record("tool_reused", deposit, by=by, within=deposit.community, organisation=organisation.pk)
    return reuse

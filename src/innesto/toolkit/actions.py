"""Keep and drop drafts. They are not acts, so the journal does not hear of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from innesto.toolkit.models import Draft


@dataclass(frozen=True, slots=True)
class Sheet:
    """Which form about which thing is being filled in, its title, and the way back to it."""

    form: str
    subject: str = ""
    title: str = ""
    address: str = "/"


@transaction.atomic
def save_draft(
    sheet: Sheet, answers: Mapping[str, Sequence[str]], *, by: AbstractBaseUser
) -> Draft:
    """Keep the answers as they stand; the same form about the same thing has one draft."""
    draft, _created = Draft.objects.update_or_create(
        user_id=by.pk,
        form=sheet.form,
        subject=sheet.subject,
        defaults={
            "title": sheet.title,
            "address": sheet.address,
            "answers": {name: list(texts) for name, texts in answers.items()},
            "saved_at": timezone.now(),
        },
    )
    return draft


@transaction.atomic
def discard_draft(form: str, subject: str = "", *, by: AbstractBaseUser) -> None:
    """Drop the answers, because they were sent or are no longer wanted."""
    Draft.objects.filter(user_id=by.pk, form=form, subject=subject).delete()

"""Be found as a speaker, and not any more."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.agendas.models import Profile
from innesto.journal.actions import record
from innesto.search.actions import hand_in
from innesto.themes.models import Theme


@transaction.atomic
def offer_to_speak(*, by: User, themes: Collection[Theme] = (), **fields: Any) -> Profile:
    """Put oneself into the directory, or write anew what stands there: that is the consent."""
    told = {**fields, "agreed_at": timezone.now()}
    profile, is_new = Profile.objects.update_or_create(person=by, defaults=told)
    profile.themes.set(themes)
    record("speaker_offered" if is_new else "speaker_rewritten", profile, by=by)
    hand_in("speaker", profile.pk)
    return profile


@transaction.atomic
def leave_speakers(profile: Profile, *, by: User) -> None:
    """Take oneself out of the directory; talks given stay in their agendas."""
    record("speaker_left", profile, by=by)
    hand_in("speaker", profile.pk)
    profile.delete()

"""Be found by who looks for a trainer; keep the log of a programme alive."""

import datetime
from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.cascade.models import Stewardship, Trainer
from innesto.journal.actions import record
from innesto.organisations.models import Organisation
from innesto.places.models import Place
from innesto.programmes.models import Programme
from innesto.search.actions import hand_in
from innesto.themes.models import Theme


@transaction.atomic
def offer_to_train(
    *,
    by: User,
    headline: str,
    about: str = "",
    languages: Sequence[str],
    themes: Collection[Theme] = (),
    place: Place | None = None,
    organisation: Organisation | None = None,
    travels: bool = False,
    trains_online: bool = True,
    is_example: bool = False,
) -> Trainer:
    """Put oneself into the directory of trainers, or write one's page anew."""
    trainer, is_new = Trainer.objects.update_or_create(
        person=by,
        defaults={
            "headline": headline,
            "about": about,
            "languages": list(languages),
            "place": place,
            "organisation": organisation,
            "travels": travels,
            "trains_online": trains_online,
            "agreed_at": timezone.now(),
            "is_example": is_example,
        },
    )
    trainer.themes.set(themes)
    record("trainer_offered" if is_new else "trainer_rewritten", trainer, by=by)
    hand_in("trainer", trainer.pk)
    return trainer


@transaction.atomic
def leave_trainers(trainer: Trainer, *, by: User) -> None:
    """Take oneself out of the directory; the trainings given stay in the log."""
    number = trainer.pk
    record("trainer_left", trainer, by=by)
    trainer.delete()
    hand_in("trainer", number)


@transaction.atomic
def name_steward(
    programme: Programme, steward: User, *, review_on: datetime.date, by: User
) -> Stewardship:
    """Say who keeps the log of trainings alive, and when it is looked at next."""
    stewardship, _is_new = Stewardship.objects.update_or_create(
        programme=programme,
        defaults={"steward": steward, "review_on": review_on, "changed_at": timezone.now()},
    )
    record("steward_named", stewardship, by=by, within=programme, person=steward.pk)
    return stewardship


@transaction.atomic
def review_log(
    stewardship: Stewardship, *, note: str, review_on: datetime.date, by: User
) -> Stewardship:
    """Write down what was found at a look, and when the next one is."""
    stewardship = Stewardship.objects.select_for_update(of=("self",)).get(pk=stewardship.pk)
    stewardship.note = note
    stewardship.review_on = review_on
    stewardship.changed_at = timezone.now()
    stewardship.save(update_fields=["note", "review_on", "changed_at"])
    record("log_reviewed", stewardship, by=by, within=stewardship.programme, found=note)
    return stewardship

"""What happens below and concerns trainings."""

from typing import Any

from django.dispatch import receiver

from innesto.accounts.models import User
from innesto.accounts.signals import person_erased, personal_data_wanted
from innesto.cascade.models import Group, Trainee, Trainer, Training, Witness
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged


@receiver(organisations_merged, dispatch_uid="cascade.follow_merge")
def follow_merge(*, kept: Organisation, duplicate: Organisation, **_signal: Any) -> None:
    """Let what was given to and by the duplicate be of the one kept; two groups become one."""
    Training.objects.filter(organisation=duplicate).update(organisation=kept)
    Trainer.objects.filter(organisation=duplicate).update(organisation=kept)
    for group in Group.objects.filter(organisation=duplicate).order_by("pk"):
        there = Group.objects.filter(training=group.training_id, organisation=kept).first()
        if there is None:
            group.organisation = kept
            group.save(update_fields=["organisation"])
            continue
        group.trainees.update(group=there)
        there.headcount += group.headcount
        there.save(update_fields=["headcount"])
        group.delete()


@receiver(person_erased, dispatch_uid="cascade.forget_person")
def forget_person(*, person: User, **_signal: Any) -> None:
    """Take away names and words; that somebody was trained, or that it was witnessed, stays."""
    Trainer.objects.filter(person=person).delete()
    Trainee.objects.filter(person=person).update(name="", email="")
    Witness.objects.filter(person=person).update(words="")


@receiver(personal_data_wanted, dispatch_uid="cascade.hand_out")
def hand_out(*, person: User, **_signal: Any) -> dict[str, Any]:
    """Return what is kept about a person."""
    given = Training.objects.filter(trainer=person).order_by("pk")
    attended = Trainee.objects.filter(person=person).select_related("training").order_by("pk")
    witnessed = Witness.objects.filter(person=person).select_related("training").order_by("pk")
    return {
        "trainings_given": [
            {"title": one.title, "on": one.starts_on.isoformat(), "hours": str(one.hours)}
            for one in given
        ],
        "trainings_attended": [
            {"title": one.training.title, "answer": one.answer} for one in attended
        ],
        "witnessed": [
            {"title": one.training.title, "answer": one.answer, "words": one.words}
            for one in witnessed
        ],
    }

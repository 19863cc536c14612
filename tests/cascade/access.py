import datetime

from django.core.files.base import ContentFile
from django.utils import timezone

from innesto.cascade.models import Stewardship
from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.cascade.factories import (
    ChampionsFactory,
    EvidenceFactory,
    TraineeFactory,
    TrainerFactory,
    TrainingFactory,
    WitnessFactory,
)
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory

# «colleague» is here who gave the session, an ambassador; «coordinator» coordinates the programme.
TABLE = [
    # address                  method  nobody  stranger   colleague  coordinator operator
    ("cascade:trainers",       "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("cascade:trainer",        "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("cascade:offer",          "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("cascade:offer",          "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("cascade:leave",          "post", LOGIN,  HIDDEN,    DONE,      HIDDEN,    HIDDEN),
    ("cascade:log",            "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("cascade:new",            "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FOUND),
    ("cascade:new",            "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORM),
    ("cascade:new-session",    "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FORBIDDEN),
    ("cascade:new-session",    "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORBIDDEN),
    ("cascade:training",       "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("cascade:edit",           "get",  LOGIN,  HIDDEN,    FOUND,     FORBIDDEN, FORBIDDEN),
    ("cascade:edit",           "post", LOGIN,  HIDDEN,    FORM,      FORBIDDEN, FORBIDDEN),
    ("cascade:withdraw",       "post", LOGIN,  HIDDEN,    DONE,      FORBIDDEN, FORBIDDEN),
    ("cascade:group-new",      "get",  LOGIN,  HIDDEN,    FOUND,     FORBIDDEN, FORBIDDEN),
    ("cascade:group-new",      "post", LOGIN,  HIDDEN,    FORM,      FORBIDDEN, FORBIDDEN),
    ("cascade:group-drop",     "post", LOGIN,  HIDDEN,    DONE,      FORBIDDEN, FORBIDDEN),
    ("cascade:trainee-drop",   "post", LOGIN,  HIDDEN,    DONE,      FORBIDDEN, FORBIDDEN),
    ("cascade:evidence-new",   "get",  LOGIN,  HIDDEN,    FOUND,     FORBIDDEN, FORBIDDEN),
    ("cascade:evidence-new",   "post", LOGIN,  HIDDEN,    FORM,      FORBIDDEN, FORBIDDEN),
    ("cascade:evidence",       "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("cascade:evidence-drop",  "post", LOGIN,  HIDDEN,    DONE,      FORBIDDEN, FORBIDDEN),
    ("cascade:witness-new",    "get",  LOGIN,  HIDDEN,    FOUND,     FORBIDDEN, FORBIDDEN),
    ("cascade:witness-new",    "post", LOGIN,  HIDDEN,    FORM,      FORBIDDEN, FORBIDDEN),
    ("cascade:answer",         "post", LOGIN,  HIDDEN,    HIDDEN,    DONE,      HIDDEN),
    ("cascade:testify",        "post", LOGIN,  HIDDEN,    HIDDEN,    FORM,      HIDDEN),
    ("cascade:present",        "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("cascade:present",        "post", DONE,   DONE,      DONE,      DONE,      DONE),
    ("cascade:of-programme",   "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("cascade:tree",           "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("cascade:steward",        "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("cascade:steward",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("cascade:review",         "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("cascade:review",         "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
]  # fmt: skip


def scene() -> Scene:
    programme = ChampionsFactory()
    membership = MembershipFactory()
    trainer = membership.person
    ParticipantFactory(programme=programme, user=trainer, role="ambassador")
    coordinator = UserFactory()
    ParticipantFactory(programme=programme, user=coordinator, may_coordinate=True)
    session = TrainingFactory(
        kind="session", trainer=trainer, programme=programme,
        organisation=membership.organisation, visibility="inside",
    )  # fmt: skip
    MembershipFactory(person=coordinator, organisation=membership.organisation, status="confirmed")
    WitnessFactory(training=session, person=coordinator)
    trainee = TraineeFactory(training=session)
    TraineeFactory(training=session, group=trainee.group, person=coordinator)
    later = timezone.localdate() + datetime.timedelta(days=30)
    Stewardship.objects.create(
        programme=programme, steward=trainer, review_on=later, changed_at=timezone.now()
    )
    proof = EvidenceFactory(training=session, file_name="list.txt")
    proof.file.save("list.txt", ContentFile(b"Ada"))
    return Scene(
        colleague=trainer,
        coordinator=coordinator,
        keys={
            "pk": session.pk,
            "slug": programme.slug,
            "group": trainee.group_id,
            "trainee": trainee.pk,
            "evidence": proof.pk,
            "token": trainee.token,
        },
        at={"cascade:trainer": {"pk": TrainerFactory(person=trainer).pk}},
    )

import datetime

import factory
from django.utils import timezone

from innesto.cascade.models import Evidence, Group, Trainee, Trainer, Training, Witness
from tests.accounts.factories import UserFactory
from tests.organisations.factories import OrganisationFactory
from tests.programmes.factories import ProgrammeFactory

CHAMPIONS = """\
blueprint: 1
key: champions
identity:
  name: {it: Innesti, en: Grafts}
  summary: {it: Chi impara insegna., en: Who learns teaches.}
roles:
  - {key: mentor, label: {it: Città mentor, en: Mentor city}}
  - {key: lead, label: {it: Capofila, en: Lead}, standing: lead}
  - key: coordinator
    for: person
    label: {it: Coordinamento, en: Coordination}
    powers: [coordinate]
  - key: ambassador
    for: person
    label: {it: Ambasciatrice, en: Ambassador}
    synonyms: [{it: Campionessa, en: Champion}]
    powers: [contribute]
    from_role: mentor
    outlives: true
  - {key: officer, for: person, label: {it: Referente, en: Officer}, powers: [contribute]}
rules:
  - key: one-each
    label: {it: ogni città ne ha una, en: each city has one}
    each: {organisations: {role: mentor}}
    count: {persons: {role: ambassador}}
    is: 1
"""


class ChampionsFactory(ProgrammeFactory):
    """A programme with a role that outlives it."""

    blueprint = CHAMPIONS
    blueprint_key = "champions"


class TrainingFactory(factory.django.DjangoModelFactory):
    """A training of six hours that everyone may read."""

    class Meta:
        model = Training

    kind = "training"
    trainer = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"Training {n}")
    language = "it"
    starts_on = datetime.date(2026, 5, 12)
    ends_on = factory.SelfAttribute("starts_on")
    hours = 6
    mode = "online"
    visibility = "public"
    logged_at = factory.LazyFunction(timezone.now)


class GroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Group

    training = factory.SubFactory(TrainingFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class TraineeFactory(factory.django.DjangoModelFactory):
    """Somebody without an account who has still to answer."""

    class Meta:
        model = Trainee

    training = factory.SubFactory(TrainingFactory)
    group = factory.SubFactory(GroupFactory, training=factory.SelfAttribute("..training"))
    name = "Tea Formata"
    email = factory.Sequence(lambda n: f"tea{n}@example.org")
    language = "it"
    asked_at = factory.LazyFunction(timezone.now)


class WitnessFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Witness

    training = factory.SubFactory(TrainingFactory, kind="session")
    person = factory.SubFactory(UserFactory)
    asked_at = factory.LazyFunction(timezone.now)


class EvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evidence

    training = factory.SubFactory(TrainingFactory)
    title = "Signed list"
    url = "https://example.org/list"
    at = factory.LazyFunction(timezone.now)


class TrainerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Trainer

    person = factory.SubFactory(UserFactory)
    headline = "One-stop shops"
    languages = ["it"]
    agreed_at = factory.LazyFunction(timezone.now)

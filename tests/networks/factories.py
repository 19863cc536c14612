import factory

from innesto.networks.models import Body, Decision, Relation
from tests.programmes.factories import ProgrammeFactory


class BodyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Body

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Steering group {n}")
    members = "One person for each partner"
    rhythm = "monthly"


class DecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Decision

    body = factory.SubFactory(BodyFactory)
    programme = factory.SelfAttribute("body.programme")
    matter = "money"
    manner = "consensus"


class RelationFactory(factory.django.DjangoModelFactory):
    """A relation looked at long after everybody's memory; give days for another one."""

    class Meta:
        model = Relation

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"School {n}")
    kind = "school"
    state = "active"
    purpose = "Afternoons for children"
    confirmed_on = "2026-01-10"
    again_on = "2099-07-10"

import datetime

import factory
from django.utils import timezone

from innesto.exchanges.models import Exchange, Idea, Plan, PlanWish, Seat
from tests.accounts.factories import UserFactory
from tests.organisations.factories import OrganisationFactory
from tests.programmes.factories import PartnerFactory, ProgrammeFactory

# Three cities, each hosts one visit for the other two: small enough to check by hand.
ROUND_TABLE = """\
blueprint: 1
key: round-table
identity:
  name: {it: Tavola rotonda, en: Round table}
  summary: {it: Tre città si visitano., en: Three cities visit each other.}
  starts_on: 2027-01-11
  ends_on: 2027-06-25
roles:
  - {key: city, label: {it: Città, en: City}}
  - key: coordinator
    for: person
    label: {it: Coordinamento, en: Coordination}
    powers: [coordinate]
formats:
  - key: visit
    label: {it: Visita, en: Visit}
    kind: {it: visita di studio, en: study visit}
    length: 1 day
    host: {role: city, who: each}
    may: [{role: city}]
"""

# Cities of two groups; within one, each visits the other.
CLUSTER = """\
blueprint: 1
key: cluster
identity:
  name: {it: Gruppo, en: Cluster}
  summary: {it: Ogni membro visita l’altro., en: Each member visits the other.}
roles:
  - {key: city, label: {it: Città, en: City}}
strands:
  label: {it: Gruppo, en: Cluster}
  items:
    - {key: green, label: {it: Verde, en: Green}}
    - {key: blue, label: {it: Blu, en: Blue}}
formats:
  - key: workshop
    label: {it: Workshop, en: Workshop}
    kind: {it: workshop, en: workshop}
    length: 2 days
    per: strand
    host: {role: city, who: each}
    may: [{role: city, scope: strand}]
"""


class PlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Plan

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: n + 1)
    asked_at = factory.LazyFunction(timezone.now)


class ExchangeFactory(factory.django.DjangoModelFactory):
    """A day of visit, announced."""

    class Meta:
        model = Exchange

    programme = factory.SubFactory(ProgrammeFactory)
    key = factory.Sequence(lambda n: f"visit.{n}")
    format = "visit"
    title = {"it": "Visita", "en": "Visit"}
    starts_on = datetime.date(2027, 3, 10)
    ends_on = factory.SelfAttribute("starts_on")
    half_days = 2
    mode = Exchange.Mode.IN_PERSON
    changed_at = factory.LazyFunction(timezone.now)


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seat

    exchange = factory.SubFactory(ExchangeFactory)
    partner = factory.SubFactory(
        PartnerFactory, programme=factory.SelfAttribute("..exchange.programme")
    )
    part = Seat.Part.GUEST


class IdeaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Idea

    exchange = factory.SubFactory(ExchangeFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    text = "La mensa che cucina con gli orti"
    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)


class PlanWishFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlanWish

    programme = factory.SubFactory(ProgrammeFactory)
    kind = "pin_date"
    exchange_key = "visit.1"
    value = "2027-03-10"
    at = factory.LazyFunction(timezone.now)

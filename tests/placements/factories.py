import datetime

import factory
from django.utils import timezone

from innesto.placements.models import Adaptation, Note, Placement, Side
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ExchangeFactory, SeatFactory
from tests.organisations.factories import MembershipFactory, OfficeFactory, OrganisationFactory
from tests.outcomes.factories import LessonFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory

# A mentor and a learner go to see each other, two days each; the second leg owes lessons.
TO_AND_FRO = """\
blueprint: 1
key: to-and-fro
identity:
  name: {it: Andata e ritorno, en: There and back}
  summary: {it: Due città si scambiano personale., en: Two cities exchange staff.}
  starts_on: 2027-01-11
  ends_on: 2027-06-25
roles:
  - {key: mentor, label: {it: Mentor, en: Mentor}}
  - {key: learner, label: {it: Chi impara, en: Learner}}
  - key: coordinator
    for: person
    label: {it: Coordinamento, en: Coordination}
    powers: [coordinate]
strands:
  label: {it: Comunità, en: Community}
  items:
    - {key: cop1, label: CoP1}
    - {key: cop2, label: CoP2}
formats:
  - key: swap
    label: {it: Scambio, en: Swap}
    kind: {it: scambio, en: swap}
    per: pair
    length: 2 days
    must: [{role: [mentor, learner], scope: pair}]
    legs:
      - key: out
        label: {it: Andata, en: Out}
        purpose: {it: Vedere., en: To see.}
        host: {role: mentor, who: one}
        after: [ideas]
      - key: home
        label: {it: Ritorno, en: Home}
        purpose: {it: Adattare., en: To adapt.}
        host: {role: learner, who: one}
        after: [lessons]
pairings:
  - key: pairs
    label: {it: Coppie, en: Pairs}
    inside: strand
    between: [mentor, learner]
    format: swap
    offices: true
    fixed:
      - partners: [Torino, ANCI]
        offices: [{it: Centro Interculturale, en: Intercultural Centre}]
templates:
  - key: ideas
    label: {it: Idee, en: Ideas}
    kind: report
    fields: [{key: ideas, label: {it: Idee, en: Ideas}, type: list}]
  - key: lessons
    label: {it: Lezioni, en: Lessons}
    kind: report
    links: [lesson]
    fields: [{key: lessons, label: {it: Lezioni, en: Lessons}, type: list}]
"""
OUT, HOME = datetime.date(2027, 3, 9), datetime.date(2027, 4, 13)  # Tuesdays


def pair_of_legs(*, out=OUT, home=HOME, days=2, strands=("cop1", "cop1"), scope="a+b", **programme):
    """Make two exchanges: Torino hosts ANCI, then ANCI hosts Torino. Return both."""
    if "programme" in programme:
        place = programme["programme"]
    else:
        place = ProgrammeFactory(blueprint=TO_AND_FRO, blueprint_key="to-and-fro", **programme)
    mentor = PartnerFactory(
        programme=place, organisation__name="Torino", roles=["mentor"], strands=strands[:1]
    )
    learner = PartnerFactory(
        programme=place, organisation__name="ANCI", roles=["learner"], strands=strands[1:]
    )
    legs = []
    for number, leg, first, host, guest in (
        (1, "out", out, mentor, learner),
        (2, "home", home, learner, mentor),
    ):
        exchange = ExchangeFactory(
            programme=place,
            key=f"swap.{scope}.{leg}",
            format="swap",
            scope=scope,
            leg=leg,
            number=number,
            title={"it": "Scambio", "en": "Swap"},
            starts_on=first,
            ends_on=first + datetime.timedelta(days=days - 1),
            half_days=2 * days,
        )
        SeatFactory(exchange=exchange, partner=host, part="host", answer="accepted")
        SeatFactory(exchange=exchange, partner=guest, part="guest", answer="accepted")
        legs.append(exchange)
    return legs


def referent_of(organisation, name="Rita Referente"):
    """Return somebody who speaks for an organisation."""
    return MembershipFactory(organisation=organisation, is_referent=True, person__name=name).person


def coordinator_of(programme):
    """Return who coordinates a programme."""
    person = UserFactory(name="Cora Coordina")
    ParticipantFactory(programme=programme, role="coordinator", may_coordinate=True, user=person)
    return person


def town_under(organisation):
    """Return a municipality for which the organisation stands, with an office."""
    town = OrganisationFactory(name="Cuneo")
    organisation.stands_for.add(town)
    OfficeFactory(organisation=town, name="Pari opportunità")
    return town


class PlacementFactory(factory.django.DjangoModelFactory):
    """A placement of two legs with its two sides, Torino first; nothing is agreed."""

    class Meta:
        model = Placement
        skip_postgeneration_save = True

    class Params:
        legs = factory.LazyFunction(pair_of_legs)

    opening = factory.LazyAttribute(lambda o: o.legs[0])
    programme = factory.LazyAttribute(lambda o: o.opening.programme)
    begun_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def sides(self, create, extracted, **kwargs):
        for seat in self.opening.seats.order_by("pk"):
            Side.objects.create(
                placement=self, partner=seat.partner, organisation=seat.partner.organisation
            )


class NoteFactory(factory.django.DjangoModelFactory):
    """A note of the first leg, not shared."""

    class Meta:
        model = Note

    placement = factory.SubFactory(PlacementFactory)
    exchange = factory.LazyAttribute(lambda o: o.placement.opening)
    side = factory.LazyAttribute(lambda o: o.placement.sides.first())
    author = factory.SubFactory(UserFactory)
    on = OUT
    text = "Un tavolo solo"
    written_at = factory.LazyFunction(timezone.now)
    at = factory.LazyFunction(timezone.now)


class AdaptationFactory(factory.django.DjangoModelFactory):
    """A lesson for everyone of the first leg, adapted by its guest, not ready for the plan."""

    class Meta:
        model = Adaptation

    placement = factory.SubFactory(PlacementFactory)
    exchange = factory.LazyAttribute(lambda o: o.placement.opening)
    organisation = factory.LazyAttribute(lambda o: o.placement.sides.last().organisation)
    lesson = factory.SubFactory(
        LessonFactory,
        programme=factory.SelfAttribute("..exchange.programme"),
        exchange=factory.SelfAttribute("..exchange"),
        organisation=factory.SelfAttribute("..organisation"),
        sentence="Un tavolo solo basta",
    )
    how = "In biblioteca, il mercoledì"
    at = factory.LazyFunction(timezone.now)

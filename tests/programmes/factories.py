from decimal import Decimal

import factory

from innesto.programmes.models import (
    Application,
    Milestone,
    Participant,
    Partner,
    PartnerImport,
    PartnerRole,
    PartnerStrand,
    Programme,
    Selection,
    SubGrant,
)
from innesto.toolkit.letters import plain_letters
from tests.organisations.factories import OrganisationFactory

SMALLEST = """\
blueprint: 1
key: smallest
identity:
  name: {it: Piccolo, en: Small}
  summary: {it: Il programma più piccolo che ci sia., en: The smallest programme there is.}
"""

LIVELY = """\
blueprint: 1
key: lively
identity:
  name: {it: Vivace, en: Lively}
  summary: {it: Due città si visitano., en: Two cities visit each other.}
  funder: {it: Fondazione Esempio, en: Example Foundation}
  starts_on: 2018-12-01
  lasts: 36 months
  notice: {it: Cofinanziato dalla Fondazione Esempio., en: Co-funded by the Example Foundation.}
roles:
  - {key: host_city, label: {it: Città ospite, en: Host city}}
  - {key: guest_city, label: {it: Città in visita, en: Guest city}}
  - {key: prize_city, label: {it: Città premiata, en: Prize city}}
  - {key: lead, label: {it: Capofila, en: Lead}, standing: lead}
  - key: coordinator
    for: person
    label: {it: Coordinamento, en: Coordination}
    powers: [coordinate]
  - key: officer
    for: person
    label: {it: Referente, en: Officer}
    powers: [contribute]
  - key: evaluator
    for: person
    label: {it: Valutazione, en: Evaluation}
    powers: [observe]
strands:
  label: {it: Comunità di pratica, en: Community of practice}
  items:
    - {key: cop1, label: CoP1, question: {it: Come si comincia?, en: How to begin?}}
    - {key: cop2, label: CoP2}
phases:
  - key: prepare
    label: {it: Preparare, en: Prepare}
    begins: start
    ends: end of year 1
    exit_signal: {it: L’accordo è firmato., en: The agreement is signed.}
  - key: learn
    label: {it: Imparare tra pari, en: Learn from peers}
    begins: end of phase prepare
    ends: end
    peer_learning: true
    per_partner: true
    records: [{it: Conoscenza, en: Knowledge}, {it: Motivazione, en: Motivation}]
themes:
  - {key: waste, label: {it: Rifiuti, en: Waste}}
  - {key: mobility, label: {it: Mobilità sostenibile, en: Sustainable mobility}}
audiences:
  - {key: technicians, label: {it: Tecnici, en: Technicians}}
formats:
  - key: conference
    label: {it: Conferenza europea, en: European conference}
    kind: {it: conferenza, en: conference}
    when: {on: end of year 2, year: 2020}
    audience: technicians
  - key: follow_up
    label: {it: Verifica, en: Follow-up}
    kind: {it: incontro, en: meeting}
    when: {on: 3 months after conference}
templates:
  - key: candidacy
    label: {it: Candidatura, en: Application}
    kind: other
    fields:
      - {key: why, label: {it: Perché voi?, en: Why you?}, required: always}
      - {key: budget, label: {it: Bilancio, en: Budget}, type: money}
logic:
  levels:
    - {key: macro, label: {it: Macroazione, en: Macro-action}}
    - {key: action, label: {it: Azione, en: Action}}
  tree:
    - key: communities
      level: macro
      label: {it: Comunità di pratiche, en: Communities of practice}
      parts:
        - {key: days, level: action, label: {it: Giornate, en: Days}, planned: 2}
selections:
  - key: national
    label: {it: Selezione nazionale, en: National selection}
    per: country
    roles: [guest_city]
    form: candidacy
    criteria:
      - {key: quality, label: {it: Qualità, en: Quality}, weight: 3, scale: 5}
      - {key: reach, label: {it: Portata, en: Reach}, scale: 10}
    prizes:
      - {key: special, label: {it: Premio speciale, en: Special prize}, role: prize_city}
"""


DUE = """\
rules:
  - key: signed
    label: {it: l’accordo è firmato, en: the agreement is signed}
    each: {organisations: {role: host_city}}
    deadline: {what: {document: candidacy}, by: end of year 1}
  - key: two_cities
    label: {it: almeno due città, en: at least two cities}
    count: organisations
    at_least: 1
"""
"""Rules to put below the lively blueprint: every host city owes a document by a day."""


class ProgrammeFactory(factory.django.DjangoModelFactory):
    """The smallest running, public programme; ``lively=True`` brings roles, dates and all."""

    class Meta:
        model = Programme

    class Params:
        lively = factory.Trait(blueprint=LIVELY, blueprint_key="lively")

    slug = factory.Sequence(lambda n: f"programme-{n}")
    names = factory.LazyAttribute(lambda o: {"it": o.slug.capitalize()})
    sought = factory.LazyAttribute(lambda o: plain_letters(" ".join(o.names.values())))
    blueprint = SMALLEST
    blueprint_key = "smallest"
    state = Programme.State.RUNNING


class PartnerFactory(factory.django.DjangoModelFactory):
    """A partner; ``roles=["lead"]`` and ``strands=["cop1"]`` give it what the blueprint names."""

    class Meta:
        model = Partner
        skip_postgeneration_save = True

    programme = factory.SubFactory(ProgrammeFactory)
    organisation = factory.SubFactory(OrganisationFactory)

    @factory.post_generation
    def roles(self, create, extracted, **kwargs):
        for role in extracted or ():
            PartnerRole.objects.create(partner=self, role=role)

    @factory.post_generation
    def strands(self, create, extracted, **kwargs):
        for strand in extracted or ():
            PartnerStrand.objects.create(partner=self, strand=strand)


class ParticipantFactory(factory.django.DjangoModelFactory):
    """Somebody known by name who may do nothing; give ``user`` and ``may_coordinate=True``."""

    class Meta:
        model = Participant

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.LazyAttribute(lambda o: o.user.name if o.user else "Nora Nominata")
    user = None
    role = "officer"


class MilestoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Milestone

    programme = factory.SubFactory(ProgrammeFactory)
    key = factory.Sequence(lambda n: f"format.meeting-{n}")
    labels = {"it": "Incontro", "en": "Meeting"}
    moment = "2026-05-12"
    on = "2026-05-12"


class GrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SubGrant

    partner = factory.SubFactory(PartnerFactory)
    key = "implementation"
    amount = Decimal("1000.00")
    decided_on = "2026-02-01"


class SelectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Selection

    programme = factory.SubFactory(ProgrammeFactory, lively=True)
    key = "national"
    opens_on = "2026-01-01"
    closes_on = "2026-03-31"


class ApplicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Application

    selection = factory.SubFactory(SelectionFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    answers = {"why": "Perché abbiamo cominciato."}
    sent_at = "2026-02-01T12:00:00Z"


class ImportFactory(factory.django.DjangoModelFactory):
    """A list with one organisation, waiting to be confirmed."""

    class Meta:
        model = PartnerImport

    programme = factory.SubFactory(ProgrammeFactory, lively=True)
    at = "2026-02-01T12:00:00Z"
    file_name = "partner.csv"
    content = b"nome;tipo\nANCI Piemonte;Association of municipalities\n"
    encoding = "utf-8"
    columns = {"name": 0, "kind": 1}

import factory
from django.utils import timezone

from innesto.documents.models import Attachment, Document
from tests.programmes.factories import PartnerFactory, ProgrammeFactory

# A programme that asks for a report with every type of field, a survey and an agreement.
REPORTING = """\
blueprint: 1
key: reporting
identity:
  name: {it: Resoconti, en: Reports}
  summary: {it: Chi si incontra scrive., en: Whoever meets writes.}
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
    before: [needs]
    after: [report]
templates:
  - key: report
    label: {it: Resoconto, en: Report}
    kind: report
    due: 15 days
    keep: 12 months
    links: [idea]
    public: true
    fields:
      - {key: learned, label: {it: Che cosa abbiamo imparato, en: What we learned}, limit: 1000, required: always}
      - {key: gave, label: {it: Che cosa abbiamo dato, en: What we gave}, limit: 1000}
      - {key: ideas, label: {it: Idee, en: Ideas}, type: list, limit: 4}
      - {key: cost, label: {it: Costo, en: Cost}, type: money}
      - {key: on, label: {it: Quando, en: When}, type: date}
      - {key: size, label: {it: Quanto, en: How much}, type: choice, choices: [{it: poco, en: little}, {it: molto, en: much}]}
      - {key: again, label: {it: Di nuovo, en: Again}, type: flag}
      - {key: proof, label: {it: Prova, en: Proof}, type: file}
      - {key: page, label: {it: Pagina, en: Page}, type: link}
      - {key: capacity, label: {it: Ora da 0 a 3, en: Now from 0 to 3}, type: number}
  - key: needs
    label: {it: Prima, en: Before}
    kind: survey
    fields:
      - {key: capacity, label: {it: Da 0 a 3, en: From 0 to 3}, type: number, required: always}
  - key: pact
    label: {it: Accordo, en: Agreement}
    kind: agreement
    fields: [{key: purpose, label: {it: Scopo, en: Purpose}}]
rules:
  - key: a-report-each
    label: {it: ogni città consegna un resoconto, en: each city hands in a report}
    each: {organisations: {role: city}}
    document: {template: report}
"""  # noqa: E501


class ReportingFactory(ProgrammeFactory):
    """A running programme that asks for documents."""

    blueprint = REPORTING


class DocumentFactory(factory.django.DjangoModelFactory):
    """A report that a partner owes."""

    class Meta:
        model = Document

    programme = factory.SubFactory(ReportingFactory)
    partner = factory.SubFactory(PartnerFactory, programme=factory.SelfAttribute("..programme"))
    template = "report"
    kind = "report"
    asked_at = factory.LazyFunction(timezone.now)

    @factory.lazy_attribute
    def form(self):
        fields = [{"key": "learned", "label": {"it": "Che cosa abbiamo imparato", "en": "What"}}]
        return {
            "key": "report",
            "label": {"it": "Resoconto", "en": "Report"},
            "kind": self.kind,
            "fields": fields,
        }


class AttachmentFactory(factory.django.DjangoModelFactory):
    """A small file."""

    class Meta:
        model = Attachment

    document = factory.SubFactory(DocumentFactory)
    question = "proof"
    file = factory.django.FileField(filename="proof.txt", data=b"seen")
    file_name = "proof.txt"
    at = factory.LazyFunction(timezone.now)

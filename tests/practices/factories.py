import datetime
from io import BytesIO

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from innesto.practices.models import (
    Act,
    Adoption,
    Challenge,
    Check,
    Evidence,
    Medium,
    Opinion,
    Practice,
    Question,
    Translation,
)
from innesto.programmes.models import Participant
from tests.accounts.factories import UserFactory
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.places.factories import PlaceFactory
from tests.themes.factories import ThemeFactory

PUBLISHED_AT = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)


class PracticeFactory(factory.django.DjangoModelFactory):
    """A draft; ``published=True`` shows it to all, ``complete=True`` answers what is needed."""

    class Meta:
        model = Practice
        skip_postgeneration_save = True

    class Params:
        published = factory.Trait(
            state=Practice.State.PUBLISHED, published_at=PUBLISHED_AT, complete=True
        )
        complete = factory.Trait(
            strapline="Una persona segue tutta la pratica",
            problem="<p>Cinque uffici da cercare.</p>",
            how="<ol><li>Un ingresso</li><li>Una persona</li></ol>",
            place=factory.SubFactory(PlaceFactory),
        )
        validated = factory.Trait(
            published=True,
            state=Practice.State.VALIDATED,
            difficulties="<p>I dati tra uffici.</p>",
            essential="<p>Una persona sola.</p>",
            adaptable="<p>Gli orari.</p>",
            context_needed="<p>Un accordo.</p>",
        )

    title = factory.Sequence(lambda n: f"Pratica {n}")
    slug = factory.Sequence(lambda n: f"pratica-{n}")
    organisation = factory.SubFactory(OrganisationFactory)
    country = factory.LazyAttribute(lambda o: o.place and o.place.country)
    place = None
    made_at = factory.LazyFunction(timezone.now)
    changed_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def themes(self, create, extracted, **kwargs):
        if extracted is not None:
            self.themes.set(extracted)
        elif self.strapline:
            self.themes.add(ThemeFactory())


class EvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evidence

    practice = factory.SubFactory(PracticeFactory)
    claim = "Giorni fino al primo documento"
    figure = 22
    unit = "giorni"
    source = "Registro 2025"


class ActFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Act

    practice = factory.SubFactory(PracticeFactory)
    kind = Act.Kind.AGREEMENT
    title = "Accordo tra gli uffici"
    url = "https://example.org/accordo"


class MediumFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Medium

    practice = factory.SubFactory(PracticeFactory)
    file = factory.LazyFunction(lambda: a_picture())
    alt = "Lo sportello"


class CheckFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Check

    practice = factory.SubFactory(PracticeFactory, published=True)
    on = datetime.date(2026, 4, 1)
    verdict = Check.Verdict.ALIVE


class OpinionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Opinion

    practice = factory.SubFactory(PracticeFactory, published=True)
    by = factory.SubFactory(UserFactory)
    role = "Ricercatrice"
    text = "Funziona."
    score = 4
    at = PUBLISHED_AT


class AdoptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Adoption

    practice = factory.SubFactory(PracticeFactory, published=True)
    revision = 1
    organisation = factory.SubFactory(OrganisationFactory)
    motive = "Anche da noi ci sono cinque uffici"
    asked_by = factory.SubFactory(UserFactory)
    lead = factory.SelfAttribute("asked_by")
    asked_at = PUBLISHED_AT


class ChallengeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Challenge

    title = factory.Sequence(lambda n: f"Come si fa {n}?")
    slug = factory.Sequence(lambda n: f"sfida-{n}")


class QuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Question

    practice = factory.SubFactory(PracticeFactory, published=True)
    text = "Quanto è costato?"
    asked_at = PUBLISHED_AT


class TranslationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Translation

    practice = factory.SubFactory(PracticeFactory, published=True)
    language = "en"
    texts = {"title": "One door"}
    origin = Translation.Origin.HUMAN
    revision = 1
    at = PUBLISHED_AT


def colleague_of(practice, **more):
    """Return a person who acts for the owner of a practice."""
    return MembershipFactory(organisation=practice.organisation, **more).person


def coordinator_of(programme, **powers):
    """Return a person with a role in a programme: the coordination unless said otherwise."""
    person = UserFactory()
    powers = powers or {"may_coordinate": True}
    Participant.objects.create(
        programme=programme, user=person, name=person.name, role="role", **powers
    )
    return person


def a_picture(name="foto.png", size=(40, 30)):
    buffer = BytesIO()
    Image.new("RGB", size, "purple").save(buffer, "PNG")
    return SimpleUploadedFile(name, buffer.getvalue(), "image/png")


def a_pdf(name="delibera.pdf", content=b"%PDF-1.7 delibera"):
    return SimpleUploadedFile(name, content, "application/pdf")

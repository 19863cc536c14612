import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from innesto.courses.models import (
    Author,
    Cohort,
    Course,
    Document,
    Enrolment,
    Recording,
    Review,
    Section,
    Text,
    Track,
    Unit,
)
from tests.accounts.factories import UserFactory
from tests.organisations.factories import OrganisationFactory


class CourseFactory(factory.django.DjangoModelFactory):
    """A course that is out, of an organisation; ``is_draft=True`` for one that is being written."""

    class Meta:
        model = Course

    class Params:
        is_draft = factory.Trait(state="draft", published_at=None)

    organisation = factory.SubFactory(OrganisationFactory)
    slug = factory.Sequence(lambda n: f"corso-{n}")
    titles = factory.Sequence(lambda n: {"it": f"Corso {n}", "en": f"Course {n}"})
    summaries = {"it": "Sei lezioni brevi.", "en": "Six short lessons."}
    language = "it"
    state = "published"
    created_at = factory.LazyFunction(timezone.now)
    published_at = factory.LazyFunction(timezone.now)


class AuthorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Author

    course = factory.SubFactory(CourseFactory)
    person = factory.SubFactory(UserFactory)
    since = factory.LazyFunction(timezone.now)


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Section

    course = factory.SubFactory(CourseFactory)
    titles = factory.Sequence(lambda n: {"it": f"Parte {n}", "en": f"Part {n}"})
    position = factory.Sequence(lambda n: n)


class UnitFactory(factory.django.DjangoModelFactory):
    """A unit that is out; the counters of its course know of it. Give ``kind`` for another."""

    class Meta:
        model = Unit
        skip_postgeneration_save = True

    section = factory.SubFactory(SectionFactory)
    course = factory.SelfAttribute("section.course")
    kind = "text"
    titles = factory.Sequence(lambda n: {"it": f"Lezione {n}", "en": f"Lesson {n}"})
    position = factory.Sequence(lambda n: n)
    minutes = 10
    shown_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def counted(self, create, extracted, **kwargs):
        if self.shown_at and not self.is_optional:
            self.course.units_count += 1
            self.course.minutes += self.minutes
            self.course.save()


class TextFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Text

    unit = factory.SubFactory(UnitFactory)
    language = "it"
    body = "<p>Uno sportello che ascolta.</p>"


class CohortFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Cohort

    course = factory.SubFactory(CourseFactory, pace="cohorts")
    name = "Primavera"
    starts_on = "2027-03-01"
    ends_on = "2027-05-31"


class EnrolmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enrolment

    course = factory.SubFactory(CourseFactory)
    person = factory.SubFactory(UserFactory)
    enrolled_at = factory.LazyFunction(timezone.now)


class RecordingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recording

    unit = factory.SubFactory(UnitFactory, kind="video")
    file = factory.LazyFunction(lambda: ContentFile(b"\x00\x00\x00\x18ftypmp42", "film.mp4"))
    file_name = "film.mp4"
    seconds = 200
    language = "it"


class TrackFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Track

    recording = factory.SubFactory(RecordingFactory)
    language = "it"
    captions = factory.LazyFunction(lambda: ContentFile(b"WEBVTT\n", "it.vtt"))
    transcript = "Buongiorno."


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Document

    unit = factory.SubFactory(UnitFactory, kind="document")
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7", "sheet.pdf"))
    file_name = "sheet.pdf"
    language = "it"


class ReviewFactory(factory.django.DjangoModelFactory):
    """Somebody is asked to look, and has not answered."""

    class Meta:
        model = Review

    course = factory.SubFactory(CourseFactory)
    asked_by = factory.SubFactory(UserFactory)
    asked_at = factory.LazyFunction(timezone.now)

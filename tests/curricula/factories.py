import factory

from innesto.curricula.models import Competence, Curriculum, Framework, Module
from tests.accounts.factories import UserFactory


class FrameworkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Framework

    key = factory.Sequence(lambda n: f"framework-{n}")
    names = factory.LazyAttribute(lambda o: {"und": o.key.title()})


class CompetenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Competence

    framework = factory.SubFactory(FrameworkFactory)
    code = factory.Sequence(lambda n: f"1.{n}")
    names = factory.LazyAttribute(lambda o: {"und": f"Competence {o.code}"})


class CurriculumFactory(factory.django.DjangoModelFactory):
    """Being written, by one author; publish it by its action."""

    class Meta:
        model = Curriculum
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Curriculum {n}")
    slug = factory.Sequence(lambda n: f"curriculum-{n}")
    language = "en"

    @factory.post_generation
    def authors(self, create, given, **_kwargs):
        self.authors.set([UserFactory()] if given is None else given)


class ModuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Module

    curriculum = factory.SubFactory(CurriculumFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Module {n}")
    hours = 4

import datetime

import factory
from django.utils import timezone

from innesto.agendas.models import (
    Block,
    Material,
    Profile,
    Recording,
    Room,
    RoomQuestion,
    Speaker,
    Team,
)
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ExchangeFactory


class BlockFactory(factory.django.DjangoModelFactory):
    """An hour in the morning of the first day."""

    class Meta:
        model = Block

    exchange = factory.SubFactory(ExchangeFactory)
    title = factory.Sequence(lambda n: f"Session {n}")
    begins = datetime.time(9)
    ends = datetime.time(10)
    changed_at = factory.LazyFunction(timezone.now)


class SpeakerFactory(factory.django.DjangoModelFactory):
    """A name without an account."""

    class Meta:
        model = Speaker

    block = factory.SubFactory(BlockFactory)
    name = factory.Sequence(lambda n: f"Speaker {n}")


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    block = factory.SubFactory(BlockFactory)
    name = factory.Sequence(lambda n: f"Team {n}")


class MaterialFactory(factory.django.DjangoModelFactory):
    """An address."""

    class Meta:
        model = Material

    block = factory.SubFactory(BlockFactory)
    title = "Slides"
    url = "https://example.org/slides"
    at = factory.LazyFunction(timezone.now)


class ProfileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Profile

    person = factory.SubFactory(UserFactory)
    kind = "administrator"
    headline = "Ten years of school streets"
    about = "How to begin, and what the shops said."
    languages = ["it"]
    agreed_at = factory.LazyFunction(timezone.now)


class RoomFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Room

    exchange = factory.SubFactory(ExchangeFactory)


class RecordingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recording

    room = factory.SubFactory(RoomFactory)
    key = factory.Sequence(lambda n: f"recording-{n}")
    url = "https://meet.example.org/playback/1"
    began_at = factory.LazyFunction(timezone.now)
    minutes = 90


class RoomQuestionFactory(factory.django.DjangoModelFactory):
    """A question that was let through."""

    class Meta:
        model = RoomQuestion

    exchange = factory.SubFactory(ExchangeFactory)
    text = factory.Sequence(lambda n: f"What does it cost? {n}")
    state = RoomQuestion.State.SHOWN
    asked_at = factory.LazyFunction(timezone.now)

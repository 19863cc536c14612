"""How long marks of visitors and consents are kept; and speakers of merged bodies."""

import datetime

import pytest
from django.utils import timezone

from innesto.agendas.models import Consent, RoomQuestion, Vote
from innesto.agendas.retention import forget_consents, forget_marks
from innesto.organisations.signals import organisations_merged
from tests.accounts.factories import UserFactory
from tests.agendas.factories import (
    RecordingFactory,
    RoomFactory,
    RoomQuestionFactory,
    SpeakerFactory,
)
from tests.exchanges.factories import ExchangeFactory
from tests.organisations.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.date(2020, 3, 10)


def over(**fields):
    return ExchangeFactory(starts_on=LONG_AGO, ends_on=LONG_AGO, state="held", **fields)


def test_forget_marks_keeps_how_many_wanted_to_know():
    question = RoomQuestionFactory(exchange=over(), visitor="a", votes=2)
    question.voices.create(visitor="b")
    question.voices.create(person=UserFactory())

    count = forget_marks(timezone.now() - datetime.timedelta(days=30))

    question.refresh_from_db()
    assert (count, question.visitor, question.votes) == (2, "", 2)
    assert (Vote.objects.count(), RoomQuestion.objects.count()) == (1, 1)


def test_forget_consents_keeps_those_of_recordings_that_are_shown():
    room, shown = RoomFactory(exchange=over()), RoomFactory(exchange=over())
    RecordingFactory(room=shown, published_at=timezone.now())
    for one in (room, shown):
        one.consents.create(person=UserFactory(), at=timezone.now())

    forget_consents(timezone.now())

    assert [consent.room for consent in Consent.objects.all()] == [shown]


def test_speakers_of_merged_organisations_speak_for_the_one_kept():
    kept, duplicate = OrganisationFactory.create_batch(2)
    speaker = SpeakerFactory(organisation=duplicate)

    organisations_merged.send(type(kept), kept=kept, duplicate=duplicate)

    speaker.refresh_from_db()
    assert speaker.organisation == kept

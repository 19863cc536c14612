"""What is inside units of our own kinds."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from innesto.accounts.models import User
from innesto.courses.models import Discussion, Document, PracticeCall, Recording, Text, Track, Unit
from innesto.practices.models import Practice
from innesto.toolkit.prepared import Prepared


@Prepared
def texts_of(unit: int) -> QuerySet[Text]:
    """Return the texts of a unit, by language."""
    return Text.objects.filter(unit=unit).order_by("language")


@Prepared
def tracks_of(unit: int) -> QuerySet[Track]:
    """Return what is said in the recording of a unit, with the recording, by language."""
    found = Track.objects.filter(recording__unit=unit).select_related("recording")
    return found.order_by("language")


def recording_of(unit: Unit) -> Recording | None:
    """Return the recording of a unit, if there is one yet."""
    return Recording.objects.filter(unit=unit).first()


def document_of(unit: Unit) -> Document | None:
    """Return the document of a unit, if there is one yet."""
    return Document.objects.filter(unit=unit).first()


def practice_of(unit: Unit, *, viewer: User | AnonymousUser) -> Practice | None:
    """Return the practice that a unit calls for, if the viewer may read it."""
    called = PracticeCall.objects.filter(unit=unit).values("practice")
    found = Practice.objects.visible_to(viewer).filter(pk__in=called)
    return found.select_related("organisation").first()


def discussion_of(unit: Unit) -> Discussion | None:
    """Return the discussion of a unit with its conversation."""
    return Discussion.objects.filter(unit=unit).select_related("thread").first()

"""Put into units what is inside: recordings with what is said in them, documents, practices."""

from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction

from innesto.accounts.models import User
from innesto.courses.models import Course, Document, PracticeCall, Recording, Track, Unit
from innesto.courses.tasks import look_at_document
from innesto.journal.actions import record
from innesto.practices.models import Practice
from innesto.toolkit.uploads import PICTURES, check_file, kind_of, tidy_picture


@transaction.atomic
def put_recording(
    unit: Unit,
    *,
    by: User | None,
    language: str,
    seconds: int,
    file: File[Any] | None = None,
    small_file: File[Any] | None = None,
) -> Recording:
    """Put a film or sound into a unit; a file that is not given stays as it was.

    Raises ``NotAccepted`` for a wrong file.
    """
    course = Course.objects.select_for_update().get(pk=unit.course_id)
    recording = Recording.objects.filter(unit=unit).first() or Recording(unit=unit)
    recording.language, recording.seconds = language, seconds
    if file:
        check_file(file, media=True)
        recording.file, recording.size = file, file.size or 0
        recording.file_name = str(file.name)[-200:]
    if small_file:
        check_file(small_file, media=True)
        recording.small_file, recording.small_size = small_file, small_file.size or 0
        recording.small_name = str(small_file.name)[-200:]
    recording.save()
    record("recording_put", course, by=by, within=course.programme, unit=unit.pk)
    return recording


@transaction.atomic
def put_track(
    recording: Recording,
    *,
    by: User | None,
    language: str,
    captions: File[Any] | None = None,
    transcript: str = "",
) -> Track:
    """Say what is said in a recording, in a language; captions not given stay as they were."""
    course = Course.objects.select_for_update().get(pk=recording.unit.course_id)
    track = Track.objects.filter(recording=recording, language=language).first()
    track = track or Track(recording=recording, language=language)
    if captions:
        track.captions = captions
    track.transcript = transcript
    track.save()
    record("track_put", course, by=by, within=course.programme, unit=recording.unit_id)
    return track


@transaction.atomic
def put_document(
    unit: Unit, *, by: User | None, language: str, alt: str = "", file: File[Any] | None = None
) -> Document:
    """Put a document or a picture into a unit; without a file only its words change.

    Raises ``NotAccepted`` for a wrong file.
    """
    course = Course.objects.select_for_update().get(pk=unit.course_id)
    document = Document.objects.filter(unit=unit).first() or Document(unit=unit)
    document.language, document.alt = language, alt
    if file:
        check_file(file)
        name = str(file.name)[-200:]
        if kind_of(name) in PICTURES:
            file = tidy_picture(file)
            name = f"{name.rpartition('.')[0]}.webp"
        document.file, document.file_name, document.size = file, name, file.size or 0
        document.pages, document.words, document.preview = None, "", ""
    document.save()
    if file:
        transaction.on_commit(partial(look_at_document.enqueue, document.pk))
    record("document_put", course, by=by, within=course.programme, unit=unit.pk)
    return document


@transaction.atomic
def call_practice(unit: Unit, practice: Practice, *, by: User | None) -> PracticeCall:
    """Let a unit ask learners to look at a practice."""
    course = Course.objects.select_for_update().get(pk=unit.course_id)
    call, _is_new = PracticeCall.objects.update_or_create(
        unit=unit, defaults={"practice": practice}
    )
    record("practice_called", course, by=by, within=course.programme, unit=unit.pk)
    return call

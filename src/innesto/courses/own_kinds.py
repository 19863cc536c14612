"""The kinds of unit that courses bring themselves: text, film, sound, document, practice, talk.

Not a room: ``apps.ready`` adds them, as houses above add theirs.
"""

from collections.abc import Mapping, Sequence

from django.core.files.base import ContentFile
from django.http import HttpRequest
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from innesto.courses.models import (
    Discussion,
    Document,
    Enrolment,
    PracticeCall,
    Progress,
    Recording,
    Text,
    Track,
    Unit,
)
from innesto.courses.queries.content import (
    discussion_of,
    document_of,
    practice_of,
    recording_of,
    texts_of,
    tracks_of,
)
from innesto.courses.unit_kinds import UnitKind, add_kind
from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.panels import Panel
from innesto.toolkit.uploads import PICTURES, VIDEOS, kind_of

type Lacking = Mapping[int, Sequence[StrOrPromise]]


def _in_reader_language[T: (Text, Track)](
    request: HttpRequest, unit: Unit, found: Sequence[T]
) -> T | None:
    """Return the one in the language asked for, in the reader's, or in that of the course."""
    by_language = {one.language: one for one in found}
    for code in (request.GET.get("lingua", ""), get_language() or "", unit.course.language):
        if one := by_language.get(code.partition("-")[0]):
            return one
    return found[0] if found else None


def _words(request: HttpRequest, unit: Unit) -> dict[str, object]:
    texts = texts_of(unit.pk)
    text = _in_reader_language(request, unit, texts)
    return {"text": text, "others": [one.language for one in texts if one is not text]}


def draw_text(request: HttpRequest, unit: Unit, _enrolment: Enrolment | None) -> Panel:
    """Draw what is to be read, and say in which other languages it is there."""
    return Panel(unit.title, template="courses/_parts/text.html", things=_words(request, unit))


def draw_recording(request: HttpRequest, unit: Unit, enrolment: Enrolment | None) -> Panel:
    """Draw a film or sound with what is said in it, where the learner left it."""
    tracks = tracks_of(unit.pk)
    recording = tracks[0].recording if tracks else recording_of(unit)
    track = _in_reader_language(request, unit, tracks)
    progress = (
        Progress.objects.filter(enrolment=enrolment, unit=unit).first() if enrolment else None
    )
    is_large = "grande" in request.GET or not (recording and recording.small_file)
    things = {
        **_words(request, unit),
        "recording": recording,
        "is_video": recording is not None and kind_of(recording.file_name) in VIDEOS,
        "is_large": is_large,
        "tracks": tracks,
        "track": track,
        "position": progress.position if progress else 0,
    }
    return Panel(unit.title, template="courses/_parts/recording.html", things=things)


def draw_document(request: HttpRequest, unit: Unit, _enrolment: Enrolment | None) -> Panel:
    """Draw a document with its first page, or a picture with its words."""
    document = document_of(unit)
    is_picture = document is not None and kind_of(document.file_name) in PICTURES
    things = {**_words(request, unit), "document": document, "is_picture": is_picture}
    return Panel(unit.title, template="courses/_parts/document.html", things=things)


def draw_practice(request: HttpRequest, unit: Unit, _enrolment: Enrolment | None) -> Panel:
    """Draw a practice to look at, and why."""
    practice = practice_of(unit, viewer=request.user)
    things = {**_words(request, unit), "practice": practice}
    return Panel(unit.title, template="courses/_parts/practice.html", things=things)


def draw_discussion(request: HttpRequest, unit: Unit, _enrolment: Enrolment | None) -> Panel:
    """Draw the question, and the way to the conversation."""
    found = discussion_of(unit)
    things = {**_words(request, unit), "thread": found.thread if found else None}
    return Panel(unit.title, template="courses/_parts/discussion.html", things=things)


def missing_texts(units: Sequence[Unit]) -> Lacking:
    """Want a text in the language of the course."""
    written = set(
        Text.objects.filter(unit__in=units).exclude(body="").values_list("unit", "language")
    )
    return {
        unit.pk: [_("Write the text.")]
        for unit in units
        if (unit.pk, unit.course.language) not in written
    }


def missing_recordings(units: Sequence[Unit]) -> Lacking:
    """Want the recording, and captions or what is said, for some read what others hear."""
    recorded = Recording.objects.filter(unit__in=units).exclude(file="")
    said = Track.objects.filter(recording__unit__in=units)
    having = set(recorded.values_list("unit", flat=True))
    told = set(said.values_list("recording__unit", flat=True))
    return {
        unit.pk: [
            *([] if unit.pk in having else [_("Send the recording.")]),
            *([] if unit.pk in told else [_("Add captions, or what is said in it.")]),
        ]
        for unit in units
    }


def missing_documents(units: Sequence[Unit]) -> Lacking:
    """Want the file; of a picture also what is to be seen."""
    found = {one.unit_id: one for one in Document.objects.filter(unit__in=units)}
    lacking: dict[int, Sequence[StrOrPromise]] = {}
    for unit in units:
        document = found.get(unit.pk)
        if document is None:
            lacking[unit.pk] = [_("Send the file.")]
        elif kind_of(document.file_name) in PICTURES and not document.alt:
            lacking[unit.pk] = [_("Say in a sentence what is to be seen.")]
    return lacking


def missing_practices(units: Sequence[Unit]) -> Lacking:
    """Want the practice."""
    found = set(PracticeCall.objects.filter(unit__in=units).values_list("unit", flat=True))
    return {unit.pk: [_("Choose the practice.")] for unit in units if unit.pk not in found}


def missing_discussions(units: Sequence[Unit]) -> Lacking:
    """Want the question, and a community in which it is asked."""
    unasked = missing_texts(units)
    return {
        unit.pk: [
            *([_("Write the question.")] if unit.pk in unasked else []),
            *([] if unit.course.community_id else [_("Choose the community of the course.")]),
        ]
        for unit in units
    }


def copy_nothing(_unit: Unit, _copy: Unit) -> None:
    """Copy nothing: texts go along with every unit."""


def copy_recording(unit: Unit, copy: Unit) -> None:
    """Copy a recording with its files: each course keeps its own."""
    for one in Recording.objects.filter(unit=unit):
        twin = Recording.objects.create(
            unit=copy,
            file=_twin(one.file, one.file_name),
            file_name=one.file_name,
            size=one.size,
            small_file=_twin(one.small_file, one.small_name),
            small_name=one.small_name,
            small_size=one.small_size,
            seconds=one.seconds,
            language=one.language,
        )
        for track in one.tracks.all():
            Track.objects.create(
                recording=twin,
                language=track.language,
                captions=_twin(track.captions, "captions.vtt"),
                transcript=track.transcript,
            )


def copy_document(unit: Unit, copy: Unit) -> None:
    """Copy a document with its file and first page."""
    for one in Document.objects.filter(unit=unit):
        Document.objects.create(
            unit=copy,
            file=_twin(one.file, one.file_name),
            file_name=one.file_name,
            size=one.size,
            language=one.language,
            alt=one.alt,
            pages=one.pages,
            words=one.words,
            preview=_twin(one.preview, "preview.webp"),
        )


def copy_practice(unit: Unit, copy: Unit) -> None:
    """Call for the same practice."""
    for one in PracticeCall.objects.filter(unit=unit):
        PracticeCall.objects.create(unit=copy, practice=one.practice)


def copy_discussion(_unit: Unit, copy: Unit) -> None:
    """Begin a conversation of its own, when the copy comes out."""
    Discussion.objects.create(unit=copy)


def _twin(file: object, name: str) -> ContentFile[bytes] | str:
    if not file:
        return ""
    with file.open("rb") as opened:  # type: ignore[attr-defined]
        return ContentFile(opened.read(), name)


def add_own_kinds() -> None:
    """Let courses have units of these kinds."""
    recording = {
        "edit": "courses:recording",
        "draw": draw_recording,
        "missing": missing_recordings,
        "copy": copy_recording,
    }
    for kind in (
        UnitKind(
            "text",
            _("Text"),
            icon="file",
            position=10,
            edit="courses:text",
            draw=draw_text,
            missing=missing_texts,
            copy=copy_nothing,
            about=_("Paragraphs, lists and links to read."),
            is_open=True,
            says_done=True,
        ),
        UnitKind(
            "video",
            pgettext_lazy("kind of unit", "Video"),
            icon="video",
            position=20,
            **recording,  # type: ignore[arg-type]
            about=_("A film with captions; it goes on where one left it."),
            is_open=True,
            says_done=True,
        ),
        UnitKind(
            "audio",
            pgettext_lazy("kind of unit", "Audio"),
            icon="rss",
            position=25,
            **recording,  # type: ignore[arg-type]
            about=_("A recording to listen to, with what is said."),
            is_open=True,
            says_done=True,
        ),
        UnitKind(
            "document",
            pgettext_lazy("kind of unit", "Document"),
            icon="folder",
            position=30,
            edit="courses:document",
            draw=draw_document,
            missing=missing_documents,
            copy=copy_document,
            about=_("A file or a picture, and what to look at in it."),
            is_open=True,
            says_done=True,
        ),
        UnitKind(
            "practice",
            pgettext_lazy("kind of unit", "Good practice"),
            icon="leaf",
            position=35,
            edit="courses:practice",
            draw=draw_practice,
            missing=missing_practices,
            copy=copy_practice,
            about=_("What a city did, to look at with a question."),
            is_open=True,
            says_done=True,
        ),
        UnitKind(
            "discussion",
            pgettext_lazy("kind of unit", "Discussion"),
            icon="comment",
            position=40,
            edit="courses:text",
            draw=draw_discussion,
            missing=missing_discussions,
            copy=copy_discussion,
            about=_("A question that learners answer to each other, in the community."),
            is_open=True,
            says_done=True,
        ),
    ):
        add_kind(kind)

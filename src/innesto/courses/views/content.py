"""Write what is inside units of our own kinds."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from innesto.accounts.http import SignedIn
from innesto.courses.actions.content import call_practice, put_document, put_recording, put_track
from innesto.courses.actions.writing import WrittenMeanwhile, write_text
from innesto.courses.forms import DocumentForm, PracticeForm, RecordingForm, TextForm
from innesto.courses.http import author_page, authored_unit
from innesto.courses.models import Unit
from innesto.courses.queries.content import (
    document_of,
    practice_of,
    recording_of,
    texts_of,
    tracks_of,
)
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drafting import Drafting, drafting
from innesto.toolkit.http import posted
from innesto.toolkit.languages import SPOKEN


@require_http_methods(["GET", "POST"])
def text(request: SignedIn, pk: int) -> HttpResponse:
    """Write the text of a unit in a language; who wrote meanwhile is shown, nothing is lost."""
    unit = authored_unit(request, pk)
    asked = request.GET.get("lingua", "")
    language = asked if asked in dict(SPOKEN) else unit.course.language
    texts = {one.language: one for one in texts_of(unit.pk)}
    before = texts.get(language)
    now = {"body": before.body, "revision": before.revision} if before else {"revision": 0}
    draft = drafting(request.user, "courses:text", f"{pk}-{language}", title=unit.title)
    form = TextForm(posted(request), initial=now | draft.initial)
    theirs = None
    if form.is_valid():
        told = form.cleaned_data
        try:
            write_text(
                unit,
                language=language,
                body=told["body"],
                revision=told["revision"] or 0,
                by=request.user,
            )
        except WrittenMeanwhile as meanwhile:
            theirs = meanwhile.theirs
            form.based_on(theirs.revision)
        else:
            draft.drop()
            messages.success(request, _("Saved."))
            return redirect("courses:write", unit.course.slug)
    original = texts.get(unit.course.language)
    context = {
        **_form(unit, form, draft),
        "theirs": theirs,
        "language": language,
        "languages": [code for code in unit.course.languages if code != language],
        "original": original if original and language != unit.course.language else None,
    }
    status = 409 if theirs else 200
    return author_page(request, "courses/text.html", unit, context, status=status)


@require_http_methods(["GET", "POST"])
def recording(request: SignedIn, pk: int) -> HttpResponse:
    """Send a film or sound, and what is said in it."""
    unit = authored_unit(request, pk)
    before = recording_of(unit)
    tracks = tracks_of(unit.pk) if before else []
    initial: dict[str, Any] = {"language": unit.course.language, "said_in": unit.course.language}
    if before:
        spoken = next((one for one in tracks if one.language == before.language), None)
        initial = {
            "language": before.language,
            "said_in": before.language,
            "length": f"{before.seconds // 60}:{before.seconds % 60:02}",
            "transcript": spoken.transcript if spoken else "",
        }
    form = RecordingForm(posted(request), request.FILES or None, recording=before, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        put = put_recording(
            unit,
            by=request.user,
            language=told["language"],
            seconds=told["length"],
            file=told["file"],
            small_file=told["small_file"],
        )
        if told["captions"] or told["transcript"]:
            put_track(
                put,
                by=request.user,
                language=told["said_in"],
                captions=told["captions"],
                transcript=told["transcript"],
            )
        messages.success(request, _("Saved."))
        return redirect("courses:unit", pk)
    context = {**_form(unit, form), "recording": before, "tracks": tracks}
    return author_page(request, "courses/recording.html", unit, context)


@require_http_methods(["GET", "POST"])
def document(request: SignedIn, pk: int) -> HttpResponse:
    """Send a document or a picture."""
    unit = authored_unit(request, pk)
    before = document_of(unit)
    initial: dict[str, Any] = {"language": unit.course.language}
    if before:
        initial = {"language": before.language, "alt": before.alt}
    form = DocumentForm(posted(request), request.FILES or None, document=before, initial=initial)
    if form.is_valid():
        put_document(unit, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("courses:unit", pk)
    return author_page(request, "courses/content.html", unit, _form(unit, form))


@require_http_methods(["GET", "POST"])
def practice(request: SignedIn, pk: int) -> HttpResponse:
    """Choose the practice to look at."""
    unit = authored_unit(request, pk)
    initial = {"practice": practice_of(unit, viewer=request.user)}
    form = PracticeForm(posted(request), person=request.user, initial=initial)
    if form.is_valid():
        call_practice(unit, form.cleaned_data["practice"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("courses:unit", pk)
    return author_page(request, "courses/content.html", unit, _form(unit, form))


def _form(unit: Unit, form: Any, draft: Drafting | None = None) -> dict[str, Any]:
    return {
        "form": form,
        "action": _("Save"),
        "back": address_of("courses:write", unit.course.slug),
        "draft": draft,
    }

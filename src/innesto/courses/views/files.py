"""Hand out the files of units to whoever may open them."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from innesto.courses.http import unit_or_404
from innesto.courses.models import Document, Recording, Track
from innesto.toolkit.serving import serve


@require_GET
@login_not_required
def recording(request: HttpRequest, pk: int, size: str) -> HttpResponseBase:
    """The film or sound of a unit, «grande» or «piccola»."""
    unit, _enrolment = unit_or_404(request, pk)
    found = get_object_or_404(Recording, unit=unit)
    is_small = size == "piccola"
    file = found.small_file if is_small else found.file
    if not file:
        raise Http404
    name = found.small_name if is_small else found.file_name
    return serve(request, file, name, inline="salva" not in request.GET)


@require_GET
@login_not_required
def captions(request: HttpRequest, pk: int, language: str) -> HttpResponseBase:
    """What is said, as captions in a language."""
    unit, _enrolment = unit_or_404(request, pk)
    track = get_object_or_404(Track, recording__unit=unit, language=language)
    if not track.captions:
        raise Http404
    return serve(request, track.captions, f"{language}.vtt", inline=True)


@require_GET
@login_not_required
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The document of a unit, or with «anteprima» its first page."""
    unit, _enrolment = unit_or_404(request, pk)
    found = get_object_or_404(Document, unit=unit)
    if "anteprima" in request.GET:
        if not found.preview:
            raise Http404
        return serve(request, found.preview, "preview.webp", inline=True)
    return serve(request, found.file, found.file_name, inline="salva" not in request.GET)

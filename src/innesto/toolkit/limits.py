"""A limit on what one request may send, before a byte of it is kept anywhere.

No room fits: Django loads this by the dotted name in the settings.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

type GetResponse = Callable[[HttpRequest], HttpResponseBase]


def largest_body(get_response: GetResponse) -> GetResponse:
    """Refuse in words a request that says it is larger than the largest file we keep.

    Nobody has read the body yet, so nothing of it lies on the disk. What comes without a length
    is not read at all: Django takes it for empty.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if _length(request) <= settings.LARGEST_BODY:
            return get_response(request)
        most = {"most": settings.LARGEST_BODY // 1_000_000}
        refused = render(request, "413.html", most, status=413)
        refused["Connection"] = "close"
        return refused

    return answer


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0

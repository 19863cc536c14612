"""Pages that are the same for all visitors, kept until anything is done anywhere.

No room fits: Django loads this by the dotted name in the settings. A view says of itself that it
is ``same_for_visitors``; whoever has signed in never gets what is kept here, nor leaves anything.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from innesto.journal.queries import head_of_all

type GetResponse = Callable[[HttpRequest], HttpResponseBase]

LONGEST = 3600
"""Seconds after which registers that a command loaded are on every page: that is no act."""

LARGEST = 100_000
"""Bytes of a page that is kept: files of whole lists are not."""

PERSONAL = {settings.SESSION_COOKIE_NAME, "messages"}
"""Cookies of those to whom a page may say something of their own."""


def keep_for_visitors(get_response: GetResponse) -> GetResponse:
    """Answer a visitor with the page that another one got, while nothing has happened since."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        key: str = getattr(request, "keep_under", "")
        if key and _is_for_all(request, response):
            cache.set(key, response, LONGEST)
        return response

    def process_view(
        request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        is_shared = request.method == "GET" and getattr(view, "same_for_visitors", False)
        if not is_shared or PERSONAL & request.COOKIES.keys():
            return None
        key = _key(request)
        found: HttpResponse | None = cache.get(key)
        if found is None:
            request.keep_under = key  # type: ignore[attr-defined]
        return found

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _key(request: HttpRequest) -> str:
    """Return a word that is another one for each page, each language and after each act."""
    target = request.headers.get("HX-Target", "")
    parts = (head_of_all(), request.build_absolute_uri(), get_language() or "", target)
    return f"page-{sha256('\n'.join(parts).encode()).hexdigest()}"


def _is_for_all(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether the answer is a page, with no token and no cookie that is one visitor's."""
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and response.headers["Content-Type"].startswith("text/html")
        and len(response.content) <= LARGEST
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    )

"""The origin on which packages are played, so that their scripts reach nothing of the platform.

No room fits: Django loads the middleware by the dotted name in the settings. Requests to that
host never see sessions, forms or pages: they are answered here, from ``player_urls``, with headers
of their own. Decision 0041.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

type GetResponse = Callable[[HttpRequest], HttpResponseBase]

URLS = "innesto.players.player_urls"


def player_host(get_response: GetResponse) -> GetResponse:
    """Answer what is asked of the host of the player; let everything else pass."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not is_player(request):
            return get_response(request)
        response = _played(request)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        response.headers.setdefault("Content-Security-Policy", "default-src 'none'")
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answer


def is_player(request: HttpRequest) -> bool:
    """Say whether a request came to the host of the player."""
    host = settings.PLAYER_HOST.partition(":")[0]
    return bool(host) and request.get_host().partition(":")[0] == host


def player_origin(request: HttpRequest) -> str:
    """Return the origin of the player for a page of the platform; it shares its port."""
    host, _, port = settings.PLAYER_HOST.partition(":")
    own = request.get_host().partition(":")[2]
    port = port or own
    return f"{request.scheme}://{host}{f':{port}' if port else ''}"


def site_origin(request: HttpRequest) -> str:
    """Return the origin that a request came to."""
    return f"{request.scheme}://{request.get_host()}"


def _played(request: HttpRequest) -> HttpResponseBase:
    try:
        found = resolve(request.path_info, URLS)
        answer: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    except (Resolver404, Http404):
        return HttpResponse(status=404)
    except PermissionDenied:
        return HttpResponse(status=403)
    return answer

"""Who is let into the pages of listening, and that no browser keeps them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache

from innesto.accounts.http import SignedIn
from innesto.listening.models import is_confidant


def in_confidence[V: Callable[..., HttpResponse]](view: V) -> V:
    """Let in nobody who runs the site, nor anybody who helps in the account of another.

    The page is kept neither by the browser nor on the way.
    """

    @never_cache
    @wraps(view)
    def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "support", None) or not is_confidant(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return cast(V, guarded)

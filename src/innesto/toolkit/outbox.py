"""What a phone wrote without network and sends later: each note is taken once.

No room fits: views of several domains take it up. A form with ``data-offline="What it is"`` on a
page with ``{% offline %}`` is kept on the phone until there is network, and sent to its own view,

    @require_http_methods(["GET", "POST"])
    @taken_once
    def note(request: SignedIn, pk: int) -> HttpResponse: ...

which stays as it is: it answers with a redirect, or 422 with the form. Decision 0033.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from innesto.toolkit.models import Sending

KEY = "outbox_key"
WRITTEN = "outbox_written"
HEADER = "Outbox"
"""The script says ``now`` when somebody waits for the answer, and ``later`` when nobody does."""


def taken_once[V: Callable[..., HttpResponseBase]](view: V) -> V:
    """Let a view take what carries the same key once; the second time gets the first answer.

    What was refused is not taken: the same key may come again. The whole view is one transaction.
    """

    @wraps(view)
    def once(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        key = _key(request)
        if key is None or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            sending, is_new = Sending.objects.get_or_create(
                user_id=request.user.pk,
                key=key,
                defaults={"written_at": written_at(request), "taken_at": timezone.now()},
            )
            if is_new:
                answer = view(request, *args, **kwargs)
                if answer.status_code >= 400:
                    transaction.set_rollback(True)
                    return answer
                sending.answer = answer.headers.get("Location", request.get_full_path())
                sending.save(update_fields=["answer"])
        return _answered(request, sending)

    return once  # type: ignore[return-value]


def written_at(request: HttpRequest) -> datetime | None:
    """Return when the note was written by the clock of the phone, or None if it does not say.

    That clock may be wrong: show it beside the moment of the server, and decide by the server's.
    """
    try:
        said = parse_datetime(request.POST.get(WRITTEN, ""))
    except ValueError:
        return None
    return said if said and timezone.is_aware(said) else None


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(KEY, "")) if request.method == "POST" else None
    except ValueError:
        return None


def _answered(request: HttpRequest, sending: Sending) -> HttpResponse:
    asked = request.headers.get(HEADER)
    if not asked:
        return redirect(sending.answer)
    if asked == "later":  # nobody is there to read that it was done
        list(messages.get_messages(request))
    return HttpResponse(status=201, headers={"Location": sending.answer})

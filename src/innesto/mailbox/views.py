"""What came in by e-mail, and the door through which a mail server hands it over."""

import hmac
import time
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from innesto.accounts.http import SignedIn
from innesto.mailbox import rules
from innesto.mailbox.actions import receive_mail
from innesto.mailbox.models import Incoming
from innesto.mailbox.queries import incoming_mail
from innesto.mailbox.reading import LARGEST
from innesto.toolkit.http import render_page, require

FRESH = 300
"""Seconds for which a signature holds: what was overheard cannot be sent again later."""


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """List what came in and what became of it."""
    require(rules.can_watch_mail(request.user))
    outcome = request.GET.get("esito", "")
    found = incoming_mail(request.user, outcome=outcome if outcome in Incoming.Outcome else "")
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {"page": page, "outcomes": Incoming.Outcome.choices, "outcome": outcome}
    return render_page(request, "mailbox/index.html", context)


@csrf_exempt  # a mail server posts here; its signature is the right
@login_not_required
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Take a whole message, as a mail server got it, from whoever has the key."""
    if not settings.REPLIES_WEBHOOK_KEY:
        raise Http404
    raw = request.read(LARGEST + 1)
    if not _is_signed(request.headers.get("Innesto-Signature", ""), raw):
        return HttpResponse(status=401)
    receive_mail(raw)
    return HttpResponse(status=204)


def _is_signed(said: str, raw: bytes) -> bool:
    """Tell whether ``t=<seconds>,s=<HMAC-SHA-256 of «seconds.message»>`` is of now and right."""
    parts = dict(part.partition("=")[::2] for part in said.split(","))
    at, signature = parts.get("t", ""), parts.get("s", "")
    if not (at.isascii() and at.isdecimal()) or abs(time.time() - int(at[:15])) > FRESH:
        return False
    key = settings.REPLIES_WEBHOOK_KEY.encode()
    wanted = hmac.new(key, at.encode() + b"." + raw, sha256).hexdigest()
    return hmac.compare_digest(wanted.encode(), signature.encode())

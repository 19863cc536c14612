"""Whether there is still a page behind an address.

No room fits: a task asks, and keeps the answer. Only what is certain counts against a page: it
answers that it is gone, or its site has no name any more. A server that is slow, broken or shy of
machines tells nothing.
"""

import http.client
from urllib.parse import urljoin

from django.conf import settings

from innesto.practices.models import DeadLink
from innesto.toolkit.outside import MOVED, STEPS, NotAsked, connection_to

GONE = {404, 410}
NO_METHOD = {405, 501}
AGENT = "Innesto (looks whether links still work)"


def trouble_with(url: str) -> str:
    """Return what is wrong with an address, or an empty text.

    Raises ``NoSuchName``, and ``NotAsked`` where nothing was learned.
    """
    for _step in range(STEPS):
        status, onward = _ask(url)
        if status in GONE:
            return DeadLink.Trouble.GONE
        if status not in MOVED or not onward:
            return ""
        url = urljoin(url, onward)
    return ""


def _ask(url: str) -> tuple[int, str]:
    """Return the status of an address and where it sends one."""
    status, onward = _answer(url, "HEAD")
    if status in NO_METHOD or status in GONE:  # some servers know no HEAD and say 404
        status, onward = _answer(url, "GET")
    return status, onward


def _answer(url: str, method: str) -> tuple[int, str]:
    connection, path = connection_to(url, anywhere=settings.LINKS == "all")
    try:
        connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location", "")
    except (OSError, http.client.HTTPException) as error:
        raise NotAsked from error
    finally:
        connection.close()

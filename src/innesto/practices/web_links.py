"""Whether there is still a page behind an address.

No room fits: a task asks, and keeps the answer. Only what is certain counts against a page: it
answers that it is gone, or its site has no name any more. A server that is slow, broken or shy of
machines tells nothing.
"""

import http.client
import ipaddress
import socket
import ssl
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings

from innesto.practices.models import DeadLink

PATIENCE = 10  # seconds
STEPS = 5
"""Redirects that are followed."""

GONE = {404, 410}
MOVED = {301, 302, 303, 307, 308}
NO_METHOD = {405, 501}
SAFE = "/:?&=%#+,;@!$'()*~[]"
AGENT = "Innesto (looks whether links still work)"
UNKNOWN = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class NotAsked(Exception):
    """Nothing was learned: no answer, or an address that this installation does not ask."""


class NoSuchName(Exception):
    """Nobody has this name; without a network, no name is found either."""


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
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotAsked from error
    if parts.scheme not in {"http", "https"} or not host:
        raise NotAsked
    default = http.client.HTTPS_PORT if parts.scheme == "https" else http.client.HTTP_PORT
    address = _address_of(host, port or default)
    path = quote(f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", safe=SAFE)
    status, onward = _answer(parts.scheme, host, address, path, "HEAD")
    if status in NO_METHOD or status in GONE:  # some servers know no HEAD and say 404
        status, onward = _answer(parts.scheme, host, address, path, "GET")
    return status, onward


def _address_of(host: str, port: int) -> tuple[str, int]:
    """Return the number of a host, if it may be asked: never one of our own network by chance."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in UNKNOWN:
            raise NoSuchName from error
        raise NotAsked from error
    except (OSError, UnicodeError) as error:
        raise NotAsked from error
    number = str(found[0][4][0])
    if settings.LINKS != "all" and not ipaddress.ip_address(number).is_global:
        raise NotAsked
    return number, port


def _answer(
    scheme: str, host: str, address: tuple[str, int], path: str, method: str
) -> tuple[int, str]:
    connection = (_Safe if scheme == "https" else _Plain)(host, address)
    try:
        connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location", "")
    except (OSError, http.client.HTTPException) as error:
        raise NotAsked from error
    finally:
        connection.close()


class _Plain(http.client.HTTPConnection):
    """A connection to the number that was found allowed: the name is not looked up again."""

    def __init__(self, host: str, address: tuple[str, int]) -> None:
        super().__init__(host, address[1], timeout=PATIENCE)
        self.address = address

    def connect(self) -> None:
        """Open it."""
        self.sock = socket.create_connection(self.address, PATIENCE)


class _Safe(_Plain):
    """The same, over TLS."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        """Open it, and see that it is who it says."""
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

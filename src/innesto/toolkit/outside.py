"""Asking servers of others, never those of our own network by chance.

No room fits: tasks ask whether pages are still there, credentials ask their issuers. An address
comes from strangers, so the number that its name stands for is looked at first, and the connection
goes to that very number.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from urllib.parse import quote, urljoin, urlsplit

PATIENCE = 10  # seconds
STEPS = 5
"""Redirects that are followed."""
PIECE = 65_536  # bytes

MOVED = {301, 302, 303, 307, 308}
SAFE = "/:?&=%#+,;@!$'()*~[]"
UNKNOWN = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class NotAsked(Exception):
    """Nothing was learned: no answer, or an address that this installation does not ask."""


class NoSuchName(Exception):
    """Nobody has this name; without a network, no name is found either."""


def connection_to(
    url: str, *, anywhere: bool, patience: float = PATIENCE
) -> tuple[http.client.HTTPConnection, str]:
    """Return a connection that is not open yet, and the path to ask for.

    ``anywhere`` also asks the own network. Raises ``NotAsked`` and ``NoSuchName``.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotAsked from error
    if parts.scheme not in {"http", "https"} or not host:
        raise NotAsked
    default = http.client.HTTPS_PORT if parts.scheme == "https" else http.client.HTTP_PORT
    address = _address_of(host, port or default, anywhere=anywhere)
    path = quote(f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", safe=SAFE)
    return (_Safe if parts.scheme == "https" else _Plain)(host, address, patience), path


def _address_of(host: str, port: int, *, anywhere: bool) -> tuple[str, int]:
    """Return the number of a host, if it may be asked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in UNKNOWN:
            raise NoSuchName from error
        raise NotAsked from error
    except (OSError, UnicodeError) as error:
        raise NotAsked from error
    number = str(found[0][4][0])
    if not anywhere and not ipaddress.ip_address(number).is_global:
        raise NotAsked
    return number, port


def fetched(
    url: str,
    *,
    largest: int,
    agent: str,
    accept: str,
    anywhere: bool = False,
    patience: float = PATIENCE,
) -> bytes:
    """Return what an address answers, within a size in bytes and so many seconds of patience.

    Raises ``NotAsked`` and ``NoSuchName``.
    """
    ends = time.monotonic() + patience
    headers = {"User-Agent": agent, "Accept": accept}
    for _step in range(STEPS):
        connection, path = connection_to(url, anywhere=anywhere, patience=patience)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            onward = answer.getheader("Location", "")
            if answer.status in MOVED and onward:
                url = urljoin(url, onward)
                continue
            if answer.status != http.client.OK:
                raise NotAsked
            return _bounded(answer, largest, ends)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotAsked from error
        finally:
            connection.close()
    raise NotAsked


def _bounded(answer: http.client.HTTPResponse, largest: int, ends: float) -> bytes:
    content = b""
    while piece := answer.read1(PIECE):
        content += piece
        if len(content) > largest or time.monotonic() > ends:
            raise NotAsked
    return content


class _Plain(http.client.HTTPConnection):
    """A connection to the number that was found allowed: the name is not looked up again."""

    def __init__(self, host: str, address: tuple[str, int], patience: float) -> None:
        super().__init__(host, address[1], timeout=patience)
        self.address = address
        self.patience = patience

    def connect(self) -> None:
        """Open it."""
        self.sock = socket.create_connection(self.address, self.patience)


class _Safe(_Plain):
    """The same, over TLS."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        """Open it, and see that it is who it says."""
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

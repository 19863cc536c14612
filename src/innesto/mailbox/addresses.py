"""Reply addresses: who may answer what, signed, in the part before the «@».

No room fits: queries write such an address, and whatever reads a mail understands it. It is
``reply+thread-12-7-k3j…@host``: the thread 12, the person 7 (both to base 36) and 80 bits that
only this installation can compute. Mail servers may write it in small letters, and it has at most
64 characters.
"""

from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

SALT = "innesto.mailbox.reply"
BYTES = 10


@dataclass(frozen=True, slots=True)
class Answerable:
    """What an address says: the name of who takes the answer, the thing, and whose it is."""

    kind: str
    thing: int
    person: int


def write_address(answerable: Answerable) -> str:
    """Return the address; «» where the installation takes no replies."""
    local, _at, host = settings.REPLY_ADDRESS.rpartition("@")
    if not local:
        return ""
    body = _body(answerable)
    return f"{local}+{body}-{_signature(body)}@{host}"


def read_address(address: str) -> Answerable | None:
    """Return what an address says, unless it is none of ours or anything in it was changed."""
    wanted_local, _at, wanted_host = settings.REPLY_ADDRESS.lower().rpartition("@")
    local, _at, host = address.strip().lower().rpartition("@")
    name, plus, token = local.partition("+")
    body, _dash, signature = token.rpartition("-")
    if not wanted_local or not plus or (name, host) != (wanted_local, wanted_host):
        return None
    if not constant_time_compare(signature, _signature(body)):
        return None
    kind, thing, person = body.split("-")
    return Answerable(kind, base36_to_int(thing), base36_to_int(person))


def _body(answerable: Answerable) -> str:
    thing, person = int_to_base36(answerable.thing), int_to_base36(answerable.person)
    return f"{answerable.kind}-{thing}-{person}"


def _signature(body: str) -> str:
    digest = salted_hmac(SALT, body, algorithm=sha256().name).digest()[:BYTES]
    return b32encode(digest).decode("ascii").lower()

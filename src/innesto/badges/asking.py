"""What must be asked elsewhere, asked once and within limits.

Who calls gives the way to ask, because only they know which addresses may be asked; without one
nothing is asked.
"""

from collections.abc import Callable
from typing import Any

from innesto.badges.checks import Unknown
from innesto.badges.pictures import LARGEST_TEXT
from innesto.badges.strict_json import NotJson, read_json

type Fetch = Callable[[str], bytes]

MOST = 12
"""So many addresses are asked for one credential."""


class NotAnswered(Exception):
    """The address gave no answer, or may not be asked."""


class Asker:
    """Asks each address once. Raises ``Unknown`` where there is no answer."""

    def __init__(self, fetch: Fetch | None) -> None:
        self._fetch = fetch
        self._known: dict[str, bytes | None] = {}

    def text(self, address: str) -> str:
        """Return what an address answers."""
        if self._fetch is None:
            raise Unknown("offline", address=address)
        if address not in self._known:
            if len(self._known) >= MOST:
                raise Unknown("asked_enough", address=address)
            try:
                answer = self._fetch(address)
            except NotAnswered:
                answer = b""
            self._known[address] = answer if 0 < len(answer) <= LARGEST_TEXT else None
        answer_kept = self._known[address]
        try:
            if answer_kept is not None:
                return answer_kept.decode("utf-8-sig").strip()
        except UnicodeDecodeError as error:
            raise Unknown("silent", address=address) from error
        raise Unknown("silent", address=address)

    def document(self, address: str) -> dict[str, Any]:
        """Return the JSON object at an address."""
        try:
            found = read_json(self.text(address))
        except NotJson as error:
            raise Unknown("silent", address=address) from error
        if not isinstance(found, dict):
            raise Unknown("silent", address=address)
        return found

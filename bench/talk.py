"""How quick conversations are at 1,000,000 posts, in both databases: ``python -m bench.talk``.

100,000 threads in 200 communities, 20,000 persons; one community has all of them and 10,000
threads. They are written once, in SQLite, and kept in a folder for things that pass; PostgreSQL
gets a copy. Pages are asked for inside the process, by signed-in members, with all that a request
costs. The goals are those of issue 5.
"""

import hashlib
import inspect
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from itertools import batched
from pathlib import Path

import django
import psycopg
from django.core.management import call_command
from django.db import connection, transaction

import innesto

PERSONS, COMMUNITIES, THREADS, POSTS = 20_000, 200, 100_000, 1_000_000
LARGE, FOLLOWERS, LONG = 10_000, 5_000, 500
"""Threads of the large community, followers of its first thread, and that thread's posts."""
READERS, ROUNDS = 12, 4
QUERIES, PAGE_GOAL, FAN_OUT_GOAL = 8, 80, 2.0
TABLES = (
    "accounts_user",
    "communities_community",
    "communities_member",
    "talk_thread",
    "talk_post",
    "talk_place",
    "talk_watch",
)


def main():
    """Measure both databases and compare them with the goals."""
    from tools.postgresql import newest  # noqa: PLC0415 - a child needs no server

    began = time.monotonic()
    file = kept_file()
    if not file.exists():
        print(f"Writing {POSTS} posts, once: this takes a minute …", flush=True)
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
    """Return where the posts are kept as long as no table changes."""
    package = Path(innesto.__file__).parent
    sources = [path.read_text("utf-8") for path in sorted(package.glob("*/migrations/0001*.py"))]
    digest = hashlib.blake2s("".join([*sources, inspect.getsource(fill)]).encode(), digest_size=6)
    kept = Path(tempfile.gettempdir()) / "innesto-bench"
    kept.mkdir(exist_ok=True)
    return kept / f"talk-{POSTS}-{digest.hexdigest()}.sqlite3"


def _child(what, address, *more):
    """Do one thing in a process of its own and return what it found."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.talk", what, *more],
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


def fill(_more):
    """Write persons, communities, threads, posts, and how far everyone has read."""
    from django.utils import timezone  # noqa: PLC0415

    from innesto.accounts.models import User  # noqa: PLC0415
    from innesto.communities.models import Community, Member  # noqa: PLC0415
    from innesto.talk.models import Place, Post, Thread, Watch  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    chance, now = random.Random(1), timezone.now()
    long_ago = now - timedelta(days=900)
    with transaction.atomic():
        _write(
            User,
            (
                {"id": n, "email": f"p{n}@example.org", "name": f"Persona {n}", "password": "!"}
                | {"language": "it", "date_joined": long_ago}
                for n in range(1, PERSONS + 1)
            ),
        )
        Community.objects.bulk_create(
            Community(
                id=n,
                slug=f"comunita-{n}",
                names={"it": f"Comunità {n}"},
                questions={"it": "Come si fa?"},
                visibility="community",
            )
            for n in range(1, COMMUNITIES + 1)
        )
        belongs = [
            (community, person)
            for person in range(1, PERSONS + 1)
            for community in {1, *chance.choices(range(2, COMMUNITIES + 1), k=4)}
        ]
        _write(
            Member,
            (
                {"community_id": community, "person_id": person, "since": long_ago.date()}
                for community, person in belongs
            ),
        )
        counts = [LONG, *([(POSTS - LONG) // (THREADS - 1)] * (THREADS - 1))]
        moved = [long_ago + (now - long_ago) * (n / THREADS) for n in range(1, THREADS + 1)]
        moved[0] = now - timedelta(minutes=5)
        rooms = [1 if n <= LARGE else 2 + n % (COMMUNITIES - 1) for n in range(1, THREADS + 1)]
        chance.shuffle(moved)
        _write(
            Thread,
            (
                {"id": n, "community_id": rooms[n - 1], "title": f"Orari serali {n}"}
                | {"language": "it", "author_id": 1 + n % PERSONS, "given_numbers": counts[n - 1]}
                | {"last_author_id": 1 + n % PERSONS, "last_number": counts[n - 1]}
                | {"posts_count": counts[n - 1], "created_at": long_ago, "last_at": moved[n - 1]}
                for n in range(1, THREADS + 1)
            ),
        )
        text = "<p>" + "Da noi lo sportello resta aperto fino alle otto. " * 6 + "</p>"
        _write(
            Post,
            [
                {"thread_id": 1, "number": 0, "author_id": 1, "text": text, "language": "it"}
                | {"created_at": long_ago}
            ],
        )
        _multiply_posts()
        _write(
            Place,
            (
                {"person_id": person, "thread_id": 1, "number": 0, "attitude": "follows"}
                for person in range(1, FOLLOWERS + 1)
            ),
        )
        _write(
            Watch,
            (
                {"person_id": person, "community_id": community}
                | {"seen_until": now - timedelta(days=chance.randint(1, 120))}
                for community, person in belongs
                if person % 2
            ),
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {}


def _multiply_posts():
    """Make all posts of the one there is, and say how far everyone has read: SQLite is quick."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM talk_post LIMIT 1")
        own = {
            "thread_id": "thread.id",
            "number": "numbers.n",
            "author_id": f"1 + (thread.id * 31 + numbers.n) % {PERSONS}",
            "created_at": "thread.last_at",
        }
        names = [column[0] for column in cursor.description if column[0] != "id"]
        values = ", ".join(own.get(name, f'pattern."{name}"') for name in names)
        cursor.execute("CREATE TEMP TABLE numbers (n integer PRIMARY KEY)")
        cursor.executemany("INSERT INTO numbers VALUES (%s)", [[n] for n in range(1, LONG + 1)])
        cursor.execute(
            f"INSERT INTO talk_post ({', '.join(names)}) SELECT {values} FROM talk_thread AS thread"
            " JOIN numbers ON numbers.n <= thread.last_number"
            " JOIN talk_post AS pattern ON pattern.number = 0"
        )
        cursor.execute("DELETE FROM talk_post WHERE number = 0")
        cursor.execute(
            "INSERT OR IGNORE INTO talk_place (person_id, thread_id, number, attitude)"
            f" SELECT person.id, 2 + (person.id * 7919 + n * 104729) % {THREADS - 1}, 1 + n % 9, ''"
            " FROM accounts_user AS person JOIN numbers ON n <= 20"
        )


def _write(model, rows):
    """Write rows as they stand; what they leave out has its default."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    key = model._meta.pk
    kept = {}
    lines = []
    names, statement = [], ""
    with connection.cursor() as cursor:
        for row in rows:
            if not names:
                for field in fields:
                    value = row.get(field.attname, field.get_default())
                    kept[field.attname] = field.get_db_prep_save(value, connection)
                names = [field.attname for field in fields] + ([key.attname] if "id" in row else [])
                changing = {f.attname: f for f in (*fields, key) if f.attname in row}
                columns = ", ".join(f'"{name}"' for name in names)
                marks = ", ".join(["%s"] * len(names))
                statement = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})'
            ready = {n: f.get_db_prep_save(row[n], connection) for n, f in changing.items()}
            lines.append([ready[name] if name in ready else kept[name] for name in names])
            if len(lines) == 5000:
                cursor.executemany(statement, lines)
                lines = []
        if lines:
            cursor.executemany(statement, lines)


def copy(more):
    """Copy what was written out of the file of SQLite."""
    call_command("migrate", verbosity=0)
    source = sqlite3.connect(f"file:{more[0]}?mode=ro", uri=True)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as target:
        target.execute("SET session_replication_role = replica")
        for table in TABLES:
            kinds = dict(
                target.execute(
                    "SELECT column_name, data_type FROM information_schema.columns"
                    " WHERE table_name = %s",
                    [table],
                ).fetchall()
            )
            rows = source.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in rows.description]
            columns = ", ".join(f'"{name}"' for name in names)
            is_truth = [kinds[name] == "boolean" for name in names]
            is_moment = [kinds[name].startswith("timestamp") for name in names]
            with target.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as pipe:
                for row in rows:
                    pipe.write_row(
                        [
                            bool(value)
                            if truth and value is not None
                            else f"{value}+00"
                            if moment and value is not None
                            else value
                            for value, truth, moment in zip(row, is_truth, is_moment, strict=True)
                        ]
                    )
            target.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )
        target.execute("VACUUM (ANALYZE)")
    return {}


def measure(_more):
    """Open every page as several members, write one answer and tell its followers."""
    from django.db import reset_queries  # noqa: PLC0415
    from django.test import Client, override_settings  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from innesto.accounts.models import User  # noqa: PLC0415
    from innesto.talk.models import Place, Thread  # noqa: PLC0415

    pages = {
        "list of 10,000 threads": "/comunita/comunita-1/conversazioni/",
        "  its page 200": "/comunita/comunita-1/conversazioni/?page=200",
        "thread of 500 posts, page 10": "/conversazioni/1/?page=10",
        "  its last page, with the form": "/conversazioni/1/?page=20",
        "what is to read": "/da-leggere/",
        "front page of the community": "/comunita/comunita-1/",
        "desk": "/scrivania/",
    }
    found = {}
    people = list(User.objects.filter(pk__gt=FOLLOWERS + 1).order_by("pk")[: READERS * 37 : 37])
    with override_settings(ALLOWED_HOSTS=["*"]):
        clients = []
        for person in people:
            clients.append(Client())
            clients[-1].force_login(person)
        for name, url in pages.items():
            times, queries = [], 0
            for at in range(ROUNDS + 1):
                for client in clients:
                    start = time.process_time(), time.perf_counter()
                    if at:
                        answer = client.get(url)
                        times.append(1000 * (time.perf_counter() - start[1]))
                    else:  # the first round fills what a process keeps
                        client.get(url)
                        Place.objects.filter(thread=1, person__in=people).delete()
                        with CaptureQueriesContext(connection) as captured:
                            answer = client.get(url)
                        asked = [one["sql"] for one in captured if not _is_frame(one["sql"])]
                        queries = max(queries, len(asked))
                    assert answer.status_code == 200, (url, answer.status_code)
                reset_queries()
            cut = statistics.quantiles(times, n=20)
            found[name] = {"queries": queries, "median": cut[9], "p95": cut[18]}
    return {
        "pages": found,
        **_digests(),
        **_fan_out(Thread.objects.get(pk=1), User.objects.get(pk=1)),
    }


def _is_frame(sql):
    """Tell whether it only opens or closes a transaction."""
    return sql.split()[0] in {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"}


def _fan_out(thread, person):
    """Answer, and tell who follows, without a trace."""
    from innesto.notifications.models import Notification  # noqa: PLC0415
    from innesto.talk.actions.writing import Said, add_post  # noqa: PLC0415
    from innesto.talk.tasks import tell_post  # noqa: PLC0415

    with transaction.atomic():
        start = time.perf_counter()
        said = Said(text="<p>Anche da noi.</p>", language="it")
        post = add_post(thread, said, by=person, is_trusted=True)
        answering = 1000 * (time.perf_counter() - start)
        start = time.perf_counter()
        tell_post.func(post.pk)
        telling = time.perf_counter() - start
        told = Notification.objects.filter(key=f"post-{post.pk}").count()
        transaction.set_rollback(True)
    return {"answering": answering, "telling": telling, "told": told}


def _digests():
    """Mail everybody what happened yesterday, and try a second time, without a trace."""
    from django.core import mail  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from innesto.accounts.models import User  # noqa: PLC0415
    from innesto.notifications.models import Letter, Notification  # noqa: PLC0415
    from innesto.notifications.tasks import gather_letters, mail_letters  # noqa: PLC0415

    mail.outbox = []
    before = timezone.now() - timedelta(days=2)
    with transaction.atomic():
        Notification.objects.bulk_create(
            [
                Notification(
                    to_id=person,
                    kind="post_added",
                    key="bench",
                    mail="daily",
                    created_at=before,
                    title="Orari serali",
                    body="Anche da noi.",
                    url="/",
                )
                for person in User.objects.order_by("pk").values_list("pk", flat=True)
            ],
            batch_size=1000,
        )
        start = time.perf_counter()
        for _round in range(2):  # as if the worker had been killed after the first
            gather_letters.func()
            numbers = Letter.objects.order_by("pk").values_list("pk", flat=True)
            for some in batched(list(numbers), 100, strict=False):
                mail_letters.func(list(some))
        took = time.perf_counter() - start
        to = [letter.to[0] for letter in mail.outbox]
        transaction.set_rollback(True)
    return {"digests": took, "letters": len(to), "persons": len(set(to))}


def _print(results):
    print(f"{THREADS} threads, {POSTS} posts, {PERSONS} persons; ms of a whole request\n")
    print(f"{'':34}" + "".join(f"{name:>30}" for name in results))
    print(f"{'':34}" + f"{'queries':>10}{'median':>10}{'p95':>10}" * len(results))
    for page in results["sqlite"]["pages"]:
        cells = [results[name]["pages"][page] for name in results]
        said = (f"{c['queries']:10}{c['median']:10.1f}{c['p95']:10.1f}" for c in cells)
        print(f"{page:34}{''.join(said)}")
    print("\nGoals")
    for name, found in results.items():
        for page, cell in found["pages"].items():
            good = cell["queries"] <= QUERIES and cell["p95"] <= PAGE_GOAL
            figures = f"{cell['queries']} queries, p95 {cell['p95']:.0f} ms"
            _goal(good, f"{name}, {page.strip()}: {figures}, goal {QUERIES} and {PAGE_GOAL}")
        _goal(
            found["telling"] <= FAN_OUT_GOAL and found["told"] >= FOLLOWERS - 1,
            f"{name}: {found['told']} followers told in {found['telling']:.1f} s in the worker,"
            f" goal {FAN_OUT_GOAL:.0f}; the answer itself took {found['answering']:.0f} ms",
        )
        _goal(
            found["letters"] == found["persons"] == PERSONS,
            f"{name}: digest for {found['persons']} in {found['digests']:.0f} s in the worker,"
            f" {found['letters']} mails after two rounds",
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

"""``python -m bench.site``: pages, memory, the start and a large import, beside their goals."""

import gzip
import json
import re
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urljoin

from bench.load import environment, first_page_after, get, load, memory, python, server, spare_port

SMALL, LARGE = (1000, 20, 500), (10_000, 200, 5000)
FIRST_PAGE_GOAL, MEMORY_GOAL = 1.2, 200
FIRST_VISIT_GOAL = (120_000, 8)
ARRIVING, ARRIVAL_GOAL = 5000, 10


def manage(*line, data):
    """Run a command of Django in an installation and return what it prints."""
    done = subprocess.run(
        python("innesto.config", "manage", *line, "--verbosity", "0"),
        env=environment(data),
        check=True,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    return done.stdout


def filled(folder, size):
    """Make an installation of a size and return its folder and its pages."""
    folder.mkdir()
    manage("migrate", data=folder)
    manage("collectstatic", "--no-input", data=folder)
    manage("load_places", data=folder)
    manage("shell", "-c", f"from bench.fill import fill; fill{size}", data=folder)
    look = "import json; from bench.pages import look; print(json.dumps(look()))"
    return json.loads(manage("shell", "-c", look, data=folder))


def arrival(folder):
    """Return how long a large list takes to come in."""
    work = f"import json; from bench.arrival import arrive; print(json.dumps(arrive({ARRIVING})))"
    return json.loads(manage("shell", "-c", work, data=folder))


def first_visit(url):
    """Return bytes and requests of a first visit: page, style, script, pictures, fonts."""
    headers, html = get(url)
    size = len(html)
    if headers["Content-Encoding"] == "gzip":
        html = gzip.decompress(html)
    text = html.decode()
    wanted = re.findall(r'<(?:script|img)[^>]*\bsrc="([^"#]+)', text)
    wanted += re.findall(r'<link[^>]*rel="(?:stylesheet|icon|preload)"[^>]*href="([^"#]+)', text)
    wanted += re.findall(r'<link[^>]*href="([^"#]+)"[^>]*rel="(?:stylesheet|icon|preload)"', text)
    wanted += re.findall(r'<use[^>]*href="([^"#]+)', text)
    todo = {urljoin(url, address) for address in wanted if not address.startswith("data:")}
    seen = set()
    while todo - seen:
        address = (todo - seen).pop()
        seen.add(address)
        headers, body = get(address)
        size += len(body)
        if address.split("?")[0].endswith(".css"):
            if headers["Content-Encoding"]:
                body = _plain(address)
            found = re.findall(rb"url\([\"']?([^\"')#?]+)", body)
            todo |= {urljoin(address, it.decode()) for it in found if not it.startswith(b"data:")}
    return size, len(seen) + 1


def _plain(address):
    """Return a file as it is before it is compressed."""
    done = subprocess.run(["curl", "-s", address], capture_output=True, check=True)
    return done.stdout


def verdict(good):
    """Say whether a goal is met."""
    return "✔" if good else "✘"


def main():
    """Measure and print, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        measure(Path(folder))


def measure(folder):
    """Fill two installations, load the larger one, and hold it against the goals."""
    small = filled(folder / "small", SMALL)
    large = filled(folder / "large", LARGE)
    data = folder / "large"
    port, bare_port = spare_port(), spare_port()
    url, bare_url = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{bare_port}"
    ours = python("innesto.config", "serve", "--port", str(port))
    bare = python(
        *("granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(bare_port)),
        *("--blocking-threads", "4", "--no-ws", "--no-log", "bench.bare:application"),
    )
    bare_environment = {**environment(data), "BARE_DATABASE": str(data / "innesto.sqlite3")}
    with server(ours, environment(data), url + "/entra/"):
        pass  # static files are in place after this
    first = first_page_after(ours, environment(data), url + large["pages"][0]["address"])
    print(f"{LARGE[0]} partners, {LARGE[1]} programmes, {LARGE[2]} persons, SQLite, one process\n")
    print(
        f"{'page':32} {'CPU ms':>7} {'× bare':>7} {'first':>6} {'p50':>6} {'p95':>6} {'p50×16':>7}"
        f" {'p95×16':>7} {'pages/s':>8} {'queries':>8} {'kB':>6} {'gzip':>6}"
    )
    with (
        server(bare, bare_environment, bare_url) as (bare_process, _),
        server(ours, environment(data), url + "/entra/") as (process, _),
    ):
        bares = {
            "list": load(bare_process, bare_url + "/"),
            "detail": load(bare_process, bare_url + "/comune-di-prova-00000/"),
        }
        for kind, found in bares.items():
            _row(f"bare {kind}", found, 1.0, "", "", "", "")
        goals = []
        for page, little in zip(large["pages"], small["pages"], strict=True):
            session = large["session"] if page["signed_in"] else ""
            found = load(process, url + page["address"], session)
            ratio = found.cpu / bares[page["kind"]].cpu
            name = f"{page['name']} ({page['kind']}{', signed in' if session else ''})"
            _row(
                *(name, found, ratio, page["queries"]),
                *(page["bytes"] / 1000, page["compressed"] / 1000, page["at_first"]),
            )
            limit = 5 if session else 3
            goals.append((ratio <= limit, f"{name}: CPU {ratio:.1f} × bare, goal {limit}"))
            grown = page["bytes"] / little["bytes"]
            goals.append(
                (
                    page["queries"] == little["queries"] and grown < 1.15,
                    f"{name}: at ten times the data {little['queries']} → {page['queries']}"
                    f" queries, {grown:.2f} × bytes",
                )
            )
        size, requests = max(
            first_visit(url + page["address"]) for page in large["pages"] if not page["signed_in"]
        )
        used = memory(process)
    came = arrival(data)
    small_enough = size <= FIRST_VISIT_GOAL[0] and requests <= FIRST_VISIT_GOAL[1]
    goals += [
        (small_enough, f"first visit: {size / 1000:.0f} kB, {requests} requests, goal 120 kB, 8"),
        (used <= MEMORY_GOAL, f"memory (PSS) of all processes: {used:.0f} MB, goal 200"),
        (first <= FIRST_PAGE_GOAL, f"first page {first:.2f} s after start, goal 1.2"),
        (
            came["seconds"] <= ARRIVAL_GOAL and came["partners"] == ARRIVING,
            f"{came['partners']} partners came in in {came['seconds']:.1f} s"
            f" ({came['processor']:.1f} s of processor), goal {ARRIVAL_GOAL}",
        ),
    ]
    print("\nGoals")
    for good, line in goals:
        print(f"{verdict(good)} {line}")


def _row(name, found, ratio, queries, size, small, first):
    """Print a line; ``first`` is what the page costs, without a server, while nothing is kept."""
    size = f"{size:.1f}" if size else ""
    small = f"{small:.1f}" if small else ""
    first = f"{first:.1f}" if first else ""
    print(
        f"{name:32} {found.cpu:7.2f} {ratio:7.1f} {first:>6} {found.p50:6.1f} {found.p95:6.1f}"
        f" {found.p50_busy:7.1f} {found.p95_busy:7.1f} {found.per_second:8.0f} {queries:>8}"
        f" {size:>6} {small:>6}",
        flush=True,
    )


if __name__ == "__main__":
    main()

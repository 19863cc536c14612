"""Start servers, load them with wrk, and read what they used."""

import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psutil

from tools.house import ROOT

SECONDS_AT_ONE, SECONDS_AT_SIXTEEN = 2, 3


@dataclass
class Load:
    """What a page cost under load."""

    cpu: float
    p50: float
    p95: float
    p50_busy: float
    p95_busy: float
    per_second: float


def spare_port():
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(url, session=""):
    """Return headers and body of a page, as a browser would ask for it."""
    headers = {"Accept-Encoding": "br, gzip", "Cookie": f"sessionid={session}"}
    with urlopen(Request(url, headers=headers), timeout=30) as response:
        return response.headers, response.read()


@contextmanager
def server(command, environment, url):
    """Run a server until it is no longer needed; give its process and its first answer's time."""
    start = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=sys.stderr,
    )
    try:
        while True:
            try:
                get(url)
                break
            except HTTPError:
                break
            except OSError:
                if process.poll() is not None or time.monotonic() - start > 60:
                    raise RuntimeError(f"{command} does not answer") from None
                time.sleep(0.01)
        yield process, time.monotonic() - start
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def family(process):
    """Return a process and all that it started."""
    parent = psutil.Process(process.pid)
    return [parent, *parent.children(recursive=True)]


def memory(process):
    """Return the PSS of a process and all that it started, in MB."""
    return sum(each.memory_full_info().pss for each in family(process)) / 1e6


def _processor_seconds(process):
    return sum(sum(each.cpu_times()[:2]) for each in family(process))


def _wrk(url, session, connections, seconds):
    """Load a page; return requests and the 50th and 95th percentile in milliseconds."""
    script = ROOT / "bench" / "percentiles.lua"
    cookie = ["-H", f"Cookie: sessionid={session}"] if session else []
    browser = ["-H", "Accept-Encoding: gzip, deflate, br"]
    command = [
        *("wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script)),
        *(*cookie, *browser, url),
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures = dict(re.findall(r"^(\w+)=([\d.]+)$", told, re.MULTILINE))
    if float(figures["errors"]):
        raise RuntimeError(f"{url} fails under load:\n{told}")
    return float(figures["requests"]), float(figures["p50"]), float(figures["p95"])


def load(process, url, session=""):
    """Load one page, by one visitor and then by sixteen."""
    get(url, session)
    before = _processor_seconds(process)
    one, p50, p95 = _wrk(url, session, 1, SECONDS_AT_ONE)
    many, p50_busy, p95_busy = _wrk(url, session, 16, SECONDS_AT_SIXTEEN)
    used = _processor_seconds(process) - before
    cpu = used / (one + many) * 1000
    return Load(cpu, p50, p95, p50_busy, p95_busy, many / SECONDS_AT_SIXTEEN)


def first_page_after(command, environment, url, times=3):
    """Return the middle of how long the first page takes after the start, in seconds."""
    taken = []
    for _ in range(times):
        with server(command, environment, url) as (_, seconds):
            taken.append(seconds)
    return statistics.median(taken)


def python(*line):
    """Return a command of this Python."""
    return [sys.executable, "-m", *line]


def environment(data):
    """Return the environment of a production server on this machine."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("INNESTO_", "DATABASE_", "CACHE_", "DJANGO_"))
    }
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    ours = {"INNESTO_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "innesto.config.settings"}
    return {**kept, **ours, "INNESTO_HTTPS": "0", "PYTHONPATH": str(ROOT)}

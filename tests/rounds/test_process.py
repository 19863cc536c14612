"""The planner as a process: one request in, JSON lines out."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from innesto.rounds.letters.proposal import Proposal
from innesto.rounds.letters.request import Limits
from tests.rounds.programmes import request
from tests.rounds.small import ask

COMMAND = [sys.executable, "-m", "innesto.rounds"]


def run(text: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        COMMAND,
        input=text,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env={**os.environ, **environment},
    )


def test_process_tells_its_progress_and_ends_with_the_proposal():
    answer = run(ask().to_json())
    *progress, last = [json.loads(line) for line in answer.stdout.splitlines()]

    assert answer.returncode == 0
    assert progress
    assert {tuple(line) for line in progress} == {("progress",)}
    assert set(progress[0]["progress"]) == {"stage", "seconds", "objective", "bound"}
    assert Proposal.from_data(last["proposal"]).status == "optimal"


def test_two_processes_give_the_same_bytes():
    text = request("connection").to_json()
    answers = [run(text, PYTHONHASHSEED=seed) for seed in ("1", "2")]
    proposals = [
        Proposal.from_data(json.loads(answer.stdout.splitlines()[-1])["proposal"])
        for answer in answers
    ]

    assert proposals[0].timeless().to_json() == proposals[1].timeless().to_json()
    assert proposals[0].fingerprint


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "Expecting value"),
        ("{}", "Request: blueprint, facts missing"),
        (ask(blueprint="key: [").to_json(), "Line"),
    ],
)
def test_process_says_what_is_wrong_with_a_request(text, complaint):
    answer = run(text)

    assert answer.returncode == 2
    assert complaint in json.loads(answer.stdout)["error"]


def test_sigterm_ends_the_search_with_what_there_is():
    text = ask(limits=Limits(seconds=120.0)).to_json()
    process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    process.stdin.write(text)
    process.stdin.close()
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    started = time.monotonic()
    lines = process.stdout.read().splitlines()
    process.stdout.close()

    assert process.wait(timeout=60) == 0
    assert time.monotonic() - started < 60
    assert set(json.loads(lines[-1])) == {"proposal"}

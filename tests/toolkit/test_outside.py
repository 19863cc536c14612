"""Asking other servers; nothing here leaves this machine."""

import pytest

from innesto.toolkit.outside import NotAsked, fetched
from tests.web import web


def answer(_method, path, _body):
    if path == "/moved":
        return 302, {"Location": "/here"}, b""
    if path == "/circle":
        return 302, {"Location": "/circle"}, b""
    return (200, {}, b"x" * 100) if path == "/here" else (404, {}, b"")


@pytest.fixture(scope="module")
def site():
    with web(answer) as address:
        yield address


def ask(address, **options):
    return fetched(address, **{"largest": 100, "agent": "", "accept": "*/*", **options})


@pytest.mark.parametrize("path", ["/here", "/moved"])
def test_fetched_returns_what_an_address_answers(site, path):
    assert ask(f"{site}{path}", anywhere=True) == b"x" * 100


@pytest.mark.parametrize("path", ["/circle", "/away"])
def test_fetched_learns_nothing_without_an_answer(site, path):
    with pytest.raises(NotAsked):
        ask(f"{site}{path}", anywhere=True)


def test_fetched_refuses_what_is_too_large(site):
    with pytest.raises(NotAsked):
        ask(f"{site}/here", anywhere=True, largest=99)


@pytest.mark.parametrize(
    "address",
    ["http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/", "file:///etc/passwd"],
)
def test_fetched_never_asks_the_own_network_by_chance(site, address):
    for one in (address, f"{site}/here"):
        with pytest.raises(NotAsked):
            ask(one)

"""Whether pages behind addresses are still there; nothing here leaves this machine."""

import socket

import pytest
from django.urls import reverse
from django.utils import timezone

from innesto.practices.models import DeadLink, Practice
from innesto.practices.queries.adoptions import waiting_for
from innesto.practices.tasks import look_at_links
from innesto.practices.web_links import trouble_with
from innesto.toolkit.outside import NoSuchName, NotAsked
from tests.practices.factories import ActFactory, EvidenceFactory, PracticeFactory, colleague_of
from tests.web import web

PAGES = {"/here": 200, "/gone": 410, "/away": 404, "/broken": 500, "/shy": 403}


def answer(method, path, _body):
    if path == "/moved":
        return 301, {"Location": "/away"}, b""
    if path == "/no-head":
        return (404 if method == "HEAD" else 200), {}, b""
    if path == "/circle":
        return 302, {"Location": "/circle"}, b""
    return PAGES.get(path, 404), {}, b""


@pytest.fixture(scope="module")
def site():
    with web(answer) as address:
        yield address


@pytest.fixture(autouse=True)
def _ask_this_machine(settings, monkeypatch):
    """Let nobody look up a name outside."""
    settings.LINKS = "all"
    here = socket.getaddrinfo

    def only_here(host, *rest, **more):
        if host == "127.0.0.1":
            return here(host, *rest, **more)
        raise socket.gaierror(socket.EAI_NONAME if "nobody" in host else socket.EAI_AGAIN, "")

    monkeypatch.setattr(socket, "getaddrinfo", only_here)


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("/here", ""),
        ("/broken", ""),
        ("/shy", ""),
        ("/no-head", ""),
        ("/circle", ""),
        ("/gone", "gone"),
        ("/away", "gone"),
        ("/moved", "gone"),
        ("/perch\u00e9 no?\u05e9=\u0301", "gone"),
    ],
)
def test_trouble_with_counts_only_what_is_certain(site, path, trouble):
    assert trouble_with(site + path) == trouble


def test_trouble_with_tells_a_missing_name_from_a_missing_network():
    with pytest.raises(NoSuchName):
        trouble_with("https://nobody.example/")
    with pytest.raises(NotAsked):
        trouble_with("https://example.org/")


@pytest.mark.parametrize(
    "url",
    ["ftp://127.0.0.1/", "http:///x", "http://127.0.0.1:99999/", "http://[::1", "mailto:a@b.c"],
)
def test_trouble_with_asks_only_the_web(url):
    with pytest.raises(NotAsked):
        trouble_with(url)


def test_trouble_with_never_asks_the_own_network_unless_told_to(site, settings):
    settings.LINKS = "public"

    with pytest.raises(NotAsked):
        trouble_with(f"{site}/gone")


@pytest.mark.django_db
def test_look_at_links_marks_what_is_gone_and_tells_the_owner(site, client):
    practice = PracticeFactory(published=True, title="Orti", website=f"{site}/here")
    EvidenceFactory(practice=practice, url=f"{site}/gone")
    ActFactory(practice=practice, url="https://nobody.example/accordo")
    owner = colleague_of(practice, is_referent=True)

    look_at_links.call()

    found = {link.url: link.trouble for link in practice.dead_links.all()}
    assert found == {f"{site}/gone": "gone", "https://nobody.example/accordo": "no-name"}
    asked = waiting_for(owner)
    assert [one.title for one in asked] == ["Un indirizzo in «Orti» non porta più da nessuna parte"]
    client.force_login(owner)
    assert f"{site}/gone: la pagina non c’è più" in client.get(asked[0].url).text
    sheet = client.get(reverse("practices:detail", args=[practice.slug])).text
    assert sheet.count("(non porta più da nessuna parte)") == 2


@pytest.mark.django_db
def test_look_at_links_takes_back_what_works_again_and_asks_each_week(site):
    practice = PracticeFactory(published=True, website=f"{site}/here")
    DeadLink.objects.create(
        practice=practice, url=f"{site}/here", trouble="gone", since=timezone.localdate()
    )

    look_at_links.call()
    first = Practice.objects.get().links_looked_at
    look_at_links.call()

    assert practice.dead_links.count() == 0
    assert Practice.objects.get().links_looked_at == first


@pytest.mark.django_db
@pytest.mark.parametrize("choice", ["off", "all"])
def test_look_at_links_learns_nothing_without_a_network(settings, choice):
    settings.LINKS = choice
    practice = PracticeFactory(published=True, website="https://nobody.example/")

    look_at_links.call()

    assert practice.dead_links.count() == 0
    assert Practice.objects.get().links_looked_at is None

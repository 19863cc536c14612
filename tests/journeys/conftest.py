"""A real server with the demo in it, and a real browser in front.

A module of journeys has a site of its own, a copy of the demo, so that journeys may change what
they like. Journeys go through pages only; nothing here reads the database of the site.
"""

import json
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.config.installations import ROOT, innesto, running, spare_port, status, until

CHROMIUM = next(
    (path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path),
    None,
)
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--force-prefers-reduced-motion", "--font-render-hinting=none"),
]
SCREENSHOTS = ROOT / "docs" / "screenshots"
AXE = (Path(__file__).parent / "axe.min.js").read_text("utf-8")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TALLEST = 1800  # pixels of a page in a picture, so that pictures stay small
FILES = {"stylesheet", "script", "image", "font", "media", "manifest", "other"}
KINDS = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
}
# Signs everybody in, for years: some journeys go on a year later.
SESSIONS = """
import json
from datetime import timedelta
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
made = {}
for person in get_user_model().objects.all():
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.set_expiry(timedelta(days=3650))
    session.create()
    made[person.email] = session.session_key
print(json.dumps(made))
"""


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@dataclass
class Site:
    """A running copy of the demo."""

    url: str
    data: Path

    def session(self, email):
        """Return the key of a session of this person, as if they had signed in."""
        return json.loads((self.data / "sessions.json").read_text("utf-8"))[email]

    def mails(self):
        """Return the text of every message sent, oldest first."""
        return [path.read_text("utf-8") for path in sorted((self.data / "mail").glob("*"))]


@contextmanager
def served(data, **environment):
    """Serve an installation with its worker, in an environment of its own.

    Without the encoder: words find enough here, and meanings of a whole demo take a minute.
    """
    port = spare_port()
    url = f"http://localhost:{port}"
    environment = {
        "INNESTO_DEMO": "1",
        "INNESTO_EMBEDDINGS": "off",
        "INNESTO_MAIL_URL": f"file://{data / 'mail'}",
        "INNESTO_SITE_URL": url,
        **environment,
    }
    with running("serve", "--port", port, data=data, **environment) as server:
        assert until(lambda: status(f"{url}/entra/"), seconds=60), server.log.read_text()
        yield Site(url, data)


@pytest.fixture(scope="session")
def signed_in(demo, tmp_path_factory):
    """The demo with a session of each person in it: one process for all of them."""
    data = shutil.copytree(demo, tmp_path_factory.mktemp("signed in") / "data")
    made = innesto("manage", "shell", "-v", "0", "-c", SESSIONS, data=data)
    assert made.returncode == 0, made.stderr
    (data / "sessions.json").write_text(made.stdout, "utf-8")
    return data


@pytest.fixture(scope="module")
def data(signed_in, tmp_path_factory):
    """A copy of the demo."""
    return shutil.copytree(signed_in, tmp_path_factory.mktemp("site") / "data")


@pytest.fixture(scope="module")
def site(data):
    with served(data) as site:
        yield site


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM:
        pytest.skip("Chromium is not on this machine: tools/need chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Somebody in front of a browser, whose pages are looked at as they go."""

    page: object
    site: Site
    kind: str
    errors: list
    javascript: bool = True

    def open(self, address):
        """Go to an address of the site."""
        self.page.goto(self.site.url + address)
        return self.page

    def open_until(self, address, text):
        """Go there until the page says so: of a slow server, a phone shows what it kept first."""
        for _time in range(5):
            if self.open(address).get_by_text(text).count():
                break
        return self.page

    def look(self, name=""):
        """Check the page with axe, and that it fits its window; keep a picture if asked to.

        Without JavaScript axe cannot run, so only the rest is looked at.
        """
        self.page.wait_for_load_state()
        if self.javascript:
            assert self.violations() == []
        assert self.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert self.errors == []
        if name and os.environ.get("SCREENSHOTS"):
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            picture = SCREENSHOTS / f"{name}-{self.kind}.png"
            width, height = self.page.evaluate("[innerWidth, document.body.scrollHeight]")
            top = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)}
            self.page.screenshot(path=picture, full_page=True, clip=top, scale="css")

    def heard(self, message):
        """Keep what the browser complains of; statuses are looked at in ``received``."""
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.errors.append(message.text)

    def received(self, response):
        """Keep what came from another host, and files that are not there."""
        if not response.url.startswith((self.site.url, "data:", "blob:")):
            self.errors.append(f"asked elsewhere: {response.url}")
        if response.status >= 400 and response.request.resource_type in FILES:
            self.errors.append(f"{response.status}: {response.url}")

    def violations(self):
        """Return what axe finds, one line each."""
        self.page.evaluate(AXE)
        found = self.page.evaluate(
            "tags => axe.run({runOnly: tags, resultTypes: ['violations'], preload: false})",
            AXE_TAGS,
        )
        return [
            f"{violation['id']}: {node['target']} {node['html'][:120]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]


@pytest.fixture
def visit_at(chromium):
    """Return how somebody comes to a site: ``visit_at(site, email="…", kind="phone")``."""
    contexts = []

    def come(site, *, email="", kind="desktop", javascript=True):
        context = chromium.new_context(
            locale="it-IT",
            timezone_id="Europe/Rome",
            reduced_motion="reduce",
            java_script_enabled=javascript,
            base_url=site.url,
            **KINDS[kind],
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        if email:
            context.add_cookies(
                [{"name": "sessionid", "value": site.session(email), "url": site.url}]
            )
        page = context.new_page()
        visitor = Visitor(page, site, kind, [], javascript)
        page.on("pageerror", lambda error: visitor.errors.append(str(error)))
        page.on("console", visitor.heard)
        page.on("response", visitor.received)
        return visitor

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def visit(visit_at, site):
    """Return how somebody comes to the site of the module: ``visit(email="…")``."""
    return partial(visit_at, site)


@pytest.fixture(params=["desktop", "phone"])
def kind(request):
    return request.param

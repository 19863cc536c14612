"""A package nobody here wrote is played, left, gone on with and done; a bad one gets nowhere."""

import json
from pathlib import Path

import pytest

from tests.config.installations import innesto
from tests.courseware.packages import scorm, zipped

GOLF = Path("../shared/data/packages_samples/scorm12_golf_runtime_basic.zip")
LEARNER = "ada@example.org"
# What a script of a package may try from its frame: each line that succeeds is written down.
BAD = """<!doctype html><title>x</title><p id="got">…</p><script>
const got = [];
const take = (name, read) => { try { const found = read(); if (found) got.push(name); } catch {} };
take("own cookie", () => document.cookie);
take("cookie of the frame", () => parent.document.cookie);
take("cookie of the page", () => top.document.cookie);
take("words of the page", () => top.document.body.innerText);
take("away with the page", () => { top.location = "about:blank"; return true; });
fetch(`${[...location.ancestorOrigins].at(-1)}/scrivania/`, { credentials: "include" })
  .then((answer) => answer.text()).then(() => got.push("a page"), () => {})
  .finally(() => { document.getElementById("got").textContent = `got: ${got.join(", ")}`; });
</script>"""
# Published without a second author, and begun: pages of courses have journeys of their own.
BEGIN = """
import json
from django.utils import timezone
from innesto.accounts.models import User
from innesto.courses.actions.enrolling import enrol_learner
from innesto.courses.models import Course
person = User.objects.get(email="{email}")
begun = []
for course in Course.objects.filter(authors__person=person, units__kind="package").order_by("pk"):
    course.units.update(shown_at=timezone.now())
    course.state, course.published_at, course.units_count = "published", timezone.now(), 1
    course.save()
    enrol_learner(course, by=person)
    begun.append(course.units.get().pk)
print(json.dumps(begun))
"""


@pytest.fixture(scope="module")
def data(data, tmp_path_factory):
    """The demo with two courses made of packages, which the learner has begun."""
    if not GOLF.exists():
        pytest.skip(f"{GOLF} is not here")
    folder = tmp_path_factory.mktemp("packages")
    bad = zipped(folder, {"imsmanifest.xml": scorm(), "a.html": BAD}, "bad.zip")
    for package in (GOLF, bad):
        made = innesto(
            *("courses", "import", str(package), "--by", LEARNER, "--programme", "connection"),
            data=data,
        )
        assert made.returncode == 0, made.stderr
    begun = innesto("manage", "shell", "-v", "0", "-c", BEGIN.format(email=LEARNER), data=data)
    assert begun.returncode == 0, begun.stderr
    (data / "packages.json").write_text(begun.stdout, "utf-8")
    return data


def inside(page, name):
    """Return the frame whose address ends so, once it is there."""
    page.wait_for_function("() => document.querySelector('iframe.player')")
    for _ in range(100):
        found = [frame for frame in page.frames if frame.url.endswith(name)]
        if found:
            found[0].wait_for_load_state()
            return found[0]
        page.wait_for_timeout(100)
    raise AssertionError([frame.url for frame in page.frames])


def test_a_package_is_left_gone_on_with_and_done(site, data, visit):
    golf, _bad = json.loads((data / "packages.json").read_text("utf-8"))
    page = visit(email=LEARNER).page
    page.on("dialog", lambda dialog: dialog.accept())

    page.goto(f"{site.url}/corsi/unita/{golf}/")
    page.get_by_role("link", name="Apri", exact=True).click()
    course = inside(page, "launchpage.html")
    for _ in range(4):
        course.click("#butNext")
    page.goto(f"{site.url}/corsi/unita/{golf}/")
    page.get_by_role("link", name="Riprendi").click()
    inside(page, "Playing/RulesOfGolf.html")
    course = inside(page, "launchpage.html")
    for _ in range(10):
        course.click("#butNext")
    course.click("#butExit")
    page.frame_locator("iframe.player").get_by_text("Puoi chiudere").wait_for()
    page.goto(f"{site.url}/corsi/unita/{golf}/")

    assert page.locator(".state-ok").first.inner_text() == "fatto"


def test_a_package_reaches_nothing_of_the_platform(site, data, visit):
    _golf, bad = json.loads((data / "packages.json").read_text("utf-8"))
    page = visit(email=LEARNER).page

    page.goto(f"{site.url}/corsi/unita/{bad}/pacchetto/")
    frame = inside(page, "a.html")
    frame.get_by_text("got:").wait_for()

    assert frame.inner_text("#got") == "got:"
    assert page.url == f"{site.url}/corsi/unita/{bad}/pacchetto/"

"""The player's origin: what it answers to whom, and what it never does."""

import json

import pytest
from django.urls import reverse

from innesto.players.actions.importing import import_package
from innesto.players.models import Attempt
from innesto.players.tokens import Files, Sitting, sign_files, sign_sitting
from tests.courses.factories import EnrolmentFactory, UnitFactory
from tests.courseware.packages import scorm, zipped

pytestmark = pytest.mark.django_db

PLAYER = {"HTTP_HOST": "player.localhost"}
PAGES = {
    "a.html": "<p>Uno</p>",
    "b.js": "x()",
    "film.mp4": b"0123456789",
    "imsmanifest.xml": scorm(),
}


@pytest.fixture
def package(tmp_path):
    unit = UnitFactory(kind="package")
    return import_package(unit, zipped(tmp_path, PAGES), file_name="x.zip", by=None)


@pytest.fixture
def learner(package, client):
    enrolment = EnrolmentFactory(course=package.unit.course)
    client.force_login(enrolment.person)
    return enrolment


def opened(client, package):
    """Open the page of the player and return the address of its frame, without the origin."""
    page = client.get(reverse("players:play", args=[package.unit.pk]))
    assert "frame-src http://player.localhost" in page["Content-Security-Policy"]
    return page.text.partition('src="http://player.localhost')[2].partition('"')[0]


def given(client, address):
    """Return what the frame was given, as its script reads it."""
    page = client.get(address, **PLAYER).text
    return json.loads(page.partition('type="application/json">')[2].partition("</script>")[0])


def test_a_package_is_played_left_and_gone_on_with(client, package, learner):
    first = given(client, opened(client, package))
    data = {"cmi.core.lesson_status": "incomplete", "cmi.core.lesson_location": "3"}

    kept = client.post(
        first["report"], {"number": 1, "data": data}, content_type="application/json", **PLAYER
    )
    again = given(client, opened(client, package))

    assert kept.json() == {"kept": 1}
    assert first["data"]["cmi.core.entry"] == "ab-initio"
    assert again["data"]["cmi.core.entry"] == "resume"
    assert again["data"]["cmi.core.lesson_location"] == "3"
    assert Attempt.objects.get().sitting == 2


def test_the_frame_sets_no_cookie_and_loads_only_its_own(client, package, learner):
    answer = client.get(opened(client, package), **PLAYER)

    policy = answer["Content-Security-Policy"]
    assert answer.cookies == {}
    assert "script-src 'self';" in f"{policy};"
    assert "frame-ancestors 'self' http://testserver" in policy
    assert answer["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("name", "status", "kind"),
    [
        ("a.html", 200, "text/html"),
        ("b.js", 200, "text/javascript"),
        ("film.mp4", 200, "video/mp4"),
        ("c.html", 404, ""),
        ("../1/a.html", 404, ""),
        ("..%2f..%2fa.html", 404, ""),
    ],
)
def test_files_of_the_package_alone_are_handed_out(client, package, name, status, kind):
    word = sign_files(Files(package.folder, "http://testserver"))

    answer = client.get(f"/file/{word}/{name}", **PLAYER)

    assert answer.status_code == status
    assert answer["Content-Type"].startswith(kind)


def test_a_film_is_handed_out_in_stretches(client, package):
    word = sign_files(Files(package.folder, "http://testserver"))

    answer = client.get(f"/file/{word}/film.mp4", headers={"Range": "bytes=2-4"}, **PLAYER)

    assert (answer.status_code, b"".join(answer)) == (206, b"234")


def test_a_service_worker_is_never_installed(client, package):
    word = sign_files(Files(package.folder, "http://testserver"))

    answer = client.get(f"/file/{word}/b.js", headers={"Service-Worker": "script"}, **PLAYER)

    assert answer.status_code == 404


@pytest.mark.parametrize("address", ["/gioca/forged/", "/file/forged/a.html"])
def test_a_forged_word_opens_nothing(client, address):
    assert client.get(address, **PLAYER).status_code == 403


@pytest.mark.parametrize("address", ["/", "/entra/", "/scrivania/", "/corsi/"])
def test_no_page_of_the_platform_is_on_the_player(client, address):
    answer = client.get(address, **PLAYER)

    assert (answer.status_code, answer.content, answer.cookies) == (404, b"", {})


@pytest.mark.parametrize("address", ["/gioca/x/", "/file/x/a.html", "/stato/x/"])
def test_nothing_of_the_player_is_on_the_platform(client, learner, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("body", ["no", "[]", '{"number": 0, "data": {}}', '{"number": 1}'])
def test_a_report_that_says_nothing_is_refused(client, package, learner, body):
    report = given(client, opened(client, package))["report"]

    answer = client.post(report, body, content_type="text/plain", **PLAYER)

    assert answer.status_code == 422


def test_an_author_looks_and_nothing_is_recorded(client, package):
    word = sign_sitting(Sitting(0, 0, package.pk, 0, "it", "http://testserver"))

    found = given(client, f"/gioca/{word}/")

    assert (found["report"], found["data"]["cmi.core.lesson_mode"]) == ("", "browse")
    assert client.post(f"/stato/{word}/", "{}", content_type="x/y", **PLAYER).status_code == 404

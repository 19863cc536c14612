"""Notes that a phone sends later: each is taken once, whatever the network did."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect

from innesto.toolkit.actions import Sheet, save_draft
from innesto.toolkit.models import Draft, Sending
from innesto.toolkit.outbox import taken_once, written_at
from tests.accounts.factories import UserFactory

KEY = "0b6f8a4e-9f6b-4a39-9a53-6c7d4f6a1e21"


@taken_once
def write(request):
    """Take a note as views do; it stands for any of them."""
    text = request.POST.get("text", "")
    draft = save_draft(Sheet(text or "nothing"), {"text": [text]}, by=request.user)
    if not text:
        return HttpResponse("What?", status=422)
    if text == "forbidden":
        raise PermissionDenied
    messages.success(request, "Noted.")
    return redirect(f"/notes/{draft.pk}/")


@pytest.fixture
def send(rf, stranger):
    def send(by=stranger, header="", **sent):
        request = rf.post("/notes/", sent, headers={"Outbox": header} if header else {})
        request.user = by
        request.session = {}
        request._messages = messages.storage.default_storage(request)
        return write(request)

    return send


def test_taken_once_takes_the_same_key_once_and_leads_to_the_same_place(send):
    first = send(text="tram", outbox_key=KEY, outbox_written="2026-11-19T10:00:00Z")
    second = send(text="tram", outbox_key=KEY, outbox_written="2026-11-19T10:00:00Z")

    assert Draft.objects.count() == 1
    assert (first.status_code, first["Location"]) == (302, f"/notes/{Draft.objects.get().pk}/")
    assert second["Location"] == first["Location"]


def test_taken_once_says_to_the_script_where_the_note_went(send):
    answers = [send(text="tram", outbox_key=KEY, header="later") for _ in range(2)]

    place = f"/notes/{Draft.objects.get().pk}/"
    assert [(one.status_code, one["Location"]) for one in answers] == [(201, place)] * 2


def test_taken_once_takes_a_queue_of_three_days_sent_twice_as_one(send):
    queue = [(f"note {n}", str(uuid4()), f"2026-11-{19 + n}T10:00:00Z") for n in range(3)]

    for text, key, said in queue * 2:
        send(text=text, outbox_key=key, outbox_written=said, header="later")

    assert Draft.objects.count() == 3
    said = Sending.objects.order_by("written_at").values_list("written_at", flat=True)
    assert list(said) == [datetime(2026, 11, 19 + n, 10, tzinfo=UTC) for n in range(3)]


def test_taken_once_keeps_the_clock_of_the_server_beside_that_of_the_phone(send):
    before = datetime.now(UTC)

    send(text="tram", outbox_key=KEY, outbox_written="2019-01-01T10:00:00Z")

    sending = Sending.objects.get()
    assert sending.written_at == datetime(2019, 1, 1, 10, tzinfo=UTC)
    assert sending.taken_at >= before


def test_taken_once_lets_what_was_refused_come_again(send):
    refused = send(text="", outbox_key=KEY)
    taken = send(text="tram", outbox_key=KEY)

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert [draft.form for draft in Draft.objects.all()] == ["tram"]
    assert Sending.objects.get().key == UUID(KEY)


def test_taken_once_keeps_nothing_of_what_was_forbidden(send):
    with pytest.raises(PermissionDenied):
        send(text="forbidden", outbox_key=KEY)

    assert (Draft.objects.count(), Sending.objects.count()) == (0, 0)


def test_taken_once_does_not_confuse_two_persons_with_one_key(send):
    send(text="tram", outbox_key=KEY)
    send(text="tram", outbox_key=KEY, by=UserFactory())

    assert Draft.objects.count() == 2


def test_taken_once_lets_a_plain_form_through(send):
    answer = send(text="tram")

    assert answer.status_code == 302
    assert Sending.objects.count() == 0


@pytest.mark.parametrize("key", ["", "seven", "0b6f8a4e"])
def test_taken_once_takes_no_heed_of_what_is_no_key(send, key):
    send(text="tram", outbox_key=key)
    send(text="bus", outbox_key=key)

    assert Draft.objects.count() == 2


def test_taken_once_leaves_nobody_without_account_a_key(rf):
    view = taken_once(lambda request: HttpResponse("Sign in"))
    request = rf.post("/notes/", {"outbox_key": KEY})
    request.user = AnonymousUser()

    assert view(request).text == "Sign in"


@pytest.mark.parametrize("said", ["", "yesterday", "2026-13-40T10:00:00Z", "2026-11-19T10:00:00"])
def test_written_at_is_none_when_the_phone_does_not_say(rf, said):
    assert written_at(rf.post("/", {"outbox_written": said})) is None


def test_sendings_are_their_writers_alone(stranger, send):
    send(text="tram", outbox_key=KEY)

    assert Sending.objects.visible_to(stranger).count() == 1
    assert Sending.objects.visible_to(UserFactory()).count() == 0
    assert Sending.objects.visible_to(AnonymousUser()).count() == 0

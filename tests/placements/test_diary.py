"""The diary: on a phone that was offline, private to its people, then shared as ideas."""

import datetime
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from innesto.exchanges.models import Idea
from innesto.lineage.queries.thread import thread_of
from innesto.placements.actions.diary import choose_for_note, drop_note, keep_note, share_note
from innesto.placements.models import Note
from innesto.placements.queries.diary import blocks_of, diary_of
from innesto.placements.retention import forget_pictures
from tests.accounts.factories import UserFactory
from tests.placements.factories import NoteFactory, coordinator_of
from tests.practices.factories import a_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(placement):
    return reverse("placements:diary", args=[placement.opening_id])


def test_a_phone_offline_for_three_days_sends_its_diary_twice_and_nothing_is_double(
    client, address, lea
):
    client.force_login(lea)
    queue = [
        {
            "text": f"Giorno {number}",
            "choice": "adapt",
            "outbox_key": str(uuid4()),
            "outbox_written": f"2026-03-{9 + number:02}T18:00:00+01:00",
        }
        for number in range(3)
    ]

    answers = [
        client.post(address, note, headers={"Outbox": "later"}).status_code for note in queue * 2
    ]

    assert answers == [201] * 6
    kept = Note.objects.order_by("written_at").values_list("text", "on")
    assert [*kept] == [(f"Giorno {n}", datetime.date(2026, 3, 9 + n)) for n in range(3)]


def test_keep_note_does_not_believe_a_phone_that_is_ahead(torino, placement, lea):
    ahead = timezone.now() + datetime.timedelta(days=400)

    note = keep_note(torino, placement.opening, by=lea, text="Domani", written_at=ahead)

    assert note.on == timezone.localdate()


def test_the_page_keeps_a_picture_with_its_words(client, address, lea):
    client.force_login(lea)

    wordless = client.post(address, {"text": "Il tavolo", "picture": a_picture()})
    taken = client.post(
        address, {"text": "Il tavolo", "picture": a_picture(), "alt": "Un tavolo", "on": "9/3/2027"}
    )
    page = client.get(address).text
    note = Note.objects.get()
    shown = client.get(reverse("placements:picture", args=[note.exchange_id, note.pk]))

    assert (wordless.status_code, taken.status_code) == (422, 302)
    assert 'alt="Un tavolo"' in page
    assert "Martedì 9 marzo 2027" in page
    assert shown["Content-Type"] == "image/webp"


def test_notes_are_read_by_the_people_of_the_placement_alone_until_they_are_shared(
    placement, lea, rino, stranger
):
    note = NoteFactory(placement=placement, author=lea)
    readers = [lea, rino, coordinator_of(placement.programme), UserFactory(is_staff=True)]
    readers += [stranger, AnonymousUser()]

    before = [Note.objects.visible_to(reader).exists() for reader in readers]
    share_note(note, by=lea)
    after = [Note.objects.visible_to(reader).exists() for reader in readers]

    assert before == [True, True, False, False, False, False]
    assert after == [True] * 6


def test_share_note_makes_an_idea_of_what_comes_home_and_the_thread_shows_it(placement, lea):
    kept = NoteFactory(placement=placement, author=lea, choice="keep")
    parked = NoteFactory(placement=placement, author=lea, choice="park")

    for note in (kept, parked, kept):
        share_note(note, by=lea)

    idea = Idea.objects.get()
    thread = thread_of(idea, viewer=lea)
    assert idea.organisation == kept.side.organisation
    assert [node.work.title for node in thread.came_from] == [str(placement.opening)]


def test_choose_for_note_takes_the_idea_back_when_it_is_parked(placement, lea):
    note = share_note(NoteFactory(placement=placement, author=lea, choice="keep"), by=lea)

    note = choose_for_note(note, choice="park", by=lea)
    parked = Idea.objects.count()
    note = choose_for_note(note, choice="adapt", by=lea)

    assert (parked, Idea.objects.count()) == (0, 1)
    drop_note(note, by=lea)
    assert (Note.objects.count(), Idea.objects.count()) == (0, 0)


def test_only_the_writer_shares_and_takes_back(client, placement, lea, rino):
    note = NoteFactory(placement=placement, author=lea)
    client.force_login(rino)
    doors = [
        reverse(f"placements:{name}", args=[placement.opening_id, note.pk])
        for name in ("share", "choose", "note-drop")
    ]

    assert [client.post(door).status_code for door in doors] == [403, 403, 403]


@pytest.mark.parametrize("count", [1, 3])
def test_the_diary_costs_the_same_for_one_note_and_for_three(
    django_assert_num_queries, placement, lea, count
):
    NoteFactory.create_batch(count, placement=placement, author=lea)

    with django_assert_num_queries(1):
        days = diary_of(placement.opening, viewer=lea)

    assert [len(notes) for _on, notes in days] == [count]


def test_blocks_are_those_of_the_format_else_the_usual_ones(placement):
    assert [key for key, _words in blocks_of(placement.opening)] == [
        "presentation",
        "site-visit",
        "workshop",
        "peer-discussion",
        "shadowing",
    ]


def test_forget_pictures_leaves_the_words_and_what_was_shared(placement):
    old = timezone.now() + datetime.timedelta(days=800)
    picture = {"picture": ContentFile(b"RIFF", "a.webp"), "alt": "Un tavolo"}
    kept = NoteFactory(placement=placement, shared_at=timezone.now(), **picture)
    note = NoteFactory(placement=placement, **picture)

    count = forget_pictures(old)

    note.refresh_from_db()
    kept.refresh_from_db()
    assert (count, note.alt, bool(note.picture), note.text) == (1, "", False, "Un tavolo solo")
    assert kept.picture

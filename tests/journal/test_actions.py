from innesto.journal.actions import record
from innesto.journal.http import in_place_of
from innesto.journal.models import Entry


def test_record_keeps_who_what_and_the_title_of_the_day(stranger, admin):
    record("renamed", stranger, by=admin, before="Stella", after="Stella Straniera")

    entry = Entry.objects.about(stranger).get()
    assert (entry.by, entry.verb, entry.title) == (admin, "renamed", "Stella Straniera")
    assert entry.facts == {"before": "Stella", "after": "Stella Straniera"}


def test_entries_within_finds_what_happened_inside_a_thing(stranger, admin):
    record("greeted", stranger, by=None, within=admin)

    assert [e.verb for e in Entry.objects.within(admin)] == ["greeted"]
    assert Entry.objects.within(stranger).count() == 0


def test_record_names_the_supporter_and_the_person_whose_account_it_was(stranger, admin):
    with in_place_of(stranger.pk, by=admin.pk):
        entry = record("renamed", stranger, by=stranger)

    assert (entry.by, entry.acting_as) == (admin, stranger)


def test_record_leaves_others_alone_while_a_supporter_stands_in(stranger, admin):
    with in_place_of(stranger.pk, by=admin.pk):
        by_schedule = record("renamed", stranger, by=None)
        by_admin = record("renamed", stranger, by=admin)
    after = record("renamed", stranger, by=stranger)

    entries = [(e.by, e.acting_as) for e in (by_schedule, by_admin, after)]
    assert entries == [(None, None), (admin, None), (stranger, None)]

from innesto.journal.actions import record
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

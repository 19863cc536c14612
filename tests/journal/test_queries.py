from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from innesto.journal.actions import record
from innesto.journal.http import in_place_of
from innesto.journal.models import Entry
from innesto.journal.queries import head_of_all, history_of, recent, search_register
from tests.accounts.factories import UserFactory


def test_history_tells_what_happened_to_a_thing_and_inside_it(stranger, admin):
    record("made", admin, by=stranger)
    record("noted", stranger, by=None, within=admin)
    record("made", UserFactory(), by=stranger)

    assert [entry.verb for entry in history_of(admin, stranger)] == ["noted", "made"]


def test_history_names_nobody_to_visitors(stranger, nobody):
    record("made", stranger, by=stranger)

    assert list(history_of(stranger, nobody)) == []


def test_recent_holds_the_own_acts_and_what_befell_oneself(stranger, admin):
    other = UserFactory()
    record("own", admin, by=stranger)
    record("befell", stranger, by=admin)
    record("foreign", other, by=admin)
    with in_place_of(stranger.pk, by=admin.pk):
        record("helped", other, by=stranger)

    assert [entry.verb for entry in recent(stranger)] == ["helped", "befell", "own"]
    assert [entry.verb for entry in recent(admin)] == ["helped", "foreign", "befell", "own"]


def test_search_register_narrows_by_who_verb_and_day(stranger, admin):
    today = timezone.localdate()
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        record("made", admin, by=stranger)
    record("made", admin, by=admin)
    record("noted", admin, by=stranger)

    def found(**wanted):
        return [(e.by.name, e.verb) for e in search_register(admin, **wanted)]

    assert found(who="stella") == [("Stella Straniera", "noted"), ("Stella Straniera", "made")]
    assert found(verb="made") == [("Ada Opera", "made"), ("Stella Straniera", "made")]
    assert found(since=today, who="straniera") == [("Stella Straniera", "noted")]
    assert found(until=today - timedelta(days=1)) == [("Stella Straniera", "made")]


@pytest.mark.django_db
def test_register_is_empty_for_visitors(nobody):
    record("made", UserFactory(), by=None)

    assert list(recent(nobody)) == []


def test_head_of_all_moves_with_each_entry_also_one_that_comes_late(stranger):
    heads = [head_of_all()]
    early = record("made", stranger, by=stranger)
    heads.append(head_of_all())
    record("made", stranger, by=stranger)
    Entry.objects.filter(pk=early.pk).delete()  # as if it were not committed yet
    heads.append(head_of_all())
    early.save(force_insert=True)
    heads.append(head_of_all())

    assert len(set(heads)) == 4
    assert head_of_all() == heads[-1]


def test_head_of_all_is_another_one_after_midnight(db):
    with time_machine.travel("2026-03-01T23:59:00+01:00"):
        before = head_of_all()
    with time_machine.travel("2026-03-02T00:01:00+01:00"):
        assert head_of_all() != before

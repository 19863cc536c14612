from datetime import timedelta

from innesto.toolkit.queries import open_drafts, saved_draft
from tests.toolkit.factories import DraftFactory


def test_saved_draft_is_its_writers_alone(stranger, admin, nobody):
    draft = DraftFactory(user=stranger)

    found = [saved_draft(person, "toolkit:example") for person in (stranger, admin, nobody)]

    assert found == [draft, None, None]


def test_open_drafts_show_the_last_saved_first(stranger):
    older = DraftFactory(user=stranger, title="Older")
    later = older.saved_at + timedelta(minutes=1)
    DraftFactory(user=stranger, subject="7", title="Newer", saved_at=later)
    DraftFactory()

    begun = [title for title, _address in open_drafts(stranger.pk)]
    assert begun == ["Newer", "Older"]


def test_draft_gives_its_answers_back_to_a_form(stranger):
    draft = DraftFactory(answers={"note": ["Half"], "office": ["1", "2"], "gone": []})

    assert draft.initial() == {"note": "Half", "office": ["1", "2"]}

from innesto.toolkit.actions import Sheet, discard_draft, save_draft
from innesto.toolkit.models import Draft
from tests.toolkit.factories import DraftFactory


def test_save_draft_keeps_one_draft_a_form_and_thing(stranger):
    save_draft(Sheet("practices:new"), {"note": ["Half a"]}, by=stranger)
    save_draft(Sheet("practices:new"), {"note": ["Half a sentence"]}, by=stranger)
    save_draft(Sheet("practices:new", subject="7"), {"note": ["Other"]}, by=stranger)

    kept = Draft.objects.order_by("subject").values_list("subject", "answers")
    assert list(kept) == [("", {"note": ["Half a sentence"]}), ("7", {"note": ["Other"]})]


def test_discard_draft_drops_only_ones_own(stranger):
    other = DraftFactory()
    DraftFactory(user=stranger)

    discard_draft("toolkit:example", by=stranger)

    assert list(Draft.objects.all()) == [other]


def test_discard_draft_of_what_is_not_there_does_nothing(stranger):
    discard_draft("toolkit:example", by=stranger)

    assert Draft.objects.count() == 0

import pytest

from innesto.journal.models import Entry
from innesto.organisations.actions import merge_organisations, register_organisation
from innesto.organisations.models import Organisation
from innesto.search import actions
from innesto.search.actions import (
    AlreadyPaused,
    NameTaken,
    NotPaused,
    NotSearched,
    TooManySaved,
    delete_search,
    hand_in,
    move_search_on,
    pause_search,
    rebuild_index,
    rename_search,
    resume_search,
    save_search,
)
from innesto.search.indexing import count_pending, index_pending
from innesto.search.models import Document, Pending, Postings, SavedSearch
from innesto.search.queries import news_of
from tests.organisations.factories import OrganisationFactory
from tests.search.factories import SavedSearchFactory, index_now

pytestmark = pytest.mark.django_db


def titles():
    return list(Document.objects.order_by("title").values_list("title", flat=True))


def test_hand_in_brings_the_thing_into_the_index_after_the_commit(
    stranger, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        register_organisation(by=stranger, name="Comune di Torino", kind="municipality")
        before = titles()

    assert before == []
    assert titles() == ["Comune di Torino"]
    assert Pending.objects.count() == 0


def test_hand_in_takes_out_what_is_gone(stranger, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        kept, twin = (
            register_organisation(by=stranger, name=name, kind="municipality")
            for name in ("Comune di Torino", "Città di Torino")
        )

    with django_capture_on_commit_callbacks(execute=True):
        merge_organisations(kept, twin, by=stranger)

    assert titles() == ["Comune di Torino"]


def test_hand_in_asks_for_one_task_whatever_a_transaction_handed_in(
    django_capture_on_commit_callbacks, django_assert_num_queries
):
    bodies = OrganisationFactory.create_batch(3)

    with django_capture_on_commit_callbacks() as callbacks:
        for body in bodies:
            hand_in("organisation", body.pk)
    callbacks[0]()

    assert titles() == sorted(body.name for body in bodies)
    for callback in callbacks[1:]:
        with django_assert_num_queries(1):
            callback()


def test_hand_in_refuses_an_unknown_kind():
    with pytest.raises(NotSearched):
        hand_in("ghost", 1)


@pytest.mark.parametrize("count", [1, 3])
def test_cards_cost_the_same_for_one_organisation_and_for_three(
    count, django_assert_num_queries, django_capture_on_commit_callbacks
):
    bodies = OrganisationFactory.create_batch(count)
    with django_capture_on_commit_callbacks() as callbacks:
        hand_in("organisation", *(body.pk for body in bodies))

    with django_assert_num_queries(35):
        callbacks[0]()

    assert Document.objects.count() == Organisation.objects.count() == count


def test_rebuild_index_twice_at_once_does_the_work_once():
    OrganisationFactory.create_batch(3)
    rebuild_index()
    rebuild_index()

    assert (count_pending(), index_pending(), index_pending()) == (6, 6, 0)


def test_rebuild_index_leaves_the_postings_of_what_did_not_change(django_assert_num_queries):
    OrganisationFactory.create_batch(2, about="orti urbani")
    index_now()
    before = list(Postings.objects.order_by("term", "block").values_list("term", "block", "data"))
    index_now()

    assert before == list(
        Postings.objects.order_by("term", "block").values_list("term", "block", "data")
    )


def test_indexing_again_keeps_the_number_and_since_when_it_is_there():
    OrganisationFactory(about="orti urbani")
    index_now()
    before = Document.objects.values_list("pk", "since").get()
    index_now()
    OrganisationFactory()
    index_now()

    assert Document.objects.order_by("pk").values_list("pk", "since").first() == before
    first, second = Document.objects.order_by("pk").values_list("pk", flat=True)
    assert second == first + 1


def save(person, name="Orti", **asked):
    return save_search(
        name, **{"text": "orti", "language": "it", "filters": {}, "by": person, **asked}
    )


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_save_search_keeps_it_from_now_on(stranger):
    OrganisationFactory(name="Orti di ieri")
    index_now()

    saved = save(stranger, filters={"country": ["IT", "FR"]})

    assert saved.filters == {"country": ["IT", "FR"]}
    assert news_of(saved) is None
    assert verbs() == ["search_saved"]


def test_save_search_refuses_a_second_one_of_the_same_name(stranger):
    save(stranger)

    with pytest.raises(NameTaken):
        save(stranger, name="ORTI")


def test_save_search_refuses_more_than_one_may_have(stranger, monkeypatch):
    monkeypatch.setattr(actions, "MOST_SAVED", 1)
    save(stranger)

    with pytest.raises(TooManySaved):
        save(stranger, name="Altra")


def test_rename_search_gives_another_name_but_none_that_is_taken(stranger):
    saved, other = save(stranger), save(stranger, name="Altra")
    rename_search(saved, "Orti in città", by=stranger)

    with pytest.raises(NameTaken):
        rename_search(other, "ORTI in città", by=stranger)
    saved.refresh_from_db()
    assert saved.name == "Orti in città"
    assert verbs()[-1] == "search_renamed"


def test_resume_search_skips_what_came_meanwhile(stranger):
    saved = pause_search(save(stranger), by=None)
    OrganisationFactory(name="Orti di mezzo")
    index_now()

    saved = resume_search(saved, by=stranger)

    assert news_of(saved) is None
    assert verbs() == ["search_saved", "search_paused", "search_resumed"]


def test_pause_and_resume_refuse_a_second_time(stranger):
    saved = save(stranger)

    with pytest.raises(NotPaused):
        resume_search(saved, by=stranger)
    pause_search(saved, by=stranger)
    with pytest.raises(AlreadyPaused):
        pause_search(saved, by=stranger)


def test_delete_search_forgets_it(stranger):
    delete_search(save(stranger), by=stranger)

    assert SavedSearch.objects.count() == 0
    assert verbs() == ["search_saved", "search_deleted"]


def test_move_search_on_lets_one_of_two_tell():
    saved = SavedSearchFactory()
    OrganisationFactory(name="Orti nuovi")
    index_now()
    news = news_of(saved)

    assert [move_search_on(saved, news), move_search_on(saved, news)] == [True, False]


def test_move_search_on_tells_nobody_who_paused_meanwhile():
    saved = SavedSearchFactory()
    OrganisationFactory(name="Orti nuovi")
    index_now()
    news = news_of(saved)
    pause_search(saved, by=None)

    assert not move_search_on(saved, news)

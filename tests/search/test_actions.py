import pytest

from innesto.organisations.actions import merge_organisations, register_organisation
from innesto.organisations.models import Organisation
from innesto.search.actions import NotSearched, hand_in
from innesto.search.models import Document, Pending
from tests.organisations.factories import OrganisationFactory

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

    with django_assert_num_queries(33):
        callbacks[0]()

    assert Document.objects.count() == Organisation.objects.count() == count

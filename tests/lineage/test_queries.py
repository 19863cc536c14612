import itertools

import pytest

from innesto.lineage.queries.picture import picture_of, short_picture_of
from innesto.lineage.queries.thread import MOST_WORKS, bonds_of, thread_of
from innesto.organisations.models import Organisation
from tests.lineage.factories import LinkFactory
from tests.organisations.factories import NeedFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def chain(*names):
    """Return needs, each derived from the one before."""
    needs = [NeedFactory(question=name) for name in names]
    for earlier, later in itertools.pairwise(needs):
        LinkFactory(later=later, earlier=earlier, relation="derived_from")
    return needs


def hide(need):
    """Let nobody open a need any more: its organisation was merged into another."""
    Organisation.objects.filter(pk=need.organisation_id).update(merged_into=OrganisationFactory())


@pytest.mark.capability("M-06")
def test_thread_of_goes_both_ways(nobody):
    a, _b, c, d = chain("need", "visit", "practice", "adoption")

    thread = thread_of(c, viewer=nobody)

    assert [(n.work.title, n.step, n.how) for n in thread.nodes] == [
        ("need", -2, "ha dato origine a"),
        ("visit", -1, "ha dato origine a"),
        ("practice", 0, ""),
        ("adoption", 1, "derivata da"),
    ]
    assert [n.work.title for n in thread.came_from] == ["visit", "need"]
    assert [n.work.title for n in thread.came_of_it] == ["adoption"]
    assert [n.work.title for n in thread_of(a, viewer=nobody).came_of_it] == [
        "visit",
        "practice",
        "adoption",
    ]
    assert thread_of(d, viewer=nobody).came_of_it == []


def test_thread_of_ends_at_a_work_the_reader_may_not_open(nobody):
    _a, b, c, _d = chain("need", "secret", "practice", "adoption")
    hide(b)

    thread = thread_of(c, viewer=nobody)

    assert [n.work.title for n in thread.nodes] == ["practice", "adoption"]
    assert len(thread.bonds) == 1
    assert thread_of(b, viewer=nobody) is None


def test_thread_of_leaves_out_relations_that_tell_no_origin(nobody):
    practice, friend = NeedFactory(), NeedFactory(question="friend")
    LinkFactory(later=practice, earlier=friend, relation="supports")

    assert thread_of(practice, viewer=nobody).is_alone
    assert [(b.words, b.work.title) for b in bonds_of(practice, viewer=nobody)] == [
        ("sostiene", "friend")
    ]
    assert [b.words for b in bonds_of(friend, viewer=nobody)] == ["sostenuta da"]


def test_thread_of_survives_a_circle(nobody):
    a, _b, c = chain("a", "b", "c")
    LinkFactory(later=a, earlier=c)

    assert [n.work.title for n in thread_of(a, viewer=nobody).nodes] == ["c", "a", "b"]


def test_thread_of_is_cut_where_it_would_never_end(nobody):
    root = NeedFactory()
    for need in NeedFactory.create_batch(MOST_WORKS):
        LinkFactory(later=need, earlier=root)

    thread = thread_of(root, viewer=nobody)

    assert (len(thread.nodes), thread.is_cut) == (MOST_WORKS, True)


@pytest.mark.parametrize("count", [1, 3])
def test_thread_of_costs_the_same_for_one_work_and_for_three(
    nobody, django_assert_num_queries, count
):
    root = NeedFactory()
    for need in NeedFactory.create_batch(count):
        LinkFactory(later=need, earlier=root)

    with django_assert_num_queries(4):
        thread = thread_of(root, viewer=nobody)

    assert len(thread.came_of_it) == count


def test_bonds_of_hides_what_the_reader_may_not_open(nobody):
    practice, secret = NeedFactory(), NeedFactory()
    LinkFactory(later=practice, earlier=secret, relation="needs")
    hide(secret)

    assert bonds_of(practice, viewer=nobody) == []


def test_picture_has_a_column_a_step_and_a_way_a_link(nobody):
    _a, _b, c, _d = chain("need", "visit", "practice with quite a long name for a picture", "x")

    picture = picture_of(thread_of(c, viewer=nobody))

    assert [spot.x for spot in picture.spots] == [14, 210, 406, 602]
    assert [words for _y, words in picture.spots[2].lines] == [
        "practice with quite a",
        "long name for a picture",
    ]
    assert len(picture.ways) == 3


def test_short_picture_keeps_six_works_around_the_present_one(nobody):
    needs = chain(*"abcdefghij")

    picture = short_picture_of(thread_of(needs[5], viewer=nobody))

    assert [spot.node.work.title for spot in picture.spots] == ["d", "e", "f", "g", "h", "i"]

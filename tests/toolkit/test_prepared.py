from datetime import date, timedelta

from django.db.models import FETCH_RAISE, Count

from innesto.toolkit.models import Draft
from innesto.toolkit.prepared import Prepared
from tests.toolkit.factories import DraftFactory


def test_prepared_question_is_built_once_and_answered_anew(
    stranger, admin, django_assert_num_queries
):
    built = []

    @Prepared
    def forms_of(person: int):
        built.append(person)
        return (
            Draft.objects.filter(user=person, form="a").order_by("subject").values_list("subject")
        )

    DraftFactory(user=stranger, form="a", subject="1")
    DraftFactory(user=admin, form="a", subject="2")

    with django_assert_num_queries(3):
        found = [forms_of(person.pk) for person in (stranger, admin, stranger)]
    DraftFactory(user=stranger, form="a", subject="3")

    assert found == [[("1",)], [("2",)], [("1",)]]
    assert forms_of(stranger.pk) == [("1",), ("3",)]
    assert len(built) == 1


def test_prepared_question_may_take_several_numbers_and_count(stranger, admin):
    @Prepared
    def count(one: int, other: int):
        people = Draft.objects.filter(user__in=[one, other])
        return people.values("form").annotate(count=Count("pk")).values_list("count")

    DraftFactory(user=stranger, form="a")
    DraftFactory(user=admin, form="a")

    assert count(stranger.pk, admin.pk) == [(2,)]
    assert count(stranger.pk, stranger.pk) == [(1,)]


def test_prepared_question_gives_things_with_what_they_are_joined_to(
    stranger, admin, django_assert_num_queries
):
    @Prepared
    def drafts(form: str, since: date, *, newest_first: bool):
        found = Draft.objects.filter(form=form, saved_at__date__gte=since).select_related("user")
        return found.order_by("-pk" if newest_first else "pk").fetch_mode(FETCH_RAISE)

    one, other = DraftFactory(user=stranger, form="a"), DraftFactory(user=admin, form="a")
    DraftFactory(user=stranger, form="b")
    today = one.saved_at.date()

    with django_assert_num_queries(4):
        assert [draft.user for draft in drafts("a", today, newest_first=False)] == [stranger, admin]
        assert drafts("a", today, newest_first=True) == [other, one]
        assert drafts("c", today, newest_first=True) == []
        assert drafts("a", today + timedelta(days=2), newest_first=False) == []

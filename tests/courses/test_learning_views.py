import pytest
from django.urls import reverse

from innesto.courses.models import Progress
from tests.courses.factories import EnrolmentFactory, SectionFactory, TextFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_unit_costs_the_same_in_a_course_of_one_and_of_three(
    client, django_assert_num_queries, count
):
    section = SectionFactory()
    units = UnitFactory.create_batch(count, section=section)
    TextFactory(unit=units[0])
    client.force_login(EnrolmentFactory(course=section.course).person)

    with django_assert_num_queries(8):
        page = client.get(units[0].get_absolute_url()).text

    assert "Uno sportello che ascolta." in page
    assert [unit.title in page for unit in units] == [True] * count


@pytest.mark.capability("D-07")
def test_unit_of_an_open_course_is_read_without_an_account(client):
    text = TextFactory()

    assert "Uno sportello che ascolta." in client.get(text.unit.get_absolute_url()).text


def test_done_goes_on_to_the_next_and_at_the_end_back_to_the_course(client):
    section = SectionFactory()
    first, last = UnitFactory.create_batch(2, section=section)
    client.force_login(EnrolmentFactory(course=section.course).person)

    answers = [client.post(reverse("courses:done", args=[unit.pk])) for unit in (first, last)]

    ways = [answer["Location"] for answer in answers]
    assert ways == [last.get_absolute_url(), section.course.get_absolute_url()]
    assert Progress.objects.filter(finished_at__isnull=False).count() == 2

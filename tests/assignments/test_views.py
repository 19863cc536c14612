import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from innesto.assignments.models import Work
from tests.assignments.factories import AssessmentFactory, AssignmentFactory, WorkFactory
from tests.courses.factories import AuthorFactory, EnrolmentFactory


def test_hand_in_wants_a_text_or_a_file(client, db):
    assignment = AssignmentFactory()
    client.force_login(EnrolmentFactory(course=assignment.unit.course).person)
    url = reverse("assignments:hand-in", args=[assignment.unit.pk])

    refused = client.post(url, {"text": " "})
    handed_in = client.post(url, {"text": "Apriamo il martedì."})

    assert (refused.status_code, handed_in.url) == (422, assignment.unit.get_absolute_url())
    assert Work.objects.get().text == "Apriamo il martedì."


def test_assess_shows_no_name_and_sends_points_and_words(client, db):
    assessment = AssessmentFactory()
    client.force_login(assessment.enrolment.person)
    url = assessment.get_absolute_url()

    page = client.get(url).text
    client.post(url, {"criterion_a": "2", "criterion_b": "1", "words": "Chiaro."})

    assessment.refresh_from_db()
    assert str(assessment.work.enrolment.person) not in page
    assert (assessment.points, assessment.words) == ({"a": 2, "b": 1}, "Chiaro.")


def test_file_hides_the_name_its_writer_gave_it_from_peers(client, db):
    work = WorkFactory(file=ContentFile(b"%PDF-1.7", "rossi.pdf"), file_name="rossi.pdf")
    peer = AssessmentFactory(work=work).enrolment.person
    url = reverse("assignments:file", args=[work.pk])

    names = []
    for person in (work.enrolment.person, peer):
        client.force_login(person)
        names.append("rossi" in client.get(url)["Content-Disposition"])

    assert names == [True, False]


@pytest.mark.parametrize("count", [1, 3])
def test_works_cost_the_same_for_one_and_for_three(client, db, django_assert_num_queries, count):
    assignment = AssignmentFactory()
    WorkFactory.create_batch(count, assignment=assignment)
    client.force_login(AuthorFactory(course=assignment.unit.course).person)
    url = reverse("assignments:works", args=[assignment.unit.pk])

    with django_assert_num_queries(8):
        page = client.get(url).text

    assert page.count("ancora senza risultato") == count


def test_edit_writes_one_language_and_keeps_the_other(client, db):
    assignment = AssignmentFactory()
    client.force_login(AuthorFactory(course=assignment.unit.course).person)
    url = reverse("assignments:edit", args=[assignment.unit.pk])

    client.post(
        url,
        {
            "words": "Descrivi l’ufficio.",
            "peers": "3",
            "pass_mark": "50",
            "criterion_1": "È breve",
            "points_1": "5",
            "criterion_2": "",
        },
    )

    assignment.refresh_from_db()
    assert assignment.task == {"it": "Descrivi l’ufficio.", "en": "Describe your help desk."}
    assert [(one["text"].get("it"), one["points"]) for one in assignment.rubric] == [
        ("È breve", 5),
        (None, 1),
    ]


def test_the_unit_says_what_the_learner_does_next(client, db):
    work = WorkFactory()
    client.force_login(work.enrolment.person)

    page = client.get(work.assignment.unit.get_absolute_url()).text

    assert reverse("assignments:take", args=[work.assignment.unit.pk]) in page

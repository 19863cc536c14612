import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from innesto.documents.actions import ask_for_document, hand_in_document
from innesto.documents.models import Document
from innesto.documents.queries.lists import documents_waiting_for
from tests.accounts.factories import UserFactory
from tests.documents.factories import DocumentFactory, ReportingFactory
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2027, 4, 1)


@pytest.fixture
def owed():
    partner = PartnerFactory(programme=ReportingFactory(slug="reporting"), roles=["city"])
    return ask_for_document(
        partner.programme, "report", by=None, partner=partner, due_on=datetime.date(2027, 3, 25)
    )


@pytest.fixture
def colleague(owed):
    return MembershipFactory(organisation=owed.partner.organisation).person


@pytest.fixture
def coordinator(owed):
    person = UserFactory()
    ParticipantFactory(programme=owed.programme, user=person, may_coordinate=True)
    return person


def write(client, document, **sent):
    return client.post(reverse("documents:write", args=[document.pk]), {"language": "it", **sent})


def test_write_hands_in_every_kind_of_answer(client, owed, colleague):
    client.force_login(colleague)

    response = write(
        client, owed, answer_learned="Si può", answer_ideas=["Uno", "", "Due"],
        answer_cost="1200.50", answer_on="24 marzo 2027", answer_size="molto", answer_again="on",
        answer_page="https://example.org/", answer_capacity="2",
        answer_proof=SimpleUploadedFile("prova.txt", b"vista"),
    )  # fmt: skip

    owed.refresh_from_db()
    assert (response.status_code, owed.state) == (302, "handed_in")
    assert owed.answers == {
        "learned": "Si può", "gave": "", "ideas": ["Uno", "Due"], "cost": "1200.5",
        "on": "2027-03-24", "size": "molto", "again": True, "page": "https://example.org/",
        "capacity": "2", "proof": "prova.txt",
    }  # fmt: skip


def test_write_answers_422_while_something_needed_is_missing(client, owed, colleague):
    client.force_login(colleague)

    response = write(client, owed, answer_gave="Gli orti")

    owed.refresh_from_db()
    assert (response.status_code, owed.state) == (422, "owed")


def test_write_saves_with_gaps_for_colleagues(client, owed, colleague):
    client.force_login(colleague)

    write(client, owed, answer_gave="Gli orti", save="1")
    page = client.get(reverse("documents:write", args=[owed.pk])).text

    owed.refresh_from_db()
    assert owed.state == "draft"
    assert "Gli orti" in page


def test_write_gives_more_rows_without_script_and_keeps_what_was_typed(client, owed, colleague):
    client.force_login(colleague)

    response = write(
        client, owed, answer_ideas=["Uno", "Due"], answer_gave="Orti", more_rows="answer_ideas"
    )

    assert response.status_code == 200
    typed = ('value="Uno"', 'value="Due"', "Orti</textarea>")
    assert [response.text.count(it) for it in typed] == [1, 1, 1]
    assert response.text.count('name="answer_ideas"') == 4  # no more than the form allows


def test_write_refuses_more_rows_than_the_form_wants(client, owed, colleague):
    client.force_login(colleague)

    response = write(client, owed, answer_learned="Sì", answer_ideas=list("abcde"))

    assert response.status_code == 422


def test_detail_hides_a_draft_from_the_coordination_and_shows_it_once_given(
    client, owed, colleague, coordinator
):
    Document.objects.filter(pk=owed.pk).update(answers={"learned": "Si può"}, state="draft")
    client.force_login(coordinator)

    before = client.get(owed.get_absolute_url()).text
    hand_in_document(owed, {"learned": "Si può"}, by=colleague)
    after = client.get(owed.get_absolute_url()).text

    assert ("Si può" in before, "Si può" in after) == (False, True)


def test_survey_of_others_is_hidden_from_who_takes_part(client, owed, colleague):
    theirs = DocumentFactory(
        programme=owed.programme, partner=PartnerFactory(programme=owed.programme), kind="survey",
        state="handed_in", handed_in_at=owed.asked_at,
    )  # fmt: skip
    client.force_login(colleague)

    assert client.get(theirs.get_absolute_url()).status_code == 404


def test_public_report_is_read_by_everyone_once_handed_in(client, owed, colleague):
    before = client.get(owed.get_absolute_url()).status_code
    hand_in_document(owed, {"learned": "Si può"}, by=colleague)

    after = client.get(owed.get_absolute_url())

    assert (before, after.status_code, "Si può" in after.text) == (404, 200, True)


def test_extend_page_refuses_an_earlier_day(client, owed, coordinator):
    client.force_login(coordinator)
    url = reverse("documents:extend", args=[owed.pk])

    response = client.post(url, {"until": "2027-03-20", "reason": "Ferie"})

    assert response.status_code == 422


def test_ask_page_asks_the_partners_that_were_ticked(client, owed, coordinator):
    client.force_login(coordinator)
    url = reverse("documents:ask", args=["reporting"])

    client.post(url, {"template": "needs", "partners": [owed.partner_id], "due_on": "2027-05-01"})

    assert Document.objects.filter(template="needs").get().partner == owed.partner


def test_what_is_owed_and_what_is_to_read_wait_on_desks(owed, colleague, coordinator):
    late = documents_waiting_for(colleague, TODAY)
    hand_in_document(owed, {}, by=colleague)
    to_read = documents_waiting_for(coordinator, TODAY)

    assert [(one.due, one.url) for one in late] == [(owed.due_on, f"/documenti/{owed.pk}/scrivi/")]
    assert [one.url for one in to_read] == ["/programmi/reporting/documenti/?state=handed_in"]


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_document_and_for_three(
    client, coordinator, owed, django_assert_num_queries, count
):
    DocumentFactory.create_batch(count, programme=owed.programme)
    client.force_login(coordinator)
    url = reverse("documents:index", args=["reporting"])
    client.get(url)

    with django_assert_num_queries(INDEX):
        client.get(url)


INDEX = 8


def test_the_desk_groups_what_is_due_and_leaves_out_what_is_due_much_later(owed, colleague):
    for number, due in enumerate(("2027-04-20", "2027-08-20")):
        DocumentFactory(
            programme=owed.programme,
            partner=owed.partner,
            template="report",
            occasion=f"visit-{number}",
            due_on=due,
        )

    [row] = documents_waiting_for(colleague, TODAY)

    assert (row.due, "2 da scrivere" in row.title) == (owed.due_on, True)
    assert row.url == "/programmi/reporting/documenti/?q=report&state=owed"

"""A plan taken elsewhere: document, spreadsheet, calendar."""

import datetime
import io

import pytest
from django.urls import reverse
from icalendar import Calendar
from python_calamine import load_workbook

from innesto.exchanges.queries.plan_document import plan_document
from innesto.exchanges.views.files import PAPER
from innesto.rounds.letters.proposal import ConflictRule
from innesto.toolkit.paper.ask import NotPrinted, printed
from tests.exchanges.conftest import proposal_of
from tests.exchanges.factories import PlanWishFactory

pytestmark = pytest.mark.django_db


def file_of(client, plan, name):
    return client.get(reverse(f"exchanges:{name}", args=[plan.programme.slug, plan.pk]))


def test_sheet_has_a_line_for_each_seat_and_the_proof(client, plan, coordinator):
    client.force_login(coordinator)

    book = load_workbook(io.BytesIO(file_of(client, plan, "plan-sheet").content))

    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][0] == "2027-03-03"
    assert [row[6:8] for row in rows[1:4]] == [
        ["Asti", "ospita"],
        ["Cuneo", "va"],
        ["Torino", "va"],
    ]
    assert len([row for row in rows if row[0].startswith("2027")]) == 9


def test_dates_are_tentative_events(client, plan, coordinator):
    client.force_login(coordinator)

    calendar = Calendar.from_ical(file_of(client, plan, "plan-dates").content)

    events = calendar.walk("VEVENT")
    assert {str(event["status"]) for event in events} == {"TENTATIVE"}
    assert len({str(event["uid"]) for event in events}) == 3
    assert events[0].decoded("dtstart") == datetime.date(2027, 3, 3)
    assert str(events[0]["location"]) == "Asti"


def test_files_of_a_plan_without_an_answer_do_not_exist(client, plan, coordinator):
    plan.proposal, plan.state = None, "stopped"
    plan.save()
    client.force_login(coordinator)

    assert file_of(client, plan, "plan-sheet").status_code == 404


@pytest.mark.parametrize("status", ["optimal", "infeasible"])
def test_document_is_a_tagged_pdf(client, plan, coordinator, status):
    if status == "infeasible":
        words = {"it": "Asti ospita il 3 marzo"}
        rule = ConflictRule(id="x", words=words)
        plan.proposal = proposal_of(status=status, objective=None, gap=None, conflict=(rule,))
        plan.save()
    client.force_login(coordinator)

    response = file_of(client, plan, "plan-document")

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].endswith('.pdf"')
    assert response.content.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in response.content


def test_document_says_what_its_page_says_in_the_order_of_paper(plan, coordinator):
    PlanWishFactory(programme=plan.programme, exchange_key="visit.1", by=coordinator)

    said = plan_document(plan, address="https://innesto.example.org/piano/1/")

    assert (said["lang"], said["title"]) == ("it", "Piano per Round-table")
    assert [row[:3] for board in said["boards"] for row in board["rows"]] == [
        ("3 marzo 2027", "Visita", "Asti"),
        ("10 marzo 2027", "Visita", "Cuneo"),
        ("17 marzo 2027", "Visita", "Torino"),
    ]
    assert dict(said["proof"])["Scarto"] == "0 %"
    assert [one["title"] for one in said["notes"]] == ["Che cosa è stato fissato o escluso"]
    assert said["certificate"].startswith("Verificato da un secondo calcolo indipendente.")


def test_the_same_words_give_the_same_bytes(plan):
    said = plan_document(plan, address="https://innesto.example.org/piano/1/")

    assert printed(PAPER, said) == printed(PAPER, said)


def test_a_document_that_cannot_be_set_is_refused_with_its_reason():
    with pytest.raises(NotPrinted, match='key "title"'):
        printed(PAPER, {})

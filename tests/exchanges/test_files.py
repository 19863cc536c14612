"""A plan taken elsewhere: spreadsheet, calendar."""

import datetime
import io

import pytest
from django.urls import reverse
from icalendar import Calendar
from python_calamine import load_workbook

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

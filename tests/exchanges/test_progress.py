import datetime

import pytest
from django.urls import reverse

from innesto.exchanges.queries.progress import progress_of
from innesto.exchanges.queries.visits import visit_matrix
from tests.exchanges.factories import CLUSTER, ExchangeFactory, SeatFactory
from tests.programmes.factories import PartnerFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db

MEETINGS = """\
blueprint: 1
key: community
identity:
  name: {it: Comunità, en: Community}
  summary: {it: Giornate e mezze giornate., en: Days and half-days.}
roles:
  - {key: city, label: {it: Città, en: City}}
  - {key: guest, label: {it: Ospite, en: Guest}}
formats:
  - key: in-person-day
    label: {it: Giornata in presenza, en: Day in person}
    kind: {it: incontro, en: meeting}
    length: 1 day
    times: 2
    host: {role: city, who: any}
  - key: online-half-day
    label: {it: Mezza giornata online, en: Half-day online}
    kind: {it: incontro, en: meeting}
    mode: online
    length: 1 half-day
    times: 8
"""


@pytest.fixture
def meetings(db):
    programme = ProgrammeFactory(slug="community", blueprint=MEETINGS, state="running")
    days = [("in-person-day", 2, "held")] * 2
    days += [("online-half-day", 1, "held")] * 3 + [("online-half-day", 1, "announced")] * 5
    for number, (format_, half_days, state) in enumerate(days):
        ExchangeFactory(
            programme=programme, format=format_, half_days=half_days, state=state,
            starts_on=datetime.date(2027, 1, 11) + datetime.timedelta(days=number),
        )  # fmt: skip
    ExchangeFactory(programme=programme, format="online-half-day", state="cancelled")
    ExchangeFactory(programme=programme, format="", kind="Incontro libero")
    return programme


@pytest.mark.capability("T-11")
def test_two_days_and_eight_half_days_are_six_of_six_days(client, meetings):
    found = progress_of(meetings)

    assert (float(found.fixed), str(found.whole.wanted_days)) == (6, "6 giorni")
    assert float(found.done) == 3.5
    assert [(one.wanted, one.done, one.planned, one.missing) for one in found.formats] == [
        (2, 2, 0, 0),
        (8, 3, 5, 0),
    ]
    page = client.get(reverse("exchanges:progress", args=[meetings.slug]))
    assert "<strong>6 di 6 giorni</strong>" in page.text
    assert "<strong>3,5 di 6 giorni</strong>" in page.text


@pytest.fixture
def cluster(db):
    return ProgrammeFactory(slug="cluster", blueprint=CLUSTER, state="running")


@pytest.fixture
def members(cluster):
    found = {}
    for name in ("Asti", "Cuneo", "Torino", "Lontana"):
        partner = PartnerFactory(
            programme=cluster, organisation__name=name, organisation__slug=name.lower()
        )
        partner.roles.create(role="city")
        partner.strands.create(strand="blue" if name == "Lontana" else "green")
        found[name] = partner
    return found


@pytest.fixture
def visited(cluster, members):
    """Asti hosted both, Cuneo is to host Asti, and Torino declined."""
    held = ExchangeFactory(programme=cluster, format="workshop", scope="green", state="held")
    planned = ExchangeFactory(
        programme=cluster, format="workshop", scope="green", starts_on=datetime.date(2027, 9, 6)
    )
    seats = [
        (held, "Asti", "host", "accepted"), (held, "Cuneo", "guest", "accepted"),
        (held, "Torino", "guest", "accepted"), (planned, "Cuneo", "host", "accepted"),
        (planned, "Asti", "guest", "asked"), (planned, "Torino", "guest", "declined"),
    ]  # fmt: skip
    for exchange, name, part, answer in seats:
        reason = "Elezioni" if answer == "declined" else ""
        SeatFactory(
            exchange=exchange, partner=members[name], part=part, answer=answer, reason=reason
        )
    return held, planned


@pytest.mark.capability("M-16")
def test_progress_counts_by_strand_and_by_role(cluster, visited):
    found = progress_of(cluster)

    green = next(part for part in found.parts if part.label == "Verde").counts[0]
    assert (green.wanted, green.done, green.planned, green.missing) == (3, 1, 1, 1)
    [role] = found.roles
    assert (role.hosts_done, role.hosts_planned, role.goes_done, role.goes_planned) == (1, 1, 2, 1)
    assert role.nowhere == ["Lontana"]


@pytest.mark.capability("C-21")
def test_the_matrix_says_who_visited_whom_and_who_still_hosts(cluster, visited):
    matrix = visit_matrix(cluster, "green")

    shown = {
        (row.name, cell.host): [visit.is_done for visit in cell.visits]
        for row in matrix.rows
        for cell in row.cells
        if not cell.is_self
    }
    assert shown == {
        ("Asti", "Cuneo"): [False], ("Asti", "Torino"): [],
        ("Cuneo", "Asti"): [True], ("Cuneo", "Torino"): [],
        ("Torino", "Asti"): [True], ("Torino", "Cuneo"): [],
    }  # fmt: skip
    assert (matrix.hosts_to_come, matrix.hosts_missing) == (["Cuneo"], ["Torino"])
    assert [row.missing for row in matrix.rows] == [["Torino"], ["Torino"], ["Cuneo"]]


@pytest.mark.capability("M-02")
def test_two_sides_give_and_receive(cluster, members, visited):
    rows = {row.name: row for row in visit_matrix(cluster, "green").rows}

    assert rows["Asti"].has_hosted
    assert [cell.host for cell in rows["Asti"].cells if cell.visits] == ["Cuneo"]


def test_visits_is_a_table_with_names_for_rows_and_columns(client, cluster, visited):
    page = client.get(reverse("exchanges:visits", args=["cluster", "green"]))

    assert page.text.count('scope="row"') == 3
    assert 'data-label="Torino"' in page.text
    assert client.get(reverse("exchanges:visits", args=["cluster", "red"])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_progress_costs_the_same_for_one_exchange_and_for_three(
    client, cluster, django_assert_num_queries, count
):
    ExchangeFactory.create_batch(count, programme=cluster, format="workshop", scope="green")

    with django_assert_num_queries(24):
        client.get(reverse("exchanges:progress", args=["cluster"]))


@pytest.mark.parametrize("count", [1, 3])
def test_visits_cost_the_same_for_one_exchange_and_for_three(
    client, cluster, members, django_assert_num_queries, count
):
    for exchange in ExchangeFactory.create_batch(count, programme=cluster, scope="green"):
        SeatFactory(exchange=exchange, partner=members["Asti"], part="host")

    with django_assert_num_queries(10):
        client.get(reverse("exchanges:visits", args=["cluster", "green"]))

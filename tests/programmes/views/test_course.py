from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from innesto.programmes.actions.calendar import enter_phase, extend_deadline, shift_milestone
from innesto.programmes.actions.logic import record_actual
from innesto.programmes.actions.programme import create_programme
from innesto.programmes.queries.register import people_of
from tests.accounts.factories import UserFactory
from tests.programmes.factories import (
    DUE,
    LIVELY,
    ParticipantFactory,
    PartnerFactory,
    ProgrammeFactory,
)


@pytest.fixture
def open_programme(lively):
    lively.state = "running"
    lively.save()
    return lively


def page_of(client, name, programme):
    return client.get(reverse(f"programmes:{name}", args=[programme.slug]))


@pytest.mark.capability("M-01")
@pytest.mark.capability("S-14")
@pytest.mark.parametrize("count", [1, 3])
def test_phases_show_where_each_partner_stands(
    client, django_assert_num_queries, open_programme, coordinator, count
):
    for _ in range(count):
        partner = PartnerFactory(programme=open_programme)
        enter_phase(open_programme, "learn", on="2020-02-01", partner=partner, by=coordinator)
        PartnerFactory(programme=open_programme)

    with django_assert_num_queries(7):
        page = page_of(client, "phases", open_programme)

    prepare, learn = page.context["courses"]
    assert (prepare.now_count, learn.now_count, len(learn.now)) == (0, count, count)
    assert learn.phase.peer_learning
    assert len(page.context["waiting"]) == count


@pytest.mark.capability("M-23")
@pytest.mark.parametrize("count", [1, 3])
def test_dates_show_every_move_with_its_reason(
    client, django_assert_num_queries, open_programme, coordinator, count
):
    conference = open_programme.milestones.get(key="format.conference")
    for number in range(count):
        shift_milestone(
            conference, f"2021-04-{16 + number}", reason=f"Motivo {number}", by=coordinator
        )

    with django_assert_num_queries(3):
        page = page_of(client, "dates", open_programme).text

    assert [f"Motivo {number}" in page for number in range(count)] == [True] * count
    assert "2020" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("it", "2 mesi dopo l’inizio"),
        ("de", "2 Monate nach dem Anfang"),
        ("sv", "2 månader efter starten"),
        ("fi", "2 kuukautta ohjelman alun jälkeen"),
        ("en", "2 months after start"),
    ],
)
def test_date_shift_asks_and_hears_in_the_language_of_the_reader(
    client, admin, open_programme, language, words
):
    client.force_login(admin)
    conference = open_programme.milestones.get(key="format.conference")
    address = reverse("programmes:date-shift", args=[open_programme.slug, conference.pk])
    spoken = {"HTTP_ACCEPT_LANGUAGE": language}

    asked = client.get(address, **spoken).text
    unheard = client.post(address, {"moment": "domani", "reason": "Sala"}, **spoken)
    moved = client.post(address, {"moment": words, "reason": "Sala"}, **spoken)

    conference.refresh_from_db()
    assert words in asked
    assert (unheard.status_code, moved.status_code) == (422, 302)
    assert conference.moment == "2 months after start"


@pytest.mark.capability("T-07")
@pytest.mark.parametrize("count", [1, 3])
def test_logic_tree_shows_planned_beside_actual_at_any_depth(
    client, django_assert_num_queries, open_programme, coordinator, count
):
    node = open_programme.logic_nodes.get(key="days")
    record_actual(node, actual="1.5", outcome="Mezza giornata in meno", by=coordinator)
    for number in range(count):
        node = open_programme.logic_nodes.create(key=f"n{number}", level="action", parent=node)

    with django_assert_num_queries(2):
        page = page_of(client, "logic", open_programme).text

    assert ("Mezza giornata in meno" in page, "1,5" in page) == (True, True)


@pytest.mark.parametrize("count", [1, 3])
def test_people_are_named_to_whoever_takes_part_and_to_nobody_else(
    client, django_assert_num_queries, open_programme, count
):
    people = ParticipantFactory.create_batch(count, programme=open_programme)
    officer = ParticipantFactory(programme=open_programme, user=UserFactory(name="Olga Opera"))

    strangers_page = page_of(client, "people", open_programme).text
    client.force_login(officer.user)
    officers_page = page_of(client, "people", open_programme).text
    with django_assert_num_queries(1):
        found = people_of(open_programme, viewer=officer.user)
        bodies = [person.partner and person.partner.organisation.name for person in found]

    assert [person.name in strangers_page for person in people] == [False] * count
    assert [person.name in officers_page for person in people] == [True] * count
    assert len(bodies) == count + 2


@pytest.mark.django_db
@pytest.mark.capability("C-34")
@pytest.mark.capability("Q10")
def test_identity_shows_blanks_as_blanks_and_not_as_zero(client):
    programme = ProgrammeFactory()

    page = page_of(client, "identity", programme).text

    assert page.count("non noto") >= 5
    assert "0,00" not in page


@pytest.mark.django_db
@pytest.mark.capability("C-33")
def test_the_notice_of_the_funder_stands_on_every_page_of_the_programme(client):
    programme = ProgrammeFactory(lively=True, notices={"it": "Cofinanziato dal Fondo Esempio."})

    pages = [page_of(client, name, programme).text for name in ("partners", "dates", "blueprint")]

    assert ["Cofinanziato dal Fondo Esempio." in page for page in pages] == [True] * 3


@pytest.mark.django_db
@pytest.mark.capability("C-05")
def test_the_framing_question_of_a_strand_is_read_aloud(client):
    programme = ProgrammeFactory(lively=True)

    assert "Come si comincia?" in page_of(client, "blueprint", programme).text


@pytest.fixture
def due(coordinator):
    """A running programme in which Asti owes a document until 30 November 2019."""
    programme = create_programme(LIVELY + DUE, by=coordinator)
    programme.state = "running"
    programme.save()
    PartnerFactory(
        programme=programme,
        organisation__name="Comune di Asti",
        organisation__slug="asti",
        roles=["host_city"],
    )
    return programme


def test_deadline_is_extended_from_its_page_and_every_extension_shown(client, due, coordinator):
    TOTP.activate(coordinator, "JBSWY3DPEHPK3PXP")
    client.force_login(coordinator)
    url = reverse(
        "programmes:deadline-extend", args=[due.slug, "signed"], query={"subject": "asti"}
    )
    sent = {"until": "31/3/2020", "reason": "La giunta si riunisce dopo"}

    asked = client.get(url).text
    client.post(url, sent)
    refused = client.post(url, sent)
    client.post(url, {"until": "30/6/2020", "reason": "Elezioni"})
    page = page_of(client, "dates", due).text

    assert "L’accordo è firmato: Comune di Asti" in asked
    assert refused.status_code == 422
    assert "La scadenza è 31 marzo 2020" in refused.text
    assert [words in page for words in ("30 novembre 2019", "La giunta", "Elezioni")] == [True] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_dates_with_deadlines_cost_the_same_for_one_extension_and_for_three(
    client, django_assert_num_queries, due, coordinator, count
):
    for number in range(count):
        extend_deadline(
            due,
            "signed",
            until=date(2020, 1, 1 + number),
            reason=f"Motivo {number}",
            by=coordinator,
        )
    page_of(client, "dates", due)

    with django_assert_num_queries(19):
        page = page_of(client, "dates", due).text

    assert [f"Motivo {number}" in page for number in range(count)] == [True] * count

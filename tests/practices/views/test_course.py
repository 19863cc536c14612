import pytest
from django.urls import reverse
from django.utils import timezone

from innesto.practices.actions.course import ask_for_changes, submit_practice
from innesto.practices.models import Practice, ReviewSetting
from innesto.practices.queries.adoptions import waiting_for
from tests.practices.factories import (
    EvidenceFactory,
    PracticeFactory,
    colleague_of,
    coordinator_of,
)
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db
State = Practice.State


def post(client, name, practice, **sent):
    answer = client.post(reverse(f"practices:{name}", args=[practice.slug]), sent)
    practice.refresh_from_db()
    return answer


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def coordinator(client, programme):
    person = coordinator_of(programme)
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("decision", "reason", "state"),
    [
        ("publish", "", State.PUBLISHED),
        ("changes", "Mancano i costi", State.CHANGES),
        ("refuse", "Non è di un comune", State.REFUSED),
    ],
)
def test_review_decides(client, programme, coordinator, decision, reason, state):
    practice = PracticeFactory(complete=True, state=State.SUBMITTED, programme=programme)

    post(client, "review", practice, decision=decision, reason=reason)

    assert (practice.state, practice.reason) == (state, reason)


def test_review_sends_nobody_back_without_a_word(client, programme, coordinator):
    practice = PracticeFactory(complete=True, state=State.SUBMITTED, programme=programme)

    answer = post(client, "review", practice, decision="refuse")

    assert (answer.status_code, practice.state) == (422, State.SUBMITTED)


def test_whoever_decides_on_a_sheet_sent_again_reads_what_was_asked(client, programme, coordinator):
    practice = PracticeFactory(complete=True, state=State.SUBMITTED, programme=programme)
    author = colleague_of(practice)
    ask_for_changes(practice, by=coordinator, reason="Mancano i costi")
    client.force_login(author)
    given_back = client.get(practice.get_absolute_url()).text
    submit_practice(practice, by=author)
    client.force_login(coordinator)

    again = client.get(practice.get_absolute_url()).text

    assert "Sistema quello che ti chiedono" in given_back
    assert ("È stata restituita" in again, "Mancano i costi" in again) == (True, True)
    assert waiting_for(coordinator)[0].url == practice.get_absolute_url()


@pytest.mark.parametrize("decision", ["publish", "changes"])
def test_whoever_decides_second_is_told_that_a_colleague_was_faster(
    client, programme, coordinator, decision
):
    practice = PracticeFactory(complete=True, state=State.SUBMITTED, programme=programme)
    first = post(client, "review", practice, decision=decision, reason="Mancano i costi")
    second = client.post(
        reverse("practices:review", args=[practice.slug]), {"decision": "publish"}, follow=True
    )

    assert (first.status_code, second.status_code) == (302, 200)
    assert "Qualcuno è stato più veloce" in second.text


def test_opinion_is_signed_by_an_expert_of_the_programme(client, programme):
    expert = coordinator_of(programme, may_contribute=True)
    practice = PracticeFactory(validated=True, state=State.PUBLISHED, programme=programme)
    client.force_login(expert)
    answers = {"role": "Ricercatrice", "text": "Funziona", "score": "5", "validates": "on"}

    missing = post(client, "opinion", practice, **answers)
    EvidenceFactory(practice=practice)
    post(client, "opinion", practice, **answers)

    assert missing.status_code == 422
    assert (practice.state, practice.opinions.get().by) == (State.VALIDATED, expert)


@pytest.mark.capability("S-03")
def test_check_and_the_list_of_those_that_are_late(client, programme, coordinator):
    practice = PracticeFactory(
        published=True, programme=programme, next_check_on="2026-01-01", title="Orti urbani"
    )
    late = reverse("practices:of-programme", args=[programme.slug])

    assert "Verifiche in ritardo" in client.get(late).text
    refused = post(client, "check", practice, verdict="alive", next_on="2020-01-01")
    post(client, "check", practice, verdict="alive", figures="40 orti")

    assert (refused.status_code, practice.state) == (422, State.MONITORED)
    assert "Verifiche in ritardo" not in client.get(late).text


def test_recheck_archive_and_revive(client, programme, coordinator):
    practice = PracticeFactory(published=True, programme=programme)

    post(client, "recheck", practice, reason="Il sito tace")
    assert practice.state == State.RECHECK
    post(client, "archive", practice, reason="Superata")
    assert practice.state == State.ARCHIVED
    post(client, "revive", practice)
    assert practice.state == State.RECHECK


def test_blind_is_chosen_by_the_coordination(client, programme, coordinator):
    client.post(reverse("practices:blind", args=[programme.slug]), {"is_blind": "1"})

    assert ReviewSetting.objects.get().is_blind


def test_a_colleague_sees_the_draft_and_no_stranger_does(client, stranger):
    practice = PracticeFactory()
    url = practice.get_absolute_url()
    client.force_login(stranger)
    assert client.get(url).status_code == 404

    client.force_login(colleague_of(practice))

    assert client.get(url).status_code == 200


@pytest.mark.capability("S-03")
def test_nobody_calls_alive_what_was_to_be_checked_and_was_not(client, programme, coordinator):
    late = PracticeFactory(
        published=True,
        programme=programme,
        state="monitored",
        checked_on="2025-01-10",
        next_check_on=timezone.localdate(),
    )
    owner = colleague_of(late, is_referent=True)

    sheet = client.get(late.get_absolute_url()).text
    listed = client.get(reverse("practices:index", query={"stato": "recheck"})).text
    alive = client.get(reverse("practices:index", query={"stato": "monitored"})).text

    assert "Da verificare di nuovo" in sheet
    assert "Viva: verificata" not in sheet
    assert (late.title in listed, late.title in alive) == (True, False)
    for person in (owner, coordinator):
        client.force_login(person)
        assert f"«{late.title}» è ancora viva?" in client.get(reverse("portal:desk")).text
        assert "La verifica scadeva" in client.get(late.get_absolute_url()).text

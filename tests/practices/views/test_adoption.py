import pytest
from django.urls import reverse

from innesto.practices.models import Adoption, FollowUp
from tests.organisations.factories import MembershipFactory
from tests.places.factories import CountryFactory, PlaceFactory
from tests.practices.factories import (
    AdoptionFactory,
    PracticeFactory,
    TranslationFactory,
    colleague_of,
)

pytestmark = pytest.mark.django_db
State = Adoption.State
FIGURE = {"claim": "Giorni d’attesa", "figure": "24", "unit": "giorni", "source": "Registro"}


def post(client, name, pk, *more, **sent):
    return client.post(reverse(f"practices:{name}", args=[pk, *more]), sent)


@pytest.fixture
def adopter(client):
    membership = MembershipFactory(
        organisation__place=PlaceFactory(name="Asti", population=74_000), organisation__name="Asti"
    )
    client.force_login(membership.person)
    return membership


@pytest.mark.capability("S-04")
@pytest.mark.capability("S-07")
def test_adopt_asks_from_the_sheet_with_office_and_motive(client, adopter):
    practice = PracticeFactory(published=True)
    url = reverse("practices:adopt", args=[practice.slug])

    assert url in client.get(practice.get_absolute_url()).text
    client.post(url, {"organisation": adopter.organisation_id, "motive": "Anche da noi"})
    adoption = Adoption.objects.get()
    again = client.post(url, {"organisation": adopter.organisation_id, "motive": "Di nuovo"})

    assert (adoption.organisation, adoption.state) == (adopter.organisation, State.ASKED)
    assert again["Location"] == adoption.get_absolute_url()


def test_detail_explains_how_two_contexts_differ(client, adopter):
    poland = CountryFactory(code="PL", names={"it": "Polonia"})
    lodz = PlaceFactory(name="Łódź", country=poland, code="", population=660_000)
    practice = PracticeFactory(
        validated=True, place=lodz, cost=66_300, staff_days=90, context_needed="<p>Un accordo</p>"
    )
    adoption = AdoptionFactory(
        practice=practice, organisation=adopter.organisation, budget=5_000, conditions=""
    )

    page = client.get(adoption.get_absolute_url()).text

    for words in (
        "Là ci sono 8,9 volte le persone",
        "Un altro paese: chiedi su quale legge",
        "sarebbero circa 7.400 €",
        "Il tuo bilancio è più piccolo",
        "Scrivi che cosa c’è già",
    ):
        assert words in page, words


@pytest.mark.parametrize(
    ("budget", "words"),
    [(9_000, "Il tuo bilancio basta"), (None, "Uno dei due non si conosce")],
)
def test_detail_reckons_the_money(client, adopter, budget, words):
    practice = PracticeFactory(published=True, cost=8_000)
    adoption = AdoptionFactory(practice=practice, organisation=adopter.organisation, budget=budget)

    page = client.get(adoption.get_absolute_url()).text

    assert words in page


def test_both_sides_agree_and_the_adopter_goes_on_to_the_result(client, adopter):
    practice = PracticeFactory(published=True)
    adoption = AdoptionFactory(practice=practice, organisation=adopter.organisation)
    client.force_login(colleague_of(practice))
    post(client, "adoption-agree", adoption.pk, "cura")
    post(client, "adoption-agree", adoption.pk, "consiglio")
    client.force_login(adopter.person)
    post(client, "adoption-move", adoption.pk)
    post(client, "adoption-log", adoption.pk, kind="dropped", what="L’app", why="Nessuno la usa")
    post(client, "adoption-move", adoption.pk)
    post(client, "adoption-finish", adoption.pk, result="Funziona", **FIGURE)

    adoption.refresh_from_db()
    assert (adoption.state, adoption.outcomes.get().claim) == (State.DONE, "Giorni d’attesa")
    page = client.get(practice.get_absolute_url()).text
    assert ("Adottata in 1 comune" in page, "L’app" in page) == (True, True)
    for name in ("adoptions",):
        assert practice.title in client.get(reverse(f"practices:{name}")).text


def test_detail_speaks_of_what_it_takes_in_the_language_of_the_reader(client, adopter):
    practice = PracticeFactory(published=True, language="pl", context_needed="<p>Umowa</p>")
    adoption = AdoptionFactory(practice=practice, organisation=adopter.organisation)
    TranslationFactory(
        practice=practice, language="it", texts={"context_needed": "<p>Un accordo</p>"}
    )

    page = client.get(adoption.get_absolute_url()).text

    assert ("Un accordo" in page, "Umowa" in page) == (True, False)


def test_context_is_said_also_after_asking_and_compared(client, adopter):
    practice = PracticeFactory(published=True, context_needed="<p>Un accordo</p>")
    adoption = AdoptionFactory(practice=practice, organisation=adopter.organisation, conditions="")
    address = reverse("practices:adoption-context", args=[adoption.pk])

    assert address in client.get(adoption.get_absolute_url()).text
    post(client, "adoption-context", adoption.pk, budget="5000", conditions="Due sale")
    page = client.get(adoption.get_absolute_url()).text

    assert ("5.000 €" in page, "Due sale" in page) == (True, True)
    Adoption.objects.update(state=State.DONE, done_on="2026-01-01")
    assert client.get(address).status_code == 403


def test_pause_resume_hand_over_withdraw_and_decline(client, adopter):
    adoption = AdoptionFactory(organisation=adopter.organisation, state=State.ADAPT)
    colleague = MembershipFactory(organisation=adopter.organisation).person

    post(client, "adoption-pause", adoption.pk, reason="Elezioni")
    post(client, "adoption-resume", adoption.pk)
    post(client, "adoption-hand-over", adoption.pk, to=colleague.pk)
    post(client, "adoption-withdraw", adoption.pk, reason="Niente fondi")

    adoption.refresh_from_db()
    assert (adoption.state, adoption.lead, adoption.reason) == (
        State.WITHDRAWN,
        colleague,
        "Niente fondi",
    )
    asked = AdoptionFactory()
    client.force_login(colleague_of(asked.practice))
    post(client, "adoption-decline", asked.pk, reason="Siamo in due")
    asked.refresh_from_db()
    assert asked.state == State.DECLINED


def test_follow_up_is_answered_once(client, adopter):
    adoption = AdoptionFactory(
        organisation=adopter.organisation, state=State.DONE, done_on="2026-01-01"
    )
    asked = FollowUp.objects.create(adoption=adoption, months=6, due_on="2026-07-01")

    post(client, "follow-up", asked.pk, verdict="alive", figures="24 giorni")
    post(client, "follow-up", asked.pk, verdict="ended")

    asked.refresh_from_db()
    assert (asked.verdict, asked.by) == ("alive", adopter.person)
    assert "24 giorni" in client.get(adoption.get_absolute_url()).text

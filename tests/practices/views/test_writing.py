import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from innesto.practices.actions.sheet import edit_evidence, edit_practice
from innesto.practices.models import Practice
from innesto.toolkit.models import Draft
from tests.organisations.factories import MembershipFactory, OfficeFactory
from tests.practices.factories import (
    EvidenceFactory,
    PracticeFactory,
    a_pdf,
    a_picture,
    colleague_of,
)
from tests.practices.queries.test_sheets import WITH_SHEET
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


def at(name, practice, *more):
    return reverse(f"practices:{name}", args=[practice.slug, *more])


def story(practice, **answers):
    return {"revision": practice.revision, **answers}


@pytest.fixture
def practice():
    return PracticeFactory(title="Un solo ingresso")


@pytest.fixture
def author(client, practice):
    person = colleague_of(practice)
    client.force_login(person)
    return person


def test_new_sends_who_acts_for_nobody_to_propose(client, stranger):
    client.force_login(stranger)

    assert client.get(reverse("practices:new"))["Location"] == reverse("practices:propose")
    assert client.post(reverse("practices:new"), {"title": "Orti"}).status_code == 403


def test_new_begins_a_sheet_for_whom_one_acts(client):
    membership = MembershipFactory()
    client.force_login(membership.person)

    client.post(
        reverse("practices:new"),
        {"title": "Orti", "organisation": membership.organisation_id, "language": "it"},
    )

    assert Practice.objects.get().organisation == membership.organisation


@pytest.mark.capability("S-05")
def test_edit_saves_a_step_with_the_offices_that_share_it(client, practice, author):
    offices = [OfficeFactory(organisation=practice.organisation) for _ in range(2)]
    second = colleague_of(practice, office=offices[1])

    answer = client.post(
        at("edit", practice, "basics"),
        story(
            practice,
            title="Un solo ingresso",
            language="it",
            organisation=practice.organisation_id,
            offices=[office.pk for office in offices],
            progress="running",
            content="practice",
            scope="municipality",
        ),
    )
    client.force_login(second)
    client.post(at("edit", practice, "story"), {"revision": 2, "problem": "Cinque uffici."})

    practice.refresh_from_db()
    assert answer["Location"] == at("edit", practice, "story")
    assert set(practice.offices.all()) == set(offices)
    assert practice.problem == "<p>Cinque uffici.</p>"


def test_edit_takes_up_a_draft_and_drops_it_when_sent(client, practice, author):
    Draft.objects.create(
        user=author,
        form="practices:story",
        subject=practice.slug,
        address="/",
        saved_at=practice.made_at,
        answers={"problem": ["non finito"]},
    )

    assert "non finito" in client.get(at("edit", practice, "story")).text
    client.post(at("edit", practice, "story"), story(practice, problem="finito"))
    assert not Draft.objects.exists()


def test_edit_shows_both_wordings_when_two_write_the_same_field(client, practice, author, admin):
    edit_practice(practice, by=admin, revision=1, problem="le parole di Ada")

    answer = client.post(at("edit", practice, "story"), story(practice, problem="le mie parole"))

    assert answer.status_code == 409
    assert ("le parole di Ada" in answer.text, "le mie parole" in answer.text) == (True, True)
    assert 'name="revision" value="2"' in answer.text
    client.post(at("edit", practice, "story"), {"revision": 2, "problem": "le parole di tutte"})
    practice.refresh_from_db()
    assert practice.problem == "<p>le parole di tutte</p>"


def test_edit_after_a_clash_keeps_what_only_the_colleague_changed(client, practice, author, admin):
    edit_practice(practice, by=admin, revision=1, problem="di Ada", participation="la Pro loco")

    page = client.post(
        at("edit", practice, "story"), story(practice, problem="mio", how="mio", participation="")
    ).text
    assert ("la Pro loco</textarea>" in page, "mio</textarea>" in page) == (True, True)


def test_edit_takes_up_a_draft_in_which_a_box_was_unticked(client, practice, author):
    edit_practice(practice, by=author, can_show=True, can_advise=True)
    Draft.objects.create(
        user=author,
        form="practices:share",
        subject=practice.slug,
        address="/",
        saved_at=practice.made_at,
        answers={"can_show": ["on"], "revision": ["2"]},
    )

    form = client.get(at("edit", practice, "share")).context["form"]

    assert (form["can_show"].value(), form["can_advise"].value()) == ("on", "")


def test_edit_shows_both_wordings_of_an_answer_that_only_the_programme_asks_for(client):
    practice = PracticeFactory(programme=ProgrammeFactory(blueprint=WITH_SHEET))
    client.force_login(colleague_of(practice))
    edit_practice(practice, by=None, extra={"standard": "sei"})

    answer = client.post(at("edit", practice, "programme"), {"revision": 1, "standard": "sette"})

    assert answer.status_code == 409
    for words in ("Nel frattempo una collega", "Standard europeo", "sei", "sette"):
        assert words in answer.text, words


def test_edit_says_which_answers_may_wait_and_until_when(client, practice, author):
    page = client.get(at("edit", practice, "story")).text
    lessons = client.get(at("edit", practice, "lessons")).text

    assert page.count("(serve per inviarla)") == 2
    assert lessons.count("(serve per la validazione)") == 4
    assert lessons.count("steps-done") == 1  # of the three before, two lack an answer


def test_detail_leads_the_writer_to_what_is_missing_and_then_to_sending(client, practice, author):
    begun = client.get(practice.get_absolute_url()).text
    whole = PracticeFactory(complete=True, organisation=practice.organisation)
    ready = client.get(whole.get_absolute_url()).text

    assert f'href="{at("edit", practice, "basics")}"' in begun
    assert "risposte per inviarla" in begun
    assert "Riguardala e inviala" in ready
    assert "Fai una domanda" not in ready


def test_edit_refuses_answers_that_contradict_each_other(client, practice, author):
    basics = client.get(at("edit", practice, "basics")).context["form"].initial
    sent = {key: value for key, value in basics.items() if isinstance(value, int | str)}

    dates = client.post(
        at("edit", practice, "basics"), sent | {"starts_on": "2025-03-01", "ends_on": "2024-01-01"}
    )
    costs = client.post(
        at("edit", practice, "resources"), story(practice, zero_cost="on", cost="12")
    )

    assert "ends_on" in dates.context["form"].errors
    assert "funding" in costs.context["form"].errors


def test_edit_counts_letters_as_they_are_read(client, practice, author):
    pasted = "<p style='mso'>" + "<span>a</span>" * 1499 + "</p>"

    right = client.post(at("edit", practice, "story"), story(practice, problem=pasted))
    wrong = client.post(at("edit", practice, "story"), {"revision": 2, "problem": "a" * 1600})

    assert (right.status_code, wrong.status_code) == (302, 422)
    assert "100 caratteri di troppo: al massimo 1500." in wrong.text


def test_edit_says_it_when_far_too_much_is_pasted(client, practice, author):
    answer = client.post(
        at("edit", practice, "story"), story(practice, problem="<b>a</b>" * 60_000)
    )

    assert answer.status_code == 422
    assert "Incolla solo il testo" in answer.text


def test_edit_knows_only_its_steps(client, practice, author):
    assert client.get(at("edit", practice, "nothing")).status_code == 404


def test_proofs_take_evidence_acts_and_pictures(client, practice, author):
    client.post(
        at("evidence-new", practice),
        {"claim": "Attesa", "figure": "22", "source": "Registro", "file": a_pdf()},
    )
    client.post(at("act-new", practice), {"kind": "resolution", "title": "D. 12", "file": a_pdf()})
    client.post(at("picture-new", practice), {"file": a_picture(), "alt": "Lo sportello"})

    page = client.get(at("proofs", practice)).text
    assert [words in page for words in ("Attesa", "D. 12", "Lo sportello")] == [True] * 3


@pytest.mark.capability("M-04")
def test_figures_come_in_many_at_once(client, practice, author):
    client.force_login(author)
    rows = "Giorni; 41; 22; giorni; Registro; 31/12/2025\nPersone;; 1.840; persone; Sportello"

    client.post(reverse("practices:figures", args=[practice.slug]), {"rows": rows})

    told = [(one.claim, one.figure, one.source) for one in practice.evidence.all()]
    assert told == [("Giorni", 22, "Registro"), ("Persone", 1840, "Sportello")]


def test_proofs_refuse_wrong_files_in_words(client, practice, author):
    exe = SimpleUploadedFile("delibera.pdf", b"MZ\x90\x00")

    answer = client.post(
        at("act-new", practice), {"kind": "resolution", "title": "D. 12", "file": exe}
    )
    nothing = client.post(at("act-new", practice), {"kind": "resolution", "title": "D. 12"})

    assert (answer.status_code, nothing.status_code) == (422, 422)
    assert "Il file non è quello che dice il suo nome" in answer.text


def test_submit_lists_what_is_missing_and_sends_what_is_complete(client, practice, author):
    client.post(at("submit", practice))
    assert "Prima di inviarla" in client.get(at("proofs", practice)).text

    complete = PracticeFactory(complete=True, organisation=practice.organisation)
    client.post(at("submit", complete))

    complete.refresh_from_db()
    assert complete.state == Practice.State.SUBMITTED
    client.post(at("submit", complete))


def test_discard_throws_a_draft_away(client, practice, author):
    client.post(at("discard", practice))

    assert not Practice.objects.exists()


def test_two_colleagues_correct_one_claim_and_lose_nothing(client, practice, author):
    proof = EvidenceFactory(practice=practice, claim="Pasti buttati", unit="kg", figure=12)
    address = at("evidence-edit", practice, proof.pk)
    opened = client.get(address).context["form"]
    answers = {
        name: value
        for name in opened.fields
        if (value := opened[name].value()) is not None and name != "file"
    }
    edit_evidence(proof, by=author, figure=9, source="Bilance delle mense, 2026")

    both = client.post(address, {**answers, "unit": "kg al giorno", "figure": "10"})
    mine = client.post(address, {**answers, "unit": "kg al giorno"})

    proof.refresh_from_db()
    assert (both.status_code, "figure" in both.context["form"].errors) == (422, True)
    assert (mine.status_code, proof.unit) == (302, "kg al giorno")
    assert (proof.figure, proof.source) == (9, "Bilance delle mense, 2026")

import datetime

import pytest

from innesto.journal.models import Entry
from innesto.practices.actions.course import submit_practice
from innesto.practices.actions.sheet import (
    EditedMeanwhile,
    NotADraft,
    add_evidence,
    add_picture,
    attach_act,
    detach_act,
    discard_practice,
    draft_practice,
    edit_evidence,
    edit_practice,
    remove_evidence,
    remove_picture,
)
from innesto.practices.models import Evidence, Practice
from innesto.toolkit.uploads import NotAccepted
from tests.accounts.factories import UserFactory
from tests.organisations.factories import OfficeFactory, OrganisationFactory
from tests.places.factories import PlaceFactory
from tests.practices.factories import (
    ActFactory,
    EvidenceFactory,
    MediumFactory,
    PracticeFactory,
    a_pdf,
    a_picture,
)
from tests.themes.factories import ThemeFactory

pytestmark = pytest.mark.django_db


def verbs(practice):
    return [entry.verb for entry in Entry.objects.about(practice).order_by("pk")]


@pytest.mark.capability("S-02")
def test_draft_practice_knows_its_place_from_its_owner(stranger):
    place = PlaceFactory(name="Asti")
    asti = OrganisationFactory(place=place)

    practice = draft_practice(
        by=stranger, title="Un solo ingresso", organisation=asti, problem="Cinque uffici."
    )

    assert (practice.slug, practice.author, practice.state) == (
        "un-solo-ingresso",
        stranger,
        Practice.State.DRAFT,
    )
    assert (practice.place, practice.country) == (place, place.country)
    assert practice.problem == "<p>Cinque uffici.</p>"
    assert [v.revision for v in practice.history.all()] == [1]
    assert verbs(practice) == ["practice_drafted"]


def test_draft_practice_finds_a_free_address(stranger):
    slugs = [draft_practice(by=stranger, title=t).slug for t in ("Orti", "Orti", "Nuova", "???")]

    assert slugs == ["orti", "orti-2", "nuova-2", "pratica"]


def test_draft_practice_sanitises_whoever_writes():
    practice = draft_practice(
        by=None, title="Orti", how="<p>a<script>x()</script></p>", extra={"k": "<p onclick=x>b</p>"}
    )

    assert (practice.how, practice.extra) == ("<p>a</p>", {"k": "<p>b</p>"})


def test_edit_practice_makes_one_version_of_texts_and_lists(stranger):
    practice = PracticeFactory(complete=True)
    theme, office = ThemeFactory(), OfficeFactory(organisation=practice.organisation)

    edit_practice(
        practice, by=stranger, revision=1, title="Altro titolo", themes=[theme], offices=[office]
    )

    practice.refresh_from_db()
    newest = practice.history.first()
    assert (practice.title, practice.revision, list(practice.themes.all())) == (
        "Altro titolo",
        2,
        [theme],
    )
    assert (newest.revision, newest.title, newest.history_user) == (2, "Altro titolo", stranger)
    assert [row.theme for row in newest.themes.all()] == [theme]
    assert Entry.objects.about(practice).get().facts == {"fields": ["offices", "themes", "title"]}


def test_edit_practice_that_changes_nothing_makes_no_version(stranger):
    practice = PracticeFactory(title="Orti")

    edit_practice(practice, by=stranger, revision=1, title="Orti")

    practice.refresh_from_db()
    assert practice.revision == 1


def test_edit_practice_of_two_authors_in_two_fields_keeps_both(stranger, admin):
    practice = draft_practice(by=stranger, title="Orti", problem="prima", how="prima")
    edit_practice(practice, by=admin, revision=1, problem="di Ada", how="prima")

    edit_practice(practice, by=stranger, revision=1, problem="prima", how="di Stella")

    practice.refresh_from_db()
    assert (practice.problem, practice.how, practice.revision) == (
        "<p>di Ada</p>",
        "<p>di Stella</p>",
        3,
    )


def test_edit_practice_of_two_authors_in_one_field_loses_nothing(stranger, admin):
    theme = ThemeFactory()
    practice = draft_practice(by=stranger, title="Orti", problem="prima", themes=[theme])
    edit_practice(practice, by=admin, revision=1, problem="di Ada", themes=[ThemeFactory()])

    with pytest.raises(EditedMeanwhile) as meanwhile:
        edit_practice(practice, by=stranger, revision=1, problem="di Stella", themes=[])

    practice.refresh_from_db()
    assert meanwhile.value.fields == ("problem", "themes")
    assert (practice.problem, practice.revision) == ("<p>di Ada</p>", 2)


def test_edit_practice_of_two_authors_in_answers_of_the_programme_keeps_both(stranger, admin):
    practice = draft_practice(by=stranger, title="Orti", extra={"standard": "", "why": "prima"})
    edit_practice(practice, by=admin, revision=1, extra={"standard": "6", "why": "prima"})

    edit_practice(practice, by=stranger, revision=1, extra={"standard": "", "why": "dopo"})
    with pytest.raises(EditedMeanwhile) as meanwhile:
        edit_practice(practice, by=stranger, revision=1, extra={"standard": "7"})

    practice.refresh_from_db()
    assert practice.extra == {"standard": "6", "why": "dopo"}
    assert meanwhile.value.fields == ("extra.standard",)


def test_discard_practice_only_before_others_saw_it(stranger):
    draft, sent = PracticeFactory(), PracticeFactory(complete=True)
    submit_practice(sent, by=stranger)

    discard_practice(draft, by=stranger)

    with pytest.raises(NotADraft):
        discard_practice(sent, by=stranger)
    assert list(Practice.objects.all()) == [sent]


@pytest.mark.capability("M-04")
def test_add_evidence_keeps_claim_figure_date_source_and_file(stranger):
    practice = PracticeFactory()

    evidence = add_evidence(
        practice,
        by=stranger,
        claim="Giorni d’attesa",
        before=31,
        figure=22,
        unit="giorni",
        on=datetime.date(2025, 12, 31),
        source="Registro dello sportello",
        file=a_pdf(),
    )

    assert (evidence.file_name, evidence.file.read()[:5], evidence.position) == (
        "delibera.pdf",
        b"%PDF-",
        1,
    )
    assert verbs(practice) == ["evidence_added"]


def test_add_evidence_refuses_an_executable_called_pdf(stranger):
    with pytest.raises(NotAccepted):
        add_evidence(
            PracticeFactory(), by=stranger, claim="a", source="b", file=a_pdf(content=b"MZ")
        )

    assert not Evidence.objects.exists()


def test_edit_and_remove_evidence_leave_its_history(stranger):
    evidence = EvidenceFactory(claim="prima")

    edit_evidence(evidence, by=stranger, claim="dopo")

    assert [v.claim for v in evidence.history.all()] == ["dopo", "prima"]
    assert evidence.history.first().history_user == stranger
    remove_evidence(evidence, by=stranger)
    assert not Evidence.objects.exists()


def test_attach_act_and_detach_act(stranger):
    practice = PracticeFactory()

    act = attach_act(practice, by=stranger, kind="resolution", title="Delibera 12", file=a_pdf())

    assert act.file_name == "delibera.pdf"
    detach_act(ActFactory(practice=practice), by=stranger)
    assert list(practice.acts.all()) == [act]
    assert verbs(practice) == ["act_attached", "act_detached"]


def test_add_picture_and_remove_picture(stranger):
    practice = PracticeFactory()

    medium = add_picture(practice, by=stranger, file=a_picture(), alt="Lo sportello")

    assert (medium.width, medium.height, medium.file.name.endswith(".webp")) == (40, 30, True)
    remove_picture(MediumFactory(practice=practice), by=UserFactory())
    assert list(practice.media.all()) == [medium]
    assert verbs(practice) == ["picture_added", "picture_removed"]

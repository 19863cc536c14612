from datetime import date
from decimal import Decimal

import pytest

from innesto.blueprints.loading import BrokenBlueprint
from innesto.journal.models import Entry
from innesto.programmes.actions.calendar import shift_milestone
from innesto.programmes.actions.people import name_participant
from innesto.programmes.actions.programme import (
    EditedMeanwhile,
    NothingChanged,
    WrongState,
    archive_programme,
    change_blueprint,
    create_programme,
    create_project,
    edit_identity,
    end_programme,
    reopen_programme,
    start_programme,
)
from innesto.programmes.models import Programme
from innesto.programmes.signals import blueprint_changed
from innesto.themes.models import Theme
from innesto.toolkit.actions import Sheet, save_draft
from innesto.toolkit.queries import saved_draft
from tests.accounts.factories import UserFactory
from tests.programmes.factories import LIVELY, SMALLEST, ProgrammeFactory


@pytest.mark.capability("D-01")
@pytest.mark.capability("C-33")
def test_create_programme_takes_over_what_the_blueprint_says_of_itself(lively):
    assert (lively.slug, lively.state, lively.edition) == ("vivace", "draft", 1)
    assert lively.names == {"it": "Vivace", "en": "Lively"}
    assert lively.funders == {"it": "Fondazione Esempio", "en": "Example Foundation"}
    assert lively.starts_on == date(2018, 12, 1)
    assert lively.duration_months == 36
    assert lively.notices["it"] == "Cofinanziato dalla Fondazione Esempio."
    assert lively.editions.get().text == LIVELY


@pytest.mark.capability("Q10")
@pytest.mark.capability("C-34")
def test_create_programme_leaves_blanks_blank(coordinator):
    programme = create_programme(SMALLEST, by=coordinator)

    blanks = (programme.grant_amount, programme.starts_on, programme.ends_on)
    assert blanks == (None, None, None)
    assert (programme.duration_months, programme.funders, programme.notices) == (None, {}, {})


@pytest.mark.capability("S-19")
def test_create_programme_adopts_the_themes(lively):
    themes = Theme.objects.filter(scheme=lively.scheme).values_list("key", flat=True)

    assert list(themes) == ["waste", "mobility"]


def test_the_themes_are_read_by_whoever_may_read_the_programme(lively, coordinator):
    assert not lively.scheme.is_public

    start_programme(lively, by=coordinator)
    lively.scheme.refresh_from_db()
    assert lively.scheme.is_public

    edit_identity(lively, visibility="members", by=coordinator)
    lively.scheme.refresh_from_db()
    assert not lively.scheme.is_public


def test_create_programme_lets_its_maker_coordinate_with_a_second_factor(lively, coordinator):
    participant = lively.participants.get()
    coordinator.refresh_from_db()

    assert (participant.user, participant.role) == (coordinator, "coordinator")
    assert list(Programme.objects.coordinated_by(coordinator)) == [lively]
    assert coordinator.holds_office


def test_create_programme_finds_a_free_address(coordinator):
    slugs = [create_programme(SMALLEST, by=coordinator).slug for _ in range(2)]

    assert slugs == ["piccolo", "piccolo-2"]


def test_create_programme_refuses_a_broken_blueprint_and_leaves_nothing(coordinator):
    with pytest.raises(BrokenBlueprint) as broken:
        create_programme("blueprint: 1\nkey: Wrong Key\n", by=coordinator)

    assert [problem.line for problem in broken.value.problems] == [1, 2]
    assert Programme.objects.count() == 0


@pytest.mark.capability("T-01")
def test_create_project_stands_in_its_call_and_speaks_its_words(coordinator):
    call = ProgrammeFactory(lively=True, languages=["it"], visibility="members")

    project = create_project(
        call, names={"it": "Insieme si cresce"}, territory="Piemonte", by=coordinator
    )

    assert list(call.projects.all()) == [project]
    assert (project.slug, project.blueprint, project.territory) == (
        "insieme-si-cresce",
        "",
        "Piemonte",
    )
    assert (project.languages, project.visibility) == (["it"], "members")


def test_edit_identity_moves_the_dates_that_hang_on_the_first_day(lively, coordinator):
    conference = lively.milestones.get(key="format.conference")
    assert conference.on == date(2020, 11, 30)

    edit_identity(lively, starts_on=date(2019, 3, 1), by=coordinator)

    conference.refresh_from_db()
    shift = conference.shifts.get()
    assert conference.on == date(2021, 2, 28)
    assert (shift.before, shift.after, shift.reason) == (
        date(2020, 11, 30),
        date(2021, 2, 28),
        "",
    )


@pytest.mark.capability("C-29")
def test_edit_identity_writes_down_which_fields_differ(lively, coordinator):
    edit_identity(lively, grant_amount=Decimal("250000.00"), reference="X", by=coordinator)

    lively.refresh_from_db()
    assert lively.grant_amount == Decimal("250000.00")
    entry = Entry.objects.about(lively).get(verb="identity_edited")
    assert entry.facts == {"fields": ["grant_amount", "reference"]}


def test_edit_identity_makes_a_new_name_findable(lively, coordinator):
    edit_identity(lively, names={"it": "Città Vivàce"}, by=coordinator)

    lively.refresh_from_db()
    assert lively.sought == "citta vivace"


def test_change_blueprint_keeps_every_edition_and_drops_the_writers_draft(lively, coordinator):
    save_draft(
        Sheet("programmes:blueprint-edit", lively.slug), {"text": ["unfinished"]}, by=coordinator
    )
    text = LIVELY.replace("Città ospite", "Città che ospita")

    programme = change_blueprint(lively, text, based_on=1, reason="più chiaro", by=coordinator)

    assert (programme.edition, programme.blueprint) == (2, text)
    kept = programme.editions.values_list("number", "reason", "by")
    assert list(kept) == [(2, "più chiaro", coordinator.pk), (1, "", coordinator.pk)]
    assert saved_draft(coordinator, "programmes:blueprint-edit", lively.slug) is None


def test_change_blueprint_overwrites_nothing_that_a_colleague_saved_meanwhile(lively, coordinator):
    theirs = LIVELY.replace("Città premiata", "Città del premio")
    change_blueprint(lively, theirs, based_on=1, by=UserFactory())
    mine = LIVELY.replace("Città ospite", "Città che ospita")
    save_draft(Sheet("programmes:blueprint-edit", lively.slug), {"text": [mine]}, by=coordinator)

    with pytest.raises(EditedMeanwhile):
        change_blueprint(lively, mine, based_on=1, by=coordinator)

    lively.refresh_from_db()
    draft = saved_draft(coordinator, "programmes:blueprint-edit", lively.slug)
    assert lively.blueprint == theirs
    assert draft.initial() == {"text": mine}


def test_change_blueprint_refuses_what_is_no_change_or_broken(lively, coordinator):
    with pytest.raises(NothingChanged):
        change_blueprint(lively, LIVELY, based_on=1, by=coordinator)
    with pytest.raises(BrokenBlueprint):
        change_blueprint(lively, LIVELY + "nonsense: 1\n", based_on=1, by=coordinator)

    assert lively.editions.count() == 1


def test_change_blueprint_gives_and_takes_what_roles_may_do(lively, coordinator):
    officer = name_participant(lively, role="officer", user=UserFactory(), by=coordinator)
    text = LIVELY.replace("powers: [contribute]", "powers: [coordinate]")

    change_blueprint(lively, text, based_on=1, by=coordinator)

    officer.refresh_from_db()
    assert officer.may_coordinate


def test_change_blueprint_locks_nobody_out(lively, coordinator):
    text = LIVELY.replace("powers: [coordinate]", "powers: [observe]")

    change_blueprint(lively, text, based_on=1, by=coordinator)

    assert list(Programme.objects.coordinated_by(coordinator)) == [lively]


def test_change_blueprint_moves_dates_but_not_those_moved_by_hand(lively, coordinator):
    follow_up = lively.milestones.get(key="format.follow_up")
    shift_milestone(follow_up, "2021-04-16", reason="pandemia", by=coordinator)
    text = LIVELY.replace("on: end of year 2", "on: end of year 3").replace(
        "on: 3 months after conference", "on: 6 months after conference"
    )

    change_blueprint(lively, text, based_on=1, reason="proroga", by=coordinator)

    days = dict(lively.milestones.values_list("key", "on"))
    assert days["format.conference"] == date(2021, 11, 30)
    assert days["format.follow_up"] == date(2021, 4, 16)
    moved = lively.milestones.get(key="format.conference").shifts.get()
    assert (moved.moment_before, moved.moment_after, moved.reason) == (
        "end of year 2",
        "end of year 3",
        "proroga",
    )


def test_change_blueprint_drops_dates_and_branches_that_nobody_touched(lively, coordinator):
    text = LIVELY[: LIVELY.index("formats:")] + LIVELY[LIVELY.index("templates:") :]
    text = text[: text.index("logic:")] + text[text.index("selections:") :]

    change_blueprint(lively, text, based_on=1, by=coordinator)

    assert not lively.milestones.filter(key__startswith="format.").exists()
    assert not lively.logic_nodes.exists()


def test_change_blueprint_tells_the_upper_floors_after_the_commit(
    lively, coordinator, django_capture_on_commit_callbacks
):
    told = []

    def listen(programme, **kwargs):
        told.append(programme)

    blueprint_changed.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        change_blueprint(lively, LIVELY + "# new\n", based_on=1, by=coordinator)
    blueprint_changed.disconnect(listen)

    assert told == [lively]


def test_a_programme_goes_through_its_states_and_back(lively, coordinator):
    project = create_project(lively, names={"it": "Progetto"}, by=coordinator)

    states = [
        start_programme(lively, by=coordinator).state,
        end_programme(lively, by=coordinator).state,
        reopen_programme(lively, by=coordinator).state,
        archive_programme(lively, by=coordinator).state,
    ]

    project.refresh_from_db()
    assert states == ["running", "ended", "running", "archived"]
    assert project.state == "archived"


@pytest.mark.parametrize(
    ("action", "state"),
    [
        (start_programme, "running"),
        (end_programme, "draft"),
        (archive_programme, "archived"),
        (reopen_programme, "running"),
    ],
)
def test_a_programme_refuses_steps_from_the_wrong_state(action, state, coordinator):
    programme = ProgrammeFactory(state=state)

    with pytest.raises(WrongState):
        action(programme, by=coordinator)

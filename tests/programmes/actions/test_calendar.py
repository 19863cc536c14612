from datetime import date

import pytest

from innesto.blueprints.check import check
from innesto.journal.models import Entry
from innesto.programmes.actions.calendar import (
    BeforeTheLastOne,
    NoDeadline,
    NothingMoves,
    NotLater,
    enter_phase,
    extend_deadline,
    shift_milestone,
    write_up_phase,
)
from innesto.programmes.actions.programme import create_programme
from innesto.programmes.queries.facts import blueprint_of, facts_of
from tests.programmes.factories import DUE, LIVELY, PartnerFactory


def day_of(programme, key):
    return programme.milestones.get(key=key).on


@pytest.mark.capability("M-01")
@pytest.mark.capability("S-12")
def test_enter_phase_ends_the_one_before(lively, coordinator):
    enter_phase(lively, "prepare", on=date(2018, 12, 1), by=coordinator)
    enter_phase(lively, "learn", on=date(2020, 1, 15), note="L’accordo è firmato.", by=coordinator)

    entries = lively.phase_entries.values_list("phase", "entered_on", "left_on", "note")
    assert list(entries) == [
        ("prepare", date(2018, 12, 1), date(2020, 1, 15), ""),
        ("learn", date(2020, 1, 15), None, "L’accordo è firmato."),
    ]


@pytest.mark.capability("S-14")
def test_enter_phase_of_a_partner_leaves_the_programmes_phase_alone(lively, coordinator):
    partner = PartnerFactory(programme=lively)
    enter_phase(lively, "prepare", on=date(2018, 12, 1), by=coordinator)

    entry = enter_phase(lively, "learn", on=date(2019, 5, 1), partner=partner, by=coordinator)

    open_entries = lively.phase_entries.filter(left_on=None).values_list("phase", "partner")
    assert set(open_entries) == {("prepare", None), ("learn", partner.pk)}
    assert entry.partner == partner


def test_enter_phase_refuses_a_day_before_the_open_one_began(lively, coordinator):
    enter_phase(lively, "prepare", on=date(2019, 1, 1), by=coordinator)

    with pytest.raises(BeforeTheLastOne):
        enter_phase(lively, "learn", on=date(2018, 12, 31), by=coordinator)


@pytest.mark.capability("S-13")
def test_write_up_phase_records_knowledge_and_motivation(lively, coordinator):
    partner = PartnerFactory(programme=lively)
    entry = enter_phase(lively, "learn", on=date(2020, 1, 1), partner=partner, by=coordinator)

    write_up_phase(entry, note="", records=["Conosce due casi", "La giunta vuole"], by=coordinator)

    entry.refresh_from_db()
    assert entry.records == ["Conosce due casi", "La giunta vuole"]


@pytest.mark.capability("M-23")
@pytest.mark.capability("Q4")
def test_dates_follow_from_the_first_day(lively):
    assert day_of(lively, "format.conference") == date(2020, 11, 30)
    assert day_of(lively, "format.follow_up") == date(2021, 2, 28)
    assert day_of(lively, "phase.prepare.end") == date(2019, 11, 30)
    assert day_of(lively, "end") == date(2021, 11, 30)


@pytest.mark.capability("M-23")
@pytest.mark.capability("Q4")
def test_shift_milestone_keeps_before_after_reason_and_who_and_moves_what_hangs_on_it(
    lively, coordinator
):
    conference = lively.milestones.get(key="format.conference")

    shift_milestone(conference, "2021-04-16", reason="La pandemia", by=coordinator)

    shift = conference.shifts.get()
    assert (shift.before, shift.after) == (date(2020, 11, 30), date(2021, 4, 16))
    assert (shift.moment_before, shift.moment_after) == ("end of year 2", "2021-04-16")
    assert (shift.reason, shift.by) == ("La pandemia", coordinator)
    assert day_of(lively, "format.follow_up") == date(2021, 7, 16)
    followed = lively.milestones.get(key="format.follow_up").shifts.get()
    assert (followed.before, followed.after, followed.reason) == (
        date(2021, 2, 28),
        date(2021, 7, 16),
        "",
    )


def test_shift_milestone_keeps_every_move(lively, coordinator):
    conference = lively.milestones.get(key="format.conference")

    shift_milestone(conference, "end of year 3", reason="Una proroga", by=coordinator)
    shift_milestone(conference, "2022-04-16", reason="Online", by=coordinator)

    reasons = [shift.reason for shift in conference.shifts.order_by("pk")]
    assert reasons == ["Una proroga", "Online"]


def test_shift_milestone_refuses_what_is_no_move_or_no_moment(lively, coordinator):
    conference = lively.milestones.get(key="format.conference")

    with pytest.raises(NothingMoves):
        shift_milestone(conference, "end of  year 2", reason="Niente", by=coordinator)
    with pytest.raises(ValueError, match="moment"):
        shift_milestone(conference, "30 February", reason="Niente", by=coordinator)


@pytest.mark.capability("Q4")
def test_a_date_outside_the_year_of_the_source_clashes(lively, coordinator):
    conference = lively.milestones.get(key="format.conference")
    assert (conference.declared_year, conference.clashes) == (2020, False)

    moved = shift_milestone(conference, "2021-04-16", reason="La pandemia", by=coordinator)

    assert moved.clashes


# ── Deadlines ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def due(coordinator):
    """A programme in which every host city owes a document until 30 November 2019."""
    return create_programme(LIVELY + DUE, by=coordinator)


def extend(programme, until, *, by, reason="La giunta si riunisce dopo", **others):
    return extend_deadline(programme, "signed", until=until, reason=reason, by=by, **others)


def late(programme, day):
    """Return who is late on a day, and by which deadline."""
    found = check(blueprint_of(programme), facts_of(programme), on=day)
    return {f.subject.key: f.values["due_on"] for f in found if f.rule == "signed"}


def test_extend_deadline_moves_what_findings_count_from(due, coordinator):
    for name in ("asti", "cuneo"):
        PartnerFactory(
            programme=due, organisation__name=name, organisation__slug=name, roles=["host_city"]
        )

    extend(due, date(2020, 3, 31), subject="asti", due=date(2019, 11, 30), by=coordinator)

    assert late(due, date(2020, 1, 1)) == {"cuneo": "2019-11-30"}
    assert late(due, date(2020, 4, 1)) == {"asti": "2020-03-31", "cuneo": "2019-11-30"}


def test_extend_deadline_keeps_every_extension_and_goes_only_forward(due, coordinator):
    extend(due, date(2020, 3, 31), subject="asti", due=date(2019, 11, 30), by=coordinator)
    extend(due, date(2020, 6, 30), subject="asti", reason="Elezioni", by=coordinator)

    with pytest.raises(NotLater) as refused:
        extend(due, date(2020, 6, 30), subject="asti", by=coordinator)
    with pytest.raises(NotLater):
        extend(due, date(2019, 11, 30), subject="cuneo", due=date(2019, 11, 30), by=coordinator)

    kept = due.extensions.order_by("at", "pk").values_list("before", "until", "reason")
    assert refused.value.due == date(2020, 6, 30)
    assert list(kept) == [
        (date(2019, 11, 30), date(2020, 3, 31), "La giunta si riunisce dopo"),
        (date(2020, 3, 31), date(2020, 6, 30), "Elezioni"),
    ]
    assert Entry.objects.filter(verb="deadline_extended").count() == 2


def test_extend_deadline_refuses_rules_without_one(due, coordinator):
    for rule in ("two_cities", "nowhere"):
        with pytest.raises(NoDeadline):
            extend_deadline(due, rule, until=date(2020, 1, 1), reason="x", by=coordinator)

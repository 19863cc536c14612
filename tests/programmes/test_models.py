from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from innesto.programmes.models import Participant, Partner, Programme
from innesto.programmes.models.programme import said
from tests.accounts.factories import UserFactory
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory


def seen_by(user):
    return sorted(Programme.objects.visible_to(user).values_list("slug", flat=True))


@pytest.mark.django_db
def test_drafts_are_seen_by_the_persons_named_in_them_and_by_operators(stranger, admin):
    draft = ProgrammeFactory(slug="draft", state="draft")
    named = ParticipantFactory(programme=draft, user=UserFactory()).user
    colleague = MembershipFactory(organisation=PartnerFactory(programme=draft).organisation).person

    assert seen_by(AnonymousUser()) == seen_by(stranger) == seen_by(colleague) == []
    assert seen_by(named) == seen_by(admin) == ["draft"]


@pytest.mark.django_db
def test_a_programme_for_its_members_is_seen_by_colleagues_of_partners(stranger):
    closed = ProgrammeFactory(slug="closed", visibility="members")
    colleague = MembershipFactory(organisation=PartnerFactory(programme=closed).organisation).person

    assert seen_by(AnonymousUser()) == seen_by(stranger) == []
    assert seen_by(colleague) == ["closed"]


@pytest.mark.django_db
def test_colleagues_of_a_partner_that_withdrew_no_longer_see_it():
    closed = ProgrammeFactory(visibility="members")
    gone = PartnerFactory(programme=closed, left_on=date(2026, 1, 1))

    assert seen_by(MembershipFactory(organisation=gone.organisation).person) == []


@pytest.mark.django_db
def test_people_of_a_project_see_its_call_and_the_calls_coordination_sees_projects():
    call = ProgrammeFactory(slug="call", visibility="members")
    one = ProgrammeFactory(slug="one", call=call, blueprint="", visibility="members")
    ProgrammeFactory(slug="two", call=call, blueprint="", visibility="members")
    in_one = ParticipantFactory(programme=one, user=UserFactory()).user
    lead = ParticipantFactory(programme=call, user=UserFactory(), may_coordinate=True).user

    assert seen_by(in_one) == ["call", "one"]
    assert seen_by(lead) == ["call", "one", "two"]


@pytest.mark.django_db
def test_coordination_of_a_call_reaches_its_projects_and_ends_with_the_role():
    call = ProgrammeFactory()
    project = ProgrammeFactory(call=call, blueprint="")
    lead = ParticipantFactory(programme=call, user=UserFactory(), may_coordinate=True)

    assert set(Programme.objects.coordinated_by(lead.user)) == {call, project}

    lead.until = date(2026, 1, 1)
    lead.save()

    assert set(Programme.objects.coordinated_by(lead.user)) == set()
    assert set(Programme.objects.coordinated_by(AnonymousUser())) == set()


@pytest.mark.django_db
def test_persons_are_named_to_whoever_takes_part_only(stranger, admin):
    programme = ProgrammeFactory()
    officer = ParticipantFactory(programme=programme, user=UserFactory())
    other = ParticipantFactory(programme=programme, name="Ugo Altri")
    ParticipantFactory(name="Elsa Altrove")

    assert set(Participant.objects.visible_to(officer.user)) == {officer, other}
    assert set(Participant.objects.visible_to(stranger)) == set()
    assert set(Participant.objects.visible_to(AnonymousUser())) == set()
    assert Participant.objects.visible_to(admin).count() == 3


@pytest.mark.django_db
def test_partners_are_chosen_by_what_they_hold_today():
    lead = PartnerFactory(roles=["lead"], strands=["cop1"])
    former = PartnerFactory(roles=["lead"])
    former.roles.update(until=date(2026, 1, 1))

    assert list(Partner.objects.in_role("lead")) == [lead]
    assert list(Partner.objects.in_strand("cop1")) == [lead]


@pytest.mark.django_db
def test_an_organisation_is_a_partner_once():
    partner = PartnerFactory()

    with pytest.raises(IntegrityError):
        PartnerFactory(programme=partner.programme, organisation=partner.organisation)


@pytest.mark.django_db
@pytest.mark.capability("T-46")
def test_days_count_first_and_last():
    programme = ProgrammeFactory(starts_on=date(2021, 5, 13), ends_on=date(2022, 10, 31))

    assert programme.days == 537
    assert ProgrammeFactory(starts_on=date(2021, 5, 13)).days is None


@pytest.mark.capability("T-46")
@pytest.mark.parametrize(
    ("state", "on", "stage"),
    [
        ("draft", date(2023, 1, 1), "draft"),
        ("running", date(2022, 10, 31), "running"),
        ("running", date(2022, 11, 1), "ended"),
        ("archived", date(2021, 1, 1), "archived"),
    ],
)
def test_stage_follows_the_dates_of_a_running_programme(state, on, stage):
    programme = Programme(state=state, ends_on=date(2022, 10, 31))

    assert programme.stage(on) == stage


def test_said_speaks_the_readers_language_and_falls_back():
    words = {"it": "Città", "en": "City"}

    assert said(words, "it") == "Città"
    assert said(words, "en-GB") == "City"
    assert said(words, "de") == "City"
    assert said({"und": "MULTIPLY"}, "de") == "MULTIPLY"
    assert said({"it": "Solo"}, "de") == "Solo"
    assert said({}, "it") == ""

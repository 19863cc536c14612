from datetime import date

import pytest
from django.db import IntegrityError

from innesto.journal.models import Entry
from innesto.organisations.actions import (
    AlreadyAMember,
    LastReferent,
    NotTwoStandingOrganisations,
    NotWaiting,
    add_office,
    ask_to_join,
    close_days,
    close_office,
    confirm_member,
    edit_organisation,
    end_membership,
    enrol_member,
    merge_organisations,
    name_referent,
    register_organisation,
    reopen_days,
    state_need,
    state_offer,
    withdraw_need,
    withdraw_offer,
)
from innesto.organisations.models import Membership, Organisation
from innesto.organisations.signals import organisations_merged
from tests.organisations.factories import (
    ClosureFactory,
    MembershipFactory,
    NeedFactory,
    OfferFactory,
    OfficeFactory,
    OrganisationFactory,
)
from tests.themes.factories import ThemeFactory

pytestmark = pytest.mark.django_db


def verbs(organisation):
    return [entry.verb for entry in Entry.objects.about(organisation).order_by("pk")]


def test_register_organisation_makes_the_referent_a_colleague(stranger):
    asti = register_organisation(
        by=stranger, name="Comune di Asti", kind="municipality", referent=stranger
    )

    membership = asti.memberships.get()
    assert (asti.slug, membership.person, membership.is_referent) == (
        "comune-di-asti",
        stranger,
        True,
    )
    assert membership.status == Membership.Status.CONFIRMED
    assert verbs(asti) == ["registered"]


def test_register_organisation_finds_a_free_address(stranger):
    names = ["Comune di Asti", "Comune di Asti", "Comune di Asti", "???"]
    slugs = [register_organisation(by=stranger, name=n, kind="municipality").slug for n in names]

    assert slugs == ["comune-di-asti", "comune-di-asti-2", "comune-di-asti-3", "organisation"]


def test_edit_organisation_journals_only_the_fields_that_differ(stranger):
    asti = OrganisationFactory(name="Asti", kind="municipality")

    edit_organisation(asti, by=stranger, name="Comune di Asti", kind="municipality")

    assert Organisation.objects.get().name == "Comune di Asti"
    assert Entry.objects.about(asti).get().facts == {"fields": ["name"]}


def test_add_office_and_close_office_keep_the_people(stranger):
    asti = OrganisationFactory()
    office = add_office(asti, name="Politiche sociali", by=stranger)
    colleague = MembershipFactory(organisation=asti, office=office)

    close_office(office, by=stranger)

    colleague.refresh_from_db()
    assert (colleague.office, asti.offices.count()) == (None, 0)
    assert verbs(asti) == ["office_added", "office_closed"]


def test_add_office_refuses_the_same_name_twice(stranger):
    office = OfficeFactory()

    with pytest.raises(IntegrityError):
        add_office(office.organisation, name=office.name, by=stranger)


def test_ask_to_join_waits_for_an_answer(stranger):
    asti = OrganisationFactory()

    membership = ask_to_join(asti, by=stranger, job="Assistente sociale")

    assert membership.is_asked
    assert verbs(asti) == ["asked_to_join"]


def test_ask_to_join_refuses_a_double_click(stranger):
    asti = OrganisationFactory()
    ask_to_join(asti, by=stranger)

    with pytest.raises(AlreadyAMember):
        ask_to_join(asti, by=stranger)

    assert asti.memberships.count() == 1


def test_ask_to_join_is_possible_again_after_leaving(stranger):
    asti = OrganisationFactory()
    end_membership(ask_to_join(asti, by=stranger), by=stranger)

    assert ask_to_join(asti, by=stranger).is_asked


def test_enrol_member_confirms_at_once(stranger, admin):
    asti = OrganisationFactory()

    enrol_member(asti, stranger, by=admin, is_elected=True)

    assert Organisation.objects.of(stranger).get() == asti
    assert verbs(asti) == ["member_enrolled"]
    with pytest.raises(AlreadyAMember):
        enrol_member(asti, stranger, by=admin)


def test_confirm_member_refuses_a_second_answer(stranger, admin):
    membership = ask_to_join(OrganisationFactory(), by=stranger)

    assert confirm_member(membership, by=admin).status == Membership.Status.CONFIRMED
    with pytest.raises(NotWaiting):
        confirm_member(membership, by=admin)


def test_name_referent_needs_a_confirmed_colleague(stranger, admin):
    waiting = ask_to_join(OrganisationFactory(), by=stranger)
    colleague = MembershipFactory()

    assert name_referent(colleague, by=admin).is_referent
    with pytest.raises(NotWaiting):
        name_referent(waiting, by=admin)


def test_end_membership_refuses_to_leave_colleagues_without_a_referent(admin):
    referent = MembershipFactory(is_referent=True)
    MembershipFactory(organisation=referent.organisation)

    with pytest.raises(LastReferent):
        end_membership(referent, by=admin)

    referent.refresh_from_db()
    assert referent.is_referent


def test_end_membership_lets_the_last_person_leave_and_ends_once(admin):
    referent = MembershipFactory(is_referent=True)

    ended = end_membership(referent, by=admin)

    assert (ended.status, ended.is_referent) == (Membership.Status.ENDED, False)
    with pytest.raises(NotWaiting):
        end_membership(referent, by=admin)


def test_state_need_again_changes_the_level(stranger):
    asti, theme = OrganisationFactory(), ThemeFactory()
    state_need(asti, theme, level=1, by=stranger)

    need = state_need(asti, theme, level=3, by=stranger, question="Da dove si comincia?")

    assert (asti.needs.get(), need.level) == (need, 3)
    withdraw_need(need, by=stranger)
    assert verbs(asti) == ["need_stated", "need_stated", "need_withdrawn"]


@pytest.mark.capability("M-04")
def test_state_offer_carries_its_evidence(stranger):
    asti, theme = OrganisationFactory(), ThemeFactory()

    offer = state_offer(
        asti,
        theme,
        level=3,
        by=stranger,
        evidence="Delibera 12",
        evidence_url="https://example.org",
    )

    assert asti.offers.get().evidence == "Delibera 12"
    withdraw_offer(offer, by=stranger)
    assert verbs(asti) == ["offer_stated", "offer_withdrawn"]


def test_state_need_refuses_a_level_that_does_not_exist(stranger):
    with pytest.raises(IntegrityError):
        state_need(OrganisationFactory(), ThemeFactory(), level=4, by=stranger)


def test_close_days_and_reopen_days(stranger):
    asti = OrganisationFactory()

    closure = close_days(asti, first_day=date(2026, 8, 10), last_day=date(2026, 8, 21), by=stranger)

    reopen_days(closure, by=stranger)
    assert verbs(asti) == ["days_closed", "days_reopened"]


def test_close_days_refuses_an_end_before_the_beginning(stranger):
    with pytest.raises(IntegrityError):
        close_days(
            OrganisationFactory(),
            first_day=date(2026, 8, 21),
            last_day=date(2026, 8, 10),
            by=stranger,
        )


@pytest.mark.capability("D-18")
def test_merge_organisations_keeps_each_thing_once(admin):
    kept, duplicate = OrganisationFactory(), OrganisationFactory()
    theme = ThemeFactory()
    both = MembershipFactory(organisation=kept)
    MembershipFactory(organisation=duplicate, person=both.person)
    other = MembershipFactory(
        organisation=duplicate, office=OfficeFactory(organisation=duplicate, name="Anagrafe")
    )
    office = OfficeFactory(organisation=kept, name="Anagrafe")
    NeedFactory(organisation=kept, theme=theme, level=1)
    NeedFactory(organisation=duplicate, theme=theme, level=3)
    OfferFactory(organisation=duplicate, theme=theme)
    ClosureFactory(organisation=duplicate)
    intermediary = OrganisationFactory()
    intermediary.stands_for.add(duplicate)

    merge_organisations(kept, duplicate, by=admin)

    other.refresh_from_db()
    assert set(kept.memberships.current().values_list("person", flat=True)) == {
        both.person_id,
        other.person_id,
    }
    assert (other.office, kept.offices.count()) == (office, 1)
    assert kept.needs.get().level == 1
    assert (kept.offers.count(), kept.closures.count()) == (1, 1)
    assert list(intermediary.stands_for.all()) == [kept]
    assert list(Organisation.objects.standing().exclude(pk=intermediary.pk)) == [kept]


def test_merge_organisations_refuses_the_same_or_a_merged_one(admin):
    kept, duplicate = OrganisationFactory(), OrganisationFactory()

    with pytest.raises(NotTwoStandingOrganisations):
        merge_organisations(kept, kept, by=admin)
    merge_organisations(kept, duplicate, by=admin)
    with pytest.raises(NotTwoStandingOrganisations):
        merge_organisations(kept, duplicate, by=admin)


def test_merge_organisations_fails_whole_when_an_upper_floor_cannot_follow(admin):
    kept, duplicate = OrganisationFactory(), OrganisationFactory()

    def refuse(**_signal):
        raise RuntimeError("cannot follow")

    organisations_merged.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            merge_organisations(kept, duplicate, by=admin)
    finally:
        organisations_merged.disconnect(refuse)

    duplicate.refresh_from_db()
    assert duplicate.merged_into is None

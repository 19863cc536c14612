from datetime import date
from decimal import Decimal

import pytest

from innesto.organisations.actions import merge_organisations
from innesto.organisations.models import Organisation
from innesto.programmes.actions.partner import (
    AlreadyAPartner,
    AlreadySo,
    UnknownRole,
    UnknownStrand,
    add_new_partner,
    add_partner,
    edit_partner,
    give_role,
    move_to_strands,
    restore_partner,
    take_role,
    withdraw_partner,
)
from innesto.programmes.models import Partner
from innesto.programmes.signals import partner_withdrew, partners_joined
from tests.organisations.factories import OrganisationFactory
from tests.places.factories import CountryFactory, PlaceFactory
from tests.programmes.factories import (
    ApplicationFactory,
    ParticipantFactory,
    PartnerFactory,
    ProgrammeFactory,
)


def roles_of(partner):
    return sorted(partner.roles.current().values_list("role", flat=True))


def strands_of(partner):
    return sorted(partner.strands.current().values_list("strand", flat=True))


@pytest.mark.capability("M-08")
@pytest.mark.capability("C-01")
@pytest.mark.capability("C-04")
def test_add_partner_gives_one_or_more_roles_and_a_strand(lively, coordinator):
    partner = add_partner(
        lively,
        OrganisationFactory(),
        roles=["host_city", "lead"],
        strands=["cop1"],
        by=coordinator,
    )

    assert (roles_of(partner), strands_of(partner)) == (["host_city", "lead"], ["cop1"])


@pytest.mark.capability("Q8")
def test_add_partner_keeps_what_is_printed_beside_what_the_register_knows(lively, coordinator):
    utrecht = OrganisationFactory(
        place=PlaceFactory(name="Utrecht", country=CountryFactory(code="NL"), code="")
    )

    partner = add_partner(
        lively,
        utrecht,
        printed_name="Città di Utrecht",
        printed_country="FI",
        declared_country=CountryFactory(code="FI"),
        by=coordinator,
    )

    assert (partner.printed_country, partner.declared_country_id) == ("FI", "FI")
    assert partner.organisation.place.country_id == "NL"


def test_add_partner_refuses_a_second_time_and_shows_the_first(lively, coordinator):
    partner = PartnerFactory(programme=lively)

    with pytest.raises(AlreadyAPartner) as known:
        add_partner(lively, partner.organisation, by=coordinator)

    assert known.value.partner == partner


def test_add_partner_refuses_words_the_blueprint_does_not_have(lively, coordinator):
    for words, refusal in [
        ({"roles": ["mayor"]}, UnknownRole),
        ({"roles": ["coordinator"]}, UnknownRole),
        ({"strands": ["cop9"]}, UnknownStrand),
    ]:
        with pytest.raises(refusal):
            add_partner(lively, OrganisationFactory(), by=coordinator, **words)

    assert lively.partners.count() == 0


def test_add_new_partner_registers_the_organisation_or_nothing(lively, coordinator):
    with pytest.raises(UnknownRole):
        add_new_partner(
            lively, name="Comune di Asti", kind="municipality", roles=["mayor"], by=coordinator
        )
    assert Organisation.objects.count() == 0

    partner = add_new_partner(
        lively, name="Comune di Asti", kind="municipality", roles=["guest_city"], by=coordinator
    )

    assert partner.organisation.slug == "comune-di-asti"
    assert roles_of(partner) == ["guest_city"]


@pytest.mark.capability("C-34")
def test_edit_partner_changes_a_contribution_that_was_blank(lively, coordinator):
    partner = PartnerFactory(programme=lively)
    assert partner.contribution is None

    edit_partner(partner, contribution=Decimal("18500.50"), note="", by=coordinator)

    partner.refresh_from_db()
    assert partner.contribution == Decimal("18500.50")


@pytest.mark.capability("M-08")
def test_give_role_and_take_role_keep_the_history(lively, coordinator):
    partner = PartnerFactory(programme=lively)

    give_role(partner, "host_city", since=date(2019, 1, 1), by=coordinator)
    take_role(partner, "host_city", until=date(2020, 1, 1), by=coordinator)
    give_role(partner, "host_city", by=coordinator)

    assert list(partner.roles.values_list("role", "since", "until")) == [
        ("host_city", date(2019, 1, 1), date(2020, 1, 1)),
        ("host_city", None, None),
    ]


def test_give_role_and_take_role_refuse_what_is_so_already(lively, coordinator):
    partner = PartnerFactory(programme=lively, roles=["lead"])

    with pytest.raises(AlreadySo):
        give_role(partner, "lead", by=coordinator)
    with pytest.raises(AlreadySo):
        take_role(partner, "host_city", by=coordinator)
    with pytest.raises(UnknownRole):
        give_role(partner, "officer", by=coordinator)


def test_move_to_strands_ends_the_old_ones_and_keeps_them(lively, coordinator):
    partner = PartnerFactory(programme=lively, strands=["cop1"])

    move_to_strands(partner, ["cop2"], on=date(2020, 3, 1), by=coordinator)

    assert strands_of(partner) == ["cop2"]
    assert partner.strands.get(strand="cop1").until == date(2020, 3, 1)
    with pytest.raises(AlreadySo):
        move_to_strands(partner, ["cop2"], by=coordinator)
    with pytest.raises(UnknownStrand):
        move_to_strands(partner, ["cop9"], by=coordinator)


def test_withdraw_partner_keeps_reason_and_roles_and_can_be_taken_back(lively, coordinator):
    partner = PartnerFactory(programme=lively, roles=["host_city"])

    gone = withdraw_partner(partner, reason="Elezioni", on=date(2020, 5, 1), by=coordinator)
    assert (gone.left_on, gone.reason, roles_of(gone)) == (
        date(2020, 5, 1),
        "Elezioni",
        ["host_city"],
    )
    with pytest.raises(AlreadySo):
        withdraw_partner(partner, reason="Ancora", on=date(2020, 5, 1), by=coordinator)

    back = restore_partner(partner, by=coordinator)
    assert (back.left_on, back.reason) == (None, "")
    with pytest.raises(AlreadySo):
        restore_partner(partner, by=coordinator)


def test_withdraw_partner_tells_the_upper_floors_after_the_commit(
    lively, coordinator, django_capture_on_commit_callbacks
):
    partner, told = PartnerFactory(programme=lively), []

    def listen(partner, **kwargs):
        told.append(partner)

    partner_withdrew.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_partner(partner, reason="Elezioni", on=date(2020, 5, 1), by=coordinator)
    partner_withdrew.disconnect(listen)

    assert told == [partner]


@pytest.mark.capability("Q5")
def test_a_merge_of_organisations_joins_their_partnerships(lively, coordinator):
    hallein = PartnerFactory(programme=lively, roles=["lead"], strands=["cop1"])
    split = PartnerFactory(programme=lively, roles=["lead", "host_city"], strands=["cop2"])
    person = ParticipantFactory(programme=lively, partner=split)
    other = ProgrammeFactory()
    alone = PartnerFactory(programme=other, organisation=split.organisation)
    applied = ApplicationFactory(organisation=split.organisation)
    told = []

    def listen(kept, double, **kwargs):
        told.append((kept.pk, double.pk))

    partners_joined.connect(listen)
    merge_organisations(hallein.organisation, split.organisation, by=coordinator)
    partners_joined.disconnect(listen)

    for thing in (person, alone, applied):
        thing.refresh_from_db()
    assert list(Partner.objects.filter(programme=lively)) == [hallein]
    assert (roles_of(hallein), strands_of(hallein)) == (["host_city", "lead"], ["cop1", "cop2"])
    assert person.partner == hallein
    assert alone.organisation == applied.organisation == hallein.organisation
    assert told == [(hallein.pk, split.pk)]

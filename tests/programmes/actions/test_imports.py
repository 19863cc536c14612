import pytest

from innesto.accounts.actions import accept_invitation
from innesto.accounts.models import Invitation, User
from innesto.journal.models import Entry
from innesto.organisations.actions import edit_organisation
from innesto.organisations.models import Closure, Organisation
from innesto.programmes.actions.imports import (
    AlreadyCarriedOut,
    Choices,
    NotCarriedOut,
    NothingToBringIn,
    carry_out_import,
    choose_columns,
    reread_import,
    settle_rows,
    start_import,
    undo_import,
)
from innesto.programmes.actions.programme import create_programme
from innesto.programmes.models import Partner, PartnerImport, PartnerRole, Programme
from innesto.programmes.queries.facts import facts_of
from innesto.search.models import Document
from innesto.search.tasks import refresh_documents
from innesto.sheets.reading import NotASheet
from tests.accounts.factories import UserFactory
from tests.organisations.factories import MembershipFactory, NeedFactory, OrganisationFactory
from tests.places.factories import AreaFactory, CountryFactory, PlaceFactory
from tests.programmes.factories import LIVELY, ParticipantFactory, PartnerFactory


def brought_in(programme, text, *, by, **decisions):
    """Bring a table in as the demo does: no request, all rows that can come."""
    import_ = start_import(programme, by=by, file_name="elenco.csv", content=text.encode())
    return carry_out_import(import_, by=by, **decisions)


def names(programme):
    return sorted(programme.partners.values_list("organisation__name", flat=True))


def test_start_import_keeps_the_file_and_proposes_the_columns(lively, coordinator):
    content = "Denominazione;Ruolo;Colore\nAsti;Città ospite;blu\n".encode("cp1252")

    import_ = start_import(lively, by=coordinator, file_name="elenco.csv", content=content)

    assert (bytes(import_.content), import_.encoding) == (content, "cp1252")
    assert import_.columns == {"name": 0, "roles": 1}
    assert names(lively) == []


def test_start_import_refuses_what_is_no_table(lively, coordinator):
    with pytest.raises(NotASheet):
        start_import(lively, by=coordinator, file_name="foto.png", content=b"\x89PNG\x00\x00")

    assert PartnerImport.objects.count() == 0


def test_reread_import_reads_the_letters_anew(lively, coordinator):
    content = "nome;città\nΠάτρα;Πάτρα\n".encode("cp1253", errors="replace")
    import_ = start_import(lively, by=coordinator, file_name="a.csv", content=content)

    import_ = reread_import(import_, "cp1253", by=coordinator)

    assert import_.encoding == "cp1253"


def test_carry_out_import_brings_everything_a_row_says(lively, coordinator):
    CountryFactory()
    asti = PlaceFactory(name="Asti", code="005005")
    text = (
        "nome;tipo;paese;comune;codice;ruoli;strands;needs;offers;lingue;closed;phase;"
        "contributo;nota\n"
        "Città di Asti;Comune;Italia;Asti;5005;Città ospite|Capofila;CoP1;Rifiuti: 3;mobility;"
        "it|inglese;2026-08-03/2026-08-21|24/12/2026;learn;1.234,50;Contattata a Torino\n"
    )

    import_ = brought_in(lively, text, by=coordinator)

    partner = lively.partners.get()
    body = partner.organisation
    assert (body.name, body.kind, body.place) == ("Città di Asti", "municipality", asti)
    assert body.languages == ["it", "en"]
    assert [held.role for held in partner.roles.all()] == ["host_city", "lead"]
    assert [held.strand for held in partner.strands.all()] == ["cop1"]
    assert [(need.theme.key, need.level) for need in body.needs.all()] == [("waste", 3)]
    assert [(offer.theme.key, offer.level) for offer in body.offers.all()] == [("mobility", 1)]
    assert [(str(c.first_day), str(c.last_day)) for c in body.closures.all()] == [
        ("2026-08-03", "2026-08-21"),
        ("2026-12-24", "2026-12-24"),
    ]
    assert [entry.phase for entry in partner.phase_entries.all()] == ["learn"]
    assert (str(partner.contribution), partner.note) == ("1234.50", "Contattata a Torino")
    assert (partner.printed_name, partner.printed_country) == ("Città di Asti", "Italia")
    assert partner.source == "elenco.csv"
    assert (import_.state, bytes(import_.content)) == ("done", b"")
    assert Entry.objects.about(import_).filter(verb="partners_imported").count() == 1


@pytest.mark.capability("C-12")
def test_carry_out_import_keeps_the_kind_of_each_partner(lively, coordinator):
    brought_in(
        lively,
        "name,kind\nEurocities,network\nAnatoliki S.A.,agency\nMigration Work CIC,expert\n",
        by=coordinator,
    )

    kinds = lively.partners.order_by("pk").values_list("organisation__kind", flat=True)
    assert list(kinds) == ["network", "agency", "expert"]


@pytest.mark.capability("C-14")
def test_carry_out_import_brings_in_the_municipalities_behind_an_intermediary(lively, coordinator):
    CountryFactory()
    for name in ("Asti", "Cuneo", "Settimo Torinese"):
        PlaceFactory(name=name)
    text = (
        "name,kind,country,roles,represents\n"
        "ANCI Piemonte,municipalities,IT,host_city,Asti|Cuneo|Settimo Torinese\n"
    )

    brought_in(lively, text, by=coordinator)

    anci = lively.partners.get(organisation__name="ANCI Piemonte")
    behind = ["Asti", "Cuneo", "Settimo Torinese"]
    assert sorted(p.organisation.name for p in anci.brings.all()) == behind
    assert [body.name for body in anci.organisation.stands_for.all()] == behind
    (only,) = facts_of(lively).organisations
    assert (only.name, sorted(only.represents)) == (
        "ANCI Piemonte",
        ["asti", "cuneo", "settimo-torinese"],
    )


def test_carry_out_import_leaves_a_partner_in_its_own_right_where_it_is(lively, coordinator):
    CountryFactory()
    PlaceFactory(name="Asti")
    text = (
        "name,kind,country,roles,represents\n"
        "Comune di Asti,municipality,IT,host_city,\n"
        "ANCI Piemonte,municipalities,IT,host_city,Asti\n"
    )

    brought_in(lively, text, by=coordinator)

    assert names(lively) == ["ANCI Piemonte", "Comune di Asti"]
    assert lively.partners.get(organisation__name="Comune di Asti").brought_by is None


@pytest.mark.capability("D-18", "Q5")
def test_carry_out_import_keeps_what_may_be_one_body_split_in_two(lively, coordinator):
    text = (
        "name,kind,country,roles\n"
        "Zentrum für Digitale Entwicklung GmbH,company,DE,lead\n"
        "Schmiede Hallein – Verein Zur Forderung,nonprofit,DE,guest_city\n"
        "Der Digitalen Kultur,nonprofit,AT,guest_city\n"
    )

    brought_in(lively, text, by=coordinator)

    assert lively.partners.count() == 3


@pytest.mark.capability("Q8")
def test_carry_out_import_keeps_printed_and_true_country(lively, coordinator):
    CountryFactory(code="FI", names={"it": "Finlandia"})
    utrecht = PlaceFactory(name="Utrecht", country=CountryFactory(code="NL"), code="")

    brought_in(lively, "name,kind,country\nUtrecht,municipality,FI\n", by=coordinator)

    partner = lively.partners.get()
    assert (partner.printed_country, partner.declared_country_id) == ("FI", "FI")
    assert (partner.organisation.place, utrecht.country_id) == (utrecht, "NL")


def test_carry_out_import_finds_organisations_again(lively, coordinator):
    CountryFactory()
    asti = PlaceFactory(name="Asti")
    city = OrganisationFactory(name="Comune di Asti", place=asti)
    anci = OrganisationFactory(name="ANCI Piemonte", kind="municipalities")
    OrganisationFactory(name="ANCI Sezione Piemonte", kind="municipalities", merged_into=anci)
    text = (
        "name,kind,country,place\nCittà di Asti,municipality,IT,Asti\n"
        "Anci Sezione Piemonte,municipalities,IT,\n"
    )

    brought_in(lively, text, by=coordinator)

    assert {p.organisation_id for p in lively.partners.all()} == {city.pk, anci.pk}
    assert Organisation.objects.count() == 3


def test_carry_out_import_never_changes_what_an_organisation_said(lively, coordinator):
    theme = lively.scheme.themes.get(key="waste")
    need = NeedFactory(
        organisation=OrganisationFactory(name="Legautonomie", kind="municipalities"),
        theme=theme,
        level=1,
    )
    text = "name,kind,needs\nLegautonomie,municipalities,waste:3|mobility:2\n"

    import_ = brought_in(lively, text, by=coordinator)

    said = need.organisation.needs.order_by("pk").values_list("theme__key", "level")
    assert list(said) == [("waste", 1), ("mobility", 2)]
    undo_import(import_, by=coordinator)
    assert list(need.organisation.needs.all()) == [need]


@pytest.mark.capability("T-03")
def test_carry_out_import_puts_a_new_project_where_its_lead_is(coordinator):
    region = AreaFactory(kind="region", name="Piemonte")
    PlaceFactory(name="Cuneo", region=region)
    call = create_programme(LIVELY.replace("key: lively", "key: call"), by=coordinator)
    text = (
        "name,kind,country,place,roles,project,lead_of\n"
        "Primo,nonprofit,IT,Cuneo,host_city,Uno,Uno\n"
        "Secondo,nonprofit,IT,,host_city,Due,Due\n"
    )

    brought_in(call, text, by=coordinator)

    assert [(p.name, p.territory) for p in call.projects.order_by("pk")] == [
        ("Uno", "Piemonte"),
        ("Due", ""),
    ]


@pytest.mark.capability("T-42")
def test_carry_out_import_makes_projects_and_counts_organisations_once(coordinator):
    call = create_programme(LIVELY.replace("key: lively", "key: call"), by=coordinator)
    text = (
        "name,kind,roles,project,lead_of\n"
        "IRES,agency,lead,,\n"
        "Primo,nonprofit,host_city,Uno,Uno\n"
        "Secondo,nonprofit,guest_city,Uno|Due,\n"
        "Primo,nonprofit,guest_city,Due,\n"
    )

    import_ = brought_in(call, text, by=coordinator)

    projects = {project.name: names(project) for project in call.projects.all()}
    assert projects == {"Uno": ["Primo", "Secondo"], "Due": ["Primo", "Secondo"]}
    assert (names(call), Organisation.objects.count()) == (["IRES"], 3)
    assert len(facts_of(call).organisations) == 3
    undo_import(import_, by=coordinator)
    assert (Programme.objects.count(), Organisation.objects.count()) == (1, 0)


def test_carry_out_import_takes_the_rows_and_places_that_were_chosen(lively, coordinator):
    CountryFactory()
    _first, second = PlaceFactory.create_batch(2, name="Samone")
    text = "name,kind,country\nSamone,municipality,IT\nAsti,municipality,IT\nCuneo,network,IT\n"
    import_ = start_import(lively, by=coordinator, file_name="a.csv", content=text.encode())
    settle_rows(import_, Choices(left_out=[3, 4]), by=coordinator)
    settle_rows(import_, Choices(taken_in=[4]), by=coordinator)

    import_ = carry_out_import(import_, choices=Choices(places={2: str(second.pk)}), by=coordinator)

    assert names(lively) == ["Cuneo", "Samone"]
    assert lively.partners.get(organisation__name="Samone").organisation.place == second
    assert [row[:2] for row in import_.made["out"]] == [[3, "Asti"]]


def test_carry_out_import_takes_only_these_rows(lively, coordinator):
    brought_in(lively, "name\nUno\nDue\nTre\n", by=coordinator, rows=[3])

    assert names(lively) == ["Due"]


def test_carry_out_import_happens_once(lively, coordinator):
    import_ = start_import(lively, by=coordinator, file_name="a.csv", content=b"name\nUno\n")
    carry_out_import(import_, by=coordinator)

    for late in (
        lambda: carry_out_import(import_, by=coordinator),
        lambda: settle_rows(import_, Choices(), by=coordinator),
        lambda: choose_columns(import_, columns={"name": 0}, by=coordinator),
        lambda: reread_import(import_, "cp1252", by=coordinator),
    ):
        with pytest.raises(AlreadyCarriedOut):
            late()

    assert names(lively) == ["Uno"]


def test_carry_out_import_leaves_out_what_a_colleague_brought_in_meanwhile(lively, coordinator):
    text = b"name\nUno\nDue\n"
    mine = start_import(lively, by=coordinator, file_name="a.csv", content=text)
    brought_in(lively, "name\nUno\n", by=coordinator)

    mine = carry_out_import(mine, by=coordinator)

    assert (names(lively), mine.made["left_out"]) == (["Due", "Uno"], 1)
    assert Organisation.objects.count() == 2


def test_carry_out_import_refuses_when_no_row_can_come(lively, coordinator):
    import_ = start_import(
        lively, by=coordinator, file_name="a.csv", content=b"name,roles\nUno,sindaco\n"
    )

    with pytest.raises(NothingToBringIn):
        carry_out_import(import_, by=coordinator)

    import_.refresh_from_db()
    assert import_.is_open


def test_undo_import_leaves_nothing_behind(lively, coordinator):
    PartnerFactory(programme=lively, organisation__name="Prima")
    text = "name,kind,needs,closed,represents\nANCI,municipalities,waste,2026-08-10,Asti|Cuneo\n"
    import_ = brought_in(lively, text, by=coordinator)

    import_ = undo_import(import_, by=coordinator)

    assert (names(lively), Organisation.objects.count(), Closure.objects.count()) == (
        ["Prima"],
        1,
        0,
    )
    assert (import_.state, import_.made["stays"]) == ("undone", [])


def test_what_an_import_brought_can_be_found_until_it_is_undone(lively, coordinator):
    import_ = brought_in(lively, "name\nRete degli orti\n", by=coordinator)
    refresh_documents.call()
    found = Document.objects.filter(kind="organisation", title="Rete degli orti")
    assert found.count() == 1

    undo_import(import_, by=coordinator)
    refresh_documents.call()

    assert found.count() == 0


def test_undo_import_keeps_what_something_hangs_on(lively, coordinator):
    import_ = brought_in(lively, "name\nUno\nDue\nTre\nQuattro\n", by=coordinator)
    body = {one.name: one for one in Organisation.objects.all()}
    MembershipFactory(organisation=body["Uno"])
    PartnerFactory(organisation=body["Due"])
    edit_organisation(body["Tre"], about="Nuova", by=coordinator)

    import_ = undo_import(import_, by=coordinator)

    assert names(lively) == []
    assert sorted(Organisation.objects.values_list("name", flat=True)) == ["Due", "Tre", "Uno"]
    assert sorted(import_.made["stays"]) == [
        ["Due", "programmes.partner"],
        ["Tre", "journal.entry"],
        ["Uno", "organisations.membership"],
    ]


def test_undo_import_keeps_a_partner_somebody_worked_on(lively, coordinator):
    import_ = brought_in(lively, "name,needs\nUno,waste\n", by=coordinator)
    partner = Partner.objects.get()
    lively.participants.create(partner=partner, name="Nina", role="officer")

    import_ = undo_import(import_, by=coordinator)

    assert names(lively) == ["Uno"]
    assert partner.organisation.needs.count() == 1
    assert import_.made["stays"] == [["Uno", "programmes.participant"]]


def test_undo_import_happens_once_and_not_before(lively, coordinator):
    import_ = start_import(lively, by=coordinator, file_name="a.csv", content=b"name\nUno\n")

    with pytest.raises(NotCarriedOut):
        undo_import(import_, by=coordinator)

    import_ = undo_import(carry_out_import(import_, by=coordinator), by=coordinator)
    with pytest.raises(NotCarriedOut):
        undo_import(import_, by=coordinator)


def test_carry_out_import_asks_the_database_as_often_for_many_rows_as_for_few(
    lively, coordinator, django_assert_max_num_queries
):
    CountryFactory()
    rows = "".join(f"Ente {n},network,IT,host_city,waste:2\n" for n in range(400))
    text = "name,kind,country,roles,needs\n" + rows
    import_ = start_import(lively, by=coordinator, file_name="a.csv", content=text.encode())

    with django_assert_max_num_queries(45):
        carry_out_import(import_, by=coordinator)

    assert lively.partners.count() == 400


# ── Persons in charge ───────────────────────────────────────────────────────────────────────

WITH_PERSONS = """\
nome;ruolo;referente;e-mail
Comune di Asti;Città ospite;Ines Invitata;Ines@example.org
Comune di Cuneo;Città ospite;Ines Invitata;ines@example.org
Comune di Biella;Città ospite;Bruno Senza;
Comune di Ivrea;Città ospite;Nora Nota <nora@example.org>;
"""


def contacts(programme):
    """Return who is in charge where: name, and whether an invitation waits for them."""
    return {
        partner.organisation.name: (
            partner.contact.name,
            partner.contact.invitation and partner.contact.invitation.email,
        )
        for partner in programme.partners.select_related("organisation", "contact__invitation")
    }


def test_carry_out_import_invites_each_person_in_charge_once_and_makes_no_account(
    lively, coordinator, mailoutbox, django_capture_on_commit_callbacks
):
    before = User.objects.count()

    with django_capture_on_commit_callbacks(execute=True):
        import_ = brought_in(lively, WITH_PERSONS, by=coordinator)

    assert contacts(lively) == {
        "Comune di Asti": ("Ines Invitata", "ines@example.org"),
        "Comune di Cuneo": ("Ines Invitata", "ines@example.org"),
        "Comune di Biella": ("Bruno Senza", None),
        "Comune di Ivrea": ("Nora Nota", "nora@example.org"),
    }
    assert {row.role for row in lively.participants.exclude(user=coordinator)} == {"officer"}
    assert sorted(to for mail in mailoutbox for to in mail.to) == [
        "ines@example.org",
        "nora@example.org",
    ]
    assert User.objects.count() == before
    assert Entry.objects.about(import_).get(verb="partners_imported").facts["invitations"] == 2


def test_carry_out_import_gives_both_partners_to_who_accepts(lively, coordinator):
    brought_in(lively, WITH_PERSONS, by=coordinator)

    person = accept_invitation(Invitation.objects.get(email="ines@example.org"), by=None)

    led = lively.partners.filter(contact__user=person)
    assert sorted(led.values_list("organisation__name", flat=True)) == [
        "Comune di Asti",
        "Comune di Cuneo",
    ]
    assert person.memberships.current().count() == 2
    assert lively.participants.filter(user=person).count() == 1


def test_carry_out_import_invites_nobody_who_is_there_or_when_told_not_to(lively, coordinator):
    nora = ParticipantFactory(programme=lively, user=UserFactory(email="nora@example.org"))
    text = "nome;referente\nUno;nora@example.org\nDue;Ada <ada@example.org>\n"

    brought_in(lively, text, by=coordinator)
    brought_in(
        lively, "nome;referente\nTre;x@example.org\n", by=coordinator, choices=Choices(role="")
    )

    assert lively.partners.get(organisation__name="Uno").contact == nora
    assert lively.partners.get(organisation__name="Due").contact.user == coordinator
    assert lively.partners.get(organisation__name="Tre").contact is None
    assert Invitation.objects.count() == 0


def test_undo_import_makes_its_invitations_void_but_keeps_who_has_come(lively, coordinator):
    import_ = brought_in(lively, WITH_PERSONS, by=coordinator)
    person = accept_invitation(Invitation.objects.get(email="nora@example.org"), by=None)

    undo_import(import_, by=coordinator)

    open_ones = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    assert names(lively) == ["Comune di Ivrea"]
    assert lively.participants.get(user=person).partner.organisation.name == "Comune di Ivrea"
    assert (open_ones.count(), lively.participants.filter(user=None).count()) == (0, 0)


def test_carry_out_import_never_gives_the_coordination(lively, coordinator):
    choices = Choices(role="coordinator")

    brought_in(lively, WITH_PERSONS, by=coordinator, choices=choices)

    assert lively.participants.filter(may_coordinate=True).get().user == coordinator


@pytest.mark.capability("T-01")
def test_carry_out_import_follows_the_blueprint_in_who_leads_which_project(coordinator):
    call = create_programme(
        LIVELY + "projects:\n  label: {it: Progetto, en: Project}\n  lead: host_city\n",
        by=coordinator,
    )
    text = (
        "nome;ruolo;progetto;capofila di\n"
        "Asti;Città ospite|Città in visita;Orti;Mense\n"
        "Cuneo;Città in visita;Mense;Orti\n"
    )

    brought_in(call, text, by=coordinator)

    leads = {project.name: project.lead for project in facts_of(call).projects}
    roles = {
        (held.partner.programme.name, held.partner.organisation.name, held.role)
        for held in PartnerRole.objects.all()
    }
    assert leads == {"Mense": "asti", "Orti": "cuneo"}
    assert roles == {
        ("Mense", "Asti", "host_city"),
        ("Mense", "Asti", "guest_city"),
        ("Orti", "Asti", "guest_city"),
        ("Mense", "Cuneo", "guest_city"),
        ("Orti", "Cuneo", "guest_city"),
        ("Orti", "Cuneo", "host_city"),
    }

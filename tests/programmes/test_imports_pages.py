import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from innesto.programmes.models import PartnerImport
from tests.places.factories import CountryFactory, PlaceFactory
from tests.programmes.factories import ImportFactory, PartnerFactory


@pytest.fixture
def signed_in(client, coordinator):
    TOTP.activate(coordinator, "JBSWY3DPEHPK3PXP")
    client.force_login(coordinator)
    return client


def page(name, programme, *args, **query):
    return reverse(f"programmes:{name}", args=[programme.slug, *args], query=query)


def upload(client, programme, text, name="elenco.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    answer = client.post(page("imports", programme), {"file": SimpleUploadedFile(name, content)})
    return answer, PartnerImport.objects.first()


def test_imports_leads_from_a_file_to_partners_and_back(signed_in, lively):
    CountryFactory()
    samone, _other = PlaceFactory.create_batch(2, name="Samone")
    text = "Nome;Tipo;Paese;Ruolo\nSamone;Comune;IT;Città ospite\nANCI;Altro ente;IT;Sindaco\n"

    answer, import_ = upload(signed_in, lively, text)
    assert answer.url == page("import-columns", lively, import_.pk)
    assert "Samone" in signed_in.get(answer.url).text
    choices = {f"column_{n}": key for n, key in enumerate(["name", "kind", "country", "roles"])}
    answer = signed_in.post(answer.url, choices)
    assert answer.url == page("import", lively, import_.pk)
    preview = signed_in.get(answer.url).text
    assert "Non c’è il ruolo «Sindaco» in questo programma." in preview
    assert "Ci sono più luoghi di nome «Samone»." in preview
    chosen = {"shown": "2,3", "take_2": "on", "place_2": str(samone.pk)}
    signed_in.post(page("import", lively, import_.pk), chosen)
    answer = signed_in.post(page("import-carry-out", lively, import_.pk), chosen)
    result = signed_in.get(answer.url).text

    assert lively.partners.get().organisation.place == samone
    assert "È entrato 1 partner." in result
    signed_in.post(page("import-undo", lively, import_.pk))
    assert lively.partners.count() == 0
    assert "Tutto è come prima." in signed_in.get(answer.url).text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b" ", "Il file è vuoto."),
        (b"\n\n  \n", "Il file è vuoto."),
        (b"PK\x03\x04broken", "Questo file non si può leggere."),
    ],
)
def test_imports_says_why_a_file_is_no_list(signed_in, lively, content, words):
    answer, import_ = upload(signed_in, lively, content)

    assert (answer.status_code, import_) == (422, None)
    assert words in answer.text


def test_import_columns_wants_a_name_and_each_field_once(signed_in, lively):
    import_ = ImportFactory(programme=lively)
    url = page("import-columns", lively, import_.pk)

    nameless = signed_in.post(url, {"column_0": "", "column_1": "kind"})
    twice = signed_in.post(url, {"column_0": "name", "column_1": "name"})

    assert (nameless.status_code, twice.status_code) == (422, 422)
    assert "Indica quale colonna contiene il nome" in nameless.text
    assert "dice già la stessa cosa" in twice.text


def test_import_encoding_shows_the_letters_anew(signed_in, lively):
    content = "nome;nota\nΠάτρα;Αθήνα\n".encode("cp1253")
    _answer, import_ = upload(signed_in, lively, content)

    answer = signed_in.post(page("import-encoding", lively, import_.pk), {"encoding": "cp1253"})

    assert "Πάτρα" in signed_in.get(answer.url).text


def test_import_carry_out_tells_the_second_click_what_came_of_the_first(signed_in, lively):
    import_ = ImportFactory(programme=lively)
    url = page("import-carry-out", lively, import_.pk)
    sent = {"shown": "2", "take_2": "on"}

    first = signed_in.post(url, sent)
    second = signed_in.post(url, sent, follow=True)

    assert (first.status_code, second.status_code, lively.partners.count()) == (302, 200, 1)
    assert "Questo elenco è già dentro." in second.text


def test_import_shows_few_rows_of_a_long_list(signed_in, lively):
    rows = "".join(f"Ente {n},network,host_city\n" for n in range(2000))
    _answer, import_ = upload(signed_in, lively, "name,kind,roles\n" + rows)

    response = signed_in.get(page("import", lively, import_.pk))

    assert response.text.count('type="checkbox"') == 50
    assert len(response.content) < 100_000
    assert "Porta dentro 2000 righe" in response.text.replace(".", "")


def test_import_shows_only_the_rows_that_stop(signed_in, lively):
    text = "name,kind,roles\nUno,network,host_city\nDue,network,sindaco\n"
    _answer, import_ = upload(signed_in, lively, text)

    shown = signed_in.get(page("import", lively, import_.pk, show="stop")).text

    assert ("Due" in shown, "Uno" in shown) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_imports_costs_the_same_for_one_list_and_for_three(
    signed_in, lively, count, django_assert_num_queries
):
    ImportFactory.create_batch(count, programme=lively)
    signed_in.get(page("imports", lively))

    with django_assert_num_queries(8):
        response = signed_in.get(page("imports", lively))

    assert response.text.count("partner.csv") == count


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_partners_export_can_be_brought_in_again(signed_in, lively, kind):
    PartnerFactory(programme=lively, organisation__name="Comune di Asti", roles=["host_city"])

    response = signed_in.get(page("partners-export", lively, kind))
    _answer, import_ = upload(signed_in, lively, response.content, name=f"partner.{kind}")

    shown = signed_in.get(page("import", lively, import_.pk)).text
    assert "È già partner." in shown


def test_import_example_can_be_brought_in_as_it_is(signed_in, lively):
    response = signed_in.get(page("import-example", lively, "ods"))

    _answer, import_ = upload(signed_in, lively, response.content, name="esempio.ods")

    signed_in.post(page("import-carry-out", lively, import_.pk), {"shown": ""})
    import_.refresh_from_db()
    assert (import_.made["rows"], import_.made["out"]) == (3, [])


def test_export_and_example_know_three_kinds_of_files(signed_in, lively):
    statuses = [
        signed_in.get(page(name, lively, "pdf")).status_code
        for name in ("partners-export", "import-example")
    ]

    assert statuses == [404, 404]


def test_import_invites_the_persons_in_charge_to_the_role_that_was_chosen(signed_in, lively):
    text = "nome;referente;e-mail\nComune di Asti;Ines Invitata;ines@example.org\n"
    _answer, import_ = upload(signed_in, lively, text)
    url = page("import-carry-out", lively, import_.pk)

    preview = signed_in.get(page("import", lively, import_.pk)).text
    answer = signed_in.post(url, {"shown": "2", "take_2": "on", "role": "evaluator"}, follow=True)

    person = lively.participants.get(name="Ines Invitata")
    assert "1 referente da invitare" in preview
    assert "È partito 1 invito." in answer.text
    assert (person.role, person.invitation.email) == ("evaluator", "ines@example.org")

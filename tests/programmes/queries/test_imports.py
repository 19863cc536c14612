import pytest

from innesto.programmes.actions.imports import Choices, settle_rows, start_import
from innesto.programmes.actions.people import invite_named
from innesto.programmes.queries.columns import FIELDS, WRITTEN, match_columns
from innesto.programmes.queries.imports import rows_of
from tests.organisations.factories import OrganisationFactory
from tests.places.factories import CountryFactory, PlaceFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory


def read(programme, text, *, by):
    content = text if isinstance(text, bytes) else text.encode()
    import_ = start_import(programme, by=by, file_name="elenco.csv", content=content)
    return rows_of(import_)


def told(rows):
    return [(row.number, row.state, [problem.words for problem in row.problems]) for row in rows]


def test_match_columns_knows_the_headers_of_the_shipped_lists():
    headers = [
        *("name", "kind", "country", "place", "code", "population", "lat", "lon", "languages"),
        *("roles", "strands", "represents", "project", "lead_of", "needs", "offers", "contact"),
        *("note", "example"),
    ]

    found = match_columns(headers)

    assert [header for n, header in enumerate(headers) if n not in found.values()] == []


def test_match_columns_knows_our_own_words():
    headers = [str(field.label) for field in WRITTEN]

    assert match_columns(headers) == {field.key: n for n, field in enumerate(WRITTEN)}


def test_match_columns_takes_nearly_the_same_word_and_each_once():
    assert match_columns(["Denominazioni", "Nome", "Nomi"]) == {"name": 1}
    assert match_columns(["Denominazoine"]) == {"name": 0}
    assert len({field.key for field in FIELDS}) == len(FIELDS)


def test_rows_of_reads_a_shifted_header_in_windows_1252(lively, coordinator):
    text = "Elenco dei partner;;\n;;\nNome;Ruolo;Note\nForlì;Città ospite;perché sì\n"

    (row,) = read(lively, text.encode("cp1252"), by=coordinator)

    assert (row.number, row.name, row.roles, row.note) == (4, "Forlì", ["host_city"], "perché sì")


def test_rows_of_tells_each_problem_of_a_row(lively, coordinator):
    text = (
        "nome;ruoli;strands;closed;needs;lingue;contributo;fase\n"
        ";host_city;;;;;;\n"
        "Uno;Citta ospite;CoP9;31/2/2027;fuoco:2;klingon;molto;\n"
        "Due;host_city;;2027-08-20/2027-08-01;waste:9;;;prepara\n"
    )

    rows = read(lively, text, by=coordinator)

    assert told(rows) == [
        (2, "stop", ["Manca il nome."]),
        (
            3,
            "stop",
            [
                "Non c’è il ruolo «Citta ospite» in questo programma. Forse «Città ospite»?",
                "Non c’è il filone «CoP9» in questo programma. Forse «CoP1»?",
                "Non c’è il tema «fuoco» in questo programma: resta fuori.",
                "«klingon» non è una lingua che conosciamo: resta fuori.",
                "«31/2/2027» non è una data che esiste. Per esempio: 24/3/2026",
                "«molto» non è un importo: resta in bianco.",
            ],
        ),
        (
            4,
            "stop",
            [
                "«waste:9» non è un livello da 1 a 3: resta fuori.",
                "«2027-08-20/2027-08-01»: l’ultimo giorno viene prima del primo.",
                "Non c’è la fase «prepara» in questo programma. Forse «Preparare»?",
            ],
        ),
    ]


def test_rows_of_finds_doubles_and_partners(lively, coordinator):
    PartnerFactory(programme=lively, organisation__name="Legautonomie", organisation__kind="other")
    PartnerFactory(
        programme=lively,
        organisation__name="Vecchia",
        organisation__kind="other",
        left_on="2026-01-01",
    )

    rows = read(lively, "nome\nUno\nUNO\nLegautonomie\nVecchia\n", by=coordinator)

    assert told(rows) == [
        (2, "ok", []),
        (3, "stop", ["È la stessa della riga 2."]),
        (4, "stop", ["È già partner."]),
        (5, "stop", ["Si è ritirato: annulla il ritiro nella sua pagina."]),
    ]


def test_rows_of_hints_at_possible_duplicates(lively, coordinator):
    OrganisationFactory(name="Fondazione Compagnia di San Paolo", kind="foundation")
    text = "nome,tipo\nFondazione Compagnia San Paolo,foundation\nIstituto Alfieri 1,school\n"
    text += "Istituto Alfieri 2,school\nIstituto Alfierri 2,school\n"

    rows = read(lively, text, by=coordinator)

    hint = "Possibile doppione: nel registro c’è «Fondazione Compagnia di San Paolo»."
    assert told(rows) == [
        (2, "warn", [f"{hint} Resterebbero entrambi."]),
        (3, "ok", []),
        (4, "ok", []),
        (
            5,
            "warn",
            ["Possibile doppione della riga 4, «Istituto Alfieri 2». Restano entrambi."],
        ),
    ]


def test_rows_of_asks_which_homonym_and_remembers_the_answer(lively, coordinator):
    CountryFactory()
    first, second = PlaceFactory.create_batch(2, name="Samone")
    text = "nome;tipo;paese\nSamone;Comune;IT\n"
    import_ = start_import(lively, by=coordinator, file_name="a.csv", content=text.encode())

    (asked,) = rows_of(import_)
    import_ = settle_rows(import_, Choices(places={2: str(first.pk)}), by=coordinator)
    (settled,) = rows_of(import_)

    assert told([asked]) == [(2, "ask", ["Ci sono più luoghi di nome «Samone»."])]
    assert set(asked.candidates) == {first, second}
    assert (settled.state, settled.place) == ("ok", first)


def test_rows_of_lets_two_homonyms_be_two_bodies(lively, coordinator):
    CountryFactory()
    first, second = PlaceFactory.create_batch(2, name="Samone")
    text = (
        f"nome;tipo;paese;codice\nSamone;Comune;IT;{first.code}\nSamone;Comune;IT;{second.code}\n"
    )

    rows = read(lively, text, by=coordinator)

    assert [(row.state, row.place) for row in rows] == [("ok", first), ("ok", second)]


@pytest.mark.capability("Q8")
def test_rows_of_warns_of_a_wrong_country_and_keeps_both(lively, coordinator):
    CountryFactory(code="FI", names={"it": "Finlandia", "en": "Finland"})
    nl = CountryFactory(code="NL", names={"it": "Paesi Bassi", "en": "Netherlands"})
    utrecht = PlaceFactory(name="Utrecht", country=nl, code="")

    (row,) = read(lively, "nome;tipo;paese\nUtrecht;Comune;FI\n", by=coordinator)

    words = "«Utrecht» è in Paesi Bassi, l’elenco dice FI: restano entrambi."
    assert told([row]) == [(2, "warn", [words])]
    assert (row.place, row.country.code) == (utrecht, "FI")


def test_rows_of_takes_an_unknown_municipality_without_a_place(lively, coordinator):
    CountryFactory()

    (row,) = read(lively, "nome;tipo;paese;lat\nAtlantide;Comune;IT;45.1\n", by=coordinator)

    assert (row.state, row.place) == ("warn", None)
    assert [problem.words for problem in row.problems] == [
        "Nessun luogo si chiama «Atlantide»: entra senza luogo.",
        "La posizione non si conserva: la dà solo il registro dei luoghi.",
    ]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("€ 12.000", "12000.00"),
        ("1234.5", "1234.50"),
        ("1.234.567", "1234567.00"),
        ("0,5", "0.50"),
    ],
)
def test_rows_of_reads_amounts_as_people_write_them(lively, coordinator, written, amount):
    (row,) = read(lively, f"nome;contributo\nUno;{written}\n", by=coordinator)

    assert str(row.contribution) == amount


def test_rows_of_reads_the_person_in_charge_however_they_are_written(lively, coordinator):
    text = (
        "nome;referente;e-mail\n"
        "Uno;Ines Invitata;Ines@Example.org\n"
        "Due;Ines Invitata <ines@example.org>;\n"
        "Tre;ines (at) example.org;ines@example\n"
        "Quattro;Jan Bez, jan@example.org;\n"
        "Cinque;Olga;\n"
        "Sei;;\n"
    )

    rows = read(lively, text, by=coordinator)

    assert [row.contact and (row.contact.name, row.contact.email) for row in rows] == [
        ("Ines Invitata", "ines@example.org"),
        ("Ines Invitata", "ines@example.org"),
        ("ines (at) example.org", ""),
        ("Jan Bez", "jan@example.org"),
        ("Olga", ""),
        None,
    ]
    assert told(rows)[1:3] == [
        (3, "warn", ["«ines@example.org» è anche nella riga 2: un solo invito per le due."]),
        (
            4,
            "warn",
            ["«ines@example» non è un indirizzo e-mail: lì non si invita nessuno."],
        ),
    ]


def test_rows_of_says_who_needs_no_invitation(lively, coordinator):
    person = ParticipantFactory(programme=lively, name="Ines")
    invite_named(person, email="ines@example.org", by=coordinator)
    text = "nome;referente\nUno;ines@example.org\nDue;ada@example.org\n"

    rows = read(lively, text, by=coordinator)

    assert told(rows) == [
        (
            2,
            "warn",
            ["«ines@example.org» ha già un invito aperto: non ne parte un altro."],
        ),
        (3, "warn", ["«ada@example.org» partecipa già: non parte nessun invito."]),
    ]

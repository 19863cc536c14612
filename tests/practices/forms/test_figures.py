"""Many figures at once, as people write and paste them."""

import datetime
from decimal import Decimal

import pytest

from innesto.practices.forms.figures import MOST, FiguresForm, plain_number

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1.840", "1840"),
        ("1840.5", "1840.5"),
        ("-48", "-48"),
        ("", ""),
    ],
)
def test_plain_number_reads_figures_as_people_write_them(typed, read):
    assert plain_number(typed) == read


@pytest.mark.capability("M-04")
def test_figures_read_lines_and_pasted_cells():
    form = FiguresForm(
        {
            "rows": "Giorni; 41; 22; giorni; Registro; 31/12/2025\n\n"
            "Persone accompagnate\t\t1.840\tpersone\tSportello\t"
        }
    )

    assert form.is_valid()
    assert form.cleaned_data["rows"] == [
        {
            "claim": "Giorni",
            "before": Decimal(41),
            "figure": Decimal(22),
            "unit": "giorni",
            "source": "Registro",
            "on": datetime.date(2025, 12, 31),
        },
        {
            "claim": "Persone accompagnate",
            "before": None,
            "figure": Decimal(1840),
            "unit": "persone",
            "source": "Sportello",
            "on": None,
        },
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Giorni; 41; molti; giorni; Registro", "Riga 1 – Cifra: Inserisci un numero."),
        ("Giorni; ; 22; giorni", "Riga 1 – Fonte: Questo campo è obbligatorio."),
        ("a;1;2;b;c;1/1/2025;d", "Riga 1 – ci sono più di sei colonne"),
        ("x\n" * (MOST + 1), "Al massimo 50 righe alla volta."),
    ],
)
def test_figures_name_the_line_that_cannot_be_read(rows, said):
    form = FiguresForm({"rows": rows})

    assert form.errors["rows"] == [said]

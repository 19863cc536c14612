import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from openpyxl import load_workbook

from innesto.toolkit.models import Draft
from innesto.toolkit.tables import Column, Filter, Table, in_words
from tests.accounts.factories import UserFactory
from tests.toolkit.factories import DraftFactory

TABLE = Table[Draft](
    caption="Drafts",
    columns=[
        Column("title", "Title", lambda d: d.title, order=["title"], url=lambda d: d.address),
        Column("subject", "Subject", lambda d: d.subject, order=["subject"]),
        Column("size", "Size", lambda d: len(d.answers), is_number=True),
    ],
    filters=[
        Filter(
            "of",
            "Form",
            lambda: [("toolkit:example", "Example"), ("other", "Other")],
            lambda drafts, form: drafts.filter(form=form),
        )
    ],
    search=["title", "subject"],
    order="title",
    per_page=2,
)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def three(db):
    user = UserFactory()
    return [
        DraftFactory(user=user, title=title, subject=subject, form=form)
        for title, subject, form in [
            ("Rain", "2", "other"),
            ("Asti", "1", "toolkit:example"),
            ("=1+1", "3", "toolkit:example"),
        ]
    ]


def read(query=""):
    return TABLE.read(Draft.objects.all(), QueryDict(query))


def titles(query=""):
    return [draft.title for draft in read(query).page]


def test_rows_come_in_the_order_of_the_table_by_pages(three):
    assert titles() == ["=1+1", "Asti"]
    assert titles("page=2") == ["Rain"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sort=-title", ["Rain", "Asti"]),
        ("sort=subject", ["Asti", "Rain"]),
        ("sort=size", ["=1+1", "Asti"]),  # not sortable: the order of the table holds
        ("sort=answers", ["=1+1", "Asti"]),
        ("q=rai", ["Rain"]),
        ("of=other", ["Rain"]),
        ("of=nonsense", ["=1+1", "Asti"]),
        ("page=99", ["Rain"]),
    ],
)
def test_address_sorts_and_narrows_and_its_mistakes_are_passed_over(three, query, found):
    assert titles(query) == found


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_two_queries_whatever_its_rows(db, django_assert_num_queries, count):
    DraftFactory.create_batch(count)

    with django_assert_num_queries(2):
        page = read()
        drawn = Template("{% table page %}{% endtable %}").render(
            Context({"page": page, "request": RequestFactory().get("/")})
        )

    assert drawn.count('<th scope="row">') == min(count, 2)


def draw(query="", target=""):
    text = '{% table page target=target %}<p class="nothing">Nothing yet</p>{% endtable %}'
    request = RequestFactory().get(f"/?{query}")
    return Template(text).render(
        Context({"page": read(query), "target": target, "request": request})
    )


def test_table_says_how_it_is_sorted_and_keeps_the_rest_of_the_query(three):
    drawn = draw("q=a&sort=title")

    assert drawn.count("aria-sort") == 1
    assert 'aria-sort="ascending"' in drawn
    assert 'href="?q=a&amp;sort=-title"' in drawn
    assert '<input type="hidden" name="sort" value="title"' in drawn


def test_table_labels_each_cell_for_phones(three):
    assert draw().count('data-label="Subject"') == 2


def test_table_with_a_target_replaces_only_that_part(three):
    assert 'hx-target:inherited="#results"' in draw(target="results")
    assert "hx-target" not in draw()


def test_empty_table_shows_what_the_page_says_and_a_narrowed_one_how_to_widen_it(db):
    assert '<p class="nothing">' in draw()
    assert "Nothing fits what you chose" in draw("q=zzz")


def test_csv_has_all_rows_that_fit_and_no_formulas(three):
    answer = read("file=csv&of=toolkit:example").as_file("drafts")

    text = b"".join(answer.streaming_content).decode("utf-8")
    assert text.startswith("\ufeffTitle;Subject;Size\r\n")
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[1:] == [["'=1+1", "3", "1"], ["Asti", "1", "1"]]
    assert answer["Content-Disposition"] == 'attachment; filename="drafts.csv"'


def test_xlsx_keeps_figures_and_takes_no_text_for_a_formula(three):
    answer = read("file=xlsx").as_file("drafts")

    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    answer.close()
    rows = [[cell.value for cell in row] for row in sheet]
    assert rows == [
        ["Title", "Subject", "Size"],
        ["=1+1", "3", 1],
        ["Asti", "1", 1],
        ["Rain", "2", 1],
    ]
    assert sheet["A2"].data_type == "s"


def test_file_kind_is_one_that_exists(db):
    assert [read(query).file_kind for query in ("", "file=pdf", "file=csv")] == ["", "", "csv"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "–"),
        ("", "–"),
        (True, "sì"),
        (18642, "18.642"),
        (Decimal("0.8"), "0,8"),
        (date(2026, 3, 24), "24 marzo 2026"),
        ("Asti", "Asti"),
    ],
)
def test_values_are_written_for_people(value, written):
    with translation.override("it"):
        assert in_words(value).replace("yes", "sì") == written

import pytest

from innesto.search.models import Postings, Term
from innesto.search.tables import ROWS_TO_A_STATEMENT, ask_among, table_of, write_rows

pytestmark = pytest.mark.django_db

TERMS = f"INSERT INTO {table_of(Term)} (token, form)"


def test_write_rows_returns_what_the_statement_does_however_many_there_are():
    tokens = [f"w{at}" for at in range(ROWS_TO_A_STATEMENT + 1)]

    written = write_rows(
        TERMS, ("text", "text"), [(one, one) for one in tokens], "RETURNING token, id"
    )

    assert sorted(written) == sorted(Term.objects.values_list("token", "pk"))
    assert len(written) == len(tokens)


def test_write_rows_of_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert write_rows(TERMS, ("text", "text"), [], "RETURNING id") == []


@pytest.mark.parametrize("token", ["null", '"', "'", "{a,b}", "\\", "", "è", "a b"])
def test_text_arrives_as_it_is(token):
    write_rows(TERMS, ("text", "text"), [(token, token)], "")

    found = ask_among(f"SELECT token FROM {table_of(Term)} WHERE token AMONG", [token, "other"])
    assert found == [(token,)]


def test_bytes_arrive_as_they_are():
    data = bytes(range(256))
    start = f"INSERT INTO {table_of(Postings)} (term_id, block, data)"
    write_rows(start, ("bigint", "integer", "bytea"), [(7, 1, data), (8, 1, b"")], "")

    found = ask_among(f"SELECT data FROM {table_of(Postings)} WHERE term_id AMONG", [7])
    assert [bytes(one) for (one,) in found] == [data]


def test_ask_among_no_values_finds_nothing():
    Term.objects.create(token="orto", form="orto")

    assert ask_among(f"SELECT id FROM {table_of(Term)} WHERE id AMONG", []) == []

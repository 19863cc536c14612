from innesto.search.columns import Columns


def test_allowed_knows_who_may_find_what():
    columns = Columns()
    columns.take([(pk, 1, "a", "IT", "", "it", 2000, 1, 1, 1, {}) for pk in (1, 2)])

    assert columns.allowed([1]).all()
    assert not columns.allowed([2, 3]).any()

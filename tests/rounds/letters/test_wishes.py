import datetime

import pytest

from innesto.rounds.letters.wishes import Wish

WISHES = [
    Wish(
        kind="pin_host",
        exchange="leadership.AT.1",
        value="graz",
        reason="la sala è già prenotata",
        by="Ada",
        on=datetime.date(2020, 1, 7),
    ),
    Wish(kind="forbid_date", exchange="leadership.AT.1", value="2020-05-12"),
    Wish(kind="pin_pair", pair=("torino", "anci")),
]


@pytest.mark.parametrize("wish", WISHES)
def test_wish_survives_plain_data(wish):
    assert Wish.from_data(wish.to_data()) == wish


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "pin_pair"},
        {"kind": "pin_host", "exchange": "leadership.AT.1"},
        {"kind": "pin_date", "exchange": "leadership.AT.1", "value": "2020-02-30"},
        {"kind": "please", "exchange": "leadership.AT.1", "value": "graz"},
    ],
)
def test_wish_refuses_what_says_nothing(data):
    with pytest.raises(ValueError):  # noqa: PT011
        Wish.from_data(data)

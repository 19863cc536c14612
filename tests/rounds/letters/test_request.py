import datetime
from decimal import Decimal

import pytest

from innesto.blueprints.facts import Days, Facts, Organisation, Project, Quantity
from innesto.rounds.letters.plain import NotThisShape
from innesto.rounds.letters.proposal import PlannedExchange
from innesto.rounds.letters.request import Limits, Reading, Request
from innesto.rounds.letters.wishes import Wish

DAY = datetime.date(2020, 5, 12)

REQUEST = Request(
    blueprint="key: small",
    facts=Facts(
        organisations=(
            Organisation(
                key="graz",
                name="Graz",
                country="AT",
                lat=47.07,
                lon=15.44,
                languages=frozenset({"de", "en"}),
                needs={"energy": 2},
                closed=(Days(DAY, DAY),),
                joined_on=DAY,
            ),
        ),
        quantities=(Quantity("q", "money", "graz", Decimal("12.50")),),
        projects=(Project("p", "Progetto", lead="graz", partners=frozenset({"graz"})),),
        phases={"first": Days(DAY, DAY)},
    ),
    calendar={"AT": (DAY,)},
    places={"Milano": (45.46, 9.19)},
    reading=Reading(shapes={"autumn": "series"}, hosts={"technical": 1}),
    wishes=(Wish(kind="pin_pair", pair=("graz", "linz")),),
    kept=(
        PlannedExchange(
            key="leadership.AT.1",
            format="leadership",
            host="graz",
            starts_on=DAY,
            ends_on=DAY,
            half_days=2,
            mode="in_person",
        ),
    ),
    only=("AT",),
    earliest=DAY,
    limits=Limits(seconds=5.0, seed=3),
)


def test_request_survives_json():
    assert Request.from_json(REQUEST.to_json()) == REQUEST


def test_request_is_the_same_text_every_time():
    assert Request.from_json(REQUEST.to_json()).to_json() == REQUEST.to_json()


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ([], "Request: expected an object"),
        ({"blueprint": "", "facts": {"organisations": 3}}, "Request.facts.organisations: expected"),
        (
            {"blueprint": "", "facts": {}, "calendar": {"AT": ["2020-02-30"]}},
            "Request.calendar.AT.0: a date such as",
        ),
        (
            {
                "blueprint": "",
                "facts": {"quantities": [{"key": "q", "name": "n", "of": "", "amount": "a"}]},
            },
            "Request.facts.quantities.0.amount: a number",
        ),
    ],
)
def test_from_data_names_the_place(data, complaint):
    with pytest.raises(NotThisShape, match=complaint):
        Request.from_data(data)

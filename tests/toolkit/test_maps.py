import re

import pytest
from django.template import Context, Template
from django.utils import translation

from innesto.toolkit.labels import Box, place_labels
from innesto.toolkit.maps import LARGEST_PATH, Conic, Map, Place, View

WARSAW = Place("Warszawa", 52.23, 21.01, word="hosts", url="/warszawa/", is_chosen=True)
GDYNIA = Place("Gdynia", 54.52, 18.53, "ring", word="goes")


def draw(drawing):
    with translation.override("en"):
        return Template('{% map drawing name="m" %}').render(Context({"drawing": drawing}))


def test_map_of_europe_stays_under_its_budget():
    drawing = Map("Europe", [WARSAW], width=1180, height=900)

    assert 2_000 < len(drawing.land) <= LARGEST_PATH
    assert drawing.own_land == ""


@pytest.mark.parametrize("country", ["IT", "PL", "SE", "MT"])
def test_own_country_stands_out_and_fits(country):
    drawing = Map("Country", [], own=frozenset({country}))

    assert drawing.own_land.startswith("M")
    assert len(drawing.land) + len(drawing.own_land) <= LARGEST_PATH


def test_projection_keeps_its_corners_inside_and_north_above():
    view = View(-10.5, 35.0, 32.0, 66.0, 560, 430)
    conic = Conic(view)

    for lon in (-10.5, 10, 32):
        for lat in (35.0, 50, 66.0):
            x, y = conic.at(lon, lat)
            assert -1 <= x <= 561
            assert -1 <= y <= 431
    assert conic.at(10, 60)[1] < conic.at(10, 40)[1]
    assert conic.at(0, 50)[0] < conic.at(20, 50)[0]


def test_close_map_holds_all_its_places():
    drawing = Map("Near", [WARSAW, GDYNIA], is_close=True)

    points = [Conic(drawing.view).at(place.lon, place.lat) for place in drawing.places]

    assert all(0 < x < drawing.width and 0 < y < drawing.height for x, y in points)


def test_map_says_the_same_in_words_and_in_a_table():
    page = draw(Map("Who goes", [WARSAW, GDYNIA], ways=[("Gdynia", "Warszawa")]))

    assert '<title id="m-title">Who goes</title>' in page
    assert "Map with 2 places." in page
    assert re.findall(r'<td data-label="What">([^<]+)</td>', page) == ["hosts", "goes"]
    assert page.count('class="way"') == 1
    assert page.count('class="halo"') == 1


def test_map_with_links_is_more_than_a_picture():
    assert 'role="group"' in draw(Map("Links", [WARSAW]))
    assert 'role="img"' in draw(Map("None", [GDYNIA]))


def test_figures_of_a_drawing_are_never_written_in_italian():
    with translation.override("it"):
        page = Template("{% map drawing %}").render(Context({"drawing": Map("M", [GDYNIA])}))

    assert re.findall(r'(?:x|y|d|transform)="[^"]*\d,\d', page) == []


def test_labels_cover_neither_each_other_nor_what_is_busy():
    points = [(100, 100), (104, 112), (300, 100)]

    labels = place_labels(
        points, ["Asti", "Torino", "Cuneo"], [False] * 3, [Box(305, 90, 400, 110)],
        width=600, height=400,
    )  # fmt: skip

    assert [label.has_room for label in labels] == [True, True, True]
    assert labels[0].anchor == "end"
    assert labels[2].anchor != "start"


def test_label_without_room_is_left_to_the_table_but_not_of_the_chosen_one():
    crowd = [(100, 100)] * 12

    labels = place_labels(crowd, ["Same"] * 12, [False] * 11 + [True], [], width=600, height=400)

    assert labels[-1].has_room is True
    assert [label.has_room for label in labels[:-1]].count(True) < 11


def test_map_of_italy_shows_its_regions_and_one_of_europe_does_not():
    italy = Map("Italia", [Place("Torino", 45.07, 7.69)], own=frozenset({"IT"}))
    poland = Map("Polonia", [], own=frozenset({"PL"}))
    europe = Map("Europa", [Place("Torino", 45.07, 7.69)])

    assert (europe.borders, poland.borders) == ("", "")
    assert italy.borders.count("M") > 30
    assert len(italy.borders) < 6_000

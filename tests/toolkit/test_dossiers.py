from innesto.toolkit.dossiers import Cover, Dossier
from innesto.toolkit.frame import Link
from innesto.toolkit.panels import Panel, Panels


def cover_for(reader):
    return Cover(name="Asti", key=7, reader=reader, way_back=[Link("Cities", "/citta/")])


def test_tabs_stand_in_their_order_and_are_shown_to_whom_they_concern():
    pages = Dossier(lambda _request, _thing, _known: cover_for("a visitor"))
    pages.add_tab("Second", "exchanges:detail", position=20)
    pages.add_tab("First", "exchanges:file", position=10)
    pages.add_tab("Staff", "exchanges:move", position=15, shown=lambda _it, who: who == "staff")

    seen = pages.tabs_of("Asti", cover_for("a visitor"), current="exchanges:detail")
    staff = pages.tabs_of("Asti", cover_for("staff"))

    assert [(link.label, link.current) for link in seen] == [("First", False), ("Second", True)]
    assert [link.label for link in staff] == ["First", "Staff", "Second"]


def test_panels_stand_in_their_column_and_those_with_nothing_to_say_are_left_out():
    panels = Panels()
    panels.add(lambda it, who: Panel(f"Later, {it} for {who}"), column="main", position=20)
    panels.add(lambda _it, _who: Panel("Sooner"), column="main", position=10)
    panels.add(lambda _it, _who: Panel("Beside"), column="side", position=5)
    panels.add(lambda _it, _who: None, column="top", position=1)

    found = panels.of("Asti", "me")

    assert {column: [panel.title for panel in found[column]] for column in found} == {
        "top": [],
        "main": ["Sooner", "Later, Asti for me"],
        "side": ["Beside"],
    }

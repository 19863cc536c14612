"""A long form is left in the middle: by a lost connection, a reload, without a script."""

import pytest

ADDRESS = "/programmi/connection/modello/modifica/"


def writing(visitor):
    """Open the blueprint and return its text field."""
    return visitor.open(ADDRESS).locator("textarea[name=text]")


def add(field, line):
    """Write one more line at the end, as somebody at the keyboard."""
    field.press("Control+End")
    field.press_sequentially(f"\n{line}")


def test_a_draft_comes_back_after_a_lost_connection_and_a_reload(visit, kind):
    visitor = visit(email="ada@example.org", kind=kind)
    field = writing(visitor)
    page = visitor.page
    line = page.locator("[data-draft-line]")

    add(field, "# prima nota")
    line.get_by_text("Bozza salvata").wait_for()
    page.context.set_offline(True)
    add(field, "# seconda nota")
    line.get_by_text("Manca la connessione").wait_for()
    page.context.set_offline(False)
    line.get_by_text("Bozza salvata").wait_for()
    add(field, "# terza nota")
    page.reload()
    line.get_by_text("Bozza salvata").wait_for()

    assert field.input_value().splitlines()[-3:] == [
        "# prima nota",
        "# seconda nota",
        "# terza nota",
    ]
    visitor.errors.clear()  # the browser complains of the connection we cut
    visitor.look()
    page.get_by_role("button", name="Scarta la bozza").click()


@pytest.mark.parametrize("javascript", [False])
def test_a_draft_is_saved_by_its_button_without_a_script(visit, javascript):
    visitor = visit(email="bruno@example.org", javascript=javascript)
    page = visitor.open("/programmi/territori-inclusivi/modello/modifica/")
    field = page.locator("textarea[name=text]")

    field.fill(field.input_value() + "\n# una nota")
    page.get_by_role("button", name="Salva la bozza").click()
    page.get_by_text("Bozza salvata").first.wait_for()

    assert field.input_value().splitlines()[-1] == "# una nota"
    visitor.look()

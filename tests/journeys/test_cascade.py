"""A champion trains two cities, somebody of one trains a third, who says so on a phone."""

import pytest

TREE = "/programmi/connection/formazioni/albero/"
FIRST, SECOND = "Accogliere al primo sportello", "Uno sportello anche da noi"


@pytest.mark.capability("C-10", "C-11", "C-30")
def test_three_generations_grow_out_of_a_champion(visit):
    lea = visit(email="lea@example.org")
    page = log(lea, FIRST)
    train(page, "Asti", "Marta Esempio, marta@example.org")
    page.get_by_role("link", name="Aggiungi una città").click()
    train(page, "Cuneo", "Carla Scambio, carla@example.org")
    lea.look("formazione")
    address = page.url.removeprefix(lea.site.url)

    marta = visit(email="marta@example.org", kind="phone")
    page = marta.open(address)
    page.get_by_role("button", name="Ero presente").click()
    page.get_by_text("Grazie: la tua presenza conta.").wait_for()
    page = log(marta, SECOND)
    train(page, "Varsavia", "Zofia Przykład, zofia@example.org")
    marta.look()
    address = page.url.removeprefix(marta.site.url)

    zofia = visit(email="zofia@example.org", kind="phone")
    page = zofia.open(address)
    zofia.look("eri-presente")
    page.get_by_role("button", name="Ero presente").click()
    page.get_by_text("Grazie: la tua presenza conta.").wait_for()

    page = lea.open(TREE)
    second = page.locator("ol.tree > li").filter(has_text=FIRST).locator("ol > li")
    assert "Varsavia (1 conferma)" in second.inner_text()
    lea.look("chi-ha-formato-chi")


def log(visitor, title):
    """Log a training that was held online today."""
    page = visitor.open("/formatori/formazioni/nuova/")
    page.locator("[name=title]").fill(title)
    page.locator("[name=hours]").fill("4")
    page.get_by_role("radio", name="online", exact=True).check()
    page.locator("form:has([name=hours]) button.btn-primary").click()
    page.get_by_text("Registrata. Ora di’ chi c’era.").wait_for()
    return page


def train(page, city, person):
    """Say who of a city was there."""
    page.locator("[name=organisation]").fill(city)
    page.locator("[name=people]").fill(person)
    page.locator("form:has([name=people]) button.btn-primary").click()
    offered = page.locator("[name=organisation_pick]").first
    page.wait_for_load_state()
    if offered.count():
        offered.check()
        page.locator("form:has([name=people]) button.btn-primary").click()
    page.get_by_role("heading", level=2, name="Città e persone").wait_for()

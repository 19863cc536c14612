"""Torino and Cuneo, through ANCI Piemonte, agree, live both legs, and keep what they learned."""

import pytest

ALL = "/programmi/connection/scambi-di-personale/"
SEEN = "Chi arriva trova una persona sola che lo accompagna"
OFFLINE = "Nel sotterraneo dell’archivio: le schede si compilano insieme"
LESSON = "Se le schede si compilano insieme, nessuno racconta due volte"
ADAPTATION = "A Cuneo si compilano in biblioteca, con la mediatrice accanto"


@pytest.mark.capability("C-14", "C-15", "C-24", "C-25", "C-26")
def test_torino_and_cuneo_agree_live_both_legs_and_adapt_what_they_learned(visit):
    lea = visit(email="lea@example.org")
    page = lea.open(ALL)
    lea.look("scambi-di-personale")
    page.get_by_role("link", name="Città di Torino – Cuneo").click()
    page.get_by_role("heading", level=1, name="Città di Torino – Cuneo").wait_for()
    lea.look("scambio-di-personale")
    first = page.url.removeprefix(lea.site.url)
    lea.open(f"{first}accordo/modifica/")
    page.locator("[name=costs]").fill("Chi parte paga il viaggio, chi ospita il pranzo.")
    lea.look()
    page.locator("form:has([name=costs]) button.btn-primary").click()
    page.get_by_role("button", name="Sì, siamo d’accordo").click()
    page.get_by_text("Grazie. L’altra parte lo sa.").wait_for()

    carla = visit(email="carla@example.org", kind="phone")
    page = carla.open(f"{first}accordo/")
    page.get_by_text("Partecipa con ANCI Piemonte.").wait_for()
    carla.look("accordo")
    page.get_by_role("button", name="Sì, siamo d’accordo").click()
    page.get_by_text("Grazie. L’altra parte lo sa.").wait_for()

    carla.open(f"{first}diario/")
    note(page, SEEN)
    page.get_by_text(SEEN).first.wait_for()
    page.locator("[data-offline-kept]").wait_for()
    page.context.set_offline(True)
    note(page, OFFLINE)
    page.get_by_text("Un appunto aspetta la rete.").wait_for()
    page.context.set_offline(False)
    page.locator("[data-queue]").wait_for(state="hidden")
    carla.open_until(f"{first}diario/", OFFLINE)
    assert page.get_by_text(OFFLINE).count() == 1
    carla.look("diario")
    page.get_by_role("button", name=f"Condividi: {OFFLINE[:30]}").click()
    page.get_by_text("Condiviso. Lo legge chi vede lo scambio.").wait_for()

    carla.open(first)
    page.get_by_role("link", name="Scrivi una lezione").first.click()
    page.get_by_label(OFFLINE).check()
    page.locator("[name=sentence]").fill(LESSON)
    page.locator("[name=how]").fill(ADAPTATION)
    page.locator("[name=for_plan]").fill("Schede insieme, da marzo")
    page.get_by_label("È pronta per il piano").check()
    carla.look()
    page.locator("form:has([name=how]) button.btn-primary").click()
    row = page.get_by_role("row").filter(has_text=LESSON)
    row.get_by_text("pronta per il piano").wait_for()
    carla.look("lezioni")
    row.get_by_role("link", name="Filo").click()
    page.get_by_role("heading", level=1).wait_for()
    assert page.get_by_text(OFFLINE).count() > 0
    assert page.get_by_text(ADAPTATION).count() > 0


def note(page, words):
    """Write a note to be adapted at home."""
    page.locator("[name=text]").fill(words)
    page.get_by_role("radio", name="adattare").check()
    page.locator("form[data-offline] button.btn-primary").click()

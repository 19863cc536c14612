"""A seminar of MULTIPLY: its places fill, who waits moves up, it is lived, and certified."""

import datetime
from zoneinfo import ZoneInfo

import pytest

LESSON = "Se la mappa del calore si mostra per strada, la gente si ferma, perché si riconosce"


@pytest.mark.capability("M-12", "M-17", "M-18", "D-15", "S-22")
def test_a_seminar_goes_from_the_plan_to_what_was_learned(visit):
    ada, zofia = visit(email="ada@example.org"), visit(email="zofia@example.org", kind="phone")
    page, phone = ada.page, zofia.page
    ada.open("/programmi/multiply/scambi/")
    page.get_by_role("link", name="Consenso pubblico", exact=True).first.click()
    page.get_by_role("heading", level=1, name="Consenso pubblico").wait_for()
    seminar = page.url.removeprefix(ada.site.url)

    zofia.open(f"{seminar}persone/iscriviti/").get_by_role("button", name="Iscriviti").click()
    phone.get_by_text("lista d’attesa").first.wait_for()
    zofia.look()
    ada.open(f"{seminar}iscrizioni/").locator("[name=places]").fill("20")
    page.locator("form:has([name=places]) button.btn-primary").click()
    zofia.open(seminar).get_by_text("Il tuo posto è confermato").wait_for()

    ada.open(f"{seminar}programma/").locator("form[action$='inizia/'] button").click()
    page.get_by_role("link", name="Aggiungi una sessione").wait_for()
    ada.look("agenda")
    takes_place_now(ada, seminar)
    ada.open(f"{seminar}presenza/cartello/")
    code = page.locator(".sign-code").inner_text()
    zofia.open(f"{seminar}presenza/qui/?codice={code.replace(' ', '')}")
    phone.get_by_role("button", name="Sono qui").click()
    phone.get_by_text("La tua presenza è segnata.").wait_for()
    zofia.look("presenza")
    zofia.open(f"/lezioni/nuova/?da=exchanges.exchange:{seminar.split('/')[2]}")
    phone.locator("[name=sentence]").fill(LESSON)
    phone.locator("[name=happened]").fill(
        "Una mappa appesa in piazza, e chi passa indica casa sua."
    )
    phone.locator("form:has([name=sentence]) button.btn-primary").click()
    phone.get_by_role("heading", level=1, name=LESSON).wait_for()
    zofia.look("lezione")


@pytest.mark.capability("M-18")
def test_certificates_of_a_seminar_are_issued_and_verified_by_their_code(visit):
    ada = visit(email="ada@example.org")
    page = ada.open("/programmi/multiply/scambi/")
    page.get_by_role("link", name="Pianificazione tecnica", exact=True).nth(1).click()
    page.get_by_role("link", name="Presenza", exact=True).click()
    page.get_by_role("link", name="Attestati", exact=True).click()
    page.locator("[name=share]").fill("50")
    page.locator("form:has([name=share]) button").click()
    page.locator("form[action$='rilascia/'] button").click()
    row = (
        page.get_by_role("row").filter(has=page.get_by_role("cell", name="50 %", exact=True)).first
    )
    name, code = row.get_by_role("cell").first.inner_text(), row.get_by_role("link").inner_text()
    ada.look()

    somebody = visit()
    somebody.open("/attestati/").locator("[name=code]").fill(code.lower())
    somebody.page.locator("form:has([name=code]) button.btn-primary").click()

    somebody.page.get_by_text(name.partition(" · ")[0]).first.wait_for()
    somebody.look("attestato")


def takes_place_now(ada, seminar):
    """Move the seminar to this very hour."""
    began = datetime.datetime.now(ZoneInfo("Europe/Warsaw")) - datetime.timedelta(minutes=20)
    page = ada.open(f"{seminar}sposta/")
    page.locator("[name=starts_on]").fill(began.date().isoformat())
    page.locator("[name=count]").fill("2")
    page.locator("[name=unit]").select_option("hour")
    page.locator("[name=opens]").fill(f"{began:%H:%M}")
    page.locator("[name=reason]").fill("La sala è libera adesso")
    page.locator("form:has([name=reason]) button.btn-primary").click()
    page.get_by_text("Spostato").first.wait_for()

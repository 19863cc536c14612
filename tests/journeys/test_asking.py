"""An operator gets an accepted answer of an expert; a mayor asks, and nobody sees who it was."""

import pytest

QUESTIONS = "/comunita/comunita-di-pratiche/domande/"
OPERATORS_LOOK_AT = ("/ascolto/", "/registro/", "/scrivania/", "/cerca/?q={word}")


@pytest.mark.capability("T-31")
def test_operator_gets_an_accepted_answer_after_one_escalation(visit):
    title = "Chi firma il patto educativo quando i comuni sono tre?"
    ugo = visit(email="ugo@example.org", kind="phone")
    page = ugo.open(f"{QUESTIONS}nuova/")
    page.locator("[name=title]").fill(title)
    page.locator("[name=body]").fill("Abbiamo una sola convenzione, scaduta.")
    page.locator("form:has([name=title]) button.btn-primary").click()
    page.get_by_role("link", name="Chi firma il patto educativo quando la scuola").wait_for()
    page.locator("button[name=checked]").first.click()
    page.get_by_role("heading", level=1, name=title).wait_for()
    address = page.url.removeprefix(ugo.site.url)

    nino = visit(email="nino@example.org")
    page = nino.open(address)
    page.get_by_role("link", name="Mandala avanti").click()
    page.locator("[name=reason]").fill("Serve chi ha già firmato una convenzione.")
    page.locator("form:has([name=reason]) button.btn-primary").click()
    page.get_by_text("Serve chi ha già firmato una convenzione.").wait_for()
    nino.look()

    bruno = visit(email="bruno@example.org")
    page = bruno.open(f"{address}rispondi/")
    page.locator("[name=body]").fill("Paga il capofila, e i tre comuni rendono a fine anno.")
    page.locator("form:has([name=body]) button.btn-primary").click()
    page.get_by_text("Paga il capofila").first.wait_for()

    page = ugo.open(address)
    page.get_by_role("button", name="Questa mi è servita").click()
    page.get_by_text("risolta").first.wait_for()
    ugo.look()


@pytest.mark.capability("S-11")
def test_mayor_asks_in_confidence_and_no_operator_sees_who(visit):
    word = "sfiduciami"
    mayor = visit(email="piero@example.org", kind="phone")
    page = mayor.open("/ascolto/")
    page.get_by_role("link", name="Chiedi senza nome").click()
    page.locator("[name=about]").first.check()
    page.locator("[name=text]").fill(f"La giunta non mi segue più, {word}: da dove si comincia?")
    mayor.look()
    page.locator("form:has([name=text]) button.btn-primary").click()
    page.get_by_role("heading", name="Che cosa hai chiesto").wait_for()
    mayor.look()
    own = page.get_by_role("link", name=word).get_attribute("href")

    for email, addresses in (
        ("otto@example.org", (*OPERATORS_LOOK_AT, own)),  # the operator of the demo
        ("lea@example.org", ("/ascolto/", own)),  # who listens, from tomorrow morning on
    ):
        other = visit(email=email)
        for address in addresses:
            page = other.open(address.format(word=word))
            assert "giunta non mi segue" not in page.locator("body").inner_text()
    assert not [mail for mail in mayor.site.mails() if word in mail]

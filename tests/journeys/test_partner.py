"""A partner is asked and answers: one yes, one no with its reason."""

import pytest


@pytest.mark.parametrize(("kind", "javascript"), [("phone", True), ("desktop", False)])
def test_a_referent_answers_what_waits_on_the_desk(visit, kind, javascript):
    visitor = visit(kind=kind, javascript=javascript)
    page = visitor.open("/entra/")
    page.get_by_role("button", name="Entra come Tina").click()
    page.wait_for_url(lambda address: "/entra/" not in address)
    visitor.open("/scrivania/")
    asked = page.get_by_role("main").get_by_role("link", name="Rispondi")
    waiting = asked.count()
    visitor.look("scrivania")

    asked.first.click()
    page.get_by_text("Si aspetta una risposta").wait_for()
    visitor.look("scambio")
    page.get_by_role("button", name="Sì, accetta").click()
    page.get_by_role("listitem").filter(has_text="Trieste").get_by_text("accettato").wait_for()
    visitor.look()

    visitor.open("/scrivania/")
    asked.first.click()
    page.get_by_role("link", name="No, rifiuta").click()
    visitor.look()
    page.get_by_role("button", name="Invia la risposta").click()
    page.get_by_role("alert").wait_for()
    visitor.look()
    page.get_by_label("Perché non potete?").fill("In quei giorni si vota")
    page.get_by_role("button", name="Invia la risposta").click()
    page.get_by_text("«In quei giorni si vota»").first.wait_for()
    visitor.look()

    visitor.open("/scrivania/")
    assert asked.count() < waiting

"""At a door without network: who came is noted on the phone, read again, and sent once."""


def test_who_came_is_noted_without_network_and_sent_once(visit):
    visitor = visit(email="ada@example.org", kind="phone")
    page = visitor.open("/programmi/multiply/scambi/")
    page.get_by_role("link", name="Pianificazione tecnica", exact=True).nth(1).click()
    page.get_by_role("link", name="Presenza", exact=True).click()
    page.locator("[data-offline-kept]").wait_for()
    visitor.look()

    page.context.set_offline(True)
    page.reload()
    page.locator("[data-offline-kept]").wait_for()
    page.get_by_label("Nome e cognome").fill("Ugo Passante")
    page.locator("form[action$='aggiungi/'] button").click()
    page.get_by_text("Un appunto aspetta la rete").wait_for()
    page.goto(visitor.site.url + "/comunita/")
    kept = page.get_by_role("link", name="Presenza")
    kept.wait_for()
    visitor.errors.clear()  # the browser complains of the connection we cut
    kept.click()
    page.context.set_offline(False)
    page.get_by_text("Ultimo invio").wait_for()
    page.reload()

    assert page.locator("ul.roll strong").get_by_text("Ugo Passante").count() == 1


def test_who_signs_out_is_asked_first_and_leaves_nothing_on_the_phone(visit):
    visitor = visit(email="zofia@example.org", kind="phone")
    page = visitor.open("/programmi/multiply/scambi/")
    page.get_by_role("link", name="Pianificazione tecnica", exact=True).nth(1).click()
    page.get_by_role("link", name="Da portare con te").click()
    page.locator("[data-offline-kept]").wait_for()
    visitor.look()
    assert page.evaluate("caches.keys()") != []

    page.goto(visitor.site.url + "/esci/")
    page.get_by_role("button", name="Esci").click()
    page.wait_for_url(visitor.site.url + "/")

    assert page.evaluate("caches.keys()") == []

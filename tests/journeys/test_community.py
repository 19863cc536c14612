"""Members of three cities talk, choose a day and hand in a work, in the community of CONNECTION."""

import pytest

COMMUNITY = "/comunita/connection-cop1/"


@pytest.mark.capability("C-05", "T-30", "T-32")
def test_members_of_three_cities_talk_vote_and_hand_in(visit, kind):
    title = f"Quando ci vediamo ad Asti ({kind})"
    rosa = visit(email="rosa@example.org", kind=kind)
    page = rosa.open(COMMUNITY)
    page.get_by_role("heading", level=1, name="Come sviluppare un approccio strategico").wait_for()
    rosa.look("comunita")
    rosa.open(f"{COMMUNITY}conversazioni/")
    rosa.look()
    page.get_by_role("link", name="Apri una conversazione").first.click()
    page.locator("[name=title]").fill(title)
    page.locator("[name=text]").fill("Scegliamo la data.\n\n- di mattina\n- in presenza")
    rosa.look()
    page.locator("form:has([name=title]) button.btn-primary").click()
    page.get_by_role("heading", level=1, name=title).wait_for()
    address = page.url.removeprefix(rosa.site.url)
    page.get_by_role("link", name="Chiedi a tutti di scegliere").click()
    page.locator("[name=question]").fill("Quale giorno?")
    page.locator("[name=options]").fill("24/3/2027\n31/3/2027")
    page.locator("form:has([name=options]) button.btn-primary").click()
    page.get_by_role("heading", name="Quale giorno?").wait_for()

    for name, words in (("lea", "A Torino va bene tutto."), ("marta", "Ad Asti meglio il 31.")):
        member = visit(email=f"{name}@example.org", kind=kind)
        page = member.open(address)
        page.get_by_label("31 marzo 2027").check()
        page.locator(".poll form button").click()
        page.get_by_role("button", name="Cambia la mia scelta").wait_for()
        page.locator("[name=text]").fill(words)
        page.locator("form:has([name=text]) button.btn-primary").click()
        page.get_by_text(words).first.wait_for()
    member.look("conversazione")

    page = member.open(f"{COMMUNITY}depositi/nuovo/")
    page.locator("[name=title]").fill(f"Verbale ({kind})")
    page.locator("[name=url]").fill("https://example.org/verbale")
    member.look()
    page.locator("form:has([name=url]) button.btn-primary").click()
    page.get_by_role("heading", level=1, name="Verbale").wait_for()
    member.look("deposito")

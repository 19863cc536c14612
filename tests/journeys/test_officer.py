"""An officer looks around: desk, programmes, calendar, search, cities."""

import re

import pytest

WAYS = [("desktop", True), ("phone", True), ("phone", False)]


@pytest.mark.parametrize(("kind", "javascript"), WAYS)
def test_an_officer_finds_their_way(visit, kind, javascript):
    visitor = visit(email="marta@example.org", kind=kind, javascript=javascript)
    page = visitor.open("/")
    visitor.look("home")

    visitor.open("/scrivania/")
    page.get_by_role("heading", level=1, name="Marta").wait_for()
    visitor.look()

    visitor.open("/programmi/")
    visitor.look("programmi")
    page.get_by_role("main").get_by_role("link", name="MULTIPLY").click()
    page.get_by_role("heading", level=1, name="MULTIPLY").wait_for()
    visitor.look("programma")
    visitor.open("/programmi/multiply/partner/")
    visitor.look("partner")

    visitor.open("/calendario/")
    visitor.look("calendario")
    month = page.get_by_role("main").get_by_role("heading", level=2).first.inner_text()
    page.get_by_role("link", name="Mese dopo").click()
    page.wait_for_url(re.compile("mese="))
    page.get_by_role("heading", level=2, name=month).wait_for(state="detached")
    visitor.look()

    visitor.open("/cerca/")
    page.get_by_role("main").locator("[name=q]").fill("varsavia")
    page.get_by_role("main").get_by_role("button", name="Cerca").click()
    page.get_by_role("main").get_by_role("link", name="Varsavia").first.wait_for()
    visitor.look("ricerca")

    visitor.open("/citta/")
    visitor.look("citta")
    visitor.open("/organizzazioni/")
    visitor.look("organizzazioni")

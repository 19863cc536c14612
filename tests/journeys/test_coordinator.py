"""A coordinator goes from a blueprint to exchanges that everybody finds in the calendar."""

import re

import pytest

from innesto.blueprints.shipped import shipped_partners

WORK = 60_000  # milliseconds: the planner may look for ten seconds, and the machine be busy


def planned(visitor):
    """Wait until the proposal is there; without script one reloads the page oneself."""
    page = visitor.page
    page.wait_for_url(re.compile(r"/piano/\d+/$"))
    while not visitor.javascript and page.get_by_role("progressbar").count():
        page.reload()
    page.get_by_role("region", name="Prova").wait_for(timeout=WORK)


@pytest.mark.parametrize(("kind", "javascript"), [("desktop", True), ("phone", False)])
def test_a_coordinator_starts_a_programme_plans_it_and_publishes(visit, kind, javascript):
    visitor = visit(email="ada@example.org", kind=kind, javascript=javascript)
    page = visitor.open("/programmi/nuovo/")
    visitor.look()
    page.get_by_role("link", name="Digital City Experts").click()
    page.get_by_role("button", name="Parti da questo modello").click()
    page.wait_for_url("**/scheda/")
    visitor.look()
    programme = page.url.rsplit("/", 2)[0].removeprefix(visitor.site.url)

    visitor.open(f"{programme}/partner/")
    page.get_by_role("link", name="Importa un elenco").click()
    visitor.look("importa")
    page.get_by_label("File con l’elenco").set_input_files(shipped_partners("digital-city-experts"))
    page.get_by_role("button", name="Leggi il file").click()
    page.get_by_role("button", name="Guarda le righe").click()
    visitor.look()
    page.get_by_role("button", name=re.compile(r"^Porta dentro \d+ righe$")).click()
    page.get_by_role("heading", name="L’elenco è dentro").wait_for()
    visitor.look()

    visitor.open(f"{programme}/rilievi/")
    page.get_by_role("heading", level=1, name="Che cosa guardare").wait_for()
    visitor.look()

    visitor.open(f"{programme}/piano/")
    visitor.look()
    page.get_by_role("button", name="Calcola il piano").click()
    planned(visitor)
    page.get_by_text("Ottimo dimostrato").wait_for()
    visitor.look("piano")
    page.get_by_role("button", name=re.compile("^Fissa")).first.click()
    page.get_by_role("heading", name="Che cosa hai fissato o escluso").wait_for()
    page.get_by_role("link", name="Ricalcola").click()
    page.get_by_role("button", name="Calcola il piano").click()
    planned(visitor)
    page.get_by_role("button", name="Pubblica il piano").click()
    page.get_by_role("heading", level=1, name="Scambi").wait_for()

    assert page.locator("#main .rows > li").count() > 0
    visitor.look("scambi")

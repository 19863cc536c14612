"""The whole story of a plan: made, understood, mended, published, and made again after a loss."""

import datetime
import re

import pytest

MONTHS = ("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic")
WORK = 120_000  # milliseconds: the planner may look for ten seconds, and the machine be busy


def plan_for(visitor, part):
    """Ask for a plan of the whole programme or of one country, and wait for the answer."""
    page = visitor.open("/programmi/multiply/piano/")
    page.get_by_label("Che cosa pianificare").select_option(label=part)
    page.get_by_label("Quanto tempo può impiegare?").select_option("10")
    page.get_by_role("button", name="Calcola il piano").click()
    return answered(page)


def answered(page):
    """Wait until the planner has answered."""
    page.wait_for_url(re.compile(r"/piano/\d+/$"))
    page.get_by_role("region", name="Prova").wait_for(timeout=WORK)
    return page


@pytest.mark.capability("M-16", "M-17", "M-19")
def test_a_coordinator_mends_a_plan_loses_a_host_and_moves_almost_nothing(visit):
    visitor = visit(email="ada@example.org")

    # A country that cannot be planned is named, with its sum; another city wins the prize.
    page = plan_for(visitor, "Tutto il programma")
    page.get_by_text("Fanno 4 + 0 + 1 = 5 scambi. La regola ne chiede 6.").first.wait_for()
    visitor.look()
    page.get_by_role("link", name="Guarda i partner").click()
    visitor.open("/programmi/multiply/partner/?q=Offenbach")
    page.get_by_role("link", name="Offenbach").first.click()
    page.get_by_role("link", name="Dai un altro ruolo").click()
    page.get_by_label("Ruolo").select_option(label="Città del Premio Speciale")
    page.get_by_role("button", name="Dai il ruolo").click()
    page.get_by_role("button", name=re.compile("^Togli il ruolo .*On the Road")).click()
    page.get_by_role("heading", name="Città del Premio Speciale").wait_for()

    # The conference that was fixed by hand falls through: the planner looks for another one.
    page = visitor.open("/programmi/multiply/scambi/")
    page.get_by_role("link", name="Grande Conferenza europea").first.click()
    page.get_by_role("link", name="Annulla lo scambio").click()
    page.get_by_label("Perché viene annullato?").fill("La sala non è più libera")
    page.get_by_role("button", name="Annulla lo scambio").click()
    page.get_by_text("La sala non è più libera").first.wait_for()

    # All countries are planned, and every choice is explained.
    page = plan_for(visitor, "Tutto il programma")
    page.get_by_text("Ottimo dimostrato").wait_for()
    page.goto(page.url + "?scambio=political-leadership.PL.2")
    page.get_by_role("heading", name="Perché Varsavia").wait_for()
    page.get_by_text(re.compile(r"km percorsi in tutto")).first.wait_for()

    # What the rules forbid is explained and mended by a button, beside the programme.
    page.get_by_role("link", name="Prova una variante").click()
    page.get_by_label("un’altra data").check()
    shown = {"Quale scambio?": True, "Quale partner?": False, "Da che giorno?": True}
    assert {label: page.get_by_label(label).is_visible() for label in shown} == shown
    conference = page.locator("option[value='european-conference.1']").inner_text()
    page.get_by_label("Quale scambio?").select_option(label=conference)
    page.get_by_label("Da che giorno?").fill(eight_weeks_after(conference))
    page.get_by_role("button", name="Calcola la variante").click()
    answered(page)
    page.get_by_role("heading", name="Basta una di queste modifiche").wait_for()
    visitor.look()
    page.get_by_role("button", name=re.compile("^Prova.*Lascia che")).click()
    answered(page)
    page.get_by_label("Perché la adotti?").fill("La sala è libera solo allora")
    page.get_by_role("button", name="Adotta la prova").click()
    page.get_by_role("button", name="Pubblica il piano").click()
    page.get_by_role("heading", level=1, name="Scambi").wait_for()
    visitor.look()

    # A host is lost: a new plan changes the host and next to nothing else.
    lose_a_host(visit)
    page = plan_for(visitor, "Italia")
    page.get_by_text("È il minimo possibile, dimostrato.").wait_for()
    moved = page.get_by_text(re.compile(r"^\d+ dat[ae] su 6$")).inner_text()
    assert int(moved.split()[0]) <= 1
    visitor.look()
    page.get_by_role("button", name="Pubblica il piano").click()
    page.get_by_role("heading", level=1, name="Scambi").wait_for()


def eight_weeks_after(option):
    """Return a date eight weeks later than the one that an option begins with."""
    days, month, year = option.partition(",")[0].split()
    day = days.partition("–")[0]
    on = datetime.date(int(year), MONTHS.index(month[:3]) + 1, int(day))
    return (on + datetime.timedelta(weeks=8)).isoformat()


def lose_a_host(visit):
    """Let Trieste decline what it should host."""
    visitor = visit(email="tina@example.org")
    page = visitor.open("/programmi/multiply/scambi/")
    hosted = page.get_by_role("listitem").filter(has_text="ospita Trieste")
    hosted.get_by_role("link", name="Leadership politica").first.click()
    page.get_by_role("link", name="No, rifiuta").click()
    page.get_by_label("Perché non potete?").fill("In quei giorni si vota")
    page.get_by_role("button", name="Invia la risposta").click()
    page.get_by_text("«In quei giorni si vota»").first.wait_for()

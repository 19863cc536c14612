"""A practice goes from one country to another; a year later somebody asks what became of it.

The clock is moved for the whole installation: it is started again with a folder in the path of
its processes that sets them a year ahead.
"""

from pathlib import Path

import pytest

from tests.config.installations import until
from tests.journeys.conftest import served

A_YEAR_LATER = {
    "PYTHONPATH": str(Path(__file__).parent / "later"),
    "TEST_DAYS_LATER": "370",
}
QUESTION = "insegnanti straniere che tornano a scuola come assistenti"
SHEET = "/buone-pratiche/od-kursu-do-klasy-asystentki-miedzykulturowe-w-szkolach/"
MORE = "Assenze nelle classi con assistente; 17; 9; % dei giorni; Registri; 30/6/2026"


def at_the_desk(visitor, words):
    """Open the desk and follow the link of the line with these words."""
    page = visitor.open("/scrivania/")
    lines = page.get_by_role("main").get_by_role("listitem").filter(has_text=words)
    lines.first.get_by_role("link").last.click()
    return page


@pytest.mark.capability("S-04")
@pytest.mark.capability("S-22")
def test_a_practice_is_found_asked_about_brought_home_and_a_year_later_told_of(data, visit_at):
    with served(data) as today:
        marta = visit_at(today, email="marta@example.org")
        zofia = visit_at(today, email="zofia@example.org", kind="phone")
        lea = visit_at(today, email="lea@example.org")
        find(marta)
        ask(marta, answered_by=zofia)
        adoption = want(marta)
        agree(zofia, lea)
        adapt(marta, adoption)
        tell_result(marta)

    with served(data, **A_YEAR_LATER) as later:
        marta = visit_at(later, email="marta@example.org")
        assert until(lambda: is_reminded(marta), seconds=120, every=1)
        follow_up(marta)
        owner = visit_at(later, email="zofia@example.org", kind="phone")
        see_three_adoptions(owner)
        coordinator = visit_at(later, email="ada@example.org")
        see_late_checks(coordinator)


def find(visitor):
    """Ask in Italian, and find a sheet in Polish with its translation."""
    page = visitor.open("/cerca/")
    page.get_by_role("main").locator("[name=q]").fill(QUESTION)
    page.get_by_role("main").get_by_role("button", name="Cerca").click()
    main = page.get_by_role("main")
    main.locator(f"a[href$='{SHEET}']").first.click()
    page.get_by_role("heading", level=1, name="Dal corso alla classe").wait_for()
    page.get_by_role("link", name="Leggi l’originale in polski").wait_for()
    visitor.look("pratica")


def ask(visitor, *, answered_by):
    """Ask the author, who finds the question on the desk."""
    page = visitor.page
    page.get_by_role("link", name="Fai una domanda o un commento").click()
    page.get_by_label("La tua domanda").fill("Chi paga i tre mesi di prova?")
    page.get_by_role("button", name="Chiedi").click()
    page.get_by_text("Aspetta una risposta").wait_for()

    author = at_the_desk(answered_by, "C’è una domanda su")
    author.get_by_label("La tua risposta").fill("L’ufficio del lavoro. Poi, per un anno, la città.")
    author.get_by_role("button", name="Rispondi").click()
    author.get_by_text("per un anno, la città").wait_for()

    page.reload()
    page.get_by_text("per un anno, la città").wait_for()


def want(visitor):
    """Ask to bring it home, and compare the two places."""
    page = visitor.open(SHEET)
    page.get_by_role("link", name="Portala a casa tua").click()
    page.get_by_label("Perché la vuoi?").fill("Nei nostri nidi manca personale.")
    page.get_by_label("Che cosa c’è già?").fill("Uno sportello che conosce queste donne.")
    page.get_by_label("Chi ti dovrebbe accompagnare?").select_option(label="Lea Prova")
    page.get_by_role("button", name="Chiedi a chi la cura").click()
    page.get_by_role("heading", name="Due luoghi, uno accanto all’altro").wait_for()
    page.get_by_role("rowheader", name="Abitanti").wait_for()
    visitor.look("adozione")
    return page.url.removeprefix(visitor.site.url)


def agree(owner, adviser):
    """Let both sides say yes, each from their desk."""
    asked = "Asti vuole portare a casa"
    at_the_desk(owner, asked).get_by_role("button", name="Sì, vi aiutiamo").click()
    owner.page.get_by_text("Grazie").wait_for()
    at_the_desk(adviser, asked).get_by_role("button", name="Li accompagno io").click()
    adviser.page.get_by_text("Grazie").wait_for()


def adapt(visitor, adoption):
    """Understand, adapt, and keep what was kept, changed and dropped."""
    page = visitor.open(adoption)
    page.get_by_role("button", name="Abbiamo capito").click()
    for kind, what, why in (
        ("tenuto", "I tre mesi di prova", "Convincono la scuola."),
        ("cambiato", "I nidi al posto delle scuole", "Lì manca personale."),
        ("tolto", "Il corso di sabato", "Chi ha figli non veniva."),
    ):
        page.get_by_role("link", name="Scrivi nel diario").click()
        page.get_by_label(kind).check()
        page.get_by_label("quale parte").fill(what)
        page.get_by_label("perché").fill(why)
        page.get_by_role("button", name="Salva la riga").click()
        page.get_by_role("heading", name=what).wait_for()
    page.get_by_role("button", name="È adattata").click()


def tell_result(visitor):
    """Tell the result, with two figures at once."""
    page = visitor.page
    page.get_by_role("link", name="Racconta il risultato").click()
    page.get_by_label("Che cosa ne è venuto?").fill("Sei assistenti su otto sono rimaste.")
    page.locator("[name=claim]").fill("Assistenti rimaste dopo la prova")
    page.locator("[name=figure]").fill("6")
    page.locator("[name=unit]").fill("su 8")
    page.locator("[name=source]").fill("Ufficio scuola")
    page.get_by_label("Altre cifre").fill(MORE)
    visitor.look()
    page.get_by_role("button", name="Racconta il risultato").click()
    page.get_by_text("Assenze nelle classi con assistente").wait_for()
    visitor.look("adozione-conclusa")


def is_reminded(visitor):
    """Tell whether the task of the night has asked what became of it."""
    page = visitor.open("/avvisi/")
    return page.get_by_role("main").get_by_text("dopo 12 mesi").count()


def follow_up(visitor):
    """Answer what is asked a year later."""
    page = at_the_desk(visitor, "dopo 12 mesi")
    page.get_by_label("viva, ma cambiata").check()
    page.get_by_label("Cifre").fill("9 assistenti su 11")
    page.get_by_role("button", name="Raccontalo").click()
    page.get_by_text("9 assistenti su 11").wait_for()


def see_three_adoptions(visitor):
    """See who took it home and how each changed it."""
    page = visitor.open(SHEET)
    page.get_by_role("heading", name="Adottata in 3 comuni").wait_for()
    for what in ("I nidi al posto delle scuole", "Il corso di sabato", "Wer zahlt"):
        page.get_by_text(what).first.wait_for()
    page.get_by_text("Da verificare di nuovo").first.wait_for()
    visitor.look("pratica-adottata")


def see_late_checks(visitor):
    """See which checks are late, and that none of these practices is called alive."""
    page = visitor.open("/programmi/connection/pratiche/")
    page.get_by_role("heading", name="Verifiche in ritardo").wait_for()
    late = page.get_by_role("link", name="Verificala")
    assert late.count() > 3
    visitor.look("verifiche-in-ritardo")

import pytest

from innesto.blueprints.schema.dates import Moment
from innesto.blueprints.shipped import shipped_blueprint
from innesto.blueprints.speech.catalogue import SPOKEN
from innesto.blueprints.speech.heard_time import heard_moment
from innesto.blueprints.speech.spoken_time import spoken_moment
from tests.blueprints.building import blueprint

MOMENTS = (
    "2026-11-30",
    "start",
    "end",
    "start of month 5",
    "end of year 3",
    "start of phase si-puo-fare",
    "1 month after start",
    "15 days before end",
    "2 weeks before end of year 1",
    "3 months after 2026-11-30",
    "1 year after end of phase si-puo-fare",
    "6 months before autumn-session",
)


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("written", MOMENTS)
def test_what_is_said_is_heard(written, language):
    school = shipped_blueprint("scuola-delle-buone-pratiche")
    spoken = spoken_moment(Moment.parse(written), school, language)

    assert heard_moment(spoken, school).text == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Fine dell’anno 3", "end of year 3"),
        ("2 mesi dopo l’inizio", "2 months after start"),
        ("un mese prima della fine del programma", "1 month before end"),
        ("15 giorni dopo Visit", "15 days after visit"),
        ("3 settimane dopo il 30/11/2026", "3 weeks after 2026-11-30"),
        ("Ende des Jahres 3", "end of year 3"),
        ("zwei Monate nach Beginn", "2 months after start"),
        ("2 Monate nach Beginn des Programms", "2 months after start"),
        ("eine Woche vor dem Ende", "1 week before end"),
        ("slutet av år 3", "end of year 3"),
        ("2 månader efter programmets början", "2 months after start"),
        ("vuoden 3 loppu", "end of year 3"),
        ("2 kuukautta ohjelman alun jälkeen", "2 months after start"),
        ("2 kuukautta ennen ohjelman loppua", "2 months before end"),
        ("2 months after the end of year 1", "2 months after end of year 1"),
        ("November 30, 2026", "2026-11-30"),
        ("domani", None),
        ("fine", "end"),
        ("fine della visita", None),
        ("31 febbraio 2026", None),
        ("anno 3", None),
        ("dopo", None),
        ("", None),
    ],
)
def test_people_write_moments_in_their_own_words(text, written):
    if written is None:
        with pytest.raises(ValueError):  # noqa: PT011
            heard_moment(text, blueprint())
    else:
        assert heard_moment(text, blueprint()).text == written

import pytest

from innesto.mailbox.quoting import without_quotes

ANSWER = "Va bene per noi.\n\nAnna"

QUOTED = {
    "Gmail, Italian": "Il giorno dom 22 nov 2026 alle ore 10:42 Marta Bruni <\nm@b.it> ha scritto:\n\n> Ciao\n> a tutti",
    "Thunderbird, Italian": "Il 22/11/26 10:42, Marta Bruni ha scritto:\n> Ciao",
    "Proton, Italian": "In data domenica 22 novembre 2026 alle 10:42, Marta <m@b.it> ha scritto:\n\n> Ciao",
    "Outlook, Italian": "________________________________\nDa: Marta Bruni <m@b.it>\nInviato: domenica 22 novembre 2026 10:42\nA: Anna\nOggetto: Custode\n\nCiao a tutti",
    "old Outlook, Italian": "-----Messaggio originale-----\nDa: Marta\nCiao",
    "Gmail, English": "On Sun, 22 Nov 2026 at 10:42, Marta Bruni <m@b.it> wrote:\n\n> Hello",
    "Apple, English, no marks": "On 22 Nov 2026, at 10:42, Marta Bruni <m@b.it> wrote:\n\nHello all",
    "old Outlook, English": "-----Original Message-----\nFrom: Marta\nSent: Sunday\n\nHello",
    "Gmail, German": "Am So., 22. Nov. 2026 um 10:42 Uhr schrieb Marta Bruni <m@b.it>:\n\n> Hallo",
    "Thunderbird, German": "Am 22.11.26 um 10:42 schrieb Marta Bruni:\n> Hallo",
    "Outlook, German": "Von: Marta Bruni <m@b.it>\nGesendet: Sonntag, 22. November 2026 10:42\nAn: Anna\nBetreff: AW: Wie\n\nHallo",
    "Gmail, Swedish": "Den sön 22 nov. 2026 kl 10:42 skrev Marta Bruni <m@b.it>:\n\n> Hej",
    "Outlook, Swedish": "*Från:* Marta Bruni <m@b.it>\n*Skickat:* den 22 november 2026 10:42\n*Till:* Anna\n*Ämne:* SV: Hur\n\nHej",
    "Gmail, Finnish": "su 22. marrask. 2026 klo 10.42 Marta Bruni (m@b.it) kirjoitti:\n\n> Hei",
    "Thunderbird, Finnish": "Marta Bruni kirjoitti 22.11.2026 klo 10.42:\n> Hei",
    "Outlook, Finnish": "Lähettäjä: Marta Bruni <m@b.it>\nLähetetty: sunnuntai 22. marraskuuta 2026 10.42\nVastaanottaja: Anna\nAihe: VS: Miten\n\nHei",
    "Gmail, Finnish, broken": "su 22. marrask. 2026 klo 10.42 Marta Bruni (\nm@b.it) kirjoitti:\n\n> Hei",
    "Gmail, French": "Le dim. 22 nov. 2026 à 10:42, Marta Bruni <m@b.it> a écrit :\n\n> Bonjour",
}  # fmt: skip


@pytest.mark.parametrize("quoted", QUOTED.values(), ids=QUOTED.keys())
def test_what_a_program_quotes_is_gone(quoted):
    assert without_quotes(f"{ANSWER}\n\n{quoted}\n") == ANSWER


@pytest.mark.parametrize(
    "end",
    [
        "-- \nAnna Rossi\nComune di Modena",
        "Inviato da iPhone",
        "Sent from my Samsung Galaxy",
        "Von meinem iPhone gesendet",
        "Skickat från min iPhone",
        "Lähetetty iPhonesta",
        "Scarica Outlook per iOS<https://aka.ms/o0ukef>",
    ],
)
def test_signatures_are_gone(end):
    assert without_quotes(f"{ANSWER}\n\n{end}\n") == ANSWER


def test_answers_between_and_below_quotes_stay():
    text = (
        "Il 22/11/26 10:42, Marta ha scritto:\n> Chi paga?\n\nIl Comune.\n\n> E chi firma?\n\nIo."
    )

    assert without_quotes(text) == "Il Comune.\n\nIo."


@pytest.mark.parametrize(
    "own",
    [
        "Il sindaco nel 2024 ha scritto:\nnoi paghiamo.",
        "From: here on it is easy.\nWe pay.",
        "Da: noi a voi.",
        "Tre cose:\n- una\n- due",
        "Costa 10 - 20 euro -- dipende.",
    ],
)
def test_what_people_write_themselves_stays(own):
    assert without_quotes(own) == own


def test_a_sentence_before_an_introduction_stays():
    text = "Il Comune paga.\nIl giorno dom 22 nov 2026 alle 10:42 M <m@b.it> ha scritto:\n> Chi?"

    assert without_quotes(text) == "Il Comune paga."

"""Somebody opens an account, adds a passkey and comes back with it."""

import re

from tests.config.installations import until


def code_for(site, email, after=0):
    """Return the code of the newest mail to an address; the worker may take a moment."""
    pattern = re.compile(r"^ {4}(\d{6})$", re.MULTILINE)

    def codes():
        return [
            pattern.search(m)[1] for m in site.mails() if f"To: {email}" in m and pattern.search(m)
        ]

    assert until(lambda: len(codes()) > after, seconds=20)
    return codes()[-1]


def test_a_person_signs_up_adds_a_passkey_and_signs_in_with_it(visit, site):
    visitor = visit()
    page = visitor.open("/iscriviti/")
    visitor.look("iscriviti")
    page.get_by_label("Nome e cognome").fill("Pina Passkey")
    page.get_by_label("Indirizzo e-mail").fill("pina@example.org")
    page.get_by_role("button", name="Apri l’account").click()
    page.get_by_label("Codice").fill(code_for(site, "pina@example.org"))
    page.get_by_role("button", name="Conferma l’indirizzo").click()

    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    visitor.open("/profilo/sicurezza/")
    visitor.look("sicurezza")
    page.get_by_role("link", name="Aggiungi una passkey").click()
    visitor.look()
    page.get_by_role("button", name="Aggiungi la passkey").click()
    page.wait_for_url("**/profilo/sicurezza/codici/")
    visitor.look()
    visitor.open("/profilo/sicurezza/passkey/")
    visitor.look()

    visitor.open("/esci/")
    page.get_by_role("button", name="Esci da questo dispositivo").click()
    page.wait_for_url(lambda url: "/esci/" not in url)
    visitor.open("/entra/")
    visitor.look("entra")
    page.get_by_role("button", name="Entra con una passkey").click()
    page.wait_for_url(lambda url: "/entra/" not in url)
    visitor.open("/profilo/")

    assert page.get_by_label("Nome e cognome").input_value() == "Pina Passkey"
    visitor.look("profilo")
    assert visitor.errors == []

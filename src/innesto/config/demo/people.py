"""Invented persons, one for each kind of user, under ``example.org``."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress

from innesto.accounts.models import User


@dataclass(frozen=True, slots=True)
class Somebody:
    """An invented person; the headline says on the sign-in page whom one tries to be."""

    key: str
    name: str
    headline: str
    is_operator: bool = False

    @property
    def email(self) -> str:
        """Their address."""
        return f"{self.key}@example.org"


PEOPLE = (
    Somebody("ada", "Ada Coordina", "Coordina MULTIPLY e CONNECTION"),
    Somebody("bruno", "Bruno Raccorda", "Coordina gli altri tre programmi"),
    Somebody("zofia", "Zofia Przykład", "Referente di Varsavia, città che ospita"),
    Somebody("tina", "Tina Trieste", "Referente di Trieste: deve rispondere a un invito"),
    Somebody("lea", "Lea Prova", "Referente di Torino, città mentore"),
    Somebody("marta", "Marta Esempio", "Funzionaria del Comune di Asti"),
    Somebody("carla", "Carla Scambio", "Funzionaria di Cuneo: scambia personale con Torino"),
    Somebody("olga", "Olga Nuova", "Appena arrivata al Comune di Asti: aspetta una risposta"),
    Somebody("piero", "Piero Piccolo", "Assessore di un comune piccolo"),
    Somebody("nino", "Nino Mentore", "Accompagna i progetti di Territori Inclusivi"),
    Somebody("dora", "Dora Digitale", "Forma il personale dei comuni"),
    Somebody("fulvia", "Fulvia Finanzia", "Lavora per chi finanzia un bando"),
    Somebody("cleo", "Cleo Cittadina", "Cittadina: non agisce per nessuno"),
    Somebody("otto", "Otto Gestore", "Gestisce questa installazione", is_operator=True),
)


def make_people() -> None:
    """Make those who are not there yet."""
    there = set(User.objects.values_list("email", flat=True))
    for somebody in PEOPLE:
        if somebody.email not in there:
            user = User.objects.create_user(
                somebody.email,
                name=somebody.name,
                headline=somebody.headline,
                is_example=True,
                is_staff=somebody.is_operator,
                is_superuser=somebody.is_operator,
            )
            EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)


def person(key: str) -> User:
    """Return an invented person by the first part of their address."""
    return User.objects.get(email=f"{key}@example.org")

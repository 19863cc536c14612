"""What the leads of two programmes award, who holds it, and one that was revoked."""

from typing import Any

from innesto.accounts.models import User
from innesto.config.demo.people import person
from innesto.config.demo.practices.past import months_ago, noon_of
from innesto.credentials.actions import (
    draft_achievement,
    issue_credential,
    open_achievement,
    revoke_credential,
)
from innesto.credentials.models import Achievement, Credential, Evidence
from innesto.organisations.models import Organisation
from innesto.programmes.models import Partner

DIGCOMP = "https://joint-research-centre.ec.europa.eu/digcomp_en"

AWARDED: dict[str, dict[str, Any]] = {
    "digital-city-experts": {
        "names": {"it": "Digital City Expert", "en": "Digital City Expert"},
        "abouts": {
            "it": (
                "Guida la trasformazione digitale nella propria amministrazione e la spiega a"
                " colleghe e colleghi."
            ),
            "en": (
                "Leads digital change in their own administration and explains it to colleagues."
            ),
            "de": (
                "Leitet den digitalen Wandel in der eigenen Verwaltung und erklärt ihn im "
                "Kollegium."
            ),
        },
        "criteria": {
            "it": (
                "Ha completato il percorso formativo, superato i quiz e tenuto una sessione "
                "interna con un testimone."
            ),
            "en": (
                "Completed the curriculum, passed the quizzes and held an in-house session "
                "with a witness."
            ),
            "de": (
                "Hat das Curriculum abgeschlossen, die Tests bestanden und eine interne "
                "Sitzung mit Zeugin oder Zeugen gehalten."
            ),
        },
        "kind": Achievement.Kind.CERTIFICATION,
        "lasts_months": 36,
        "alignments": [{"name": "DigComp 2.2", "address": DIGCOMP}],
    },
    "connection": {
        "names": {"it": "Ambasciatore dell’integrazione", "en": "Integration ambassador"},
        "abouts": {
            "it": (
                "Porta ad altre città ciò che la propria ha imparato sull’integrazione, anche"
                " dopo la fine del progetto."
            ),
            "en": (
                "Brings to other cities what their own learned about integration, also after "
                "the project."
            ),
        },
        "criteria": {
            "it": (
                "È ambasciatore o campione dell’integrazione e ha tenuto almeno due "
                "formazioni per altre città."
            ),
            "en": (
                "Is an ambassador or champion of integration and held at least two trainings "
                "for other cities."
            ),
        },
        "kind": Achievement.Kind.COMMUNITY,
    },
}


def award_credentials() -> None:
    """Let each lead award what it names, once."""
    if Achievement.objects.exists():
        return
    made = {}
    for slug, fields in AWARDED.items():
        draft = draft_achievement(_lead(slug), by=None, **fields)
        made[slug] = open_achievement(draft, by=None)
    expert, ambassador = made.values()
    _award(expert, person("dora"), "Sessione interna: servizi digitali allo sportello", 5)
    wrong = _award(expert, person("marta"), "Sessione interna: dati aperti", 3)
    revoke_credential(
        wrong, reason="Esempio di revoca: la sessione interna non si è tenuta", by=None
    )
    _award(ambassador, person("lea"), "Due formazioni: Asti e Cuneo", 4)


def _lead(slug: str) -> Organisation:
    """Return the organisation that the source names first."""
    partners = Partner.objects.filter(programme__slug=slug).select_related("organisation")
    return partners.earliest("pk").organisation


def _award(achievement: Achievement, holder: User, shown: str, months: float) -> Credential:
    on = months_ago(months)
    evidence = Evidence(shown, on=on, text="Esempio inventato per la demo")
    return issue_credential(
        achievement, holder=holder, evidence=[evidence], by=None, at=noon_of(on)
    )

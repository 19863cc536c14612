from innesto.credentials.actions import draft_achievement, open_achievement
from innesto.credentials.models import Evidence
from tests.organisations.factories import MembershipFactory, OrganisationFactory

EVIDENCE = Evidence("In-house session", "https://city.example/session")


def achievement_of(organisation=None, *, is_open=True, **fields):
    """Something that an organisation awards, by its actions: it has an issuer with a key."""
    made = draft_achievement(
        organisation or OrganisationFactory(),
        by=None,
        **{
            "names": {"it": "Esperta di città digitali", "en": "Digital City Expert"},
            "abouts": {"it": "Guida il cambiamento.", "en": "Leads the change."},
            "criteria": {"it": "Ha finito il percorso.", "en": "Finished the path."},
            **fields,
        },
    )
    return open_achievement(made, by=None) if is_open else made


def referent_of(organisation):
    """Somebody who keeps the page of an organisation."""
    return MembershipFactory(organisation=organisation, is_referent=True).person

"""Fill an installation with as many partners, programmes and persons as are asked for.

Names are plainly invented, and the same each time.
"""

from itertools import batched, cycle

from django.utils import timezone

from innesto.accounts.models import User
from innesto.organisations.models import Membership, Need, Offer, Organisation
from innesto.places.models import Country
from innesto.programmes.models import Participant, Partner, PartnerRole, PartnerStrand, Programme
from innesto.themes.models import Theme
from innesto.toolkit.letters import plain_letters
from tests.programmes.factories import LIVELY

PROGRAMMES_OF_ONE_ORGANISATION = 3


def _organisations(count):
    countries = [*Country.objects.order_by("pk").values_list("pk", flat=True)[:30]] or [None]
    made = Organisation.objects.bulk_create(
        [
            Organisation(
                name=f"Comune di Prova {number:05}",
                slug=f"comune-di-prova-{number:05}",
                kind=Organisation.Kind.MUNICIPALITY,
                country_id=countries[number % len(countries)],
                about="Un comune che impara dagli altri e mostra ciò che sa fare.",
                is_example=True,
            )
            for number in range(count)
        ],
        batch_size=500,
    )
    themes = list(Theme.objects.all()[:7])
    if themes:
        needs = [Need(organisation=it, theme=themes[it.pk % len(themes)], level=2) for it in made]
        offers = [
            Offer(organisation=it, theme=themes[(it.pk + 3) % len(themes)], level=3) for it in made
        ]
        Need.objects.bulk_create(needs, batch_size=500)
        Offer.objects.bulk_create(offers, batch_size=500)
    return made


def _programmes(count):
    return Programme.objects.bulk_create(
        [
            Programme(
                slug=f"programma-{number:04}",
                names={"it": f"Programma {number:04}", "en": f"Programme {number:04}"},
                summaries={"it": "Città che imparano le une dalle altre."},
                sought=plain_letters(f"Programma {number:04}"),
                blueprint=LIVELY,
                blueprint_key="lively",
                starts_on="2026-01-01",
                ends_on="2028-12-31",
                state=Programme.State.RUNNING,
                is_example=True,
            )
            for number in range(count)
        ],
        batch_size=200,
    )


def _persons(count):
    people = [
        User(
            email=f"persona-{number:05}@example.org",
            name=f"Persona Inventata {number:05}",
            is_example=True,
            password="!",
        )
        for number in range(count)
    ]
    return User.objects.bulk_create(people, batch_size=500)


def fill(partners, programmes, persons):
    """Make everything in a few large statements."""
    organisations = _organisations(max(partners // PROGRAMMES_OF_ONE_ORGANISATION, 1))
    running = _programmes(programmes)
    people = _persons(persons)
    confirmed = Membership.Status.CONFIRMED
    Membership.objects.bulk_create(
        [
            Membership(person=person, organisation=organisation, status=confirmed)
            for person, organisation in zip(people, cycle(organisations), strict=False)
        ],
        batch_size=500,
    )
    each = partners // programmes
    today = timezone.localdate()
    listed = Partner.objects.bulk_create(
        [
            Partner(
                programme=programme,
                organisation=organisations[(place * each + number) % len(organisations)],
                joined_on=today,
            )
            for place, programme in enumerate(running)
            for number in range(each)
        ],
        batch_size=500,
    )
    roles = cycle(["host_city", "guest_city"])
    PartnerRole.objects.bulk_create(
        [PartnerRole(partner=partner, role=next(roles)) for partner in listed], batch_size=500
    )
    strands = cycle(["cop1", "cop2"])
    PartnerStrand.objects.bulk_create(
        [PartnerStrand(partner=partner, strand=next(strands)) for partner in listed],
        batch_size=500,
    )
    by_programme = dict(zip(running, batched(listed, each, strict=False), strict=False))
    Participant.objects.bulk_create(
        [
            Participant(
                programme=programme,
                user=person,
                name=person.name,
                partner=by_programme[programme][0],
                role="coordinator" if person is people[0] else "officer",
                may_coordinate=person is people[0],
                may_contribute=True,
            )
            for person, programme in zip(people, cycle(running), strict=False)
        ],
        batch_size=500,
    )

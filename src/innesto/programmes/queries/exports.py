"""The partners of a programme as a table that can be brought in again, and an example of one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db.models import Prefetch, Q

from innesto.accounts.models import User
from innesto.organisations.models import Need, Offer, Organisation
from innesto.programmes.models import (
    Participant,
    Partner,
    PartnerRole,
    PartnerStrand,
    PhaseEntry,
    Programme,
)
from innesto.programmes.queries.columns import WRITTEN
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of
from innesto.sheets.reading import bare

BETWEEN = "|"


def partner_rows(programme: Programme) -> Iterator[list[str]]:
    """Yield the headers and one row for each partnership, in the reader's words.

    A call holds the partners of its projects, once for each project. Municipalities that only
    stand behind an intermediary are named in its row. The same queries for any number of rows.
    """
    yield [str(field.label) for field in WRITTEN]
    labels = labels_of(blueprint_of(programme))
    roles, strands = _plain(labels.roles), _plain(labels.strands)
    themes, phases = _plain(labels.themes), _plain(labels.phases)
    partners = list(_partners(programme))
    behind = _behind(partners)
    scheme = programme.scheme_id or (programme.call.scheme_id if programme.call else None)
    for partner in partners:
        if _only_stands_behind(partner):
            continue
        body = partner.organisation
        place = body.place
        country = partner.declared_country or body.country or (place.country if place else None)
        cells = {
            "name": body.name,
            "kind": str(body.get_kind_display()),
            "country": partner.printed_country or (country.name if country else ""),
            "place": place.full_name if place else "",
            "province": place.province.abbreviation if place and place.province else "",
            "code": place.code if place else "",
            "roles": _joined(roles.get(held.role, held.role) for held in partner.roles.all()),
            "strands": _joined(
                strands.get(one.strand, one.strand) for one in partner.strands.all()
            ),
            "represents": _joined(behind[partner.pk, body.pk]),
            "projects": "" if partner.programme_id == programme.pk else partner.programme.name,
            "needs": _levels(body.needs.all(), themes, scheme),
            "offers": _levels(body.offers.all(), themes, scheme),
            "languages": _joined(body.languages),
            "closed": _joined(f"{c.first_day}/{c.last_day}" for c in body.closures.all()),
            "phase": _joined(phases.get(e.phase, e.phase) for e in partner.phase_entries.all()),
            "joined": partner.joined_on.isoformat() if partner.joined_on else "",
            "contribution": f"{partner.contribution:.2f}" if partner.contribution else "",
            "contact": partner.contact.name if partner.contact else "",
            "email": _address(partner.contact),
            "note": partner.note,
        }
        yield [cells[field.key] for field in WRITTEN]


def example_rows(programme: Programme) -> Iterator[list[str]]:
    """Yield headers and three invented rows, in the words of this very programme."""
    labels = labels_of(blueprint_of(programme))
    role = next(iter(_plain(labels.roles).values()), "")
    strand = next(iter(_plain(labels.strands).values()), "")
    theme = next(iter(_plain(labels.themes).values()), "")
    kinds = Organisation.Kind
    rows = (
        {
            "name": "Comune di Asti",
            "kind": str(kinds.MUNICIPALITY.label),
            "place": "Asti",
            "province": "AT",
            "code": "005005",
            "needs": f"{theme}: 3" if theme else "",
            "contact": "Ada Esempio",
            "email": "ada@example.org",
        },
        {
            "name": "Città di Utrecht",
            "kind": str(kinds.MUNICIPALITY.label),
            "country": "NL",
            "place": "Utrecht",
            "languages": "nl|en",
            "offers": f"{theme}: 2" if theme else "",
        },
        {
            "name": "ANCI Piemonte",
            "kind": str(kinds.MUNICIPALITIES.label),
            "represents": "Asti|Cuneo|Settimo Torinese",
            "closed": "2027-08-09/2027-08-20",
        },
    )
    yield [str(field.label) for field in WRITTEN]
    shared = {"country": "IT", "roles": role, "strands": strand, "languages": "it|en"}
    for row in rows:
        cells = {**shared, **row}
        yield [cells.get(field.key, "") for field in WRITTEN]


def _partners(programme: Programme) -> Iterable[Partner]:
    return (
        Partner.objects.present()
        .filter(Q(programme=programme) | Q(programme__call=programme))
        .select_related(
            "programme",
            "contact__user",
            "contact__invitation",
            "declared_country",
            "organisation__country",
            "organisation__place__country",
            "organisation__place__province",
        )
        .defer("programme__blueprint")
        .prefetch_related(Prefetch("roles", PartnerRole.objects.current()))
        .prefetch_related(Prefetch("strands", PartnerStrand.objects.current()))
        .prefetch_related(Prefetch("phase_entries", PhaseEntry.objects.filter(left_on=None)))
        .prefetch_related(Prefetch("organisation__needs", Need.objects.select_related("theme")))
        .prefetch_related(Prefetch("organisation__offers", Offer.objects.select_related("theme")))
        .prefetch_related("organisation__closures", "organisation__stands_for")
        .order_by("programme", "organisation__sought", "pk")
    )


def _only_stands_behind(partner: Partner) -> bool:
    return partner.brought_by_id is not None and not partner.roles.all()


def _behind(partners: Sequence[Partner]) -> Mapping[tuple[int, int], Sequence[str]]:
    """Return the names of the municipalities behind each partner that are none themselves."""
    own = {(p.programme_id, p.organisation_id) for p in partners if not _only_stands_behind(p)}
    names: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)
    where = {partner.pk: partner for partner in partners}
    for partner in partners:
        for body in partner.organisation.stands_for.all():
            if (partner.programme_id, body.pk) not in own:
                names[partner.pk, partner.organisation_id][body.name] = None
        if _only_stands_behind(partner) and partner.brought_by_id in where:
            intermediary = where[partner.brought_by_id]
            names[intermediary.pk, intermediary.organisation_id][partner.organisation.name] = None
    return defaultdict(tuple, {key: tuple(found) for key, found in names.items()})


def _plain(labels: Mapping[str, str]) -> Mapping[str, str]:
    """Return labels that can be read back; where one is not clear or is cut in two, its key."""
    words = [bare(label) for label in labels.values()]
    return {
        key: label if words.count(bare(label)) == 1 and BETWEEN not in label else key
        for key, label in labels.items()
    }


def _levels(said: Iterable[Need | Offer], themes: Mapping[str, str], scheme: int | None) -> str:
    return _joined(
        f"{themes.get(one.theme.key, one.theme.key)}: {one.level}"
        for one in said
        if one.theme.scheme_id == scheme
    )


def _address(person: Participant | None) -> str:
    """Return where to write to the person in charge, unless they show their address to nobody."""
    if person is None:
        return ""
    if person.user:
        hidden = person.user.contact_shown_to == User.Audience.NOBODY
        return "" if hidden else person.user.email
    return person.invitation.email if person.invitation else ""


def _joined(words: Iterable[str]) -> str:
    return BETWEEN.join(words)

"""How the rows of a partner list are written: table by table, never row by row.

No room fits: it is the hand of one action and too long to stand beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from innesto.accounts.actions import Guest, invite_persons
from innesto.accounts.models import User
from innesto.organisations.models import Closure, Need, Offer, Organisation
from innesto.organisations.queries import free_slug
from innesto.programmes.actions.programme import create_project
from innesto.programmes.models import (
    Participant,
    Partner,
    PartnerImport,
    PartnerRole,
    PartnerStrand,
    PhaseEntry,
)
from innesto.programmes.queries.addresses import Here, persons_by_address
from innesto.programmes.queries.cells import Contact
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.imports import (
    Brought,
    Row,
    project_key,
)
from innesto.programmes.queries.labels import purpose_of
from innesto.programmes.queries.powers import may_contribute, may_coordinate
from innesto.sheets.reading import bare
from innesto.themes.models import Theme

BATCH = 1000
KINDS = (
    *("partners", "organisations", "projects", "needs", "offers", "closures", "links"),
    *("participants", "invitations"),
)
StandsFor = Organisation.stands_for.through


class Intake:
    """Writes the rows of one import, table by table; keeps the keys of all it makes."""

    def __init__(self, import_: PartnerImport, *, by: User | None, role: str = "") -> None:
        self.import_ = import_
        self.programme = import_.programme
        self.by = by
        self.role = role
        self.made: dict[str, list[int]] = {kind: [] for kind in KINDS}
        self.bodies: dict[object, int] = {}

    def bring_in(self, rows: Sequence[Row]) -> dict[str, Any]:
        """Write everything and return the keys of what was made, by kind."""
        projects = self._projects(rows)
        self._organisations(rows)
        partners = self._partners(rows, projects)
        self._brought(rows, partners)
        self._held(rows, partners, projects)
        self._themes(rows)
        self._closures(rows)
        if self.role:
            self._persons(rows, partners)
        return dict(self.made)

    def _keep[M: Model](self, key: str, model: type[M], things: Iterable[M]) -> list[M]:
        created = QuerySet[M](model).bulk_create(things, batch_size=BATCH)
        self.made[key] += [thing.pk for thing in created]
        return created

    def _projects(self, rows: Sequence[Row]) -> Mapping[str, int]:
        """Return the programme of each project by its bare name; the call itself under «».

        A new project lies where its lead does, until somebody says otherwise.
        """
        known = {"": self.programme.pk}
        for pk, names in self.programme.projects.order_by("-pk").values_list("pk", "names"):
            known[project_key(names, self.programme, pk)] = pk
        language = next(iter(self.programme.languages), "und")
        seats = {bare(name): row.place for row in rows for name in row.leads if row.place}
        for name in (name for row in rows for name in row.projects):
            if bare(name) not in known:
                seat = seats.get(bare(name))
                project = create_project(
                    self.programme,
                    names={language: name},
                    territory=str((seat and seat.region) or ""),
                    by=self.by,
                )
                known[bare(name)] = project.pk
                self.made["projects"].append(project.pk)
        return known

    def _organisations(self, rows: Sequence[Row]) -> None:
        """Register what the register does not have, each body once."""
        taken = set(Organisation.objects.values_list("slug", flat=True))
        new: dict[object, Organisation] = {}

        def meet(identity: object, **fields: Any) -> None:
            if identity not in new and identity not in self.bodies:
                slug = free_slug(fields["name"], taken=taken)
                taken.add(slug)
                new[identity] = Organisation(slug=slug, **fields)

        for row in rows:
            if row.body:
                self.bodies[row.identity] = row.body.pk
                continue
            meet(
                row.identity,
                name=row.name,
                kind=row.kind,
                country=row.country,
                place=row.place,
                languages=list(row.languages),
                is_example=row.is_example,
            )
        for row, behind in _behind(rows):
            if behind.body:
                self.bodies[behind.identity] = behind.body.pk
            else:
                meet(
                    behind.identity,
                    name=behind.name,
                    kind=Organisation.Kind.MUNICIPALITY,
                    country=behind.place.country if behind.place else row.country,
                    place=behind.place,
                )
        created = self._keep("organisations", Organisation, new.values())
        self.bodies |= {
            identity: organisation.pk for identity, organisation in zip(new, created, strict=True)
        }

    def _partners(
        self, rows: Sequence[Row], projects: Mapping[str, int]
    ) -> Mapping[tuple[int, int], Partner]:
        """Return the new partners by number of their row and programme."""
        new = {
            (row.number, projects[bare(project)]): Partner(
                programme_id=projects[bare(project)],
                organisation_id=self.bodies[row.identity],
                printed_name=row.name,
                printed_country=row.printed_country,
                declared_country=row.country,
                contribution=None if position else row.contribution,
                joined_on=row.joined_on,
                source=self.import_.file_name,
                note=row.note,
            )
            for row in rows
            for position, project in enumerate(row.projects or [""])
        }
        created = self._keep("partners", Partner, new.values())
        return dict(zip(new, created, strict=True))

    def _brought(self, rows: Sequence[Row], partners: Mapping[tuple[int, int], Partner]) -> None:
        """Bring in the municipalities behind intermediaries, unless they are partners already."""
        programmes = {programme for _number, programme in partners}
        present = set(
            Partner.objects.filter(programme__in=programmes).values_list(
                "programme_id", "organisation_id"
            )
        )
        bringing: dict[int, list[tuple[int, Partner]]] = {}
        for (number, programme), partner in partners.items():
            bringing.setdefault(number, []).append((programme, partner))
        new: dict[tuple[int, int], Partner] = {}
        links: dict[tuple[int, int], Model] = {}
        linked = set(StandsFor.objects.values_list("from_organisation_id", "to_organisation_id"))
        for row, behind in _behind(rows):
            body = self.bodies[behind.identity]
            intermediary = self.bodies[row.identity]
            if (intermediary, body) not in linked and intermediary != body:
                links[intermediary, body] = StandsFor(
                    from_organisation_id=intermediary, to_organisation_id=body
                )
            for programme, partner in bringing[row.number]:
                if (programme, body) not in present:
                    new[programme, body] = Partner(
                        programme_id=programme,
                        organisation_id=body,
                        printed_name=behind.name,
                        brought_by=partner,
                        joined_on=row.joined_on,
                        source=self.import_.file_name,
                    )
        self._keep("partners", Partner, new.values())
        self._keep("links", StandsFor, links.values())

    def _held(
        self,
        rows: Sequence[Row],
        partners: Mapping[tuple[int, int], Partner],
        projects: Mapping[str, int],
    ) -> None:
        """Give roles, strands and phases."""
        by_number = {row.number: row for row in rows}
        held = [(partner, by_number[number]) for (number, _), partner in partners.items()]
        PartnerRole.objects.bulk_create(
            [
                PartnerRole(partner=partner, role=role, since=row.joined_on)
                for partner, row in held
                for role in self._roles(
                    row,
                    leads=partner.programme_id in {projects[bare(name)] for name in row.leads},
                )
            ],
            batch_size=BATCH,
        )
        PartnerStrand.objects.bulk_create(
            [
                PartnerStrand(partner=partner, strand=strand, since=row.joined_on)
                for partner, row in held
                for strand in row.strands
            ],
            batch_size=BATCH,
        )
        today = timezone.localdate()
        PhaseEntry.objects.bulk_create(
            PhaseEntry(
                programme_id=partner.programme_id,
                partner=partner,
                phase=row.phase,
                entered_on=today,
            )
            for partner, row in held
            if row.phase
        )

    def _roles(self, row: Row, *, leads: bool) -> list[str]:
        """Return the roles of a row in one of its projects: it leads only those it says it does."""
        if not row.leads:
            return list(row.roles)
        leading = blueprint_of(self.programme).leading_roles
        if leads:
            named = leading.intersection(row.roles)
            return [*row.roles, *([] if named else sorted(leading)[:1])]
        return [role for role in row.roles if role not in leading]

    def _themes(self, rows: Sequence[Row]) -> None:
        """State the needs and offers that nobody stated before."""
        scheme = self.programme.scheme_id or (
            self.programme.call.scheme_id if self.programme.call else None
        )
        themes = dict(Theme.objects.filter(scheme=scheme).values_list("key", "pk"))
        known = [row.body.pk for row in rows if row.body]
        wanted: tuple[tuple[type[Need | Offer], str], ...] = ((Need, "needs"), (Offer, "offers"))
        for model, key in wanted:
            stated = set(
                QuerySet(model)
                .filter(organisation__in=known)
                .values_list("organisation_id", "theme_id")
            )
            new = {}
            for row in rows:
                body = self.bodies[row.identity]
                for name, level in getattr(row, key).items():
                    theme = themes.get(name)
                    if theme and (body, theme) not in stated:
                        new[body, theme] = model(organisation_id=body, theme_id=theme, level=level)
            self._keep(key, model, new.values())

    def _closures(self, rows: Sequence[Row]) -> None:
        known = [row.body.pk for row in rows if row.body]
        said = set(
            Closure.objects.filter(organisation__in=known).values_list(
                "organisation_id", "first_day", "last_day"
            )
        )
        spans = {
            (self.bodies[row.identity], first, last): None
            for row in rows
            for first, last in row.closed
        }
        self._keep(
            "closures",
            Closure,
            [
                Closure(organisation_id=body, first_day=first, last_day=last)
                for body, first, last in spans
                if (body, first, last) not in said
            ],
        )

    def _persons(self, rows: Sequence[Row], partners: Mapping[tuple[int, int], Partner]) -> None:
        """Name the persons in charge; who has an address and is not here is invited, once."""
        by_number = {row.number: row for row in rows}
        led = {
            partner: contact
            for (number, _programme), partner in partners.items()
            if (contact := by_number[number].contact)
        }
        here = persons_by_address(self.programme)
        blueprint = blueprint_of(self.programme)
        invitations = self._invitations(led.values(), here)
        new = {}
        for partner, contact in led.items():
            known = here.joined.get((partner.programme_id, contact.email))
            partner.contact_id = known
            if known is None:
                new[partner] = Participant(
                    programme_id=partner.programme_id,
                    partner=partner,
                    name=contact.name,
                    role=self.role,
                    invitation_id=invitations.get(contact.email),
                    may_coordinate=may_coordinate(blueprint, self.role),
                    may_contribute=may_contribute(blueprint, self.role),
                    since=partner.joined_on,
                )
        created = self._keep("participants", Participant, new.values())
        for partner, participant in zip(new, created, strict=True):
            partner.contact = participant
        Partner.objects.bulk_update(led, ["contact"], batch_size=BATCH)

    def _invitations(self, contacts: Iterable[Contact], here: Here) -> Mapping[str, int]:
        """Return the open invitation of each address, sent just now if there was none."""
        guests = {
            contact.email: Guest(contact.email, contact.name)
            for contact in contacts
            if contact.email and contact.email not in here
        }
        if not guests or self.by is None:
            return here.invited
        language = self.by.language
        sent = invite_persons(
            guests.values(),
            by=self.by,
            purpose=purpose_of(self.programme, self.role, body="", language=language),
            subject=self.programme,
        )
        self.made["invitations"] = [invitation.pk for invitation in sent]
        return {**here.invited, **{invitation.email: invitation.pk for invitation in sent}}


def _behind(rows: Sequence[Row]) -> Iterable[tuple[Row, Brought]]:
    """Yield each intermediary with each municipality it brings in."""
    return ((row, behind) for row in rows for behind in row.represents)

"""A programme's blueprint, and what is the case in it, as plain things the rules can read."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from innesto.blueprints import facts
from innesto.blueprints.loading import load
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.organisations.models import Closure, Need, Offer, Organisation
from innesto.programmes.models import (
    Participant,
    Partner,
    PartnerRole,
    PartnerStrand,
    PhaseEntry,
    Programme,
    SubGrant,
)
from innesto.themes.models import Mapping as Correspondence
from innesto.themes.models import Theme

type Levels = Mapping[str, int]


@lru_cache(maxsize=32)
def _loaded(text: str) -> Blueprint:
    return load(text)


def blueprint_of(programme: Programme) -> Blueprint:
    """Return the programme's blueprint; a project without a text speaks that of its call.

    Each text is read once a process. Raises ``BrokenBlueprint`` if the schema has moved on.
    """
    call = None if programme.blueprint else programme.call
    return _loaded(call.blueprint if call else programme.blueprint)


class _Row(NamedTuple):
    """A partner with its organisation and place, as one query gives them."""

    pk: int
    programme: int
    brought_by: int | None
    declared: str | None
    joined_on: datetime.date | None
    left_on: datetime.date | None
    body: int
    slug: str
    name: str
    kind: str
    country: str | None
    languages: list[str]
    place: str | None
    code: str | None
    place_country: str | None
    population: int | None
    lat: float | None
    lon: float | None


ROW = (
    *("pk", "programme_id", "brought_by_id", "declared_country_id", "joined_on", "left_on"),
    *("organisation_id", "organisation__slug", "organisation__name", "organisation__kind"),
    *("organisation__country_id", "organisation__languages"),
    *("organisation__place__name", "organisation__place__code"),
    *("organisation__place__country_id", "organisation__place__population"),
    *("organisation__place__lat", "organisation__place__lon"),
)


def facts_of(programme: Programme) -> facts.Facts:
    """Return who takes part and how, in the same number of queries for any number of partners.

    Keys are addresses (slugs) for organisations and projects; a person with an account is «u»
    and its number, one who was invited «i» and that of the invitation, another one «n» and the
    participant's. A call holds the organisations of its
    projects too, each once. Exchanges and documents are added by the floors that have them.
    """
    partners = Partner.objects.filter(
        Q(programme=programme) | Q(programme__call=programme)
    ).order_by("pk")
    rows = [_Row(*row) for row in partners.values_list(*ROW)]
    roles = _held(PartnerRole.objects.current().filter(partner__in=partners), "role")
    towns = _towns(Organisation.objects.filter(partnerships__in=partners), rows, roles)
    return facts.Facts(
        organisations=_organisations(programme, partners, rows, roles, towns),
        towns=tuple(town for behind in towns.values() for town in behind.values()),
        persons=_persons(programme, rows),
        projects=_projects(programme, rows, roles),
        extensions=_extensions(programme),
        quantities=_grants(partners),
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        phases=_phases(programme),
    )


def _organisations(
    programme: Programme,
    partners: QuerySet[Partner],
    rows: Sequence[_Row],
    roles: Mapping[int, set[str]],
    towns: Mapping[int, Mapping[str, facts.Organisation]],
) -> tuple[facts.Organisation, ...]:
    strands = _held(PartnerStrand.objects.current().filter(partner__in=partners), "strand")
    phases = dict(
        PhaseEntry.objects.filter(partner__in=partners, left_on=None).values_list(
            "partner_id", "phase"
        )
    )
    bodies = Organisation.objects.filter(partnerships__in=partners)
    themes = _theme_keys(programme)
    needs = _levels(Need.objects.filter(organisation__in=bodies), themes)
    offers = _levels(Offer.objects.filter(organisation__in=bodies), themes)
    closed = _closed(Closure.objects.filter(organisation__in=bodies))
    standing: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        if not _stands_behind(row, roles):
            standing[row.body].append(row)
    return tuple(
        facts.Organisation(
            key=row.slug,
            name=row.name,
            kind=row.kind,
            country=row.declared or row.country or row.place_country or "",
            register_country=row.place_country or "",
            place=row.place or "",
            code=row.code or "",
            population=row.population,
            lat=row.lat,
            lon=row.lon,
            languages=frozenset(row.languages),
            roles=frozenset().union(*(roles.get(each.pk, ()) for each in same)),
            strands=frozenset().union(*(strands.get(each.pk, ()) for each in same)),
            needs=needs.get(body, facts.NOTHING),
            offers=offers.get(body, facts.NOTHING),
            closed=tuple(closed.get(body, ())),
            represents=tuple(towns.get(body, ())),
            phase=next((phases[each.pk] for each in same if each.pk in phases), ""),
            joined_on=row.joined_on,
            left_on=row.left_on if all(each.left_on for each in same) else None,
        )
        for body, same in standing.items()
        for row in same[:1]
    )


def _stands_behind(row: _Row, roles: Mapping[int, set[str]]) -> bool:
    """Tell whether a municipality takes part only under the intermediary that brought it in."""
    return row.brought_by is not None and not roles.get(row.pk)


def _held(rows: QuerySet[Any], field: str) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for partner, key in rows.values_list("partner_id", field):
        found[partner].add(key)
    return found


def _theme_keys(programme: Programme) -> dict[int, str]:
    """Return the key of the programme's theme for each theme, of any scheme, that means it.

    A theme of another scheme counts when the two correspond, or both to a third one.
    """
    scheme = programme.scheme_id or (programme.call.scheme_id if programme.call else None)
    own = dict(Theme.objects.filter(scheme=scheme).values_list("pk", "key"))
    keys = dict(own)
    targets = Correspondence.objects.filter(theme__scheme=scheme).values("target")
    pairs = list(
        Correspondence.objects.filter(Q(target__in=targets) | Q(target__scheme=scheme)).values_list(
            "theme_id", "target_id"
        )
    )
    for theme, target in pairs:
        if theme in own:
            keys.setdefault(target, own[theme])
        if target in own:
            keys.setdefault(theme, own[target])
    for theme, target in pairs:
        if target in keys:
            keys.setdefault(theme, keys[target])
    return keys


def _levels(
    rows: QuerySet[Need] | QuerySet[Offer], themes: Mapping[int, str]
) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for body, theme, level in rows.values_list("organisation_id", "theme_id", "level"):
        if theme in themes:
            levels = found[body]
            levels[themes[theme]] = max(level, levels.get(themes[theme], 0))
    return found


def _closed(rows: QuerySet[Closure]) -> dict[int, list[facts.Days]]:
    found: dict[int, list[facts.Days]] = defaultdict(list)
    for body, first, last in rows.order_by("first_day", "pk").values_list(
        "organisation_id", "first_day", "last_day"
    ):
        found[body].append(facts.Days(first, last))
    return found


def _towns(
    bodies: QuerySet[Organisation], rows: Sequence[_Row], roles: Mapping[int, set[str]]
) -> Mapping[int, Mapping[str, facts.Organisation]]:
    """Return the municipalities behind each intermediary that are no partners themselves."""
    listed = {row.slug for row in rows if not _stands_behind(row, roles)}
    body_of = {row.pk: row.body for row in rows}
    found: dict[int, dict[str, facts.Organisation]] = defaultdict(dict)
    for row in rows:
        if row.brought_by in body_of and _stands_behind(row, roles) and row.left_on is None:
            found[body_of[row.brought_by]][row.slug] = facts.Organisation(
                key=row.slug,
                name=row.name,
                country=row.country or row.place_country or "",
                register_country=row.place_country or "",
                population=row.population,
                lat=row.lat,
                lon=row.lon,
                languages=frozenset(row.languages),
            )
    links = Organisation.stands_for.through.objects.filter(from_organisation__in=bodies)
    town = "to_organisation__"
    for body, slug, name, country, population, lat, lon in links.order_by("pk").values_list(
        *("from_organisation_id", f"{town}slug", f"{town}name", f"{town}place__country_id"),
        *(f"{town}place__population", f"{town}place__lat", f"{town}place__lon"),
    ):
        if slug not in listed:
            found[body].setdefault(
                slug,
                facts.Organisation(
                    key=slug,
                    name=name,
                    country=country or "",
                    register_country=country or "",
                    population=population,
                    lat=lat,
                    lon=lon,
                ),
            )
    return found


def person_key(user: int) -> str:
    """Return what facts call somebody who has an account."""
    return f"u{user}"


def _persons(programme: Programme, rows: Sequence[_Row]) -> tuple[facts.Person, ...]:
    slugs = {row.pk: row.slug for row in rows}
    people = Participant.objects.filter(
        Q(programme=programme) | Q(programme__call=programme)
    ).order_by("pk")
    found: dict[str, facts.Person] = {}
    for pk, user, sent, name, partner, role, audiences, project, since, until in people.values_list(
        *("pk", "user_id", "invitation_id", "name", "partner_id", "role", "audiences"),
        *("programme__slug", "since", "until"),
    ):
        key = person_key(user) if user else f"i{sent}" if sent else f"n{pk}"
        known = found.get(key)
        if known and until and known.left_on is None:
            continue  # a role that ended says nothing of someone who is still here
        if known and known.left_on and until is None:
            known = None
        found[key] = facts.Person(
            key=key,
            name=name,
            organisation=(known.organisation if known else "") or slugs.get(partner, ""),
            roles=(known.roles if known else frozenset()) | {role},
            audiences=(known.audiences if known else frozenset()) | frozenset(audiences),
            project=(known.project if known else "")
            or (project if project != programme.slug else ""),
            joined_on=known.joined_on if known else since,
            left_on=until,
        )
    return tuple(found.values())


def _projects(
    programme: Programme, rows: Sequence[_Row], roles: Mapping[int, set[str]]
) -> tuple[facts.Project, ...]:
    leading = blueprint_of(programme).leading_roles
    partnership: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        if row.left_on is None:
            partnership[row.programme].append(row)
    found = []
    for project in programme.projects.order_by("pk").defer("blueprint"):
        members = partnership[project.pk]
        lead = next((row for row in members if roles.get(row.pk, set()) & leading), None)
        found.append(
            facts.Project(
                key=project.slug,
                name=project.name,
                lead=lead.slug if lead else "",
                partners=frozenset(row.slug for row in members),
                territory=project.territory,
                country=(lead.declared or lead.country or "") if lead else "",
            )
        )
    return tuple(found)


def _phases(programme: Programme) -> dict[str, facts.Days]:
    """Return the phases that the whole programme entered; the open one lasts until its end."""
    end = programme.ends_on or datetime.date.max
    entries = programme.phase_entries.filter(partner=None).order_by("entered_on", "pk")
    return {
        phase: facts.Days(first, last or max(first, end))
        for phase, first, last in entries.values_list("phase", "entered_on", "left_on")
    }


def _grants(partners: QuerySet[Partner]) -> tuple[facts.Quantity, ...]:
    """Money passed on: each amount goes by the key of its grant."""
    rows = SubGrant.objects.filter(partner__in=partners).order_by("pk")
    return tuple(
        facts.Quantity(f"grant-{pk}", key, of, amount, on)
        for pk, key, of, amount, on in rows.values_list(
            "pk", "key", "partner__organisation__slug", "amount", "decided_on"
        )
    )


def _extensions(programme: Programme) -> tuple[facts.Extension, ...]:
    rows = programme.extensions.order_by("at", "pk")
    return tuple(
        facts.Extension(rule, subject, until, granted_on=timezone.localdate(at), reason=reason)
        for rule, subject, until, at, reason in rows.values_list(
            "rule", "subject", "until", "at", "reason"
        )
    )

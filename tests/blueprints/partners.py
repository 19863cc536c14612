"""The shipped lists of partners as facts, and a few things to add to them."""

import csv
import re
from collections import defaultdict

from innesto.blueprints.facts import Facts, Organisation, Person, Project
from innesto.blueprints.shipped import shipped_partners

# What the register of places knows and the list does not say.
REGISTER = {"Utrecht": "NL"}


def partners(key):
    organisations, persons, projects = [], [], defaultdict(dict)
    with shipped_partners(key).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            slug = "-".join(re.findall(r"\w+", row["name"].casefold()))
            organisations.append(_organisation(slug, row))
            for name in _several(row["project"]):
                projects[name].setdefault("partners", set()).add(slug)
            for name in _several(row["lead_of"]):
                projects[name]["lead"] = slug
            persons += (_person(contact, slug, row) for contact in _several(row["contact"]))
    return Facts(
        organisations=tuple(organisations),
        persons=tuple(persons),
        projects=tuple(
            Project(name, name, lead=x["lead"], partners=frozenset(x["partners"]))
            for name, x in projects.items()
        ),
    )


def _organisation(slug, row):
    return Organisation(
        slug,
        row["name"],
        kind=row["kind"],
        country=row["country"],
        register_country=REGISTER.get(row["place"], ""),
        place=row["place"],
        code=row["code"],
        population=int(row["population"]) if row["population"] else None,
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        languages=frozenset(_several(row["languages"])),
        roles=frozenset(_several(row["roles"])),
        strands=frozenset(_several(row["strands"])),
        needs=_levels(row["needs"]),
        offers=_levels(row["offers"]),
        represents=tuple(_several(row["represents"])),
    )


def _person(contact, organisation, row):
    return Person(
        contact,
        contact.partition(" <")[0],
        organisation=organisation,
        roles=frozenset({"project-coordinator"}),
        project=_several(row["project"])[0],
    )


def _several(cell):
    return [part.strip() for part in cell.split("|") if part.strip()]


def _levels(cell):
    return {theme: int(level) for theme, _, level in (x.partition(":") for x in _several(cell))}

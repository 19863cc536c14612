"""Lengths and moments in words: «3 mesi», «3 mesi dopo la fine dell’anno 2»."""

from collections.abc import Mapping

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.dates import Length, Moment
from innesto.blueprints.speech.catalogue import catalogue, gettext_noop, spoken_day

UNITS: Mapping[str, tuple[str, str]] = {
    "hour": (gettext_noop("{count} hour"), gettext_noop("{count} hours")),
    "half-day": (gettext_noop("{count} half-day"), gettext_noop("{count} half-days")),
    "day": (gettext_noop("{count} day"), gettext_noop("{count} days")),
    "week": (gettext_noop("{count} week"), gettext_noop("{count} weeks")),
    "month": (gettext_noop("{count} month"), gettext_noop("{count} months")),
    "year": (gettext_noop("{count} year"), gettext_noop("{count} years")),
}
EDGES: Mapping[tuple[str, str], str] = {
    ("start", "programme"): gettext_noop("start of the programme"),
    ("end", "programme"): gettext_noop("end of the programme"),
    ("start", "year"): gettext_noop("start of year {number}"),
    ("end", "year"): gettext_noop("end of year {number}"),
    ("start", "month"): gettext_noop("start of month {number}"),
    ("end", "month"): gettext_noop("end of month {number}"),
    ("start", "phase"): gettext_noop("start of the phase «{name}»"),
    ("end", "phase"): gettext_noop("end of the phase «{name}»"),
}


def spoken_length(length: Length, language: str) -> str:
    """Say how long something lasts."""
    one, many = UNITS[length.unit]
    spoken = catalogue(language).gettext(one if length.amount == 1 else many)
    return spoken.format(count=length.amount)


def spoken_moment(moment: Moment, blueprint: Blueprint, language: str) -> str:
    """Say when something is, without turning it into a day."""
    gettext = catalogue(language).gettext
    if moment.on is not None:
        anchor = spoken_day(moment.on, language)
    elif moment.edge and moment.what:
        name = _label(moment.anchor, blueprint, language)
        anchor = gettext(EDGES[moment.edge, moment.what]).format(number=moment.number, name=name)
    else:
        anchor = f"«{_label(moment.anchor, blueprint, language)}»"
    if moment.length is None:
        return anchor
    if moment.side == "after":
        shifted = gettext("{length} after: {anchor}")
    else:
        shifted = gettext("{length} before: {anchor}")
    return shifted.format(length=spoken_length(moment.length, language), anchor=anchor)


def _label(key: str, blueprint: Blueprint, language: str) -> str:
    labels = {item.key: item.label for item in blueprint.templates}
    labels |= {leg.key: leg.label for item in blueprint.formats for leg in item.legs}
    labels |= {item.key: item.label for item in blueprint.formats}
    labels |= {phase.key: phase.label for phase in blueprint.phases}
    return labels[key].read(language) if key in labels else key

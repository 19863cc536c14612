"""Practices side by side, and two contexts side by side: explained, never a score."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from innesto.places.models import Place
from innesto.places.queries import distance_km
from innesto.practices.models import Adoption, Practice
from innesto.practices.queries.page import money
from innesto.toolkit.lengths import Length
from innesto.toolkit.rich_text import as_words

CELL = 400
"""Letters of a long text in a cell."""

SIMILAR = 2
"""How many times bigger one place may be and still be of the same kind."""


def compared(practices: Sequence[Practice]) -> list[tuple[str, list[str]]]:
    """Return what to put side by side: a row a field, leaving out what nobody answered."""
    rows = [
        (_("Whose"), [str(p.organisation or p.source) for p in practices]),
        (_("Where"), [p.where for p in practices]),
        (_("Country"), [str(p.country or "") for p in practices]),
        (_("Inhabitants"), [_people(p.place) for p in practices]),
        (_("How far it is"), [str(p.get_progress_display()) for p in practices]),
        (_("Cost"), [_cost(p) for p in practices]),
        (_("Work of the staff"), [_days(p.staff_days) for p in practices]),
        (_("The problem"), [_short(p.problem) for p in practices]),
        (_("What is done"), [_short(p.how) for p in practices]),
        (_("Difficulties"), [_short(p.difficulties) for p in practices]),
        (_("What must stay"), [_short(p.essential) for p in practices]),
        (_("What it takes to begin"), [_short(p.context_needed) for p in practices]),
    ]
    return [(label, cells) for label, cells in rows if any(cells)]


def _short(html: str) -> str:
    text = as_words(html)
    return text if len(text) <= CELL else f"{text[:CELL].rsplit(' ', 1)[0]} …"


def _number(value: int | None) -> str:
    return "" if value is None else number_format(value, force_grouping=True)


def _days(days: int | None) -> str:
    return str(Length.of(days, "day")) if days else ""


def _people(place: Place | None) -> str:
    return _number(place.population) if place else ""


def _cost(practice: Practice) -> str:
    if practice.zero_cost:
        return _("no cost")
    return "" if practice.cost is None else money(practice.cost, practice.currency)


@dataclass(frozen=True, slots=True)
class ContextRow:
    """One aspect of two contexts: what is there, what is here, and what that means."""

    label: str
    there: str
    here: str
    meaning: str
    kind: str
    """``ok`` when alike, ``warn`` when something is to be thought about, ``plain`` if unknown."""


def contexts(adoption: Adoption) -> list[ContextRow]:
    """Compare where a practice comes from and where it is to go, aspect by aspect."""
    practice, organisation = adoption.practice, adoption.organisation
    there, here = practice.place, organisation.place
    return [
        _size(there, here),
        _country(there, here),
        _budget(practice, adoption.budget, there, here),
        _staff(practice),
        _conditions(practice, adoption),
    ]


def _size(there: Place | None, here: Place | None) -> ContextRow:
    label = _("Inhabitants")
    if not there or not here or not there.population or not here.population:
        return ContextRow(
            label, _people(there), _people(here), _("One of the two is not known."), "plain"
        )
    times = Decimal(there.population) / here.population
    smaller = max(times, 1 / times)
    shown = number_format(smaller, 1)
    if smaller <= SIMILAR:
        meaning, kind = _("Of similar size: the same organisation can work."), "ok"
    elif times > 1:
        meaning = _("There are %(times)s times as many people there: think smaller, or together.")
        kind = "warn"
    else:
        meaning = _("There are %(times)s times as many people here: think of several places.")
        kind = "warn"
    if "%(" in meaning:
        meaning %= {"times": shown}
    return ContextRow(label, _people(there), _people(here), meaning, kind)


def _country(there: Place | None, here: Place | None) -> ContextRow:
    label = _("Place")
    if not there or not here:
        return ContextRow(
            label, str(there or ""), str(here or ""), _("One of the two is not known."), "plain"
        )
    if there.country_id != here.country_id:
        meaning = _("Another country: ask which law each step rests on.")
        return ContextRow(
            label, f"{there}, {there.country}", f"{here}, {here.country}", meaning, "warn"
        )
    km = distance_km(there, here)
    meaning = _("The same country, so the same law.")
    if km is not None:
        meaning += " " + _("%(km)s km apart.") % {"km": _number(km)}
    return ContextRow(label, str(there), str(here), meaning, "ok")


def _budget(
    practice: Practice, budget: Decimal | None, there: Place | None, here: Place | None
) -> ContextRow:
    label = _("Money")
    cost = _cost(practice)
    mine = "" if budget is None else money(budget, practice.currency)
    if practice.zero_cost:
        return ContextRow(label, cost, mine, _("It costs only the work of the staff."), "ok")
    if practice.cost is None or budget is None:
        return ContextRow(label, cost, mine, _("One of the two is not known."), "plain")
    expected = practice.cost
    how = ""
    if there and here and there.population and here.population:
        expected = practice.cost * here.population / there.population
        how = _("For your inhabitants that would be about %(sum)s.") % {
            "sum": money(round(expected / 100) * Decimal(100), practice.currency)
        }
    if budget >= expected:
        words = _("Your budget is enough.")
        return ContextRow(label, cost, mine, f"{how} {words}".strip(), "ok")
    words = _("Your budget is smaller: decide what to leave out, or who joins in.")
    return ContextRow(label, cost, mine, f"{how} {words}".strip(), "warn")


def _staff(practice: Practice) -> ContextRow:
    label = _("Work of the staff")
    if not practice.staff_days:
        return ContextRow(label, "", "", _("The sheet does not say: ask the owner."), "plain")
    return ContextRow(
        label, _days(practice.staff_days), "", _("Reckon whose days these are here."), "warn"
    )


def _read(practice: Practice, name: str) -> str:
    """Return a text in the reader's language if somebody has translated it, else as it is."""
    language = (get_language() or "").partition("-")[0]
    found = practice.translations.filter(language=language).first()
    texts = found.texts if found and language != practice.language else {}
    return texts.get(name) or str(getattr(practice, name))


def _conditions(practice: Practice, adoption: Adoption) -> ContextRow:
    label = _("What it takes to begin")
    needed, there_is = _short(_read(practice, "context_needed")), adoption.conditions
    if not needed:
        return ContextRow(label, "", there_is, _("The sheet does not say: ask the owner."), "plain")
    if not there_is:
        return ContextRow(label, needed, "", _("Say what is there already."), "warn")
    return ContextRow(
        label, needed, there_is, _("Go through both with the adviser, point by point."), "plain"
    )

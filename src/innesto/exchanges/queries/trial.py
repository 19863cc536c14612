"""Trials: what is asked of the planner beside the programme, in words and in the blueprint."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from innesto.blueprints.editing import numbers_in
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.exchanges.models import Plan, PlanWish
from innesto.exchanges.queries.names import Names
from innesto.exchanges.queries.plans import wish_words
from innesto.programmes.queries.labels import reader_language
from innesto.rounds.letters.proposal import Mend, Proposal
from innesto.rounds.letters.wishes import Change, Wish


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number of the blueprint that a trial may change."""

    key: str
    label: str
    number: int


def numbered_rules(text: str, blueprint: Blueprint) -> Sequence[Numbered]:
    """Return the numbers of a blueprint that stand in its text."""
    return [
        Numbered(key, number_label(key, blueprint), number)
        for key, number in numbers_in(text).items()
    ]


def number_label(key: str, blueprint: Blueprint) -> str:
    """Return what a number of the blueprint is called."""
    labels = {
        "calendar/free_days": _("Free days between two exchanges of one partner"),
        "calendar/at_once": _("Exchanges on one day, at most"),
    }
    rule = blueprint.rule(key)
    return rule.label.read(reader_language()) if rule else labels.get(key, key)


def change_of(plan: Plan) -> Change:
    """Return what a plan tries out; nothing for a plan of the programme as it is."""
    return Change.from_data(plan.trial)


def mends_of(proposal: Proposal) -> Sequence[Mend]:
    """Return what would mend a plan that does not exist, each thing once, what is enough first."""
    said: dict[str, Mend] = {}
    for mend in (*proposal.mends, *(one for r in proposal.refusals for one in r.mends)):
        said.setdefault(mend.words["it"], mend)
    return sorted(said.values(), key=lambda mend: (not mend.is_enough, mend.cost))


def changes_on_offer(plan: Plan) -> Iterator[tuple[int, Change]]:
    """Yield the mends of an impossible plan that a coordinator may try out, by their place.

    A wish can be given up as long as it is there; one that nobody here made is not theirs.
    """
    there = [
        *(wish_of(wish) for wish in plan.programme.wishes.all()),
        *change_of(plan).wishes,
    ]
    for place, mend in enumerate(mends_of(Proposal.from_data(plan.proposal))):
        change = mend.change
        if change and all(any(map(one.same_as, there)) for one in change.without):
            yield place, change


def trial_words(plan: Plan, names: Names) -> Sequence[str]:
    """Say what a plan tries out."""
    change = change_of(plan)
    said = [
        wish_words(saved(wish), names)
        for wish in change.wishes
        if not any(_says_it_all(one, wish) for one in change.wishes)
    ]
    said += [
        _("no longer: %(wish)s") % {"wish": wish_words(saved(wish), names)}
        for wish in change.without
    ]
    for key, number in change.numbers.items():
        label = number_label(key, names.blueprint)
        said.append(_("«%(rule)s»: %(number)d") % {"rule": label, "number": number})
    return said


IMPLIED = {"pin_host": "one_more_host", "forbid_guest": "excuse_guest"}
"""Wishes that say it all, and those that only make them possible."""


def _says_it_all(wish: Wish, other: Wish) -> bool:
    same = (wish.exchange, wish.value) == (other.exchange, other.value)
    return same and IMPLIED.get(wish.kind) == other.kind


def wish_of(wish: PlanWish) -> Wish:
    """Return a saved wish as the planner reads it, without who made it."""
    return Wish(
        kind=wish.kind,  # type: ignore[arg-type]  # checked by the form
        exchange=wish.exchange_key,
        value="" if wish.pair_with else wish.value,
        pair=(wish.value, wish.pair_with) if wish.pair_with else None,
    )


def saved(wish: Wish) -> PlanWish:
    """Return a wish as it would be saved."""
    first, second = wish.pair or (wish.value, "")
    return PlanWish(kind=wish.kind, exchange_key=wish.exchange, value=first, pair_with=second)

"""What would help a count that cannot come out, with the places where it is done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from innesto.blueprints.facts import Facts, Organisation
from innesto.exchanges.queries.planning import partners_by_key
from innesto.programmes.models import Programme
from innesto.programmes.models.programme import said
from innesto.rounds.letters.proposal import Proposal, Refusal

MOST_NAMED = 4
"""Partners that are offered for a role; the list of partners has the others."""


@dataclass(frozen=True, slots=True)
class Step:
    """A link to where something is done."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What would help, and the links that lead there."""

    words: str
    steps: Sequence[Step] = ()


def advice_on(programme: Programme, proposal: Proposal, known: Facts) -> Sequence[Advice]:
    """Return what would help each count that cannot come out, each sentence once."""
    found: dict[tuple[str, str], Advice] = {}
    for refusal in proposal.refusals:
        if refusal.mend:
            words = said(refusal.mend)
            steps = tuple(_steps(programme, known, refusal)) if refusal.role else ()
            found.setdefault((words, refusal.scope), Advice(words, steps))
    return list(found.values())


def _steps(programme: Programme, known: Facts, refusal: Refusal) -> Iterator[Step]:
    """Offer the partners of a country or strand that do not have the role somebody needs."""
    partners = partners_by_key(programme)
    offered = [
        one
        for one in sorted(known.organisations, key=lambda one: (one.name, one.key))
        if _is_inside(one, refusal.scope) and refusal.role not in one.roles and one.key in partners
    ]
    for one in offered[:MOST_NAMED]:
        partner = partners[one.key]
        address = reverse("programmes:partner-role", args=[partner.programme.slug, partner.pk])
        yield Step(one.name, f"{address}?{urlencode({'role': refusal.role})}")
    if not offered or len(offered) > MOST_NAMED:
        yield Step(_("All partners"), reverse("programmes:partners", args=[programme.slug]))


def _is_inside(one: Organisation, scope: str) -> bool:
    return not scope or scope in {one.country or one.register_country, *one.strands}

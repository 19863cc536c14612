"""Make the practices of the demo from their sheets, by the same actions that people use.

What happened before the demo is built carries the date it happened on, counted back from today.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from innesto.accounts.models import User
from innesto.config.demo.people import person
from innesto.config.demo.practices.owners import office_of, owner_of
from innesto.config.demo.practices.past import months_ago, noon_of
from innesto.config.demo.practices.sheets import (
    Look,
    Sheet,
    numbered,
    programmes_with_sheets,
    sheets_of,
)
from innesto.config.demo.practices.stories import share_challenges, tell_stories, translate
from innesto.config.demo.practices.taking_home import take_home
from innesto.config.demo.programmes import LEADERS
from innesto.lineage.actions import link_works
from innesto.organisations.models import Membership, Organisation
from innesto.practices.actions.course import (
    ask_for_changes,
    give_opinion,
    record_check,
    submit_practice,
)
from innesto.practices.actions.sheet import add_evidence, attach_act, draft_practice
from innesto.practices.models import Practice
from innesto.programmes.models import Programme
from innesto.themes.models import Theme

EXAMPLES = {
    "it": "cifra d’esempio",
    "en": "example figure",
    "de": "Beispielzahl",
    "fr": "chiffre d’exemple",
    "es": "cifra de ejemplo",
    "nl": "voorbeeldcijfer",
    "pl": "liczba przykładowa",
    "el": "ενδεικτικός αριθμός",
    "fi": "esimerkkiluku",
    "sv": "exempelsiffra",
    "hr": "primjer",
    "hu": "példaszám",
}
ACT = "{title}\n\n{owner}\n\nAtto d’esempio: non esiste, e sta qui per mostrare dove si allega.\n"


@transaction.atomic
def make_practices() -> None:
    """Make all sheets, or none where there are some already."""
    if Practice.objects.filter(programme__is_example=True).exists():
        return
    sheets: list[Sheet] = []
    made: dict[str, Practice] = {}
    for key in programmes_with_sheets():
        sheets.extend(sheets_of(key))
        made |= _Shelf(Programme.objects.get(slug=key)).put(sheets_of(key))
    for sheet in sheets:
        _link(sheet, made)
    share_challenges(sheets, made)
    tell_stories(sheets, made)
    translate(made)
    take_home(made)


class _Shelf:
    """Where the sheets of one programme are put: it knows who leads it and its themes."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.leader = person(LEADERS[programme.slug])
        themes = Theme.objects.filter(scheme=programme.scheme)
        self.themes = {theme.key: theme for theme in themes}

    def put(self, sheets: Iterable[Sheet]) -> dict[str, Practice]:
        """Make the sheets and return them by their keys."""
        return {sheet.key: self._put_one(sheet, number) for number, sheet in enumerate(sheets)}

    def _put_one(self, sheet: Sheet, number: int) -> Practice:
        owner = owner_of(sheet.owner, place=sheet.place)
        author = _author(owner) or self.leader
        practice = draft_practice(
            by=author,
            **_texts(sheet),
            **_course(sheet, number),
            organisation=owner,
            partners=[owner_of(name) for name in sheet.partners],
            offices=[office_of(owner, name, by=author) for name in sheet.offices],
            programme=self.programme,
            themes=[self.themes[key] for key in sheet.themes],
            is_example=sheet.is_example,
        )
        _prove(practice, sheet, by=author)
        if sheet.state != "published":
            self._leave_waiting(practice, sheet, author=author)
            return practice
        if sheet.opinion:
            give_opinion(
                practice,
                by=person(sheet.opinion.by),
                role=sheet.opinion.role,
                text=sheet.opinion.text,
                score=sheet.opinion.score,
            )
        for look in sorted(sheet.checks, key=lambda look: -look.months_ago):
            _check(practice, look, by=author)
        return practice

    def _leave_waiting(self, practice: Practice, sheet: Sheet, *, author: User) -> None:
        """Leave the sheet on the desk of whoever publishes, or of its author."""
        submit_practice(practice, by=author)
        if sheet.state == "changes":
            ask_for_changes(practice, by=self.leader, reason=sheet.reason)


def _author(owner: Organisation) -> User | None:
    """Return who keeps the page of the owner, if somebody does."""
    held = Membership.objects.current().filter(organisation=owner, is_referent=True)
    first = held.select_related("person").order_by("pk").first()
    return first.person if first else None


def _texts(sheet: Sheet) -> dict[str, Any]:
    """Return the fields of the model that the sheet gives word by word."""
    same = (
        *("title", "strapline", "language", "strand", "progress", "content", "scope"),
        *("starts_on", "ends_on", "source", "website", "references", "problem", "procedure"),
        *("participation", "integration", "way_before", "way_now", "staff_days", "cost"),
        *("currency", "funding", "zero_cost", "difficulties", "essential", "adaptable"),
        *("context_needed", "beneficiaries", "benefits", "reached", "mandate", "extra"),
    )
    texts: dict[str, Any] = {name: getattr(sheet, name) for name in same}
    texts["how"] = numbered(sheet.how)
    for offer in ("show", "host", "mentor", "advise"):
        texts[f"can_{offer}"] = offer in sheet.offers
    return texts


def _course(sheet: Sheet, number: int) -> dict[str, Any]:
    """Return where the sheet stands; what was published long ago is not announced again."""
    if sheet.state != "published":
        return {}
    day = published_on(sheet, number)
    return {
        "state": Practice.State.PUBLISHED,
        "published_at": noon_of(day),
        "next_check_on": day + datetime.timedelta(days=365) if not sheet.checks else None,
    }


def published_on(sheet: Sheet, number: int) -> datetime.date:
    """Return a day after the latest figure and before the first check; never in the future.

    Of those that were not checked yet, what failed is not the latest news.
    """
    if not sheet.checks:
        return months_ago((5 if sheet.progress == "failed" else 0.5) + number * 0.1)
    figures = max(row.on for row in sheet.evidence) + datetime.timedelta(days=45)
    first = months_ago(max(look.months_ago for look in sheet.checks))
    return min(max(figures, first - datetime.timedelta(days=365)), first - datetime.timedelta(10))


def _prove(practice: Practice, sheet: Sheet, *, by: User) -> None:
    """Put figures and acts under the practice; invented ones say so."""
    mark = f" ({EXAMPLES[sheet.language]})" if sheet.is_example else ""
    for row in sheet.evidence:
        fields = {**row.model_dump(), "source": f"{row.source}{mark}"}
        add_evidence(practice, by=by, **fields)
    for act in sheet.acts:
        fields = act.model_dump()
        if not act.url:
            words = ACT.format(title=act.title, owner=sheet.owner)
            fields["file"] = ContentFile(words.encode(), "atto-d-esempio.txt")
        attach_act(practice, by=by, **fields)


def _check(practice: Practice, look: Look, *, by: User) -> None:
    day = months_ago(look.months_ago)
    record_check(
        practice,
        by=by,
        verdict=look.verdict,
        figures=look.figures,
        note=look.note,
        on=day,
        next_on=months_ago(look.months_ago - look.next_in_months) if look.next_in_months else None,
    )


def _link(sheet: Sheet, made: Mapping[str, Practice]) -> None:
    """Say how a practice depends on others."""
    later = made[sheet.key]
    for link in sheet.links:
        link_works(later, link.relation, made[link.to], by=later.author, note=link.note)

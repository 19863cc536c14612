"""What the page of a sheet shows, for one reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.lineage.models import ORIGINS
from innesto.lineage.queries.thread import Bond, Thread, bonds_of, thread_of
from innesto.practices.models import Adaptation, Adoption, Check, Outcome, Practice, Translation
from innesto.practices.queries.sheets import blueprint_for
from innesto.practices.sheet import EXTRA, RICH, Beneficiary, Step, label_of, steps_of
from innesto.toolkit import dates
from innesto.toolkit.lengths import Length

ADOPTIONS_SHOWN = 12
KINDS = tuple(Adaptation.Kind)
OVER = {Practice.Progress.ENDED, Practice.Progress.FAILED}


@dataclass(frozen=True, slots=True)
class Passage:
    """A long text of the sheet with its heading, in the language of the page."""

    key: str
    label: str
    html: str


@dataclass(frozen=True, slots=True)
class Adopted:
    """An adoption as everyone may know it: who, how far, what they changed."""

    adoption: Adoption
    log: Sequence[tuple[str, Sequence[str]]]
    """What they kept, changed, dropped and added, each kind in its word."""
    outcomes: Sequence[Outcome]
    sheet: Practice | None
    may_open: bool


@dataclass(frozen=True)
class SheetPage:
    """Everything on the page of one sheet."""

    practice: Practice
    translation: Translation | None
    title: str
    strapline: str
    story: Sequence[Passage]
    lessons: Sequence[Passage]
    extra: Sequence[Passage]
    facts: Sequence[tuple[str, Any]]
    adopted: Sequence[Adopted]
    adopted_count: int
    thread: Thread | None
    bonds: Sequence[Bond]
    answers: Sequence[Bond]
    last_check: Check | None

    @property
    def alive(self) -> str:
        """Say whether it lives and since when that is known."""
        practice = self.practice
        words = {
            Practice.State.ENDED: _("Ended"),
            Practice.State.ARCHIVED: _("In the archive"),
            Practice.State.RECHECK: _("To be checked again"),
        }
        if practice.state_now in words:
            return words[practice.state_now]
        if practice.checked_on:
            return _("Alive: checked in %(month)s") % {"month": dates.month(practice.checked_on)}
        if practice.state == Practice.State.VALIDATED:
            return str(practice.get_state_display()).capitalize()
        return str(practice.get_progress_display()).capitalize()

    @property
    def alive_kind(self) -> str:
        """Return how that is shown."""
        kinds = {
            Practice.State.ENDED: "plain",
            Practice.State.ARCHIVED: "plain",
            Practice.State.RECHECK: "warn",
        }
        is_sure = self.practice.checked_on or self.practice.state == Practice.State.VALIDATED
        known = "ok" if is_sure and self.practice.progress not in OVER else "brand"
        return kinds.get(self.practice.state_now, known)


def page_of(practice: Practice, *, viewer: User | AnonymousUser, language: str = "") -> SheetPage:
    """Return the page of a sheet, in its own language or in one of its translations."""
    translations = {one.language: one for one in practice.translations.all()}
    translation = translations.get(language) if language != practice.language else None
    texts = translation.texts if translation else {}
    steps = steps_of(blueprint_for(practice.programme))
    thread = thread_of(practice, viewer=viewer)
    bonds = bonds_of(practice, viewer=viewer)
    beside = [b for b in bonds if b.relation not in ORIGINS or b.relation == "answers"]
    adopted = _adopted(practice, viewer)
    return SheetPage(
        practice=practice,
        translation=translation,
        title=texts.get("title") or practice.title,
        strapline=texts.get("strapline") or practice.strapline,
        story=_passages(practice, steps, ("story",), texts),
        lessons=_passages(practice, steps, ("lessons", "people"), texts),
        extra=_passages(practice, steps, (EXTRA,), texts),
        facts=_facts(practice),
        adopted=adopted[:ADOPTIONS_SHOWN],
        adopted_count=len({one.adoption.organisation_id for one in adopted}),
        thread=thread if thread and not thread.is_alone else None,
        bonds=[b for b in beside if b.relation != "answers"],
        answers=[b for b in beside if b.relation == "answers" and b.is_forward],
        last_check=practice.checks.select_related("by").first(),
    )


def _passages(
    practice: Practice, steps: Sequence[Step], wanted: Sequence[str], texts: dict[str, str]
) -> list[Passage]:
    found = []
    for step in steps:
        if step.key not in wanted:
            continue
        for field in step.fields:
            if field.own:
                value = practice.extra.get(field.key)
                html = str(value) if value not in (None, "", False) else ""
            elif field.key in RICH:
                html = texts.get(field.key) or getattr(practice, field.key)
            else:
                continue
            if html:
                found.append(Passage(field.key, label_of(field), html))
    return found


def money(amount: Decimal, currency: str) -> str:
    """Write a sum as people do; whole sums without cents."""
    whole = amount == amount.to_integral_value()
    figure = number_format(amount, 0 if whole else 2, force_grouping=True)
    return f"{figure} {'€' if currency == 'EUR' else currency}"


def _facts(practice: Practice) -> list[tuple[str, Any]]:
    cost = None if practice.cost is None else money(practice.cost, practice.currency)
    place = practice.place
    size = place.size_class if place else None
    groups = [str(Beneficiary(one).label) for one in practice.beneficiaries if one in Beneficiary]
    return [
        (_("Where"), practice.where),
        (_("Country"), practice.country),
        (_("Size"), size.label if size else ""),
        (_("Cost"), _("none for the administration") if practice.zero_cost else cost),
        (
            _("Work of the staff"),
            Length.of(practice.staff_days, "day") if practice.staff_days else "",
        ),
        (_("Who paid"), practice.funding),
        (_("Since"), dates.month(practice.starts_on) if practice.starts_on else ""),
        (_("Until"), dates.month(practice.ends_on) if practice.ends_on else ""),
        (_("Who benefits"), ", ".join(groups)),
        (
            _("People reached"),
            practice.reached and number_format(practice.reached, force_grouping=True),
        ),
        (_("Next check"), dates.month(practice.next_check_on) if practice.next_check_on else ""),
        (_("Licence"), practice.get_licence_display()),
    ]


def _figure(count: int | None) -> str:
    return number_format(count, force_grouping=True) if count else ""


def _adopted(practice: Practice, viewer: User | AnonymousUser) -> list[Adopted]:
    adoptions = list(
        practice.adoptions.standing()
        .select_related("organisation", "sheet")
        .prefetch_related("adaptations", "outcomes")
        .order_by("-asked_at", "-pk")
    )
    own = [one.sheet_id for one in adoptions if one.sheet_id]
    readable = Practice.objects.visible_to(viewer).filter(pk__in=own) if own else ()
    sheets = {sheet.pk: sheet for sheet in readable}
    open_to = set(
        Adoption.objects.visible_to(viewer)
        .filter(pk__in=[one.pk for one in adoptions])
        .values_list("pk", flat=True)
        if adoptions
        else ()
    )
    return [
        Adopted(
            one,
            log=_log(one),
            outcomes=list(one.outcomes.all()),
            sheet=sheets.get(one.sheet_id or 0),
            may_open=one.pk in open_to,
        )
        for one in adoptions
    ]


def _log(adoption: Adoption) -> list[tuple[str, Sequence[str]]]:
    lines = list(adoption.adaptations.all())
    words = [(str(kind.label), [one.what for one in lines if one.kind == kind]) for kind in KINDS]
    return [(word, said) for word, said in words if said]

"""What came of the exchanges of the demo: reports, accounts, lessons; told in ``outcomes.yaml``.

One exchange of MULTIPLY and one leg of CONNECTION stay without what one side learned, so that one
sees how the coordination notices.
"""

import datetime
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from innesto.accounts.models import User
from innesto.config.demo.practices.past import noon_of
from innesto.documents.actions import NotOpen, accept_document, hand_in_document
from innesto.documents.models import Document
from innesto.exchanges.actions.ideas import note_idea
from innesto.exchanges.models import Exchange
from innesto.lineage.queries.thread import ref_of
from innesto.outcomes.actions.accounts import record_capacity, tell_outcome
from innesto.outcomes.actions.lessons import compare_lesson, write_lesson
from innesto.outcomes.models import Account, Lesson
from innesto.outcomes.queries.accounts import themes_of
from innesto.outcomes.tasks import ask_after, ask_before
from innesto.programmes.models import Partner, Programme
from innesto.themes.models import Theme

TOLD = Path(__file__).parent / "outcomes.yaml"
OF_LESSON = ("sentence", "expected", "happened", "why", "evidence", "recommendation", "dimension")
AFTER = datetime.timedelta(days=5)
"""So long after an exchange its sides wrote."""


def tell_what_came() -> None:
    """Ask for the forms around exchanges, hand some in, tell what was learned, write lessons."""
    if Lesson.objects.exists():
        return
    held = Exchange.objects.filter(state=Exchange.State.HELD).order_by("starts_on", "pk")
    for pk in held.values_list("pk", flat=True):
        ask_after.call(pk)
    ask_before.call()
    told = yaml.safe_load(TOLD.read_text("utf-8"))
    for report in told["reports"]:
        exchange = _exchange(report["in"])
        if exchange is not None:
            for one in report["told"]:
                _report(exchange, one)
    for lesson in told["lessons"]:
        _lesson(lesson)
    for first, second in told["agreeing"]:
        one = Lesson.objects.filter(sentence__startswith=first).first()
        other = Lesson.objects.filter(sentence__startswith=second).first()
        if one and other and one.author:
            compare_lesson(one, other, agrees=True, by=one.author)


def _exchange(where: list[Any]) -> Exchange | None:
    slug, format_, leg, scope, number = where
    found = Exchange.objects.filter(
        programme__slug=slug, format=format_, leg=leg, scope=scope, state=Exchange.State.HELD
    )
    return found.select_related("programme__call").order_by("starts_on", "pk")[number:].first()


def _report(exchange: Exchange, told: dict[str, Any]) -> None:
    """Hand in the report of a side where one is owed; else tell what it learned and gave."""
    partner = _partner(exchange, told["of"])
    if partner is None:
        return
    by, at = _coordinator(exchange.programme), noon_of(exchange.ends_on + AFTER)
    owed = Document.objects.about(*ref_of(exchange)).owed().filter(partner=partner)
    asking = (one for one in owed if any(it.key == "learned" for it in one.asked.fields))
    document = next(asking, None)
    told_here: dict[str, Any] = {n: told[n] for n in ("learned", "gave") if n in told}
    if document:
        answers: dict[str, Any] = {
            **told_here,
            "ideas": told.get("ideas", ""),
            "capacity": told.get("after", ""),
        }
        with suppress(NotOpen):
            hand_in_document(document, answers, by=by, language="it")
            accept_document(document, by=by)
        Document.objects.filter(pk=document.pk).update(handed_in_at=at, decided_at=at)
    else:
        tell_outcome(exchange, partner, by=by, language="it", content="experience", **told_here)
    Account.objects.filter(exchange=exchange, partner=partner).update(at=at)
    themes = themes_of(exchange)[:1]
    if "before" in told:
        level: Mapping[str, int | None] = {name: told[name] for name in ("before", "after")}
        record_capacity(exchange, partner, dict.fromkeys(themes, level), by=by)


def _lesson(told: dict[str, Any]) -> None:
    """Write a lesson of a project, or of an exchange: then it begins with an idea noted there."""
    exchange = None if isinstance(told["in"], str) else _exchange(told["in"])
    if exchange:
        programme, partner = exchange.programme, _partner(exchange, told["of"])
    else:
        project = Programme.objects.filter(names__it=told["in"]).select_related("call").first()
        if project is None:
            return
        programme, partner = project, project.partners.order_by("pk").first()
    if partner is None:
        return
    by, origin = _coordinator(programme), None
    if exchange and "idea" in told:
        origin = ref_of(note_idea(exchange, partner.organisation, by=by, text=told["idea"]))
    write_lesson(
        programme,
        partner.organisation,
        by=by,
        exchange=exchange,
        origin=origin,
        themes=themes_of(exchange)[:2] if exchange else _themes(programme),
        confidence=told.get("confidence", "one"),
        visibility="public" if told.get("is_public") or programme.call else "programme",
        language="it",
        **{name: told[name] for name in OF_LESSON if name in told},
    )


def _themes(programme: Programme) -> list[Theme]:
    scheme = programme.call.scheme_id if programme.call else programme.scheme_id
    return list(Theme.objects.filter(scheme=scheme).order_by("position", "key")[:1])


def _partner(exchange: Exchange, name: str) -> Partner | None:
    seat = exchange.seats.filter(partner__organisation__name=name).first()
    return seat.partner if seat else None


def _coordinator(programme: Programme) -> User:
    leading = programme.call or programme
    leader = leading.participants.current().filter(may_coordinate=True).exclude(user=None).first()
    assert leader
    assert leader.user
    return leader.user

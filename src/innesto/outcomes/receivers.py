"""What happens here when something happens below."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from innesto.accounts.models import User
from innesto.accounts.signals import personal_data_wanted
from innesto.documents.models import Document
from innesto.documents.signals import document_handed_in
from innesto.exchanges.models import Exchange
from innesto.exchanges.signals import exchange_called_off, exchange_held, exchange_moved
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged
from innesto.outcomes.actions.accounts import record_capacity, tell_outcome
from innesto.outcomes.actions.lessons import write_lesson
from innesto.outcomes.models import Account, Capacity, Lesson
from innesto.outcomes.queries.accounts import themes_of
from innesto.outcomes.queries.lessons import OURS
from innesto.outcomes.tasks import BEFORE, ask_after, ask_before_one, let_off
from innesto.programmes.models import Partner
from innesto.programmes.signals import partners_joined

EXCHANGE = Exchange._meta.label_lower
TOLD = ("learned", "gave", "changes")
LEVELS = range(4)


@receiver(exchange_held, dispatch_uid="outcomes.ask_after")
def ask_after_it(*, exchange: Exchange, **_signal: Any) -> None:
    """Ask each side for its report."""
    transaction.on_commit(partial(ask_after.enqueue, exchange.pk))


@receiver(exchange_moved, dispatch_uid="outcomes.follow_move")
def follow_move(*, exchange: Exchange, **_signal: Any) -> None:
    """Let what is due before it be due before its new day."""
    transaction.on_commit(partial(ask_before_one.enqueue, exchange.pk))


@receiver(exchange_called_off, dispatch_uid="outcomes.let_off")
def let_everybody_off(*, exchange: Exchange, **_signal: Any) -> None:
    """Nobody owes a report of what did not take place."""
    transaction.on_commit(partial(let_off.enqueue, exchange.pk))


@receiver(document_handed_in, dispatch_uid="outcomes.read_document")
def read_document(*, document: Document, by: User, **_signal: Any) -> None:
    """Take from a report what the side learned and gave, its level, and a lesson as a lesson.

    Fields of these names in a template of the blueprint are the same as ours, as in sheets.
    """
    exchange = None
    if document.work_kind == EXCHANGE:
        exchange = Exchange.objects.select_related("programme__call").get(pk=document.work_key)
    answers, partner = document.answers, document.partner
    if exchange and partner:
        told = {name: answers[name] for name in TOLD if answers.get(name)}
        if told.get("learned") or told.get("gave"):
            tell_outcome(
                exchange,
                partner,
                person=document.person,
                by=by,
                language=document.language,
                **told,
            )
        _keep_level(document, exchange, partner, by=by)
    if document.kind == "lesson" and partner and not Lesson.objects.filter(document=document):
        _keep_lesson(document, exchange, partner, by=by)


def _keep_level(document: Document, exchange: Exchange, partner: Partner, *, by: User) -> None:
    """Keep «capacity», a figure from 0 to 3, for what the exchange was about."""
    answer = str(document.answers.get("capacity", ""))
    if not answer.isdecimal() or int(answer) not in LEVELS:
        return
    moment = "before" if document.occasion == BEFORE else "after"
    themes = themes_of(exchange)
    if themes:
        levels = {theme: {moment: int(answer)} for theme in themes[:1]}
        record_capacity(exchange, partner, levels, by=by)


def _keep_lesson(
    document: Document, exchange: Exchange | None, partner: Partner, *, by: User
) -> None:
    answers = document.answers
    own = {key: value for key, value in answers.items() if key not in OURS}
    texts = ("context", "expected", "happened", "why", "evidence", "for_whom", "recommendation")
    fields: dict[str, Any] = {k: _text(answers[k]) for k in texts if answers.get(k)}
    sentence = _text(answers.get("lesson")) or fields.get("happened", "") or document.name
    fields.setdefault("happened", sentence)
    write_lesson(
        partner.programme,
        partner.organisation,
        by=by,
        exchange=exchange,
        document=document,
        sentence=sentence[:300],
        dimension=_dimension(document),
        extra=own,
        language=document.language or "it",
        **fields,
    )


def _text(answer: Any) -> str:
    return "\n".join(answer) if isinstance(answer, list) else str(answer or "")


def _dimension(document: Document) -> str:
    """Return our word for a dimension that the template names by its English text."""
    field = next((it for it in document.asked.fields if it.key == "dimension"), None)
    answer = document.answers.get("dimension")
    for choice in field.choices if field and answer else ():
        if answer in choice.root.values() and choice.read("en") in Lesson.Dimension.values:
            return choice.read("en")
    return ""


@receiver(partners_joined, dispatch_uid="outcomes.follow_partner")
def follow_partner(*, kept: Partner, double: Partner, **_signal: Any) -> None:
    """Let what the double told be told by the partner kept, where it told nothing itself."""
    there = set(kept.accounts.values_list("exchange_id", "person_id"))
    for account in Account.objects.filter(partner=double):
        if (account.exchange_id, account.person_id) not in there:
            Account.objects.filter(pk=account.pk).update(partner=kept)
    known = kept.capacities.values("exchange")
    Capacity.objects.filter(partner=double).exclude(exchange__in=known).update(partner=kept)


@receiver(organisations_merged, dispatch_uid="outcomes.follow_merge")
def follow_merge(*, kept: Organisation, duplicate: Organisation, **_signal: Any) -> None:
    """Lessons of the duplicate are those of the organisation kept."""
    Lesson.objects.filter(organisation=duplicate).update(organisation=kept)


@receiver(personal_data_wanted, dispatch_uid="outcomes.hand_over")
def hand_over(person: User, **kwargs: Any) -> dict[str, Any]:
    """Say what the person told of exchanges, and which lessons they wrote."""
    told = Account.objects.filter(person=person).order_by("pk")
    written = Lesson.objects.filter(author=person).order_by("pk")
    return {
        "accounts_of_exchanges": list(told.values("exchange__key", "learned", "gave", "at")),
        "lessons": list(written.values("sentence", "happened", "written_at")),
    }

"""Ask, correct what was asked, say what helped, and ask again."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.journal.actions import record
from innesto.organisations.models import Organisation
from innesto.places.models import Place
from innesto.questions.models import Answer, Question
from innesto.questions.queries.desk import desk_of
from innesto.questions.tasks import tell_experts, tell_move
from innesto.search.actions import hand_in
from innesto.themes.models import Theme


class AlreadySolved(Exception):
    """An answer was accepted meanwhile."""


class NotAnswered(Exception):
    """The question waits for an answer."""


class AnsweredMeanwhile(Exception):
    """Somebody answered before the words were changed."""


@transaction.atomic
def ask_experts(
    community: Community,
    *,
    by: User,
    title: str,
    language: str,
    body: str = "",
    kind: str = Question.Kind.QUESTION,
    theme: Theme | None = None,
    place: Place | None = None,
    organisation: Organisation | None = None,
    urgency: int = Question.Urgency.NORMAL,
    audience: str = Question.Audience.COMMUNITY,
    anonymity: str = Question.Anonymity.NAMED,
    is_example: bool = False,
) -> Question:
    """Ask a question; what the community promises today holds for it."""
    desk, now = desk_of(community), timezone.now()
    question = Question(
        community=community,
        kind=kind,
        title=title,
        body=body,
        language=language,
        theme=theme,
        place=place,
        urgency=urgency,
        audience=audience,
        anonymity=anonymity,
        asker=by,
        organisation=organisation,
        asked_at=now,
        promised_days=desk.promised_days,
        due_at=now + timedelta(days=desk.promised_days),
        escalates_at=now + timedelta(days=desk.escalates_after),
        is_example=is_example,
    )
    question.save()
    record("expert_asked", question.as_recorded(), by=question.recorded_by(by), within=community)
    hand_in("asked", question.pk)
    transaction.on_commit(partial(tell_experts.enqueue, question.pk))
    return question


@transaction.atomic
def change_asking(question: Question, *, by: User, title: str, body: str) -> Question:
    """Correct the words of a question. Raises ``AnsweredMeanwhile``."""
    question = _locked(question)
    if not question.is_open:
        raise AnsweredMeanwhile
    question.title, question.body = title, body
    question.save(update_fields=["title", "body"])
    record(
        "asking_changed",
        question.as_recorded(),
        by=question.recorded_by(by),
        within=question.community,
    )
    hand_in("asked", question.pk)
    return question


@transaction.atomic
def accept_answer(answer: Answer, *, by: User) -> Question:
    """Say that this answer helped: the question is solved. Raises ``AlreadySolved``."""
    question = _locked(answer.question)
    if question.is_solved:
        raise AlreadySolved
    question.state, question.accepted = Question.State.SOLVED, answer
    question.solved_at = timezone.now()
    question.save(update_fields=["state", "accepted", "solved_at"])
    record(
        "answer_accepted",
        question.as_recorded(),
        by=question.recorded_by(by),
        within=question.community,
    )
    hand_in("asked", question.pk)
    told = [answer.author_id] if answer.author_id and answer.author_id != by.pk else []
    key = f"accepted-{answer.pk}"
    transaction.on_commit(partial(tell_move.enqueue, question.pk, "accepted", key, told))
    return question


@transaction.atomic
def reopen_question(question: Question, *, by: User, why: str = "") -> Question:
    """Say that no answer helped: it waits again, from now. Raises ``NotAnswered``."""
    question = _locked(question)
    if question.is_open:
        raise NotAnswered
    now = timezone.now()
    question.state, question.accepted, question.solved_at = Question.State.OPEN, None, None
    question.taken_by = question.taken_at = question.taken_until = None
    question.is_prolonged = False
    question.escalates_at = now + timedelta(days=desk_of(question.community).escalates_after)
    question.save()
    if why:
        question.comments.create(author=by, text=why, at=now)
    record(
        "question_reopened",
        question.as_recorded(),
        by=question.recorded_by(by),
        within=question.community,
    )
    hand_in("asked", question.pk)
    answered = question.answers.exclude(author=None).exclude(author=by)
    told = sorted(set(answered.values_list("author", flat=True)))
    key = f"reopened-{now:%Y%m%d%H%M%S}"
    transaction.on_commit(partial(tell_move.enqueue, question.pk, "reopened", key, told))
    return question


def _locked(question: Question) -> Question:
    found = Question.objects.select_for_update(of=("self",)).select_related("community")
    return found.get(pk=question.pk)

"""What happens after the commit, and by the clock: people are told, questions go further."""

from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.notifications.actions import notify
from innesto.questions.escalating import take_further
from innesto.questions.models import Question
from innesto.questions.queries.people import concerned, leaders_of
from innesto.search.actions import hand_in
from innesto.toolkit.annotations import StrPromise

MOVES: dict[str, StrPromise] = {
    "taken": _("An expert has your question in hand: “{title}”"),
    "given_back": _("Your question is free again: “{title}”"),
    "answered": _("Your question has an answer: “{title}”"),
    "detail": _("A detail is asked of you about “{title}”"),
    "accepted": _("Your answer was accepted: “{title}”"),
    "reopened": _("A question you answered was reopened: “{title}”"),
    "article": _("What you asked became an article: “{title}”"),
    "meeting": _("Two hours together are agreed: “{title}”"),
}

STEPS: dict[int, StrPromise] = {
    Question.Stage.OTHER: _("You are asked to answer: “{title}”"),
    Question.Stage.MEETING: _("You are asked for two hours together: “{title}”"),
    Question.Stage.REVIEW: _("You are asked what you think, as a peer: “{title}”"),
}


@task
def tell_experts(question_id: int) -> None:
    """Tell the experts whom a new question concerns; without any, who leads."""
    question = _question(question_id)
    notify(
        concerned(question) or leaders_of(question.community),
        kind="question_for_experts",
        key=f"asked-{question.pk}",
        title=format_lazy(_("A question waits: “{title}”"), title=question.title),
        body=str(question.community),
        url=question.get_absolute_url(),
        about=question,
        space=question.community,
    )


@task
def tell_move(question_id: int, what: str, key: str, to: list[int]) -> None:
    """Tell those concerned what somebody did with a question; it never says who asked."""
    question = _question(question_id)
    notify(
        User.objects.filter(pk__in=to, is_active=True).order_by("pk"),
        kind="question_moved",
        key=f"asked-{question.pk}-{key}",
        title=format_lazy(MOVES[what], title=question.title),
        url=question.get_absolute_url(),
        about=question,
        space=question.community,
    )


@task
def tell_step(question_id: int, stage: int) -> None:
    """Tell who is asked at a step, and whoever asked the question that it goes further."""
    question = _question(question_id)
    step = question.steps.filter(stage=stage).order_by("-pk").first()
    if step is None:
        return
    key = f"asked-{question.pk}-step-{step.pk}"
    url = question.get_absolute_url()
    notify(
        step.persons.filter(is_active=True).order_by("pk"),
        kind="question_needs_you",
        key=key,
        title=format_lazy(STEPS[stage], title=question.title),
        body=step.reason,
        url=url,
        about=question,
        space=question.community,
    )
    others = User.objects.filter(pk=question.asker_id or 0) | leaders_of(question.community)
    notify(
        others.exclude(pk__in=step.persons.values("pk")).order_by("pk"),
        kind="question_gone_further",
        key=f"{key}-on",
        title=format_lazy(
            _("“{title}” goes further: {step}"), title=question.title, step=step.get_stage_display()
        ),
        body=step.reason,
        url=url,
        about=question,
        space=question.community,
    )


@task
def send_further() -> None:
    """Hand out one task for each question that waited too long: one that fails stops no other."""
    overdue = Question.objects.overdue(timezone.now()).order_by("pk")
    for pk in overdue.values_list("pk", flat=True):
        send_on.enqueue(pk)


@task
def send_on(question_id: int) -> None:
    """Take one question a step further, if it still waits; a second run finds nothing to do."""
    now = timezone.now()
    with transaction.atomic():
        overdue = Question.objects.select_for_update(of=("self",)).overdue(now)
        question = overdue.select_related("community").filter(pk=question_id).first()
        if question is None:
            return
        step = take_further(question, at=now, by=None, reason="")
        record(
            "question_escalated",
            question.as_recorded(),
            by=None,
            within=question.community,
            stage=step.stage,
        )
        hand_in("asked", question.pk)
        stage = step.stage
        transaction.on_commit(lambda: tell_step.enqueue(question_id, stage))


@task
def tell_ended_leases() -> None:
    """Tell who leads, and whoever had it in hand, that a lease ended without an answer; once."""
    now = timezone.now()
    ended = Question.objects.unanswered().filter(taken_until__lte=now).exclude(taken_by=None)
    for question in ended.select_related("community", "taken_by").order_by("pk"):
        holder = User.objects.filter(pk=question.taken_by_id or 0)
        notify(
            (holder | leaders_of(question.community)).order_by("pk"),
            kind="question_needs_you",
            key=f"asked-{question.pk}-lease-{question.taken_until:%Y%m%d%H%M}",
            title=format_lazy(
                _("“{title}” is free again: the time to answer is over"), title=question.title
            ),
            url=question.get_absolute_url(),
            about=question,
            space=question.community,
        )


def _question(pk: int) -> Question:
    return Question.objects.select_related("community").get(pk=pk)

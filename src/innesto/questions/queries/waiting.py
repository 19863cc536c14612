"""What questions ask of a person, for their desk: experts, askers, and who leads."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.communities.models import Member
from innesto.questions.models import Article, Expert, Question
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting


def questions_waiting_for(person: User) -> list[Waiting]:
    """Return what questions ask of a person: two queries, and none is asked in vain."""
    found = _concerning(person.pk)
    return [
        *(waits for question in found for waits in _asked_by(question, person)),
        *_drafts(person.pk),
    ]


def _drafts(person: int) -> Iterator[Waiting]:
    for article in _unpublished(person):
        yield Waiting(
            title=_("The article “%(title)s” is a draft") % {"title": article.title},
            detail=str(article.community),
            url=article.get_absolute_url(),
            action=_("Read it and publish it"),
        )


@Prepared
def _unpublished(person: int) -> QuerySet[Article]:
    led = Member.objects.current().leading().filter(person=person)
    drafts = Article.objects.filter(published_at=None, community__in=led.values("community"))
    return drafts.select_related("community").order_by("made_at", "pk")


@Prepared
def _concerning(person: int) -> QuerySet[Question]:
    """Return open questions of which a person is expert or keeper, and their own answered ones."""
    experts = Expert.objects.filter(person=person, is_willing=True)
    open_ones = Q(state=Question.State.OPEN, locked_at=None)
    asked = (
        Q(community__in=experts.values("community")) | Q(steps__persons=person) | Q(taken_by=person)
    ) & ~Q(asker=person)
    answered = Q(state=Question.State.ANSWERED, asker=person)
    found = Question.objects.standing().filter(community__closed_on=None)
    return (
        found.filter(open_ones & asked | answered)
        .distinct()
        .select_related("community")
        .order_by("due_at", "pk")
    )


def _asked_by(question: Question, person: User) -> Iterator[Waiting]:
    now = timezone.now()
    words = {"title": question.title}
    url, where = question.get_absolute_url(), str(question.community)
    if question.asker_id == person.pk:
        yield Waiting(
            _("“%(title)s” has an answer: did it help?") % words, where, url, _("Look at it")
        )
    elif question.taken_until and now < question.taken_until:
        if question.taken_by_id == person.pk:
            due = timezone.localdate(question.taken_until)
            yield Waiting(_("You have “%(title)s” in hand") % words, where, url, _("Answer"), due)
    else:
        due = timezone.localdate(question.due_at)
        yield Waiting(_("A question waits: “%(title)s”") % words, where, url, _("Look at it"), due)

"""What waits for whom: checks that are due, adoptions that ask for an answer, follow-ups."""

import datetime
from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.organisations.models import Membership, Organisation
from innesto.practices.models import Adoption, DeadLink, FollowUp, Practice, Question
from innesto.programmes.models import Programme
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting

SHEETS_SHOWN = 10


def waiting_for(person: User, *, on: datetime.date | None = None) -> list[Waiting]:
    """Return what practices and adoptions ask of a person, for the desk."""
    day = on or timezone.localdate()
    return [
        *_to_review(person),
        *_to_change(person),
        *_to_check(person, day),
        *_to_mend(person),
        *_to_endorse(person),
        *_to_agree(person),
        *_to_reply(person),
        *_to_answer(person, day),
    ]


def _led(person: int) -> Q:
    """What belongs to a programme that the person coordinates."""
    return Q(programme__in=Programme.objects.coordinated_by(User(pk=person)).values("pk"))


def _mine(person: int) -> Q:
    """Practices one wrote or answers for, and those of organisations whose page one keeps.

    Whoever left the organisation has nothing to do with its practices any more.
    """
    theirs = Membership.objects.current().filter(person=person)
    held = theirs.filter(is_referent=True)
    still = Q(organisation=None) | Q(organisation__in=theirs.values("organisation"))
    named = Q(author=person) | Q(contact=person)
    return named & (still | _led(person)) | Q(organisation__in=held.values("organisation"))


@Prepared
def unfinished_sheets(person: int) -> QuerySet[Practice]:
    """Return the sheets of a person that are begun, sent or refused: not out, nothing asked."""
    state = Practice.State
    waiting = [state.DRAFT, state.SUBMITTED, state.REFUSED]
    mine = Practice.objects.filter(_mine(person), state__in=waiting)
    return mine.order_by("-changed_at", "-pk")[:SHEETS_SHOWN]


@Prepared
def _submitted(person: int, *, is_operator: bool) -> QuerySet[Practice]:
    sent = Practice.objects.filter(state=Practice.State.SUBMITTED)
    mine = _led(person) | Q(programme=None) if is_operator else _led(person)
    return sent.filter(mine).select_related("organisation").order_by("changed_at")


def _to_review(person: User) -> Iterator[Waiting]:
    for practice in _submitted(person.pk, is_operator=person.is_operator):
        yield Waiting(
            title=_("“%(title)s” waits to be looked at") % {"title": practice.title},
            detail=str(practice.organisation or practice.source),
            url=practice.get_absolute_url(),
            action=_("Look at it"),
        )


@Prepared
def _given_back(person: int) -> QuerySet[Practice]:
    back = Practice.objects.filter(_mine(person), state=Practice.State.CHANGES)
    return back.order_by("changed_at")


def _to_change(person: User) -> Iterator[Waiting]:
    for practice in _given_back(person.pk):
        yield Waiting(
            title=_("“%(title)s”: changes are asked") % {"title": practice.title},
            detail=practice.reason,
            url=reverse("practices:edit", args=[practice.slug, "story"]),
            action=_("Write"),
        )


@Prepared
def _overdue(person: int, day: datetime.date) -> QuerySet[Practice]:
    mine = _mine(person) | _led(person)
    return Practice.objects.overdue(day).filter(mine).select_related("organisation")


def _to_check(person: User, day: datetime.date) -> Iterator[Waiting]:
    for practice in _overdue(person.pk, day):
        yield Waiting(
            title=_("Is “%(title)s” still alive?") % {"title": practice.title},
            detail=str(practice.organisation or practice.source),
            url=reverse("practices:check", args=[practice.slug]),
            action=_("Check it"),
            due=practice.next_check_on,
        )


@Prepared
def _asked(person: int) -> QuerySet[Adoption]:
    asked = Adoption.objects.filter(state=Adoption.State.ASKED)
    mine = Practice.objects.filter(_mine(person))
    owner = Q(owner_agreed_at=None, practice__in=mine.values("pk"))
    adviser = Q(adviser_agreed_at=None, adviser=person)
    found = asked.filter(owner | adviser).select_related("organisation", "practice")
    return found.order_by("asked_at")


def _to_agree(person: User) -> Iterator[Waiting]:
    for adoption in _asked(person.pk):
        words = {"who": adoption.organisation, "title": adoption.practice.title}
        yield Waiting(
            title=_("%(who)s wants to take “%(title)s” home") % words,
            detail=adoption.motive,
            url=adoption.get_absolute_url(),
            action=_("Answer"),
        )


@Prepared
def _dead(person: int) -> QuerySet[DeadLink]:
    mine = Practice.objects.living().filter(_mine(person)).values("pk")
    dead = DeadLink.objects.filter(practice__in=mine).select_related("practice")
    return dead.order_by("practice", "since", "pk")


def _to_mend(person: User) -> Iterator[Waiting]:
    seen = set()
    for link in _dead(person.pk):
        if link.practice_id not in seen:
            seen.add(link.practice_id)
            yield Waiting(
                title=_("An address in “%(title)s” leads nowhere any more")
                % {"title": link.practice.title},
                detail=link.url,
                url=reverse("practices:proofs", args=[link.practice.slug]),
                action=_("Correct it"),
            )


@Prepared
def _proposed(person: int) -> QuerySet[Practice]:
    held = Membership.objects.current().filter(person=person, is_referent=True)
    mine = Practice.objects.proposed().filter(proposed_to__in=held.values("organisation"))
    return mine.order_by("made_at")


def _to_endorse(person: User) -> Iterator[Waiting]:
    for practice in _proposed(person.pk):
        words = {"who": practice.proposer, "title": practice.title}
        yield Waiting(
            title=_("%(who)s proposes “%(title)s”") % words,
            detail=practice.strapline,
            url=reverse("practices:proposal", args=[practice.slug]),
            action=_("Answer"),
        )


@Prepared
def _unanswered(person: int) -> QuerySet[Question]:
    mine = Practice.objects.published().filter(_mine(person)).values("pk")
    waiting = Question.objects.filter(answered_at=None, practice__in=mine)
    return waiting.select_related("practice").order_by("asked_at", "pk")


def _to_reply(person: User) -> Iterator[Waiting]:
    for question in _unanswered(person.pk):
        yield Waiting(
            title=_("Somebody asks about “%(title)s”") % {"title": question.practice.title},
            detail=question.text,
            url=reverse("practices:answer", args=[question.practice.slug, question.pk]),
            action=_("Answer"),
        )


@Prepared
def _due(person: int, day: datetime.date) -> QuerySet[FollowUp]:
    return due_follow_ups(User(pk=person), on=day)


def _to_answer(person: User, day: datetime.date) -> Iterator[Waiting]:
    for follow_up in _due(person.pk, day):
        adoption = follow_up.adoption
        words = {"title": adoption.practice.title, "months": follow_up.months}
        yield Waiting(
            title=_("What became of “%(title)s” after %(months)s months?") % words,
            detail=str(adoption.organisation),
            url=reverse("practices:follow-up", args=[follow_up.pk]),
            action=_("Answer"),
            due=follow_up.due_on,
        )


def due_follow_ups(person: User, *, on: datetime.date) -> QuerySet[FollowUp]:
    """Return follow-ups that are due and that this person should answer."""
    own = Organisation.objects.of(person).values("pk")
    asked = Q(adoption__lead=person) | Q(adoption__lead=None, adoption__organisation__in=own)
    due = FollowUp.objects.filter(asked, answered_on=None, due_on__lte=on)
    return due.select_related("adoption__practice", "adoption__organisation").order_by("due_on")


def adoptions_of(person: User) -> QuerySet[Adoption]:
    """Return the adoptions in which a person has a part, the open ones first."""
    return (
        Adoption.objects.concerning(person)
        .select_related("practice__organisation", "organisation", "adviser")
        .order_by("done_on", "-asked_at", "-pk")
        .distinct()
    )

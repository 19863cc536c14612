"""What the page of one question shows: answers, comments, and the steps it went."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.communities.models import Community, Member
from innesto.lineage.queries.thread import described
from innesto.questions.models import Answer, Comment, Question, Step, Vote
from innesto.search.models import Document
from innesto.search.queries import find_documents
from innesto.toolkit.kinds_of_work import Work

PRACTICE = "practices.practice"
"""The kind of work an answer may show, by its label: practices stand on a floor above."""


@dataclass(frozen=True, slots=True)
class Who:
    """A person as one reader sees them; without a name, what they are in this question."""

    name: str
    organisation: str = ""

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}" if self.organisation else self.name


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as one reader sees it."""

    answer: Answer
    who: Who
    votes: int
    is_mine: bool
    voted: bool
    is_accepted: bool
    work: Work | None


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as one reader sees it."""

    comment: Comment
    who: Who


@dataclass(frozen=True, slots=True)
class Gone:
    """A step as a reader sees it: who was asked, why, and what was proposed."""

    step: Step
    persons: Sequence[str]
    times: Sequence[datetime]


def names_in(community: Community, persons: Collection[int]) -> Mapping[int, Who]:
    """Return how persons are named in a community, with whom they are there for: two queries."""
    named = {user.pk: Who(str(user)) for user in User.objects.filter(pk__in=persons)}
    members = Member.objects.filter(community=community, person__in=persons)
    for person, organisation in members.exclude(organisation=None).values_list(
        "person", "organisation__name"
    ):
        named[person] = Who(named[person].name, organisation)
    return named


def asker_of(question: Question, *, is_known: bool) -> Who:
    """Return who asks, as far as the reader may know."""
    if not is_known:
        return Who(_("asked without a name"))
    if question.asker is None:
        return Who(_("somebody who is no longer here"))
    return Who(str(question.asker), str(question.organisation or ""))


def said_to(
    question: Question, *, viewer: User | AnonymousUser, is_known: bool
) -> tuple[list[Said], list[Remark]]:
    """Return the answers, what helped first, and the comments, as the viewer may see them."""
    mine = viewer.pk or 0
    votes = Vote.objects.filter(answer=OuterRef("pk"), person=mine)
    answers = list(question.answers.annotate(of_use=Count("votes"), voted=Exists(votes)))
    comments = list(question.comments.all())
    authors = {one.author_id for one in answers} | {one.author_id for one in comments}
    names = names_in(question.community, {pk for pk in authors if pk is not None})
    works = described({(one.work_kind, one.work_key) for one in answers if one.work_key}, viewer)

    def who(author: int | None) -> Who:
        if author is not None and author == question.asker_id and not is_known:
            return Who(_("who asked"))
        return names.get(author or 0, Who(_("somebody who is no longer here")))

    said = [
        Said(
            answer=one,
            who=who(one.author_id),
            votes=one.of_use,
            is_mine=one.author_id == mine,
            voted=one.voted,
            is_accepted=one.pk == question.accepted_id,
            work=works[one.work_kind, one.work_key][1]
            if (one.work_kind, one.work_key) in works
            else None,
        )
        for one in answers
    ]
    said.sort(key=lambda one: (not one.is_accepted, -one.votes, one.answer.at, one.answer.pk))
    return said, [Remark(one, who(one.author_id)) for one in comments]


def steps_of(question: Question) -> list[Gone]:
    """Return the steps a question went, in their order: two queries, and two for the names."""
    steps = list(question.steps.prefetch_related("persons"))
    asked = {person.pk for step in steps for person in step.persons.all()}
    names = names_in(question.community, asked) if asked else {}
    return [
        Gone(
            step,
            sorted(str(names[person.pk]) for person in step.persons.all()),
            [moment for one in step.times if (moment := parse_datetime(one))],
        )
        for step in steps
    ]


def practices_named(text: str, *, viewer: User) -> list[Document]:
    """Return the few practices the words may mean, for an answer that shows one."""
    found = find_documents(text, viewer=viewer, narrowed={"kind": ["practice"]}, stop=8)
    return [hit.document for hit in found.hits]

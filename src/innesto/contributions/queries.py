"""What was sent to a conference, who may review it, and how it stands."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.contributions.models import Assessment, Author, Contribution, ContributionCall
from innesto.exchanges.models import Exchange
from innesto.organisations.models import Membership
from innesto.programmes.queries.facts import blueprint_of
from innesto.toolkit.addresses import address_of
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Standing:
    """A contribution with the mean of its points, and how many reviews are done of how many."""

    contribution: Contribution
    mean: float | None
    done: int
    asked: int


def calls_for_contributions(exchange: Exchange) -> bool:
    """Tell whether the format of an exchange has a call: the blueprint says so."""
    found = blueprint_of(exchange.programme).format(exchange.format)
    return found is not None and found.open_call


def call_of(exchange: Exchange) -> ContributionCall | None:
    """Return the call of an exchange, once there is one."""
    return ContributionCall.objects.filter(exchange=exchange).first()


def accepted_at(exchange: Exchange, *, viewer: User | AnonymousUser) -> QuerySet[Contribution]:
    """Return what is part of the conference, as everyone may read it, sealed."""
    found = Contribution.objects.visible_to(viewer).accepted()
    return (
        found.filter(call__exchange=exchange)
        .select_related("organisation", "by")
        .prefetch_related("authors")
        .order_by("title", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def standings_of(call: ContributionCall) -> Sequence[Standing]:
    """Return all that was sent, those that wait for a decision first, best first."""
    found = (
        call.contributions.exclude(state=Contribution.State.WITHDRAWN)
        .select_related("organisation", "by")
        .prefetch_related("assessments", "authors")
        .fetch_mode(models.FETCH_RAISE)
    )
    standings = [_standing(one) for one in found]
    return sorted(standings, key=lambda s: (not s.contribution.is_sent, -(s.mean or 0)))


def _standing(contribution: Contribution) -> Standing:
    given = list(contribution.assessments.all())
    done = [one for one in given if one.done_at]
    mean = sum(one.total for one in done) / len(done) if done else None
    return Standing(contribution, mean, len(done), len(given))


def mine_at(exchange: Exchange, person: User) -> QuerySet[Contribution]:
    """Return what a person sent to a conference, or wrote with others."""
    return Contribution.objects.of(person).filter(call__exchange=exchange).order_by("sent_at")


def to_review(person: User, exchange: Exchange | None = None) -> QuerySet[Assessment]:
    """Return the reviews that a person still owes."""
    found = Assessment.objects.filter(
        reviewer=person, done_at=None, contribution__state=Contribution.State.SENT
    )
    if exchange is not None:
        found = found.filter(contribution__call__exchange=exchange)
    return found.select_related("contribution__call__exchange__programme").order_by("pk")


def is_partial(contribution: Contribution, reviewer: User) -> bool:
    """Tell whether somebody wrote it, or acts for the organisation of whoever did."""
    people, bodies = _behind(contribution)
    mine = Membership.objects.current().filter(person=reviewer, organisation__in=bodies)
    return reviewer.pk in people or mine.exists()


def who_may_review(contribution: Contribution) -> QuerySet[User]:
    """Return the persons of the programme that have nothing to do with a contribution."""
    programme = contribution.call.exchange.programme
    people, bodies = _behind(contribution)
    current = Membership.objects.current()
    involved = current.filter(organisation__in=bodies).values("person")
    members = programme.participants.current().exclude(user=None).values("user")
    partners = current.filter(
        organisation__partnerships__programme=programme, organisation__partnerships__left_on=None
    )
    asked = contribution.assessments.values("reviewer")
    return (
        User.objects.filter(Q(pk__in=members) | Q(pk__in=partners.values("person")), is_active=True)
        .exclude(Q(pk__in=people) | Q(pk__in=involved) | Q(pk__in=asked))
        .order_by("name", "pk")
    )


def _behind(contribution: Contribution) -> tuple[set[int], set[int]]:
    """Return the persons who wrote it and the organisations they act for."""
    named = [contribution.by_id, *contribution.authors.values_list("person", flat=True)]
    people = {person for person in named if person}
    current = Membership.objects.current().filter(person__in=people)
    bodies = set(current.values_list("organisation_id", flat=True))
    return people, bodies | (
        {contribution.organisation_id} if contribution.organisation_id else set()
    )


def authors_named(contribution: Contribution) -> Sequence[str]:
    """Return who wrote it, the sender first."""
    sender = [contribution.by.name] if contribution.by else []
    return [*sender, *(author.name for author in Author.objects.filter(contribution=contribution))]


@Prepared
def _unreviewed(person: int) -> QuerySet[Assessment]:
    found = Assessment.objects.filter(
        reviewer=person, done_at=None, contribution__state=Contribution.State.SENT
    )
    return found.select_related("contribution__call__exchange").order_by("pk")


def reviews_waiting_for(person: User, _on: datetime.date) -> Iterator[Waiting]:
    """Yield the contributions that a person was asked to review."""
    for assessment in _unreviewed(person.pk):
        contribution = assessment.contribution
        yield Waiting(
            title=_("Review «%(title)s»") % {"title": contribution.title},
            detail=str(contribution.call.exchange),
            url=address_of("contributions:review", assessment.pk),
            action=_("Review it"),
        )

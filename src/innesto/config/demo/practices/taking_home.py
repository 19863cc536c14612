"""Let municipalities of the demo take practices home, each as far as its file says.

The actions write down today; what they wrote is then set back to the days of the file.
"""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from innesto.accounts.models import User
from innesto.config.demo.people import person
from innesto.config.demo.practices.owners import office_of, owner_of
from innesto.config.demo.practices.past import months_ago, noon_of
from innesto.config.demo.practices.sheets import Adoption as Told
from innesto.config.demo.practices.sheets import FollowUp, adoptions
from innesto.lineage.actions import link_works
from innesto.lineage.models import Link
from innesto.practices.actions.adoption import (
    agree_as_adviser,
    agree_as_owner,
    answer_follow_up,
    ask_to_adopt,
    finish_adoption,
    log_adaptation,
    move_adoption,
    pause_adoption,
    withdraw_adoption,
)
from innesto.practices.models import Adaptation, Adoption, Practice

MOVES = {
    "asked": 0,
    "understand": 0,
    "adapt": 1,
    "reuse": 2,
    "done": 2,
    "paused": 1,
    "withdrawn": 1,
}
"""How often each has gone on to the next step."""


def take_home(made: Mapping[str, Practice]) -> None:
    """Make the adoptions of the demo."""
    for told in adoptions():
        _take_one_home(told, made)


def _take_one_home(told: Told, made: Mapping[str, Practice]) -> None:
    by, adviser = person(told.by), person(told.adviser)
    adoption = _ask(told, made[told.practice], by=by, adviser=adviser)
    if told.state != "asked":
        agree_as_owner(adoption, by=made[told.practice].author or adviser)
        agree_as_adviser(adoption, by=adviser)
        _adapt(adoption, told, by=by)
    if told.state == "paused":
        pause_adoption(adoption, reason=told.reason, by=by)
    if told.state == "withdrawn":
        withdraw_adoption(adoption, reason=told.reason, by=by)
    if told.done_months_ago is not None:
        if told.sheet:
            _bear(adoption, made[told.sheet], by=by)
        _finish(adoption, told, on=months_ago(told.done_months_ago), by=by)
    _set_back(adoption, told)


def _ask(told: Told, practice: Practice, *, by: User, adviser: User) -> Adoption:
    adopter = owner_of(told.organisation)
    return ask_to_adopt(
        practice,
        adopter,
        by=by,
        motive=told.motive,
        office=office_of(adopter, told.office, by=by) if told.office else None,
        budget=told.budget,
        conditions=told.conditions,
        adviser=adviser,
    )


def _adapt(adoption: Adoption, told: Told, *, by: User) -> None:
    """Go as many steps as it went, and keep what was kept, changed, dropped or added."""
    for _step in range(MOVES[told.state]):
        move_adoption(adoption, by=by)
    for part in told.adaptations:
        kept = log_adaptation(adoption, kind=part.kind, what=part.what, why=part.why, by=by)
        Adaptation.objects.filter(pk=kept.pk).update(at=noon_of(months_ago(part.months_ago)))


def _bear(adoption: Adoption, sheet: Practice, *, by: User) -> None:
    """Say that the adopter's own sheet is there already, and where it comes from."""
    Adoption.objects.filter(pk=adoption.pk).update(sheet=sheet)
    link_works(sheet, Link.Relation.ADAPTED, adoption.practice, by=by)


def _finish(adoption: Adoption, told: Told, *, on: datetime.date, by: User) -> None:
    finish_adoption(
        adoption,
        by=by,
        result=told.result,
        outcomes=[row.model_dump() for row in told.outcomes],
        resources=told.resources,
        on=on,
    )
    answers: dict[int, FollowUp] = {answer.months: answer for answer in told.follow_ups}
    for due in adoption.follow_ups.filter(due_on__lte=timezone.localdate()):
        if answer := answers.get(due.months):
            answer_follow_up(
                due,
                by=by,
                verdict=answer.verdict,
                figures=answer.figures,
                note=answer.note,
                on=due.due_on,
            )


def _set_back(adoption: Adoption, told: Told) -> None:
    """Date the asking, and the agreements a fortnight later."""
    asked = noon_of(months_ago(told.months_ago))
    agreed = None if told.state == "asked" else asked + datetime.timedelta(days=14)
    Adoption.objects.filter(pk=adoption.pk).update(
        asked_at=asked, owner_agreed_at=agreed, adviser_agreed_at=agreed
    )

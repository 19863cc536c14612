"""Tell the cases of the demo, share its challenges, and say what is done together or translated."""

import datetime
from collections.abc import Iterable, Mapping

from innesto.config.demo.people import person
from innesto.config.demo.practices.owners import owner_of
from innesto.config.demo.practices.past import months_ago, noon_of
from innesto.config.demo.practices.sheets import (
    Joint,
    Sheet,
    Telling,
    challenges,
    translations,
)
from innesto.config.demo.programmes import LEADERS
from innesto.lineage.actions import link_works
from innesto.lineage.models import Link
from innesto.practices.actions.telling import (
    agree_to_joint_action,
    answer_question,
    ask_question,
    name_challenge,
    set_up_joint_action,
    tell_case,
    translate_practice,
)
from innesto.practices.models import Practice, Question
from innesto.programmes.models import Programme
from innesto.themes.models import Theme

COORDINATOR = "bruno"


def tell_stories(sheets: Iterable[Sheet], made: Mapping[str, Practice]) -> None:
    """Tell what the sheets tell beside themselves."""
    for sheet in sheets:
        practice = made[sheet.key]
        if sheet.telling:
            _tell(practice, sheet.telling)
        if sheet.joint:
            _join(practice, sheet.joint, since=sheet.starts_on)


def share_challenges(sheets: Iterable[Sheet], made: Mapping[str, Practice]) -> None:
    """Name the challenges, and link to each the practices that answer it."""
    by = person(COORDINATOR)
    themes = {
        f"{programme.slug}/{theme.key}": theme
        for programme in Programme.objects.filter(slug__in=LEADERS).select_related("scheme")
        for theme in Theme.objects.filter(scheme=programme.scheme)
    }
    named = {
        told.key: name_challenge(
            title=told.title,
            about=told.about,
            themes=[themes[key] for key in told.themes],
            organisations=[owner_of(name) for name in told.organisations],
            by=by,
            is_example=True,
        )
        for told in challenges()
    }
    for sheet in sheets:
        practice = made[sheet.key]
        for key in sheet.answers:
            link_works(practice, Link.Relation.ANSWERS, named[key], by=practice.author)


def translate(made: Mapping[str, Practice]) -> None:
    """Put translations by persons beside their originals."""
    for told in translations():
        translate_practice(
            made[told.practice],
            told.language,
            texts=told.texts(),
            origin="human",
            by=person(told.by),
        )


def _tell(practice: Practice, told: Telling) -> None:
    by = practice.author
    tell_case(practice, by=by, **told.model_dump(exclude={"questions"}))
    for number, asked in enumerate(told.questions):
        question = ask_question(
            practice, by=None, text=asked.text, origin=asked.origin, asker=asked.asker
        )
        answer_question(question, by=by, answer=asked.answer)
        day = noon_of(told.session_on or months_ago(7 - number))
        Question.objects.filter(pk=question.pk).update(
            asked_at=day, answered_at=day + datetime.timedelta(days=2)
        )


def _join(practice: Practice, told: Joint, *, since: datetime.date) -> None:
    """Set up a joint action that all members agreed to when it began."""
    shares = {owner_of(one.owner, place=one.place): one.share for one in told.members}
    joint = set_up_joint_action(
        practice, by=practice.author, members=shares, **told.model_dump(exclude={"members"})
    )
    for agreed in joint.members.all():
        agree_to_joint_action(agreed, by=practice.author, on=since)

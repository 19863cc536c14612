"""Tell a practice: as a story, in other languages; link it, share its problem, do it together."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.organisations.models import Organisation
from innesto.practices.models import (
    Challenge,
    JointAction,
    JointMember,
    Practice,
    Question,
    Telling,
    Translation,
)
from innesto.practices.queries.translating import originals_of
from innesto.practices.sheet import RICH
from innesto.practices.tasks import (
    tell_answer,
    tell_followers,
    tell_question,
    translate_by_machine,
)
from innesto.programmes.models import Programme
from innesto.search.actions import hand_in
from innesto.themes.models import Theme
from innesto.toolkit.letters import in_address
from innesto.toolkit.rich_text import clean

STORY = ("context", "obstacles", "steps", "result")


class AlreadyAnswered(Exception):
    """A colleague answered this question meanwhile."""


class SharesDoNotAddUp(Exception):
    """What the members pay is not what the joint action costs."""


class AlreadyTranslated(Exception):
    """A person has translated it: no machine takes their place."""


class OwnLanguage(Exception):
    """The sheet is written in this language: that is no translation."""


@transaction.atomic
def tell_case(practice: Practice, *, by: User | None, **fields: Any) -> Telling:
    """Tell a case in its four steps, or tell it anew."""
    told = {
        name: clean(value) if name in STORY and value else value for name, value in fields.items()
    }
    telling, _new = Telling.objects.update_or_create(practice=practice, defaults=told)
    record("case_told", practice, by=by, within=practice.programme)
    return telling


@transaction.atomic
def ask_question(
    practice: Practice, *, by: User | None, text: str, origin: str = "online", asker: str = ""
) -> Question:
    """Ask about a case, from the room or online."""
    question = Question.objects.create(
        practice=practice,
        text=text,
        origin=origin,
        asker=asker or (by.name if by else ""),
        asked_by=by,
        asked_at=timezone.now(),
    )
    record("question_asked", practice, by=by, within=practice.programme)
    transaction.on_commit(partial(tell_question.enqueue, question.pk))
    return question


@transaction.atomic
def answer_question(question: Question, *, by: User | None, answer: str) -> Question:
    """Answer on the page of the case. Raises ``AlreadyAnswered``."""
    question = Question.objects.select_for_update().get(pk=question.pk)
    if question.answered_at:
        raise AlreadyAnswered
    question.answer, question.answered_by = answer, by
    question.answered_at = timezone.now()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    practice = question.practice
    record("question_answered", practice, by=by, within=practice.programme)
    transaction.on_commit(partial(tell_answer.enqueue, question.pk))
    news = (practice.pk, "answered", f"followed-question-{question.pk}")
    transaction.on_commit(partial(tell_followers.enqueue, *news))
    return question


@transaction.atomic
def translate_practice(
    practice: Practice, language: str, *, texts: Mapping[str, str], origin: str, by: User | None
) -> Translation:
    """Put a translation beside the original; one by a machine never replaces one by a person.

    Raises ``OwnLanguage``.
    """
    practice = Practice.objects.select_for_update().get(pk=practice.pk)
    if language == practice.language:
        raise OwnLanguage
    known = {original.key for original in originals_of(practice)}
    kept = {
        key: clean(text) if key in RICH else text
        for key, text in texts.items()
        if key in known and text
    }
    found = Translation.objects.filter(practice=practice, language=language).first()
    is_machine = origin == Translation.Origin.MACHINE
    if found is None or not is_machine or found.origin == Translation.Origin.MACHINE:
        found, _new = Translation.objects.update_or_create(
            practice=practice,
            language=language,
            defaults={
                "texts": kept,
                "origin": origin,
                "revision": practice.revision,
                "by": by,
                "at": timezone.now(),
            },
        )
    record(
        "practice_translated",
        practice,
        by=by,
        within=practice.programme,
        language=language,
        origin=origin,
    )
    hand_in("practice", practice.pk)
    return found


@transaction.atomic
def ask_machine_to_translate(practice: Practice, language: str, *, by: User) -> None:
    """Let the machine of this installation translate a sheet. Raises ``AlreadyTranslated``."""
    theirs = practice.translations.filter(language=language)
    if theirs.exclude(origin=Translation.Origin.MACHINE).exists():
        raise AlreadyTranslated
    record(
        "machine_translation_asked", practice, by=by, within=practice.programme, language=language
    )
    transaction.on_commit(partial(translate_by_machine.enqueue, practice.pk, language, by=by.pk))


@transaction.atomic
def name_challenge(
    *,
    title: str,
    by: User | None,
    about: str = "",
    programme: Programme | None = None,
    strand: str = "",
    themes: Collection[Theme] = (),
    organisations: Collection[Organisation] = (),
    is_example: bool = False,
) -> Challenge:
    """Name a problem that many territories share; practices answer it by a link."""
    stem = in_address(title)[:150] or "sfida"
    taken = set(Challenge.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken or slug == "nuova":
        number += 1
        slug = f"{stem}-{number}"
    challenge = Challenge.objects.create(
        title=title,
        slug=slug,
        about=about,
        programme=programme,
        strand=strand,
        by=by,
        is_example=is_example,
    )
    challenge.themes.set(themes)
    challenge.organisations.set(organisations)
    record("challenge_named", challenge, by=by, within=programme)
    hand_in("challenge", challenge.pk)
    return challenge


@transaction.atomic
def share_challenge(challenge: Challenge, organisation: Organisation, *, by: User) -> None:
    """Say that an organisation has this problem too."""
    challenge.organisations.add(organisation)
    record("challenge_shared", challenge, by=by, within=challenge.programme, who=organisation.pk)


@transaction.atomic
def set_up_joint_action(
    practice: Practice,
    *,
    by: User | None,
    process: str,
    cost: Decimal,
    members: Mapping[Organisation, Decimal],
    agreement: str = "",
    agreement_url: str = "",
    rule: str = "",
) -> JointAction:
    """Say what small municipalities do together, and what each pays.

    Raises ``SharesDoNotAddUp`` unless the shares are the cost, to the cent.
    """
    if sum(members.values(), Decimal(0)) != cost:
        raise SharesDoNotAddUp
    joint, _new = JointAction.objects.update_or_create(
        practice=practice,
        defaults={
            "process": process,
            "cost": cost,
            "agreement": agreement,
            "agreement_url": agreement_url,
            "rule": rule,
        },
    )
    joint.members.exclude(organisation__in=members).delete()
    for organisation, share in members.items():
        JointMember.objects.update_or_create(
            joint_action=joint, organisation=organisation, defaults={"share": share}
        )
    record("joint_action_set_up", practice, by=by, within=practice.programme, members=len(members))
    return joint


@transaction.atomic
def agree_to_joint_action(member: JointMember, *, by: User | None, on: date | None = None) -> None:
    """Say for a municipality that it pays its share."""
    member.agreed_on = on or timezone.localdate()
    member.save(update_fields=["agreed_on"])
    practice = member.joint_action.practice
    record("joint_action_agreed", practice, by=by, within=practice.programme)

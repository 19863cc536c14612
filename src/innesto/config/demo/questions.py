"""What members ask the experts of their communities, and what a mayor asks in confidence.

All of it is invented, and done by the same actions that people use; then it is made as old as it
is told to be.
"""

import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from innesto.accounts.models import User
from innesto.communities.models import Community, Member
from innesto.config.demo.people import person
from innesto.listening.actions import (
    accept_rules,
    agree_to_listen,
    invite_into_circle,
    open_circle,
    plead,
    reply_to_plea,
    speak_in_circle,
)
from innesto.listening.models import Plea, Reply
from innesto.organisations.models import Membership
from innesto.questions.actions.answering import give_answer, take_question
from innesto.questions.actions.articles import begin_article, edit_article, publish_article
from innesto.questions.actions.asking import accept_answer, ask_experts
from innesto.questions.actions.experts import name_expert
from innesto.questions.actions.leading import escalate_question
from innesto.questions.models import Answer, Expert, Question
from innesto.toolkit.rich_text import clean

ADMINISTRATORS = 7
"""So many are elected in the demo, for nobody who asks to be guessed."""


@transaction.atomic
def make_questions() -> None:
    """Let members ask, if nobody has asked yet."""
    if Question.objects.exists() or not Community.objects.exists():
        return
    _experts()
    _connection()
    _territories()
    for slug, title in (
        ("multiply", "Chi ha una pratica per far parlare urbanistica e mobilità?"),
        ("digital-city-experts", "Quante ore servono per formare uno sportello digitale?"),
        ("scuola-delle-buone-pratiche", "Con quale atto si affida il riuso a una cooperativa?"),
    ):
        _waiting(slug, title)
    _listening()


def _experts() -> None:
    leading = Member.objects.current().leading().select_related("person", "organisation")
    for member in leading.filter(community__part_of=None).order_by("pk"):
        expert = name_expert(member, by=None, about="Esempio", languages=["it", "en"])
        Expert.objects.filter(pk=expert.pk).update(is_listed=True)


def _members(community: Community) -> list[User]:
    found = Member.objects.current().filter(community=community, is_facilitator=False)
    found = found.exclude(level=Member.Level.GUEST).select_related("person")
    return [member.person for member in found.order_by("pk")]


def _connection() -> None:
    community = Community.objects.get(programme__slug="connection", strand="cop1")
    question = ask_experts(
        community,
        by=person("marta"),
        title="Possiamo condividere la scheda tra scuola e servizi senza un nuovo consenso?",
        body=clean(
            "Il nostro comune ha un solo responsabile dei dati. Abbiamo già l’informativa dello "
            "sportello, ma la scuola chiede un accordo a parte. (Esempio.)"
        ),
        language="it",
        anonymity=Question.Anonymity.MEMBERS,
        is_example=True,
    )
    expert = Expert.objects.filter(community=community).order_by("pk")[0]
    _age(question, days=2)
    take_question(question, by=expert.person)
    Question.objects.filter(pk=question.pk).update(
        taken_at=F("taken_at") - datetime.timedelta(hours=40),
        taken_until=F("taken_until") - datetime.timedelta(hours=40),
    )


def _territories() -> None:
    """Ask, wait, go further once, answer, accept, and write down what was learned."""
    found = Community.objects.filter(programme__slug="territori-inclusivi", part_of=None)
    community = found.exclude(strand="").order_by("pk")[0]
    question = ask_experts(
        community,
        by=person("ugo"),
        title="Chi firma il patto educativo quando la scuola è in due comuni?",
        body=clean(
            "La scuola ha due plessi in due comuni, e ciascuno ha il suo regolamento. (Esempio.)"
        ),
        language="it",
        is_example=True,
    )
    expert = Expert.objects.filter(community=community).order_by("pk")[0].person
    escalate_question(question, by=expert, reason="Serve qualcuno che l’ha già firmato.")
    answer = give_answer(
        question,
        by=person("irma"),
        body=clean(
            "Lo firmano i due sindaci, con un solo allegato: noi abbiamo fatto così. (Esempio.)"
        ),
        language="it",
    )
    accept_answer(answer, by=person("ugo"))
    article = begin_article(question, by=expert)
    edit_article(
        article,
        by=expert,
        title="Il patto educativo tra due comuni",
        body=article.body,
        language="it",
        themes=[],
    )
    publish_article(article, by=expert)
    _age(question, days=12)
    _answered_after(question, days=6)


def _waiting(slug: str, title: str) -> None:
    communities = Community.objects.filter(programme__slug=slug, part_of=None).order_by("pk")
    for community in communities:
        members = _members(community)
        if members:
            question = ask_experts(
                community,
                by=members[0],
                title=title,
                body=clean(
                    "Vorremmo sapere come avete fatto, e che cosa non rifareste. (Esempio.)"
                ),
                language="it",
                kind="seeks" if slug == "multiply" else "question",
                is_example=True,
            )
            _age(question, days=1)
            return


def _age(question: Question, *, days: int) -> None:
    past = datetime.timedelta(days=days)
    Question.objects.filter(pk=question.pk).update(
        asked_at=F("asked_at") - past,
        due_at=F("due_at") - past,
        escalates_at=F("escalates_at") - past,
    )


def _answered_after(question: Question, *, days: int) -> None:
    """Let the step, the answer and what followed lie in the days after the question."""
    question.refresh_from_db()
    at = question.asked_at + datetime.timedelta(days=days)
    question.steps.update(at=at - datetime.timedelta(days=1))
    Answer.objects.filter(question=question).update(at=at)
    later = at + datetime.timedelta(hours=5)
    Question.objects.filter(pk=question.pk).update(first_answered_at=at, solved_at=later)


def _listening() -> None:
    """Let a few administrators listen, one ask, and some of them meet in a circle."""
    held = Membership.objects.current().filter(person__is_example=True, person__is_staff=False)
    chosen = list(held.order_by("organisation", "pk")[:ADMINISTRATORS])
    piero = held.filter(person=person("piero")).first()
    elected = {one.person_id: one for one in [*chosen, *([piero] if piero else [])]}
    Membership.objects.filter(pk__in=[one.pk for one in elected.values()]).update(is_elected=True)
    people = list(User.objects.filter(pk__in=elected).order_by("pk"))
    *listeners, asker = [one for one in people if one.email != "piero@example.org"]
    if piero:
        listeners.append(person("piero"))
    for one in listeners:
        agree_to_listen(by=one)
    plea = plead(
        by=asker,
        about=Plea.About.DECISION,
        text="Devo decidere se chiudere un servizio che costa troppo e che molti amano. "
        "Con chi ne avete parlato prima di portarlo in giunta? (Esempio.)",
        language="it",
    )
    today = timezone.localdate()
    Plea.objects.filter(pk=plea.pk).update(shown_on=today - datetime.timedelta(days=3))
    reply_to_plea(plea, by=listeners[0], text="Con chi lo usa, prima di tutto. (Esempio.)")
    reply_to_plea(plea, by=listeners[1], text="Con l’opposizione. (Esempio.)", is_signed=True)
    Reply.objects.filter(plea=plea).update(shown_on=today - datetime.timedelta(days=1))
    circle = open_circle(
        by=listeners[0],
        name="Chi amministra da poco",
        rules="Quello che si dice qui resta qui. Si ascolta prima di consigliare.",
    )
    for one in listeners[1:3]:
        accept_rules(invite_into_circle(circle, one))
    speak_in_circle(circle, by=listeners[0], text="Com’è andata questa settimana? (Esempio.)")

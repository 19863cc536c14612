"""The forms of a blueprint: which there are, what they ask, what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from innesto.blueprints.schema.templates import Template
from innesto.documents.models import Attachment, Document
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import Ref, described
from innesto.programmes.models import Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.questions import questions_of
from innesto.toolkit.kinds_of_work import Reader, Work
from innesto.toolkit.questions import Question, told

ASKED_KINDS = frozenset({"report", "lesson", "survey", "agreement", "case", "other"})
"""Kinds of template that are asked as documents: sheets, plans and reviews have their own."""


def template_of(programme: Programme, key: str) -> Template | None:
    """Return a template of the programme's blueprint."""
    return next((one for one in blueprint_of(programme).templates if one.key == key), None)


def forms_to_ask(programme: Programme) -> Sequence[Template]:
    """Return the templates that can be asked for as documents."""
    return [one for one in blueprint_of(programme).templates if one.kind in ASKED_KINDS]


def asked_questions(document: Document) -> list[Question]:
    """Return what a document asks, as its form was on the day it was asked for."""
    return questions_of(document.asked.fields)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer as it is read: a text, rows, an address, or a file."""

    question: Question
    answer: Any
    file: Attachment | None = None


def answers_in(document: Document) -> Sequence[Answered]:
    """Return questions and answers in their order; what was left empty is left out."""
    files = {one.question: one for one in document.attachments.all()}
    found = []
    for question in asked_questions(document):
        answer, file = document.answers.get(question.key), files.get(question.key)
        if answer not in (None, "", []) or file:
            found.append(Answered(question, told(question, answer), file))
    return found


def works_to_cite(document: Document, *, viewer: Reader) -> Mapping[Ref, tuple[str, Work]]:
    """Return works near the one it is about, of the kinds that its form must cite: two queries.

    A report of an exchange offers the practices shown there, the ideas and lessons noted.
    """
    wanted = set(document.asked.links)
    if not wanted or document.work is None:
        return {}
    links = Link.objects.touching(*document.work).order_by("on", "pk")
    ends = links.values_list("later_kind", "later_key", "earlier_kind", "earlier_key")
    refs = {
        ref
        for later_kind, later, earlier_kind, earlier in ends
        for ref in ((later_kind, later), (earlier_kind, earlier))
        if ref != document.work and ref[0].rpartition(".")[2] in wanted
    }
    return described(sorted(refs), viewer)

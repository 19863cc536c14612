"""What a selection asks, how it is judged, and how the applications stand."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Prefetch, QuerySet

from innesto.accounts.models import User
from innesto.blueprints.schema import funding
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.templates import Criterion, Template, TemplateField
from innesto.programmes.models import Application, Programme, Score, Selection
from innesto.programmes.queries.facts import blueprint_of


def declared_selection(selection: Selection) -> funding.Selection | None:
    """Return what the blueprint says of a selection; None when an edition dropped it."""
    declared = blueprint_of(selection.programme).selections
    return next((one for one in declared if one.key == selection.key), None)


def criteria_of(selection: Selection) -> Sequence[Criterion]:
    """Return by what the applications are judged."""
    declared = declared_selection(selection)
    return declared.criteria if declared else ()


def form_of(selection: Selection) -> Sequence[TemplateField]:
    """Return what applicants are asked."""
    form = _template_of(selection)
    return form.fields if form else ()


def kept_until(selection: Selection) -> Mapping[str, datetime.date]:
    """Return the last day on which the answer to a field is kept, for those that say so."""
    form, end = _template_of(selection), selection.programme.ends_on
    if form is None or end is None:
        return {}
    lengths = {field.key: field.keep or form.keep for field in form.fields}
    return {key: length.shift(end) for key, length in lengths.items() if length}


def _template_of(selection: Selection) -> Template | None:
    declared = declared_selection(selection)
    templates = blueprint_of(selection.programme).templates
    return next((t for t in templates if declared and t.key == declared.form), None)


def prize_of(selection: Selection, key: str) -> funding.Prize | None:
    """Return a prize of the blueprint by its key."""
    declared = declared_selection(selection)
    return next((p for p in declared.prizes if p.key == key), None) if declared else None


@dataclass(frozen=True, slots=True)
class Standing:
    """An application with the mean of the judges' points; None while nobody judged."""

    application: Application
    points: Decimal | None
    judges: int


def applications_to(selection: Selection, *, viewer: User | AnonymousUser) -> QuerySet[Application]:
    """Applications the viewer may read, in the order of arrival."""
    return (
        Application.objects.visible_to(viewer)
        .filter(selection=selection)
        .select_related("organisation__place", "organisation__country", "sent_by")
        .prefetch_related(Prefetch("scores", Score.objects.select_related("judge")))
        .order_by("sent_at", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def ranking(selection: Selection, applications: Sequence[Application]) -> Sequence[Standing]:
    """Return how applications stand, best first: the weighted mean of criteria, out of 100.

    Each judge's points count as a share of the scale; a criterion nobody judged leaves the
    application without a figure, because half a judgement is not comparable.
    """
    criteria = criteria_of(selection)
    total = sum((c.weight for c in criteria), Decimal(0))
    found = []
    for application in applications:
        shares = []
        for criterion in criteria:
            given = [s.points for s in application.scores.all() if s.criterion == criterion.key]
            if given:
                mean = Decimal(sum(given)) / len(given)
                shares.append(criterion.weight * mean / criterion.scale)
        whole = bool(shares) and len(shares) == len(criteria) and total > 0
        points = round(100 * sum(shares, Decimal(0)) / total, 1) if whole else None
        judges = len({score.judge_id for score in application.scores.all()})
        found.append(Standing(application, points, judges))
    return sorted(found, key=lambda s: (s.points is None, -(s.points or 0), s.application.pk))


def selections_of(programme: Programme) -> QuerySet[Selection]:
    """Return the selections of a programme, newest first, with how many applied."""
    return (
        programme.selections.select_related("country", "programme")
        .annotate(application_count=Count("applications"))
        .order_by("-opens_on", "pk")
    )


def selection_words(blueprint: Blueprint, language: str) -> dict[str, str]:
    """Return what the blueprint calls its selections, by key."""
    return {one.key: one.label.read(language) for one in blueprint.selections}


def prizes_in(selection: Selection, language: str) -> dict[str, str]:
    """Return what the prizes of a selection are called, by key."""
    declared = declared_selection(selection)
    return {p.key: p.label.read(language) for p in declared.prizes} if declared else {}


def answers_of(application: Application, language: str) -> Sequence[tuple[str, str]]:
    """Return question and answer, in the order of the form; old questions come last."""
    questions = {field.key: field.label.read(language) for field in form_of(application.selection)}
    given = dict(application.answers)
    asked = [(label, str(given.pop(key, ""))) for key, label in questions.items()]
    return [*asked, *((key, str(answer)) for key, answer in given.items())]

"""Which questions are asked: those of a survey in the blueprint, or the plain ones of ours.

Not a room: data that forms offer, actions keep and queries count by.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from innesto.programmes.models import Programme
from innesto.programmes.queries.facts import blueprint_of

type Question = Mapping[str, Any]

TYPES = {"short": "text", "long": "text", "number": "number", "choice": "choice"}
"""How fields of a blueprint are asked here; others (files, money, links) are left to reports."""


@cache
def plain_questions() -> Mapping[str, Sequence[Question]]:
    """Return ours, by the moment at which they are asked."""
    text = files("innesto.feedback").joinpath("data/questions.yaml").read_text("utf-8")
    found: Mapping[str, Sequence[Question]] = yaml.safe_load(text)
    return found


def surveys_of(programme: Programme) -> Mapping[str, Mapping[str, str]]:
    """Return the surveys of the blueprint that can be asked, with their names by language."""
    return {
        template.key: template.label.model_dump()
        for template in blueprint_of(programme).templates
        if template.kind == "survey" and _asked(template.fields)
    }


def questions_for(programme: Programme, moment: str, survey: str = "") -> Sequence[Question]:
    """Return the questions of a survey of the blueprint, or our plain ones for the moment."""
    for template in blueprint_of(programme).templates if survey else ():
        if template.key == survey and template.kind == "survey":
            return _asked(template.fields)
    return plain_questions()[moment]


def _asked(fields: Sequence[Any]) -> Sequence[Question]:
    return [
        {
            "key": field.key,
            "type": TYPES[field.type],
            "label": field.label.model_dump(),
            "choices": [choice.model_dump() for choice in field.choices],
        }
        for field in fields
        if field.type in TYPES
    ]

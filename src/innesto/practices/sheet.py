"""The sheet as data: which fields it has, in which step, how long, and when they are needed.

No room fits: models keep the answers, forms ask for them, queries say what is missing; all three
read this one list. A programme's blueprint adds fields, renames ours, asks for them earlier and
leaves some out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.templates import Template, TemplateField
from innesto.practices.models import Practice
from innesto.toolkit.annotations import StrOrPromise

type Needed = Literal["", "always", "to_publish", "to_validate"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the sheet; ``limit`` counts letters of the text, not of its markup."""

    key: str
    limit: int = 0
    needed: Needed = ""
    is_rich: bool = False
    label: str = ""
    hint: str = ""
    own: TemplateField | None = None
    """The blueprint's field, where we have none."""


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the form."""

    key: str
    label: StrOrPromise
    lead: StrOrPromise
    fields: Sequence[Field]


class Beneficiary(models.TextChoices):
    """Who benefits: groups, never persons."""

    EVERYBODY = "everybody", _("everybody who lives there")
    CHILDREN = "children", _("children and families")
    YOUNG = "young", _("young people")
    OLDER = "older", _("older people")
    WOMEN = "women", _("women")
    NEWCOMERS = "newcomers", _("people who came from other countries")
    DISABILITY = "disability", _("people with disabilities")
    POVERTY = "poverty", _("people in poverty")
    UNEMPLOYED = "unemployed", _("people looking for work")
    STAFF = "staff", _("staff of the municipality")
    ASSOCIATIONS = "associations", _("associations and volunteers")
    FIRMS = "firms", _("firms and shops")
    SCHOOLS = "schools", _("schools")


def _rich(key: str, limit: int, needed: Needed = "") -> Field:
    return Field(key, limit, needed, is_rich=True)


STEPS = (
    Step(
        "basics",
        _("The practice"),
        _("What it is called, whose it is and where."),
        (
            Field("title", 100, "always"),
            Field("strapline", 160, "to_publish"),
            Field("language", needed="always"),
            Field("organisation", needed="to_publish"),
            Field("offices"),
            Field("programme"),
            Field("strand"),
            Field("phase"),
            Field("themes", needed="to_publish"),
            Field("progress", needed="always"),
            Field("content", needed="always"),
            Field("place", needed="to_publish"),
            Field("scope", needed="always"),
            Field("starts_on"),
            Field("ends_on"),
        ),
    ),
    Step(
        "story",
        _("What you do"),
        _("As you would tell a colleague of another municipality."),
        (
            _rich("problem", 1500, "to_publish"),
            _rich("how", 3000, "to_publish"),
            _rich("procedure", 1500),
            _rich("participation", 1000),
            _rich("integration", 1000),
            _rich("way_before", 1000),
            _rich("way_now", 1000),
        ),
    ),
    Step(
        "resources",
        _("What it takes"),
        _("So that others can reckon whether they can afford it."),
        (
            Field("zero_cost"),
            Field("cost"),
            Field("currency"),
            Field("staff_days"),
            Field("funding", 300),
        ),
    ),
    Step(
        "lessons",
        _("What others should know"),
        _("Difficulties help most. What must stay, what can change, what it takes to begin."),
        (
            _rich("difficulties", 1000, "to_validate"),
            _rich("essential", 600, "to_validate"),
            _rich("adaptable", 600, "to_validate"),
            _rich("context_needed", 600, "to_validate"),
        ),
    ),
    Step(
        "people",
        _("Who benefits"),
        _("Groups and estimates. Never names or anything by which a person can be recognised."),
        (
            Field("beneficiaries"),
            _rich("benefits", 600),
            Field("reached"),
        ),
    ),
    Step(
        "share",
        _("How you share it"),
        _("Whom to ask, what you offer to those who come, and under which licence."),
        (
            Field("contact"),
            Field("can_advise"),
            Field("can_show"),
            Field("can_host"),
            Field("can_mentor"),
            Field("available_until"),
            Field("mandate", 200),
            Field("mandate_url"),
            Field("website"),
            _rich("references", 2000),
            Field("licence", needed="always"),
            Field("audience", needed="always"),
        ),
    ),
)

FIELDS: Mapping[str, Field] = {field.key: field for step in STEPS for field in step.fields}
RICH = frozenset(key for key, field in FIELDS.items() if field.is_rich)
TEXTS = ("title", "strapline", *sorted(RICH - {"references"}))
"""What is translated."""

# What blueprints call fields that our sheet has.
ALIASES = {
    "context": "problem",
    "challenge": "problem",
    "solution": "how",
    "practice": "how",
    "obstacles": "difficulties",
    "zero-cost": "zero_cost",
    "state": "progress",
    "mandate-programme": "mandate",
    "lessons": "difficulties",
}
# What blueprints name and we ask for elsewhere: evidence, links, the mandate.
ELSEWHERE = {"evidence", "synergies", "result"}
EXTRA = "programme"
OWN = "extra."
"""Begins the name of a field that only the programme has."""


def label_of(field: Field) -> str:
    """Return what a field is called: by its programme, else by us."""
    if field.label or field.own:
        return field.label
    return str(Practice._meta.get_field(field.key).verbose_name)  # type: ignore[union-attr]


def template_of(blueprint: Blueprint | None) -> Template | None:
    """Return the blueprint's template for sheets, if it has one."""
    templates = blueprint.templates if blueprint else ()
    return next((one for one in templates if one.kind == "practice"), None)


def steps_of(blueprint: Blueprint | None) -> Sequence[Step]:
    """Return the steps of the sheet as a programme wants them, in the reader's language."""
    template = template_of(blueprint)
    return _steps(template, (get_language() or "it").partition("-")[0]) if template else STEPS


def fields_of(blueprint: Blueprint | None) -> Mapping[str, Field]:
    """Return the fields of the sheet as a programme wants them."""
    return {field.key: field for step in steps_of(blueprint) for field in step.fields}


def _steps(template: Template, language: str) -> Sequence[Step]:
    ours: dict[str, Field] = {}
    own: list[Field] = []
    for field in template.fields:
        key = ALIASES.get(field.key, field.key.replace("-", "_"))
        label = field.label.read(language)
        hint = field.hint.read(language) if field.hint else ""
        needed: Needed = "" if field.required == "never" else field.required
        if key in FIELDS:
            known = FIELDS[key]
            stronger = needed if needed in {"always", "to_publish"} else known.needed or needed
            wanted: Needed = "to_publish" if stronger == "always" else stronger
            wanted = "always" if known.needed == "always" else wanted
            limit = field.limit or known.limit
            ours[key] = replace(known, limit=limit, needed=wanted, label=label, hint=hint)
        elif field.key not in ELSEWHERE:
            wanted = "to_publish" if needed == "always" else needed
            own.append(
                Field(field.key, field.limit or 0, wanted, label=label, hint=hint, own=field)
            )
    hidden = {ALIASES.get(key, key.replace("-", "_")) for key in template.hides}
    left = [
        replace(
            step,
            fields=tuple(
                ours.get(field.key, field)
                for field in step.fields
                if field.key not in hidden or field.needed == "always"
            ),
        )
        for step in STEPS
    ]
    steps = [step for step in left if step.fields]
    if own:
        lead = _("What this programme asks beside the common sheet.")
        steps.insert(-1, Step(EXTRA, _("What the programme asks"), lead, tuple(own)))
    return tuple(steps)

"""What the forms of a blueprint ask, in the reader's language."""

from collections.abc import Iterable

from django.utils.translation import get_language

from innesto.blueprints.schema.templates import TemplateField
from innesto.blueprints.schema.text import Text
from innesto.toolkit.questions import Question


def questions_of(fields: Iterable[TemplateField]) -> list[Question]:
    """Return the fields of a template as questions.

    What is kept of a choice is its text in the first language of the blueprint: the same whoever
    answers in whichever language.
    """
    language = (get_language() or "it").partition("-")[0]
    return [
        Question(
            key=field.key,
            label=field.label.read(language),
            kind=field.type,
            hint=field.hint.read(language) if field.hint else "",
            limit=field.limit or 0,
            is_required=field.required == "always",
            choices=[(_first(choice), choice.read(language)) for choice in field.choices],
        )
        for field in fields
    ]


def _first(words: Text) -> str:
    return words.read(next(words.languages()))

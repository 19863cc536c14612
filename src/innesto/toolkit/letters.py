"""Names in small plain letters: so they are sorted, sought and compared.

No database sorts «Łódź» and «Győr» as people do, and SQLite does not find «győr» in «GYŐR»; a
column of plain letters does both, on every database alike.
"""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from django.db import models
from django.db.models.lookups import Contains
from django.utils.text import slugify

LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
"""Letters that are no letter with a mark, as people type them who do not have them."""
IN_LATIN = str.maketrans(
    json.loads((Path(__file__).parent / "data" / "letters.json").read_text("utf-8"))
)
"""Those and more: Greek and Cyrillic letters as their cognates are spelled elsewhere."""
MARKS = re.compile(r"[\u0300-\u036f]+")


def plain_letters(text: str) -> str:
    """Return the text in small letters without marks, with single blanks: «Łódź» → «lodz»."""
    small = text.casefold()
    if not small.isascii():
        small = MARKS.sub("", unicodedata.normalize("NFKD", small.translate(LETTERS)))
    return " ".join(small.split())


def in_address(text: str) -> str:
    """Return the text as an address may hold it, in Latin letters: «Λάρισα» → «larisa»."""
    return slugify(plain_letters(text).translate(IN_LATIN))


class PlainField(models.CharField[str, str]):
    """Another field of the row in plain letters, written whenever the row is.

    ``icontains`` takes words as they were typed. Name it in ``update_fields`` beside its source.
    """

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        self.source = source
        super().__init__(*args, **{"editable": False, "blank": True, "default": "", **kwargs})

    def deconstruct(self) -> Any:
        """Return what a migration needs to make the field again."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Return the plain letters of the source."""
        plain = plain_letters(getattr(model_instance, self.source))[: self.max_length]
        setattr(model_instance, self.attname, plain)
        return plain


@PlainField.register_lookup
class _PlainContains(Contains):
    lookup_name = "icontains"

    def get_prep_lookup(self) -> str:
        return plain_letters(self.rhs)

"""Who a programme is, where its statements come from, and the numbers it declares."""

import datetime
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from innesto.blueprints.schema.countable import Code, Countable, Formula, Key, SourceKey
from innesto.blueprints.schema.dates import Length
from innesto.blueprints.schema.rule import Cited
from innesto.blueprints.schema.text import LanguageCode, Part, Text, unmet
from innesto.blueprints.speech.catalogue import gettext_noop


class Source(Part):
    """Where statements come from: the programme's own text, a public page, our inference."""

    key: Key
    title: Text
    kind: Literal["programme", "public", "reading"] = "programme"
    address: str = ""


class Identity(Part):
    """Who pays, under which reference, from when to when. Blanks are blanks, not zeros."""

    name: Text
    full_name: Text | None = None
    summary: Text
    aims: tuple[Text, ...] = ()
    funder: Text | None = None
    fund: Text | None = None
    line: Text | None = None
    line_code: str = ""
    reference: str = ""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "EUR"
    languages: tuple[LanguageCode, ...] = ("it", "en")
    shared_language: LanguageCode | None = None  # of what is above the countries
    countries: tuple[Code, ...] = ()
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    lasts: Length | None = None
    notice: Text | None = None  # what the funder wants to read on every page
    website: str = ""
    source: SourceKey | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.starts_on and self.ends_on and self.starts_on > self.ends_on:
            raise unmet(gettext_noop("a last day after the first"))
        return self


class Declared(Cited):
    """A value as a source gives it; ``null`` is a blank the source left."""

    value: Decimal | None
    as_written: str = ""
    of: str = ""  # whose share it is, when it is not the programme's
    note: Text | None = None


class Figure(Part):
    """A number the programme declares, beside what the register lists and what happened."""

    key: Key
    label: Text
    unit: Text | None = None
    declared: tuple[Declared, ...] = ()
    made_of: Formula | None = None  # declared figures that should add up to this one
    listed: Countable | None = None
    computed: Countable | None = None

"""Words in several languages: how a blueprint keeps them and how a reader gets one."""

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    RootModel,
    StringConstraints,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from innesto.blueprints.speech.catalogue import gettext_noop

ANY_LANGUAGE = "und"
EXACTLY_ONE = gettext_noop("exactly one of: {expected}")
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)]


def unmet(expected: str, /, **values: str) -> PydanticCustomError:
    """Return an error that says what was expected, with placeholders for other languages."""
    return PydanticCustomError("unmet", "{template}", {"template": expected, **values})


class Said(NamedTuple):
    """Words, and the language they are really in (``und`` for a name that needs none)."""

    words: str
    language: str


class Text(RootModel[dict[LanguageCode, Phrase]]):
    """The same words in several languages: ``{it: Città, en: City}``.

    A plain string stands for words that are the same everywhere, as names are.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _plain_string_is_for_every_language(cls, value: Any) -> Any:
        return {ANY_LANGUAGE: value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _says_something(self) -> "Text":
        if not self.root:
            raise unmet(gettext_noop("words in at least one language"))
        return self

    def said(self, language: str) -> Said:
        """Return the words in this language or, visibly, in the nearest one there is."""
        for wanted in (language, language.partition("-")[0], ANY_LANGUAGE, "en"):
            if wanted in self.root:
                return Said(self.root[wanted], wanted)
        first = next(iter(self.root))
        return Said(self.root[first], first)

    def read(self, language: str) -> str:
        """Return only the words, for sentences that need no mark of their language."""
        return self.said(language).words

    def languages(self) -> Iterator[str]:
        """Return the languages in which it is said, in written order."""
        return iter(self.root)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(core_schema)]}


class Part(BaseModel):
    """One part of a blueprint: it never changes, and a field nobody knows is an error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        coerce_numbers_to_str=True,  # a reference such as 785088 needs no quotes
        defer_build=True,  # only the whole is ever asked to read: one reader, not sixty
    )

"""The words in which the journal tells what was done.

No room fits: every domain writes ``verbs.py`` with its part of the vocabulary,

    VERBS = {"published": pgettext_lazy("journal", "published")}

and is imported by nobody; here they come together. The context «journal» keeps the phrase apart
from the same word elsewhere, for all catalogues are one at run time. A phrase follows the name of a
person and comes before the title of the thing: «Marta Rossi» «ha pubblicato» «Strade scolastiche».
Languages that put the verb last end it with a colon, which ``alone`` takes off: «hat geprüft:».
"""

from functools import cache

from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.gather import gather


@cache
def vocabularies() -> dict[str, dict[str, StrOrPromise]]:
    """Return the verbs of each domain by its app label."""
    return gather("verbs", "VERBS")


def phrase(verb: str, app_label: str) -> str:
    """Return the words for a verb, as the domain of the thing says it, else as any other does."""
    own = vocabularies().get(app_label, {})
    for vocabulary in (own, *vocabularies().values()):
        if verb in vocabulary:
            return str(vocabulary[verb])
    return verb


def alone(words: StrOrPromise) -> str:
    """Return a phrase that no title follows."""
    return str(words).removesuffix(":")


def choices() -> list[tuple[str, str]]:
    """Return every verb with its words, for a filter, in the order of the words."""
    merged = {
        verb: alone(words) for said in vocabularies().values() for verb, words in said.items()
    }
    return sorted(merged.items(), key=lambda pair: pair[1].casefold())

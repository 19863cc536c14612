"""The kinds of notice there are, in the words of whoever sends them.

No room fits: every domain writes ``kinds.py`` with the occasions on which it tells people,

    KINDS = {"invitation_accepted": _("Somebody you invited accepts")}

and is imported by nobody; here they come together.
"""

from functools import cache

from django_stubs_ext import StrOrPromise

from innesto.toolkit.gather import gather


@cache
def occasions() -> dict[str, StrOrPromise]:
    """Return every kind of notice with its words."""
    return {
        kind: words for said in gather("kinds", "KINDS").values() for kind, words in said.items()
    }

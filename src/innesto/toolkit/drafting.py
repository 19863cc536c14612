"""A long form that is kept while one writes: what its view and its page share.

No room fits: views of several domains take it up.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from innesto.toolkit.actions import discard_draft
from innesto.toolkit.models import Draft
from innesto.toolkit.queries import saved_draft


@dataclass(frozen=True, slots=True)
class Drafting:
    """Which form about which thing is being filled in, and what is kept of it."""

    person: AbstractBaseUser
    form: str
    subject: str
    title: str
    kept: Draft | None = None

    @property
    def initial(self) -> dict[str, Any]:
        """The answers kept, as a form wants them."""
        return self.kept.initial() if self.kept else {}

    def drop(self) -> None:
        """Forget the answers, because they were sent."""
        discard_draft(self.form, self.subject, by=self.person)


def drafting(person: AbstractBaseUser, form: str, subject: str = "", *, title: str) -> Drafting:
    """Take up what this person had written; ``title`` says on the desk what it is."""
    return Drafting(person, form, subject, title[:200], saved_draft(person, form, subject))

"""The kinds of unit there are: each house brings its own when it gets ready.

No room fits: ``courses.http`` hands it on to the houses above. Decision 0038.

    add_kind(
        UnitKind(
            "quiz", _("Quiz"), icon="question", position=50,
            edit="quizzes:edit", draw=draw_quiz, missing=missing_in, copy=copy_quiz,
        )
    )

A house keeps what is inside in a model with a one-to-one key to ``courses.Unit``. Where the
learner does not say when it is done, the house calls ``courses.actions.progress.finish_unit``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from innesto.courses.models import Enrolment, Unit
from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.panels import Panel

type Draw = Callable[[HttpRequest, Unit, Enrolment | None], Panel]
type Missing = Callable[[Sequence[Unit]], Mapping[int, Sequence[StrOrPromise]]]
type Copy = Callable[[Unit, Unit], None]


@dataclass(frozen=True, slots=True)
class UnitKind:
    """A kind of unit: its name and icon, its place among the others, and what it does.

    ``edit`` is the name of the address on which its authors write it; it takes the number of the
    unit. ``draw`` gives what the learner gets; the enrolment is None for visitors and for authors
    who look at it, and the panel's template is drawn below the title of the unit. ``missing`` says
    by number of the unit what must be there before it can come out, for many at once.
    ``copy`` puts what is inside one unit into another that is still empty.
    One that ``is_open`` is read without enrolling where the course is for everyone. Where the
    learner ``says_done``, the page has a button for it; else the house says so.
    """

    key: str
    label: StrOrPromise
    icon: str
    position: int
    edit: str
    draw: Draw
    missing: Missing
    copy: Copy
    about: StrOrPromise = ""
    is_open: bool = False
    says_done: bool = False


_KINDS: dict[str, UnitKind] = {}


def add_kind(kind: UnitKind) -> None:
    """Let courses have units of this kind; call it from ``AppConfig.ready``."""
    _KINDS[kind.key] = kind


def unit_kinds() -> list[UnitKind]:
    """Return the kinds in their order."""
    return sorted(_KINDS.values(), key=lambda kind: kind.position)


def kind_of(unit: Unit) -> UnitKind | None:
    """Return the kind of a unit, or None when no house brings it any more."""
    return _KINDS.get(unit.kind)


def missing_in(units: Sequence[Unit]) -> Mapping[int, Sequence[StrOrPromise]]:
    """Return what units still lack, by number; those that lack nothing are left out."""
    found: dict[int, Sequence[StrOrPromise]] = {}
    for kind in unit_kinds():
        own = [unit for unit in units if unit.kind == kind.key]
        if own:
            found |= {pk: words for pk, words in kind.missing(own).items() if words}
    return found

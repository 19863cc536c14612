"""What a work of any domain is called, where it is read, and who may read it.

A domain that has works writes ``works.py`` and is imported by nobody; whoever needs to name works
of all domains gathers them:

    WORKS = {"practice": WorkKind(_("good practice"), describe)}

The keys are names of models of the domain. ``describe(keys, viewer)`` answers for many keys at
once, in one query, and leaves out what the viewer may not open.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.gather import gather


@dataclass(frozen=True, slots=True)
class Work:
    """A work as one reader sees it; ``detail`` says of whom it is, ``on`` when it came to be."""

    title: str
    url: str
    detail: str = ""
    on: date | None = None


type Reader = AbstractBaseUser | AnonymousUser
type Describe = Callable[[Collection[str], Reader], Mapping[str, Work]]


@dataclass(frozen=True, slots=True)
class WorkKind:
    """A kind of work: its name, and how its works are told."""

    label: StrOrPromise
    describe: Describe


@cache
def work_kinds() -> dict[str, WorkKind]:
    """Return every kind of work by the label of its model, ``practices.practice``."""
    return {
        f"{domain}.{name}": kind
        for domain, kinds in gather("works", "WORKS").items()
        for name, kind in kinds.items()
    }


def label_of(work: Model) -> str:
    """Return what a work is named by: «practices.practice:12»."""
    return f"{work._meta.label_lower}:{work.pk}"

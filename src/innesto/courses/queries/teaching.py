"""Which sections teach which modules of curricula, and which modules a person has done in them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet

from innesto.accounts.models import User
from innesto.courses.models import Course, Progress, Section, Unit
from innesto.curricula.models import Curriculum, Module
from innesto.toolkit.frame import Link


def modules_for(person: User) -> QuerySet[Module]:
    """Return the modules that a section may teach: of curricula that the person may read."""
    read = Curriculum.objects.visible_to(person).values("pk")
    found = Module.objects.standing().filter(curriculum__in=read)
    return found.select_related("curriculum").order_by("curriculum__title", "position", "pk")


def taught_in_courses(
    modules: Collection[int], viewer: User | AnonymousUser
) -> Mapping[int, Sequence[Link]]:
    """Return the courses in which modules are taught: one question."""
    seen = Course.objects.visible_to(viewer).out().values("pk")
    found: defaultdict[int, list[Link]] = defaultdict(list)
    sections = Section.objects.filter(module__in=modules, course__in=seen)
    for one in sections.select_related("course").order_by("course", "position", "pk"):
        link = Link(one.course.title, one.course.get_absolute_url())
        if one.module_id and link not in found[one.module_id]:
            found[one.module_id].append(link)
    return found


def modules_done(modules: Collection[int], person: User) -> Collection[int]:
    """Return which modules a person has done: everything in a section that teaches it."""
    asked = Unit.objects.shown().filter(section=OuterRef("pk"), is_optional=False)
    done = Progress.objects.filter(
        unit=OuterRef("pk"), enrolment__person=person, finished_at__isnull=False
    )
    found = Section.objects.filter(module__in=modules).filter(
        Exists(asked), ~Exists(asked.filter(~Exists(done)))
    )
    return set(found.values_list("module", flat=True))

import factory
from django.utils import timezone

from innesto.players.models import Attempt, Package
from tests.courses.factories import EnrolmentFactory, UnitFactory

PART = {
    "key": "i1",
    "title": {"it": "Uno"},
    "launch": "a.html",
    "parameters": "",
    "reports": True,
    "mastery": None,
    "prerequisites": "",
    "move_on": "",
    "own_window": False,
    "data": "",
    "time_limit": "",
    "completion_from": None,
}


class PackageFactory(factory.django.DjangoModelFactory):
    """A package of SCORM 1.2 with one part, in a unit that is out; its files are nowhere."""

    class Meta:
        model = Package

    unit = factory.SubFactory(UnitFactory, kind="package")
    standard = "scorm12"
    name = "SCORM 1.2"
    title = "Corso"
    file_name = "corso.zip"
    folder = factory.Sequence(lambda n: f"packages/{n}")
    parts = factory.LazyFunction(lambda: [dict(PART)])
    imported_at = factory.LazyFunction(timezone.now)


class AttemptFactory(factory.django.DjangoModelFactory):
    """The first sitting of somebody who is enrolled."""

    class Meta:
        model = Attempt

    package = factory.SubFactory(PackageFactory)
    enrolment = factory.SubFactory(
        EnrolmentFactory, course=factory.SelfAttribute("..package.unit.course")
    )
    part = "i1"
    sitting = 1
    started_at = factory.LazyFunction(timezone.now)
    last_at = factory.LazyFunction(timezone.now)

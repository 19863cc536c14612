from tests.architecture.access import FORBIDDEN, FORM, FOUND, LOGIN, Scene
from tests.courses.factories import AuthorFactory
from tests.players.factories import AttemptFactory

# «colleague» takes the course, «coordinator» writes it.
TABLE = [
    # address           method  nobody  stranger   colleague  coordinator operator
    ("players:play",    "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("players:edit",    "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("players:edit",    "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("players:export",  "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
]  # fmt: skip


def scene() -> Scene:
    attempt = AttemptFactory()
    unit = attempt.package.unit
    return Scene(
        colleague=attempt.enrolment.person,
        coordinator=AuthorFactory(course=unit.course).person,
        keys={"slug": unit.course.slug, "pk": unit.pk},
    )

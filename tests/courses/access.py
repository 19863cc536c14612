from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, LOGIN, Scene
from tests.courses.factories import AuthorFactory, EnrolmentFactory, TextFactory

# «colleague» takes the course, «coordinator» writes it; it is public, and its unit is a text.
TABLE = [
    # address             method  nobody  stranger   colleague  coordinator operator
    ("courses:index",     "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("courses:detail",    "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("courses:enrol",     "post", LOGIN,  DONE,      DONE,      DONE,      DONE),
    ("courses:unit",      "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("courses:done",      "post", LOGIN,  FORBIDDEN, DONE,      FORBIDDEN, FORBIDDEN),
    ("courses:opened",    "post", LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("courses:position",  "post", LOGIN,  FORM,      FORM,      FORM,      FORM),
    ("courses:write",     "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:text",      "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:text",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
]  # fmt: skip


def scene() -> Scene:
    unit = TextFactory().unit
    return Scene(
        colleague=EnrolmentFactory(course=unit.course).person,
        coordinator=AuthorFactory(course=unit.course).person,
        keys={"slug": unit.course.slug, "pk": unit.pk},
    )

from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.assignments.factories import AssessmentFactory
from tests.courses.factories import AuthorFactory, CohortFactory

# «colleague» has handed in, and was given the work of a peer; «coordinator» writes the course.
TABLE = [
    # address                 method  nobody  stranger   colleague  coordinator operator
    ("assignments:hand-in",   "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("assignments:hand-in",   "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORBIDDEN),
    ("assignments:take",      "post", LOGIN,  FORBIDDEN, DONE,      FORBIDDEN, FORBIDDEN),
    ("assignments:assess",    "get",  LOGIN,  HIDDEN,    FOUND,     HIDDEN,    HIDDEN),
    ("assignments:assess",    "post", LOGIN,  HIDDEN,    FORM,      HIDDEN,    HIDDEN),
    ("assignments:work",      "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     HIDDEN),
    ("assignments:file",      "get",  LOGIN,  HIDDEN,    HIDDEN,    HIDDEN,    HIDDEN),
    ("assignments:decide",    "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     HIDDEN),
    ("assignments:decide",    "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      HIDDEN),
    ("assignments:edit",      "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("assignments:edit",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("assignments:works",     "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("assignments:deadline",  "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("assignments:deadline",  "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
]  # fmt: skip


def scene() -> Scene:
    assessment = AssessmentFactory()
    unit = assessment.work.assignment.unit
    of_work = {"pk": assessment.work.pk}
    return Scene(
        colleague=assessment.enrolment.person,
        coordinator=AuthorFactory(course=unit.course).person,
        keys={"pk": unit.pk, "cohort": CohortFactory(course=unit.course).pk},
        at={
            "assignments:assess": {"pk": assessment.pk},
            "assignments:work": of_work,
            "assignments:file": of_work,
            "assignments:decide": of_work,
        },
    )

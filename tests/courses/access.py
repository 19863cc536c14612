from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.communities.factories import CommunityFactory
from tests.courses.factories import (
    AuthorFactory,
    CohortFactory,
    DocumentFactory,
    EnrolmentFactory,
    RecordingFactory,
    ReviewFactory,
    TextFactory,
    TrackFactory,
)
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ProgrammeFactory

# «colleague» takes the course and acts for its body, «coordinator» writes it; somebody else asked
# for a look. The course is public and open, and its unit is a text.
TABLE = [
    # address                   method  nobody  stranger   colleague  coordinator operator
    ("courses:index",           "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("courses:mine",            "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("courses:new",             "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("courses:new",             "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORBIDDEN),
    ("courses:of-programme",    "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("courses:of-organisation", "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FORBIDDEN, FOUND),
    ("courses:detail",          "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("courses:json-ld",         "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("courses:enrol",           "post", LOGIN,  DONE,      DONE,      DONE,      DONE),
    ("courses:leave",           "post", LOGIN,  HIDDEN,    DONE,      HIDDEN,    HIDDEN),
    ("courses:count",           "post", LOGIN,  HIDDEN,    DONE,      HIDDEN,    HIDDEN),
    ("courses:discussion",      "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("courses:unit",            "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("courses:done",            "post", LOGIN,  FORBIDDEN, DONE,      FORBIDDEN, FORBIDDEN),
    ("courses:opened",          "post", LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("courses:position",        "post", LOGIN,  FORM,      FORM,      FORM,      FORM),
    ("courses:recording-file",  "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("courses:captions",        "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("courses:document-file",   "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("courses:write",           "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:edit",            "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:edit",            "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("courses:part-new",        "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:part-new",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("courses:part-edit",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:part-edit",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("courses:part-change",     "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("courses:unit-new",        "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:unit-new",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("courses:copy",            "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:copy",            "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("courses:unit-edit",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:unit-edit",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("courses:unit-change",     "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("courses:unit-drop",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:unit-drop",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("courses:text",            "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:text",            "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("courses:recording",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:recording",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("courses:document",        "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:document",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("courses:practice",        "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:practice",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("courses:author-new",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("courses:author-off",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("courses:ask",             "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:ask",             "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("courses:review",          "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:review",          "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("courses:close",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("courses:cohorts",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("courses:cohorts",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("courses:figures",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
]  # fmt: skip


def scene() -> Scene:
    unit = TextFactory().unit
    course = unit.course
    course.community = CommunityFactory(visibility="public")
    course.save()
    colleague = MembershipFactory(organisation=course.organisation).person
    EnrolmentFactory(course=course, person=colleague)
    author = AuthorFactory(course=course)
    AuthorFactory(course=course)
    CohortFactory(course=course)
    ReviewFactory(course=course)
    TrackFactory(recording=RecordingFactory(unit=unit))
    DocumentFactory(unit=unit)
    ProgrammeFactory(slug="connection", state="running")
    return Scene(
        colleague=colleague,
        coordinator=author.person,
        keys={
            "slug": course.slug,
            "pk": unit.pk,
            "part": unit.section_id,
            "author": author.pk,
            "size": "grande",
            "language": "it",
        },
        at={
            "courses:of-programme": {"slug": "connection"},
            "courses:of-organisation": {"slug": course.organisation.slug},
        },
        sent={"courses:copy": {"unita": unit.pk}},
    )

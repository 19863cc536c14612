from django.utils import timezone

from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.courses.factories import AuthorFactory
from tests.quizzes.factories import AttemptFactory, EditionFactory
from tests.quizzes.papers import TEXT

# «colleague» has an attempt open, and a text that waits for «coordinator», who writes the course.
TABLE = [
    # address             method  nobody  stranger   colleague  coordinator operator
    ("quizzes:begin",     "post", LOGIN,  FORBIDDEN, DONE,      FORBIDDEN, FORBIDDEN),
    ("quizzes:question",  "get",  LOGIN,  HIDDEN,    FOUND,     HIDDEN,    HIDDEN),
    ("quizzes:question",  "post", LOGIN,  HIDDEN,    DONE,      HIDDEN,    HIDDEN),
    ("quizzes:keep",      "post", LOGIN,  HIDDEN,    FOUND,     HIDDEN,    HIDDEN),
    ("quizzes:attempt",   "get",  LOGIN,  HIDDEN,    FOUND,     HIDDEN,    HIDDEN),
    ("quizzes:hand-in",   "post", LOGIN,  HIDDEN,    DONE,      HIDDEN,    HIDDEN),
    ("quizzes:mark",      "get",  LOGIN,  HIDDEN,    DONE,      FOUND,     HIDDEN),
    ("quizzes:mark",      "post", LOGIN,  HIDDEN,    DONE,      FORM,      HIDDEN),
    ("quizzes:edit",      "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("quizzes:rules",     "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("quizzes:rules",     "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("quizzes:analysis",  "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("quizzes:new",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("quizzes:new",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("quizzes:write",     "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("quizzes:write",     "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("quizzes:move",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("quizzes:copy",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("quizzes:drop",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("quizzes:try",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("quizzes:try",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
]  # fmt: skip


def scene() -> Scene:
    attempt = AttemptFactory()
    unit = attempt.quiz.unit
    waiting = AttemptFactory(
        edition=EditionFactory(
            quiz=attempt.quiz, number=2, questions=[{**TEXT, "marked_by": "author"}]
        ),
        enrolment=attempt.enrolment,
        number=2,
        state="for_author",
        answers={"t": "Because."},
        handed_in_at=timezone.now(),
    )
    of_attempt = {"pk": attempt.pk, "place": 1}
    return Scene(
        colleague=attempt.enrolment.person,
        coordinator=AuthorFactory(course=unit.course).person,
        keys={"pk": unit.pk, "key": "t", "kind": "single"},
        at={
            "quizzes:question": of_attempt,
            "quizzes:keep": of_attempt,
            "quizzes:attempt": {"pk": attempt.pk},
            "quizzes:hand-in": {"pk": attempt.pk},
            "quizzes:mark": {"pk": waiting.pk},
        },
    )

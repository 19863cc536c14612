from django.utils import timezone

from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.questions.factories import AnswerFactory, ArticleFactory, ExpertFactory, QuestionFactory

# «colleague» is a member, «coordinator» facilitates and is an expert; the community is for its members.
TABLE = [
    # address                       method  nobody  stranger   colleague  coordinator operator
    ("questions:directory",         "get",  LOGIN,  FOUND,     FOUND,     FOUND,      FOUND),
    ("questions:index",             "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,      FOUND),
    ("questions:new",               "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,      FORBIDDEN),
    ("questions:new",               "post", LOGIN,  HIDDEN,    FORM,      FORM,       FORBIDDEN),
    ("questions:promise",           "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,      FOUND),
    ("questions:detail",            "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,      FOUND),
    ("questions:change",            "get",  LOGIN,  HIDDEN,    FORBIDDEN, FORBIDDEN,  FORBIDDEN),
    ("questions:take",              "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,       FORBIDDEN),
    ("questions:give-back",         "post", LOGIN,  HIDDEN,    FORBIDDEN, FORBIDDEN,  FORBIDDEN),
    ("questions:prolong",           "post", LOGIN,  HIDDEN,    FORBIDDEN, FORBIDDEN,  FORBIDDEN),
    ("questions:answer",            "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,      FORBIDDEN),
    ("questions:comment",           "post", LOGIN,  HIDDEN,    FORM,      FORM,       FORBIDDEN),
    ("questions:useful",            "post", LOGIN,  HIDDEN,    DONE,      DONE,       FORBIDDEN),
    ("questions:accept",            "post", LOGIN,  HIDDEN,    FORBIDDEN, FORBIDDEN,  FORBIDDEN),
    ("questions:reopen",            "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,      FORBIDDEN),
    ("questions:escalate",          "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,      FORBIDDEN),
    ("questions:agree",             "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,       FORBIDDEN),
    ("questions:lock",              "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,       FORBIDDEN),
    ("questions:archive",           "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,       FORBIDDEN),
    ("questions:begin-article",     "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,       FORBIDDEN),
    ("questions:experts",           "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,      FOUND),
    ("questions:new-expert",        "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,      FOUND),
    ("questions:edit-expert",       "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,      FOUND),
    ("questions:end-expert",        "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,       DONE),
    ("questions:articles",          "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,      FOUND),
    ("questions:article",           "get",  HIDDEN, HIDDEN,    HIDDEN,    FOUND,      HIDDEN),
    ("questions:edit-article",      "get",  LOGIN,  HIDDEN,    HIDDEN,    FOUND,      HIDDEN),
    ("questions:publish-article",   "post", LOGIN,  HIDDEN,    HIDDEN,    DONE,       HIDDEN),
]  # fmt: skip


def scene() -> Scene:
    community = CommunityFactory(slug="cities")
    expert = ExpertFactory(community=community)
    community.members.filter(person=expert.person).update(is_facilitator=True)
    waiting = QuestionFactory(community=community)
    solved = QuestionFactory(community=community)
    answer = AnswerFactory(question=solved)
    solved.state, solved.accepted, solved.solved_at = "solved", answer, timezone.now()
    solved.save()
    moment = timezone.now().isoformat()
    step = waiting.steps.create(stage=2, at=timezone.now(), times=[moment])
    article = {"slug": "cities", "number": ArticleFactory(community=community).pk}
    solved_one = {"slug": "cities", "number": solved.pk}
    done = {**solved_one, "answer": answer.pk}
    return Scene(
        colleague=MemberFactory(community=community).person,
        coordinator=expert.person,
        keys={"slug": "cities", "number": waiting.pk, "step": step.pk, "expert": expert.pk},
        at={
            "questions:useful": done,
            "questions:accept": done,
            "questions:reopen": solved_one,
            "questions:begin-article": solved_one,
            "questions:article": article,
            "questions:edit-article": article,
            "questions:publish-article": article,
        },
        sent={"questions:agree": {"meets_at": moment}},
    )

from innesto.curricula.actions import publish_curriculum
from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, LOGIN, Scene
from tests.curricula.factories import CompetenceFactory, CurriculumFactory, ModuleFactory
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, ProgrammeFactory

# «colleague» is here an author without a role, «coordinator» who coordinates the programme.
TABLE = [
    # address                        method  nobody  stranger   colleague  coordinator operator
    ("curricula:index",              "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("curricula:of-programme",       "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("curricula:detail",             "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("curricula:versions",           "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("curricula:frameworks",         "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("curricula:framework",          "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("curricula:framework-add",      "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("curricula:framework-add",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("curricula:new",                "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FOUND),
    ("curricula:new",                "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORM),
    ("curricula:new-in",             "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("curricula:new-in",             "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("curricula:outline",            "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("curricula:edit",               "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("curricula:edit",               "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("curricula:module-new",         "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("curricula:module-new",         "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("curricula:module-edit",        "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("curricula:module-edit",        "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("curricula:module-competences", "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("curricula:module-competences", "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
    ("curricula:module-move",        "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
    ("curricula:module-drop",        "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
    ("curricula:publish",            "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("curricula:withdraw",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("curricula:translate",          "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("curricula:translate",          "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
    ("curricula:authors",            "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("curricula:authors",            "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("curricula:author-release",     "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
]  # fmt: skip


def scene() -> Scene:
    programme = ProgrammeFactory(slug="learning", state="running")
    author = MembershipFactory().person
    curriculum = CurriculumFactory(slug="digital-city", programme=programme, authors=[author])
    module = ModuleFactory(curriculum=curriculum)
    publish_curriculum(curriculum, by=None)
    coordinator = ParticipantFactory(
        programme=programme, user=UserFactory(), may_coordinate=True
    ).user
    competence = CompetenceFactory(framework__programme=programme)
    of_programme = {"slug": programme.slug}
    return Scene(
        colleague=author,
        coordinator=coordinator,
        keys={
            "slug": "digital-city",
            "pk": module.pk,
            "key": competence.framework.key,
            "language": "it",
        },
        at={
            "curricula:of-programme": of_programme,
            "curricula:new-in": of_programme,
            "curricula:author-release": {"slug": "digital-city", "pk": author.pk},
        },
    )

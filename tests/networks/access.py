from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.networks.factories import BodyFactory, RelationFactory
from tests.programmes.factories import ParticipantFactory, ProgrammeFactory

# «colleague» has a role of the project that lets them look on, «coordinator» contributes to it.
TABLE = [
    # address                    method  nobody  stranger   colleague  coordinator operator
    ("networks:relations",       "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("networks:relation-new",    "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("networks:relation-new",    "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      FORM),
    ("networks:relation",        "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("networks:relation",        "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      FORM),
    ("networks:relation-edit",   "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("networks:relation-edit",   "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      FORM),
    ("networks:governance",      "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("networks:compare",         "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("networks:openness",        "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,      DONE),
    ("networks:body-new",        "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("networks:body-new",        "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      FORM),
    ("networks:body-edit",       "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("networks:body-edit",       "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      FORM),
    ("networks:body-drop",       "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,      DONE),
    ("networks:decide",          "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("networks:decide",          "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      FORM),
]  # fmt: skip


def scene() -> Scene:
    project = ProgrammeFactory(slug="project", call=ProgrammeFactory())
    observer, keeper = UserFactory(), UserFactory()
    ParticipantFactory(programme=project, user=observer)
    ParticipantFactory(programme=project, user=keeper, may_contribute=True)
    body = BodyFactory(programme=project)
    return Scene(
        colleague=observer,
        coordinator=keeper,
        keys={"slug": "project", "matter": "money"},
        at={
            **{f"networks:body-{verb}": {"pk": body.pk} for verb in ("edit", "drop")},
            **{
                f"networks:{name}": {"pk": RelationFactory(programme=project).pk}
                for name in ("relation", "relation-edit")
            },
        },
    )

from tests.architecture.access import FOUND, LOGIN, Scene
from tests.programmes.factories import ProgrammeFactory

TABLE = [
    # address                     method  nobody  stranger   colleague  coordinator operator
    ("portal:home",               "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:desk",               "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:programmes",               "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:search",             "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:similar",            "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:programme",          "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:findings",           "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:help",               "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:accessibility",      "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:privacy",            "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:sources",            "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
]  # fmt: skip


def scene() -> Scene:
    return Scene(
        keys={"slug": ProgrammeFactory(state="running").slug, "kind": "programme", "number": "1"}
    )

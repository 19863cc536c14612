from tests.architecture.access import FOUND, HIDDEN, Scene
from tests.themes.factories import SchemeFactory

TABLE = [
    # address         method  nobody  stranger  colleague  coordinator  operator
    ("themes:index",  "get",  FOUND,  FOUND,    FOUND,     FOUND,       FOUND),
    ("themes:detail", "get",  HIDDEN, HIDDEN,   HIDDEN,    HIDDEN,      FOUND),
]  # fmt: skip


def scene():
    return Scene(keys={"key": SchemeFactory(is_public=False).key})

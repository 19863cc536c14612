from tests.architecture.access import FOUND, Scene
from tests.places.factories import PlaceFactory

TABLE = [
    # address              method  nobody  stranger  colleague  coordinator  operator
    ("places:index",       "get",  FOUND,  FOUND,    FOUND,     FOUND,       FOUND),
    ("places:suggestions", "get",  FOUND,  FOUND,    FOUND,     FOUND,       FOUND),
    ("places:detail",      "get",  FOUND,  FOUND,    FOUND,     FOUND,       FOUND),
]  # fmt: skip


def scene():
    return Scene(keys={"ref": PlaceFactory().ref})

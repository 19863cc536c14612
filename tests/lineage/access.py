from tests.architecture.access import FOUND, Scene
from tests.organisations.factories import NeedFactory

TABLE = [
    # address         method  nobody  stranger   colleague  coordinator operator
    ("lineage:thread", "get", FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
]  # fmt: skip


def scene() -> Scene:
    return Scene(keys={"kind": "organisations.need", "key": NeedFactory().pk})

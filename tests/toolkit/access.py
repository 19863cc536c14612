"""Who may open the doors of the toolkit; see tests/architecture/access.py."""

from tests.architecture.access import DONE, FOUND, LOGIN, Row, Scene

#   address             method  nobody  stranger  colleague  coordinator  operator
TABLE: list[Row] = [
    ("toolkit:style",   "get",  FOUND,  FOUND,    FOUND,     FOUND,       FOUND),
    ("toolkit:keep",    "post", LOGIN,  DONE,     DONE,      DONE,        DONE),
    ("toolkit:drop",    "post", LOGIN,  DONE,     DONE,      DONE,        DONE),
    ("toolkit:outbox",  "get",  FOUND,  FOUND,    FOUND,     FOUND,       FOUND),
    ("toolkit:offline", "get",  FOUND,  FOUND,    FOUND,     FOUND,       FOUND),
    ("toolkit:service-worker", "get", FOUND, FOUND, FOUND,   FOUND,       FOUND),
    ("toolkit:manifest", "get", FOUND,  FOUND,    FOUND,     FOUND,       FOUND),
]  # fmt: skip


def scene() -> Scene:
    about = {"draft_form": "toolkit:example", "draft_address": "/stile/"}
    return Scene(sent={"toolkit:keep": {**about, "note": "Half"}, "toolkit:drop": about})
